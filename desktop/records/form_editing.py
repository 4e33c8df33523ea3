"""What a form does while it is filled: edits taken back, fields checked when left, keys that lead on."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from db.record import Record
from desktop.i18n import tr
from desktop.records.field_grid import FieldGrid
from desktop.records.field_keys import FieldKeys
from desktop.records.form_checks import WholeCheck
from desktop.records.form_shell import FormShell
from desktop.records.form_undo import FormUndo


class FormEditing(QObject):
    """Ties the fields of a form to undoing, to the checks of the whole record and to the keys."""

    def __init__(self, model: type[Record], grid: FieldGrid, shell: FormShell, parent: QObject) -> None:
        super().__init__(parent)
        self._grid, self._shell = grid, shell
        self.undo = FormUndo(grid.editors, self)
        self.check = WholeCheck(model, grid)
        grid.touched.connect(self._note)
        grid.left.connect(self._leave)
        self.undo.put_back.connect(self._take_back)
        for name, editor in grid.editors.items():
            keys = FieldKeys(editor, self.undo.can_undo, self.undo.can_redo, self)
            keys.went_on.connect(lambda name=name: self._go_on(name))
            keys.undo_wanted.connect(self.undo.undo)
            keys.redo_wanted.connect(self.undo.redo)
            keys.section_wanted.connect(lambda by, name=name: shell.step(name, by))

    def begin(self, values: Mapping[str, object]) -> None:
        """Begin anew: the fields were filled with these values."""
        self.undo.begin()
        self.check.begin(values)

    def _note(self, name: str) -> None:
        """Remember an edit; a field that holds again what it held first is not changed."""
        if not self.undo.note(name):
            self._grid.changed_names.discard(name)

    def _leave(self, name: str) -> None:
        """Check the fields against each other once one of them is left."""
        self.undo.leave(name)
        if self._grid.changed_names:
            self._shell.show_trouble("；".join(tr(str(each)) for each in self.check.look()))

    def _take_back(self, name: str) -> None:
        """Follow an edit that was taken back or done again: show where it was."""
        if self.undo.is_first(name):
            self._grid.changed_names.discard(name)
            self._grid.show_reason(name, "")
        else:
            self._grid.changed_names.add(name)
            self._grid.judge(name)
        self._grid.focus_on(name)
        self._grid.edited.emit()

    def _go_on(self, name: str) -> None:
        """Go on to the next field, after the last one to the button that saves."""
        if not self._grid.focus_after(name):
            self._shell.save.setFocus()
