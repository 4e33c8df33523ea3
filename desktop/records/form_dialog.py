"""A form in a dialog of its own: for a new record, and for records that have no page."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from db.columns import Column
from db.record import Record
from desktop.records.questions import Answer, ask_unsaved
from desktop.records.reading import Shown
from desktop.records.record_form import RecordForm
from desktop.tasks import Tasks
from desktop.theme import tokens
from desktop.widgets.room import fit

_HEIGHT = 640


class FormDialog(QDialog):
    """Asks for one record and closes once it is saved; ``saved`` carries its key."""

    saved = Signal(int)

    def __init__(
        self,
        tasks: Tasks,
        model: type[Record],
        title: str,
        columns: Iterable[Column] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = RecordForm(tasks, model, columns, self, closes=True)
        self.form.saved.connect(self._finish)
        self.form.cancelled.connect(self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        column.addWidget(self.form)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the fields and what stands around them, once their look is known."""
        grid, around = self.form.grid, self.sizeHint() - self.form.shell.area.sizeHint()
        wanted = grid.sizeHint().height() + around.height() + tokens.L
        fit(self, tokens.DIALOG, min(wanted, _HEIGHT))
        super().showEvent(event)

    def open_new(
        self, defaults: Mapping[str, object] | None = None, names: Mapping[str, str] | None = None
    ) -> None:
        """Open for a new record that begins with ``defaults``."""
        self.form.begin_new(defaults or {}, names)
        self.open()
        self.form.grid.focus_on(next(iter(self.form.grid.editors)))

    def open_record(self, record: Shown) -> None:
        """Open for a record that exists."""
        self.form.show_record(record)
        self.open()

    def reject(self) -> None:
        """Close by Esc or the window's cross: ask first when something would be lost."""
        answer = ask_unsaved(self) if self.form.is_dirty else Answer.DROP
        if answer is Answer.DROP:
            self.form.forget_edits()
            super().reject()
        elif answer is Answer.SAVE:
            self.form.save()

    def _leave(self) -> None:
        """Close by 取消: what was typed is given up on purpose."""
        super().reject()

    def _finish(self, key: int) -> None:
        """Close and tell the key."""
        self.accept()
        self.saved.emit(key)
