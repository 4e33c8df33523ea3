"""显示: theme, density and text size of this user on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QGridLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.card import Card
from desktop.widgets.controls import label

if TYPE_CHECKING:
    from desktop.settings import Settings

_WIDEST = 760
_THEMES = (("system", "跟随系统"), ("light", "浅色"), ("dark", "深色"))
_DENSITIES = (("auto", "自动"), ("comfortable", "舒适"), ("compact", "紧凑"))
_TEXT_SIZES = (("标准", "标准"), ("大", "大"), ("特大", "特大"))
_CHOICES = (
    ("主题", "theme", _THEMES),
    ("列表行距", "density", _DENSITIES),
    ("文字大小", "text_size", _TEXT_SIZES),
)


class LookTab(QWidget):
    """A choice takes effect at once."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        card = Card(tr("外观"))
        card.setMaximumWidth(_WIDEST)
        grid = QGridLayout()
        grid.setVerticalSpacing(tokens.M)
        grid.setHorizontalSpacing(tokens.XL)
        for line, (title, name, options) in enumerate(_CHOICES):
            grid.addWidget(label(tr(title)), line, 0)
            for place, option in enumerate(self._options(name, options), start=1):
                grid.addWidget(option, line, place)
        grid.setColumnStretch(grid.columnCount(), 1)
        card.body.addLayout(grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.M, 0, 0)
        column.addWidget(card)
        column.addStretch()

    def _options(self, name: str, options: tuple[tuple[str, str], ...]) -> list[QAbstractButton]:
        """Return the buttons of one choice, of which one is pressed at a time."""
        group = QButtonGroup(self)
        for value, text in options:
            option = QRadioButton(tr(text))
            option.setChecked(getattr(self._settings, name) == value)
            option.clicked.connect(lambda _checked=False, value=value: self._choose(name, value))
            group.addButton(option)
        return group.buttons()

    def _choose(self, name: str, value: str) -> None:
        """Keep a choice and show it."""
        setattr(self._settings, name, value)
        self._settings.save()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.apply(application, self._settings)
