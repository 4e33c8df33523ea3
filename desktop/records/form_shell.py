"""What stands around the fields of a form: the offer of a draft, the sections, what is wrong, the buttons."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from db.columns import Column
from desktop.i18n import tr
from desktop.records.draft_bar import DraftBar
from desktop.records.field_grid import FieldGrid
from desktop.records.form_section import SectionBar
from desktop.tasks import Tasks
from desktop.theme import tokens
from desktop.widgets.controls import button, label
from desktop.widgets.scrolled import Scrolled
from desktop.widgets.tab_order import put_after

_FEW = 3
"""So many sections are found without a list of them."""


class FormShell:
    """Lays a form out around its fields; ``cancel``, ``save``, ``trouble`` and ``draft`` are its parts."""

    def __init__(self, form: QWidget, tasks: Tasks) -> None:
        self._form = form
        self.area = Scrolled(parent=form)
        self.grid = FieldGrid((), tasks, self.area.viewport())
        self.draft = DraftBar()
        self.trouble: QLabel = label(style="reason", wrap=True)
        self.trouble.hide()
        self.cancel, self.save = button(tr("取消")), button(tr("保存"), "primary")
        self.save.setToolTip("Ctrl+S")
        self.save.setShortcut("Ctrl+S")
        self.grid.led_to.connect(self._show_input)

    def lay_out(self, columns: Iterable[Column]) -> Iterator[None]:
        """Make the fields and put everything in its place, in pieces."""
        form, grid = self._form, self.grid
        yield from grid.add(columns)
        self.area.setWidget(grid)
        yield
        column = QVBoxLayout(form)
        column.setContentsMargins(0, tokens.S, 0, 0)
        column.setSpacing(tokens.S)
        column.addWidget(self.draft)
        if grid.folds and len(grid.sections) > _FEW:
            bar = SectionBar(section.title for section in grid.sections)
            bar.chosen.connect(self.go_to)
            column.addWidget(bar)
            put_after(form, bar.findChildren(QToolButton))
        put_after(form, self.draft.findChildren(QPushButton))
        column.addWidget(self.area, 1)
        column.addWidget(self.trouble)
        column.addLayout(self._foot())

    def go_to(self, number: int) -> None:
        """Bring a section to the top, unfolded, with the cursor in its first field."""
        section = self.grid.sections[number]
        section.open(is_open=True)
        self.grid.editors[section.names[0]].setFocus()
        self.grid.settle_layout()
        top = section.mapTo(self.grid, QPoint(0, 0)).y()
        self.area.verticalScrollBar().setValue(top)

    def step(self, name: str, by: int) -> None:
        """Go to the next section after the one of a field, or to the one before it."""
        sections = self.grid.sections
        (now,) = (number for number, section in enumerate(sections) if name in section.names)
        self.go_to(max(0, min(now + by, len(sections) - 1)))

    def _show_input(self, editor: QWidget) -> None:
        """Bring an input into sight, with room for its label and its reason."""
        self.grid.settle_layout()
        self.area.ensureWidgetVisible(editor, 0, 2 * tokens.XL)

    def show_trouble(self, words: str) -> None:
        """Say what is wrong with the whole; "" takes it away."""
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))

    def _foot(self) -> QHBoxLayout:
        """Return the buttons, with what the star means before them."""
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        if any(editor.column.required for editor in self.grid.editors.values()):
            row.addWidget(label(tr("带 * 的为必填项"), "caption"))
        row.addStretch()
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        return row
