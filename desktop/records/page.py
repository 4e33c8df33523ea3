"""The base of every page of the window."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.i18n import heading
from desktop.theme import tokens
from desktop.widgets.controls import button, label
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.flow import FlowLayout
from desktop.widgets.tab_order import put_after

if TYPE_CHECKING:
    from desktop.settings import Settings
    from desktop.tasks import Tasks

_EDGES = (tokens.XL, tokens.L + tokens.XS, tokens.XL, tokens.L)
"""Room around what a page shows: left, top, right, foot."""


class Page(QWidget):
    """A page: a head (title, note, buttons at the right, below where it is too narrow) and a body.

    ``key`` names it to the program, ``title`` and ``icon`` (a file of resources/icons) to the user.
    ``refresh()`` is called each time the page is shown and after each save. ``import_wanted`` carries the
    kind of sheet ("streamers", "lives"), ``page_wanted`` a page's key and a {filter: value}.
    """

    key: ClassVar[str] = ""
    title: ClassVar[str] = ""
    icon: ClassVar[str] = ""

    import_wanted = Signal(str)
    page_wanted = Signal(str, dict)

    def __init__(self, tasks: "Tasks", settings: "Settings", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.settings = settings
        self.setObjectName("page")
        self._note = ElidedLabel("note", least=0)  # the buttons come first
        self._head = FlowLayout()
        self._heading, self._controls = self._part_of_head(), self._part_of_head()
        self._title: QWidget = label(heading(self.title), "title")
        self._heading.addWidget(self._title)
        self._heading.addSpacing(tokens.S)
        self._heading.addWidget(self._note)
        self._heading.addStretch()
        self.body = QVBoxLayout()
        self.body.setSpacing(tokens.M)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(*_EDGES)
        self._whole.setSpacing(tokens.M)
        self._whole.addLayout(self._head)
        self._whole.addLayout(self.body, 1)

    def refresh(self) -> None:
        """Read again what the page shows."""

    def narrow(self, filters: dict[str, object]) -> None:
        """Show only what answers {filter: value}; ``refresh()`` follows. Pages without filters show all."""

    def focus_search(self) -> bool:
        """Put the cursor into the page's search box (Ctrl+F); False when it has none."""
        return False

    @property
    def has_unsaved(self) -> bool:
        """Whether something typed on the page is not saved."""
        return False

    def may_close(self) -> bool:
        """Whether the window may go: a page with something unsaved asks the user first."""
        return True

    def replace_title(self, widget: QWidget | None) -> None:
        """Put a widget where the title stands; None leaves no head at all."""
        if widget is not None:
            self._heading.replaceWidget(self._title, widget)
            put_after(self, widget.findChildren(QPushButton))
        self._title.hide()
        self._note.setVisible(widget is not None)

    def fill_with(self, area: QWidget) -> None:
        """Let an area that scrolls reach to the foot of the page, its bar standing in the page's margin."""
        left, top, right, _foot = _EDGES
        self._head.setContentsMargins(0, 0, right, 0)
        self._whole.setContentsMargins(left, top, 0, 0)
        self.body.addWidget(area)

    def show_note(self, text: str) -> None:
        """Show a short text beside the title (共 300 人)."""
        self._note.setText(text)

    def add_button(self, text: str, icon: str = "", *, primary: bool = False) -> QPushButton:
        """Add a button at the right of the head; the primary one comes last."""
        made = button(text, "primary" if primary else "plain", icon)
        self._controls.addWidget(made)
        return made

    def add_before_last(self, widget: QWidget) -> None:
        """Add any widget to the head, before the primary button."""
        self._controls.insertWidget(self._controls.count() - 1, widget)

    def add_to_head(self, widget: QWidget) -> None:
        """Add any widget at the right of the head."""
        self._controls.addWidget(widget)

    def _part_of_head(self) -> QHBoxLayout:
        """Return the row of a part of the head that stays together."""
        part = QWidget(self)
        part.setObjectName("head")
        self._head.addWidget(part)
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S)
        return row
