"""What a move asks for: each criterion with its value now, its threshold, and whether it is met."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from db.lifecycle import Criterion
from desktop.i18n import tr
from desktop.theme import icon, tokens
from desktop.widgets.controls import LabelStyle, label

_MARK = 16
_SIGN, _NAME, _FOUND, _WANTED, _STATE = range(5)


class CriteriaList(QWidget):
    """One line per criterion, a tick and 已达成 or a cross and 未达成; below it what is missing."""

    def __init__(self, criteria: Sequence[Criterion], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plain")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.M)
        self._grid.setVerticalSpacing(tokens.XS)
        self._grid.setColumnStretch(_NAME, 1)
        if any(each.found or each.wanted for each in criteria):
            for place, words in ((_NAME, tr("条件")), (_FOUND, tr("现值")), (_WANTED, tr("门槛"))):
                self._grid.addWidget(_words(words, "caption", at_right=place != _NAME), 0, place)
        for each in criteria:
            self._add(each)

    def _add(self, criterion: Criterion) -> None:
        """Add the line of one criterion."""
        row = self._grid.rowCount()
        sign = QLabel()
        picture = icon("check", "ok") if criterion.met else icon("close", "bad")
        sign.setPixmap(picture.pixmap(QSize(_MARK, _MARK)))
        style: LabelStyle = "ok" if criterion.met else "reason"
        state = tr("已达成") if criterion.met else tr("未达成")
        self._grid.addWidget(sign, row, _SIGN)
        self._grid.addWidget(label(criterion.name, wrap=True), row, _NAME)
        self._grid.addWidget(
            _words(criterion.found, "plain" if criterion.met else "reason", at_right=True), row, _FOUND
        )
        self._grid.addWidget(_words(criterion.wanted, "note", at_right=True), row, _WANTED)
        self._grid.addWidget(_words(state, style, at_right=True), row, _STATE)
        if criterion.words and not criterion.met:
            why = label(criterion.words, "reason", wrap=True)
            why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(why, row + 1, _NAME, 1, _STATE)


def _words(text: str, style: LabelStyle, *, at_right: bool) -> QLabel:
    """Return words of a cell."""
    made = label(text, style)
    if at_right:
        made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made
