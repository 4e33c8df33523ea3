"""显示: theme, density, text size and language of this user on this machine."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QVBoxLayout, QWidget

from desktop import theme
from desktop.i18n import CHINESE, ENGLISH, tr
from desktop.pages.settings.card import SettingsCard
from desktop.theme import CHOICES, tokens
from desktop.widgets.controls import label

if TYPE_CHECKING:
    from desktop.settings import Settings

_LANGUAGE = ("语言 / Language", "language", ((CHINESE, "中文"), (ENGLISH, "English")))
"""Each in its own words: who reads only one of them finds it."""


class LookTab(QWidget):
    """A choice takes effect at once; ``language_wanted`` carries a language, which needs another window.

    ``options`` are the buttons by setting and value.
    """

    language_wanted = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.options: dict[tuple[str, str], QRadioButton] = {}
        card = SettingsCard(tr("外观"))
        grid = QGridLayout()
        grid.setVerticalSpacing(tokens.M)
        grid.setHorizontalSpacing(tokens.XL)
        for line, (title, name, options) in enumerate((*CHOICES, _LANGUAGE)):
            grid.addWidget(label(title), line, 0)
            group = QButtonGroup(self)
            for place, (value, text) in enumerate(options, start=1):
                option = self.options[name, value] = QRadioButton(tr(text))
                option.clicked.connect(partial(self._choose, name, value))
                group.addButton(option)
                grid.addWidget(option, line, place)
        self.refresh()
        grid.setColumnStretch(grid.columnCount(), 1)
        card.body.addLayout(grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.M, 0, 0)
        column.addWidget(card)
        column.addStretch()

    def refresh(self) -> None:
        """Show what is in force: the find box chooses too."""
        for (name, value), option in self.options.items():
            option.setChecked(getattr(self._settings, name) == value)

    def _choose(self, name: str, value: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signal
        """Take a choice; until the window speaks another language the one in force stays chosen."""
        if name != "language":
            theme.choose(self._settings, name, value)
            return
        self.refresh()
        if value != self._settings.language:
            self.language_wanted.emit(value)
