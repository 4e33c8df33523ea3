"""A dialog with something typed or chosen in it is not left by Esc or its cross without a question."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
)

from desktop.records.questions import confirm_leaving


class LeaveGuard(QObject):
    """Watches one dialog; its own 取消 gives up on purpose and is not asked about."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._is_chosen = False
        dialog.installEventFilter(self)

    @property
    def is_typed(self) -> bool:
        """Whether the user typed or chose anything in the dialog."""
        from desktop.records.field_grid import FieldGrid  # noqa: PLC0415 - loads the ORM

        dialog = self._dialog
        return (
            self._is_chosen
            or any(grid.changed_names for grid in dialog.findChildren(FieldGrid))
            or any(line.isModified() for line in dialog.findChildren(QLineEdit))
            or any(text.document().isModified() for text in dialog.findChildren(QPlainTextEdit))
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Ask before the dialog goes; stay when the user wants to go on typing."""
        if event.type() == QEvent.Type.Show:
            self._follow()
        escapes = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        leaves = (escapes and event.type() == QEvent.Type.KeyPress) or (
            event.type() == QEvent.Type.Close and event.spontaneous()
        )
        if leaves and watched is self._dialog and self.is_typed and not confirm_leaving(self._dialog):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def note(self, _what: object = None) -> None:
        """Note that something was chosen, or changed in a way no field shows (a line removed)."""
        self._is_chosen = True

    def _follow(self) -> None:
        """Note from now on what the user chooses, ticks and steps; what was shown at first is none of it."""
        dialog = self._dialog
        for ticked in (*dialog.findChildren(QCheckBox), *dialog.findChildren(QRadioButton)):
            ticked.clicked.connect(self.note)
        for combo in dialog.findChildren(QComboBox):
            combo.activated.connect(self.note)
        for whole in dialog.findChildren(QSpinBox):
            whole.valueChanged.connect(self.note)
        for number in dialog.findChildren(QDoubleSpinBox):
            number.valueChanged.connect(self.note)
