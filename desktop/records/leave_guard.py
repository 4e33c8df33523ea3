"""A dialog with something typed into it is not left by Esc or its cross without a question."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit

from desktop.records.questions import confirm_leaving


class LeaveGuard(QObject):
    """Watches one dialog; its own 取消 gives up on purpose and is not asked about."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        dialog.installEventFilter(self)

    @property
    def is_typed(self) -> bool:
        """Whether the user typed or chose anything in the dialog."""
        from desktop.records.field_grid import FieldGrid  # noqa: PLC0415 - loads the ORM

        dialog = self._dialog
        return (
            any(grid.changed_names for grid in dialog.findChildren(FieldGrid))
            or any(line.isModified() for line in dialog.findChildren(QLineEdit))
            or any(text.document().isModified() for text in dialog.findChildren(QPlainTextEdit))
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Ask before the dialog goes; stay when the user wants to go on typing."""
        escapes = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        leaves = (escapes and event.type() == QEvent.Type.KeyPress) or (
            event.type() == QEvent.Type.Close and event.spontaneous()
        )
        if leaves and watched is self._dialog and self.is_typed and not confirm_leaving(self._dialog):
            event.ignore()
            return True
        return super().eventFilter(watched, event)
