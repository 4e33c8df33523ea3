"""What a move asks for: each criterion with its value now, its threshold, and whether it is met."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from db.lifecycle import Criterion
from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.controls import LabelStyle, label
from desktop.widgets.sign import Sign

_MARK = 16
_SIGN, _NAME, _FOUND, _WANTED, _STATE = range(5)
_MOST_BESIDE = 20
"""Signs of value and threshold that have room beside a name; longer ones stand below it."""


class CriteriaList(QWidget):
    """One line per criterion, a tick and 已达成 or a cross and 未达成; below it what is missing.

    Values and thresholds stand in columns of their own, or below the names where they are long.
    """

    def __init__(self, criteria: Sequence[Criterion], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plain")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.M)
        self._grid.setVerticalSpacing(tokens.XS)
        self._grid.setColumnStretch(_NAME, 1)
        self._beside = all(len(each.found) + len(each.wanted) <= _MOST_BESIDE for each in criteria)
        if self._beside and any(each.found or each.wanted for each in criteria):
            for place, words in ((_NAME, tr("条件")), (_FOUND, tr("现值")), (_WANTED, tr("门槛"))):
                self._grid.addWidget(_words(words, "caption", at_right=place != _NAME), 0, place)
        for each in criteria:
            self._add(each)

    def _add(self, criterion: Criterion) -> None:
        """Add the lines of one criterion."""
        row = self._grid.rowCount()
        sign = Sign("check", "ok", _MARK) if criterion.met else Sign("close", "bad", _MARK)
        style: LabelStyle = "ok" if criterion.met else "reason"
        state = tr("已达成") if criterion.met else tr("未达成")
        self._grid.addWidget(sign, row, _SIGN)
        self._grid.addWidget(label(criterion.name, wrap=True), row, _NAME)
        self._grid.addWidget(_words(state, style, at_right=True), row, _STATE)
        if self._beside:
            found: LabelStyle = "plain" if criterion.met else "reason"
            self._grid.addWidget(_words(criterion.found, found, at_right=True), row, _FOUND)
            self._grid.addWidget(_words(criterion.wanted, "note", at_right=True), row, _WANTED)
        else:
            words = tr("现值：{found}；门槛：{wanted}").format(found=criterion.found, wanted=criterion.wanted)
            self._add_below(words, "note")
        if criterion.words and not criterion.met:
            self._add_below(criterion.words, "reason")

    def _add_below(self, words: str, style: LabelStyle) -> None:
        """Add a line under a name, that can be copied."""
        made = label(words, style, wrap=True)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(made, self._grid.rowCount(), _NAME, 1, _STATE)


def _words(text: str, style: LabelStyle, *, at_right: bool) -> QLabel:
    """Return words of a cell."""
    made = label(text, style)
    if at_right:
        made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made
