"""One figure with its unit, what it is compared to, and its line of twelve months; a click opens its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.controls import label
from desktop.widgets.sparkline import Sparkline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLabel


class TrendCard(QPushButton):
    """A card that is pressed as a whole: name, value, two comparisons, the line."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("kpi")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name, self._value, self._unit = label(name, "caption"), label("—", "figure"), label()
        self._notes = (label(style="caption"), label(style="caption"))
        self.line = Sparkline()
        self.setAccessibleName(name)
        self._lay_out()

    def show_figure(
        self, value: str, unit: str, notes: tuple[str, str], line: Sequence[float | None], told: str
    ) -> None:
        """Show a value with its unit and two short comparisons; ``told`` says it in whole sentences."""
        self._value.setText(value)
        self._unit.setText(unit)
        self._level()
        for each, words in zip(self._notes, notes, strict=True):
            each.setText(words)
        self.line.show_values(line)
        self.setToolTip(told)
        self.setAccessibleName(f"{self._name.text()} {value}{unit}")
        self.setAccessibleDescription(tr("{told}。按回车查看明细").format(told=told.replace("\n", "，")))
        self.updateGeometry()

    def shown(self) -> tuple[str, str, str]:
        """Return what stands on the card: the value with its unit, and the two comparisons."""
        first, second = self._notes
        return f"{self._value.text()} {self._unit.text()}".strip(), first.text(), second.text()

    def sizeHint(self) -> QSize:
        """Return the room its parts take: a button knows only of its own words."""
        return self._room().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least its parts take."""
        return self._room().minimumSize()

    def _level(self) -> None:
        """Let the unit stand on the line the large number stands on."""
        for each in (self._value, self._unit):
            each.ensurePolished()
        deeper = self._value.fontMetrics().descent() - self._unit.fontMetrics().descent()
        self._unit.setContentsMargins(0, 0, 0, max(deeper, 0))

    def _room(self) -> QVBoxLayout:
        """Return the layout of the card."""
        found = self.layout()
        if not isinstance(found, QVBoxLayout):
            raise TypeError(found)
        return found

    def _lay_out(self) -> None:
        """Put name, value with unit, comparisons and line below each other; clicks pass through to it."""
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        column.setSpacing(tokens.XS)
        figure, compared = QHBoxLayout(), QHBoxLayout()
        figure.setSpacing(tokens.XS)
        compared.setSpacing(tokens.M)
        figure.addWidget(self._value)
        figure.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBottom)
        figure.addStretch()
        for each in self._notes:
            compared.addWidget(each)
        compared.addStretch()
        column.addWidget(self._name)
        column.addLayout(figure)
        column.addLayout(compared)
        column.addWidget(self.line)
        parts: tuple[QLabel, ...] = (self._name, self._value, self._unit, *self._notes)
        for part in parts:
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
