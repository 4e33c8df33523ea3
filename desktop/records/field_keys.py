"""The keys inside a form: Enter goes on to the next field, Ctrl+Z takes back, Ctrl+; is today."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit

from desktop.records.editors import DateEditor, Editor

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_UNDO = (QKeySequence("Ctrl+Z"),)
_REDO = (QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z"))
_TODAY = QKeySequence("Ctrl+;")


class FieldKeys(QObject):
    """Filters the keys of one field. Keys of undoing nobody can answer go on to whoever holds the form."""

    went_on = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()
    section_wanted = Signal(int)

    def __init__(
        self, editor: Editor, can_undo: Callable[[], bool], can_redo: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._can_undo, self._can_redo = can_undo, can_redo
        editor.watch(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take the keys that mean something to the whole form."""
        kind = event.type()
        if not isinstance(event, QKeyEvent) or kind == QEvent.Type.KeyRelease:
            return super().eventFilter(watched, event)
        undoes, redoes = _pressed(event, _UNDO), _pressed(event, _REDO)
        if kind == QEvent.Type.ShortcutOverride:
            if undoes or redoes:
                event.setAccepted((undoes and self._can_undo()) or (redoes and self._can_redo()))
                return True
            return super().eventFilter(watched, event)
        if undoes or redoes:
            (self.undo_wanted if undoes else self.redo_wanted).emit()
            return True
        return self._take(watched, event) or super().eventFilter(watched, event)

    def _take(self, watched: QObject, event: QKeyEvent) -> bool:
        """Answer a key; False for one that is the field's own."""
        plain = not event.modifiers() & ~_KEYPAD
        if event.key() in _ENTER and plain and not isinstance(watched, QPlainTextEdit | QAbstractButton):
            self.went_on.emit()
            return True
        if isinstance(self._editor, DateEditor) and _pressed(event, (_TODAY,)):
            self._editor.put_today()
            return True
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self.section_wanted.emit(step)
                return True
        return False


def _pressed(event: QKeyEvent, keys: tuple[QKeySequence, ...]) -> bool:
    """Say whether one of the keys was pressed."""
    return QKeySequence(event.keyCombination()) in keys
