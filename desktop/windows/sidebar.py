"""The sidebar: whose data this is, and the way to every page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget

from desktop.i18n import heading, tr
from desktop.theme import tokens
from desktop.widgets.controls import label
from desktop.widgets.filled_area import FilledArea
from desktop.windows.find_button import FindButton
from desktop.windows.nav_button import NavButton
from desktop.windows.places import PLACES, TRAY
from desktop.windows.tray import TrayButton


class Sidebar(QFrame):
    """Name of the base, one button per page; only icons when the window is narrow."""

    chosen = Signal(str)
    help_wanted = Signal()
    find_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self._name = label(tr("直播基地管家"), "heading", wrap=True)
        self._note = label(style="caption", wrap=True)
        self.tray = TrayButton()
        self._buttons: dict[str, NavButton] = {}
        self._group = QButtonGroup(self)
        self._help = NavButton(tr("帮助"), "help", "F1")
        self._help.clicked.connect(lambda _checked=False: self.help_wanted.emit())
        self._find = FindButton()
        self._find.clicked.connect(lambda _checked=False: self.find_wanted.emit())
        self._lay_out()
        self.set_narrow(narrow=False)

    def show_base(self, name: str, note: str) -> None:
        """Show the base's name and a line below it (本机数据 · 2026年11月)."""
        self._name.setText(name)
        self._note.setText(note)

    def select(self, key: str) -> None:
        """Mark a page as the one shown, before it is: making it takes longer than a click may wait."""
        button = self._buttons[key]
        button.setChecked(True)
        self._scroll.ensureWidgetVisible(button, 0, 0)
        self.repaint()

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons alone, or icons with words."""
        for each in (self._name, self._note):
            each.setVisible(not narrow)
        for button in (self._find, *self._buttons.values(), self._help):
            button.set_narrow(narrow=narrow)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Make room when the words of a button grow: another text size, more reminders."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """Be as wide as icons need, or as designed; wider where the number of reminders needs it."""
        words = max(tokens.SIDEBAR, self.tray.sizeHint().width() + 2 * tokens.S + tokens.HAIR)
        self.setFixedWidth(tokens.SIDEBAR_NARROW if self.tray.is_narrow else words)

    def _lay_out(self) -> None:
        """Put the names at the top, the pages below, the help at the foot."""
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.S, tokens.XL, tokens.S, tokens.S)
        column.setSpacing(tokens.HAIR)
        for each in (self._name, self._note):
            each.setContentsMargins(tokens.M, 0, tokens.S, 0)
            column.addWidget(each)
        column.addSpacing(tokens.M)
        column.addWidget(self._find)
        column.addWidget(self._places(), 1)
        self._add(column, TRAY.key, self.tray)
        column.addWidget(self._help)

    def _places(self) -> QWidget:
        """Return the pages' buttons, below each other; a low window scrolls them."""
        holder = QWidget()
        holder.setObjectName("plain")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.HAIR)
        for place in PLACES:
            self._add(column, place.key, NavButton(heading(place.title), place.icon, place.shortcut))
        column.addStretch()
        self._scroll = FilledArea(holder)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return self._scroll

    def _add(self, column: QVBoxLayout, key: str, button: NavButton) -> None:
        """Add the button of a page."""
        button.setCheckable(True)
        button.clicked.connect(lambda _checked=False: self.chosen.emit(key))
        self._group.addButton(button)
        self._buttons[key] = button
        column.addWidget(button)
