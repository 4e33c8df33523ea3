"""The items of a scorecard under each other: weight, points, and what the records suggest."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from db.columns import Column, Shown
from db.errors import BadValue
from db.models.partner_words import ScoreItem
from db.queries.scorecards import Offer, grade_of, total_of
from db.values import Kind
from desktop.i18n import tr
from desktop.records.editors import LineEditor
from desktop.theme import tokens
from desktop.widgets.controls import label

_WIDTH = 80
_MOST = 100


class ScoreLines(QWidget):
    """One line an item; ``edited`` when points change. Points the user typed are never overwritten."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weights: dict[str, int] = {}
        self._typed: set[str] = set()
        self.editors: dict[str, LineEditor] = {}
        self._heavy = {item.value: label(style="caption") for item in ScoreItem}
        self._told = {item.value: label(style="note", wrap=True) for item in ScoreItem}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.M)
        grid.setVerticalSpacing(tokens.S)
        grid.setColumnStretch(3, 1)
        for place, head in enumerate((tr("指标"), tr("权重"), tr("得分"), tr("系统数据"))):
            grid.addWidget(label(head, "caption"), 0, place)
        for row, item in enumerate(ScoreItem, 1):
            name = item.value
            editor = LineEditor(Column(name, Shown(name, help="0–100"), Kind.COUNT))
            editor.setFixedWidth(_WIDTH)
            editor.changed.connect(lambda name=name: self._note(name))
            self.editors[name] = editor
            grid.addWidget(label(tr(name), "label"), row, 0)
            grid.addWidget(self._heavy[name], row, 1)
            grid.addWidget(editor, row, 2)
            grid.addWidget(self._told[name], row, 3)

    def show_items(self, items: Mapping[str, Mapping[str, Any]]) -> None:
        """Show the points of an evaluation that was made, with the weights of that day."""
        self.weigh({name: item["weight"] for name, item in items.items()})
        for name, item in items.items():
            self._typed.add(name)
            self.editors[name].show_value(item.get("score"))
        self.edited.emit()

    def weigh(self, weights: Mapping[str, int]) -> None:
        """Let the items weigh so much, in percent."""
        self._weights = dict(weights)
        for name, weight in weights.items():
            self._heavy[name].setText(f"{weight}%")

    def offer(self, offers: Mapping[str, Offer]) -> None:
        """Tell what the records say, and fill in the points they suggest where nothing was typed."""
        for name, offer in offers.items():
            self._told[name].setText(offer.words)
            if name not in self._typed:
                self.editors[name].show_value(offer.score)
        self.edited.emit()

    def items(self) -> dict[str, dict[str, Any]]:
        """Return the items; one without points has None. Raises BadValue, marked at its field."""
        return {
            name: {"weight": self._weights.get(name, 0), "score": self._score(name)} for name in self.editors
        }

    def summary(self) -> str:
        """Return total and grade in words; "" while points are missing."""
        try:
            items = self.items()
        except BadValue:
            return ""
        if not self._weights or any(item["score"] is None for item in items.values()):
            return ""
        total = total_of(items)
        return tr("总分 {total}，等级 {grade}").format(total=f"{total:.2f}", grade=grade_of(total).value)

    def _score(self, name: str) -> int | None:
        """Return the points of one item; BadValue for what is no number from 0 to 100."""
        editor = self.editors[name]
        try:
            score = editor.value()
            if score is not None and not (isinstance(score, int) and 0 <= score <= _MOST):
                raise BadValue(tr("得分应在0到100之间"), name)  # noqa: TRY301 - marked like any other
        except BadValue:
            editor.mark_wrong(wrong=True)
            raise
        editor.mark_wrong(wrong=False)
        return score if isinstance(score, int) else None

    def _note(self, name: str) -> None:
        """Remember what the user typed."""
        self._typed.add(name)
        self.edited.emit()
