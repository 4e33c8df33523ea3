"""The sidebar: whose data this is, and the way to every page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.controls import label
from desktop.windows.nav_button import NavButton
from desktop.windows.places import PLACES, TRAY
from desktop.windows.tray import TrayButton


class Sidebar(QFrame):
    """Name of the base, one button per page; only icons when the window is narrow."""

    chosen = Signal(str)
    help_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self._name = label(tr("直播基地管家"), "heading", wrap=True)
        self._note = label(style="caption")
        self.tray = TrayButton()
        self._buttons: dict[str, NavButton] = {}
        self._group = QButtonGroup(self)
        self._help = NavButton(tr("快捷键"), "help", "F1")
        self._help.clicked.connect(self.help_wanted)
        self._lay_out()
        self.set_narrow(narrow=False)

    def show_base(self, name: str, note: str) -> None:
        """Show the base's name and a line below it (本机数据 · 2026年11月)."""
        self._name.setText(name)
        self._note.setText(note)

    def select(self, key: str) -> None:
        """Mark a page as the one shown."""
        self._buttons[key].setChecked(True)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons alone, or icons with words."""
        self.setFixedWidth(tokens.SIDEBAR_NARROW if narrow else tokens.SIDEBAR)
        for each in (self._name, self._note):
            each.setVisible(not narrow)
        for button in (*self._buttons.values(), self._help):
            button.set_narrow(narrow=narrow)

    def _lay_out(self) -> None:
        """Put the names at the top, the pages below, the help at the foot."""
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.S, tokens.XL - 2, tokens.S, tokens.S)
        column.setSpacing(2)
        for each in (self._name, self._note):
            each.setContentsMargins(tokens.M, 0, tokens.S, 0)
            column.addWidget(each)
        column.addSpacing(tokens.M)
        for place in PLACES:
            self._add(column, place.key, NavButton(tr(place.title), place.icon, place.shortcut))
        column.addStretch()
        self._add(column, TRAY.key, self.tray)
        column.addWidget(self._help)

    def _add(self, column: QVBoxLayout, key: str, button: NavButton) -> None:
        """Add the button of a page."""
        button.setCheckable(True)
        button.clicked.connect(lambda _checked=False: self.chosen.emit(key))
        self._group.addButton(button)
        self._buttons[key] = button
        column.addWidget(button)
