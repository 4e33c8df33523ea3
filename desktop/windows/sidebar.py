"""The sidebar: whose data this is, and the way to every page."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout, QWidget

from desktop import theme
from desktop.i18n import tr
from desktop.theme import tokens
from desktop.theme.icons import SIZE
from desktop.widgets.controls import label
from desktop.windows.places import PLACES


class Sidebar(QFrame):
    """Name of the base, one button per page; only icons when the window is narrow."""

    chosen = Signal(str)
    help_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self._name = label(tr("直播基地管家"), "heading", wrap=True)
        self._note = label(style="caption")
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._help = _nav_button(tr("快捷键"), "help", "F1")
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
            button.setText("" if narrow else f"  {button.accessibleName()}")

    def _lay_out(self) -> None:
        """Put the names at the top, the pages below, the help at the foot."""
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.S, tokens.XL - 2, tokens.S, tokens.S)
        column.setSpacing(2)
        for each in (self._name, self._note):
            each.setContentsMargins(tokens.M, 0, tokens.S, 0)
            column.addWidget(each)
        column.addSpacing(tokens.M)
        for number, place in enumerate(PLACES, start=1):
            button = _nav_button(tr(place.title), place.icon, f"Alt+{number}")
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, key=place.key: self.chosen.emit(key))
            self._group.addButton(button)
            self._buttons[place.key] = button
            column.addWidget(button)
        column.addStretch()
        column.addWidget(self._help)


def _nav_button(title: str, icon: str, key: str) -> QPushButton:
    """Return a button of the sidebar; its tip tells the key that does the same."""
    button = QPushButton(theme.icon(icon), title)
    button.setObjectName("nav")
    button.setAccessibleName(title)
    button.setToolTip(f"{title}（{key}）")
    button.setIconSize(QSize(SIZE, SIZE))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
