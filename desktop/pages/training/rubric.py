"""The rubric of an assessment as fields: points item by item, the sum as one types."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from db.errors import BadValue, BadValues
from db.store.certifying import Item
from db.store.training_rules import total_of
from desktop.i18n import tr
from desktop.theme import restyle, tokens
from desktop.widgets.controls import label

_WIDTH = 90


class RubricFields(QWidget):
    """One field per item, its points and weight beside it; ``edited`` on every key."""

    edited = Signal()

    def __init__(self, items: Sequence[Item], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plain")
        self.items = items
        self.fields: dict[str, QLineEdit] = {}
        self._sum = label(style="heading")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.S)
        grid.setVerticalSpacing(tokens.XS)
        grid.setColumnStretch(2, 1)
        for row, item in enumerate(items):
            field = self.fields[item.name] = QLineEdit()
            field.setFixedWidth(_WIDTH)
            field.setAccessibleName(item.name)
            field.textEdited.connect(lambda _text: self.edited.emit())
            words = tr("满分 {full}　权重 {weight}%").format(full=item.full, weight=item.weight)
            grid.addWidget(
                label(item.name, "label"), row, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            )
            grid.addWidget(field, row, 1)
            grid.addWidget(label(words, "note"), row, 2)
        grid.addWidget(self._sum, len(items), 1, 1, 2)

    def show_scores(self, scores: Mapping[str, float | None]) -> None:
        """Show the points of an assessment."""
        for name, field in self.fields.items():
            score = scores.get(name)
            field.setText("" if score is None else f"{score:g}")

    def scores(self) -> dict[str, float | None]:
        """Return the points typed, None where there are none; raises BadValues, each marked at its field."""
        found: dict[str, float | None] = {}
        faults: dict[str, BadValue] = {}
        for item in self.items:
            try:
                found[item.name] = _points(self.fields[item.name].text(), item)
            except BadValue as trouble:
                faults[item.name] = trouble
            restyle(self.fields[item.name], "wrong", item.name in faults)
        if faults:
            raise BadValues(list(faults.values()))
        return found

    def total(self) -> float | None:
        """Return the total out of 100; None while an item has no points or wrong ones."""
        try:
            scores = self.scores()
        except BadValues:
            return None
        return total_of(
            [
                {"name": item.name, "full": item.full, "score": scores[item.name], "weight": item.weight}
                for item in self.items
            ]
        )

    @property
    def said(self) -> str:
        """What is said of the sum."""
        return self._sum.text()

    def say(self, words: str) -> None:
        """Say what the sum comes to."""
        self._sum.setText(words)


def _points(text: str, item: Item) -> float | None:
    """Read points as people write them; raises BadValue for what an item cannot bring."""
    words = text.strip()
    if not words:
        return None
    reason = tr("请填 0 至 {full} 分").format(full=item.full)
    try:
        points = Decimal(words.removesuffix("分"))
    except InvalidOperation as trouble:
        raise BadValue(reason, item.name) from trouble
    if not 0 <= points <= item.full:
        raise BadValue(reason, item.name)
    return float(points)
