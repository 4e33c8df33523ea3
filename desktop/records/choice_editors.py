"""Fields that are not one line of text: a word of a set, yes or no, several lines."""

from enum import StrEnum
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker
from PySide6.QtGui import QFocusEvent, QTextCursor
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from db.columns import Column
from desktop.i18n import tr
from desktop.records.editors import Editor
from desktop.theme import look
from desktop.widgets.combo import Combo, WheelFreeCombo

_LINES = 4


class LongTextEditor(Editor):
    """Several lines of text."""

    def __init__(self, column: Column, parent: QWidget | None = None) -> None:
        super().__init__(column, parent)
        self.text = QPlainTextEdit(self)
        self.hold(self.text)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(look().sizes.control * _LINES - look().sizes.control // 2)
        self.text.textChanged.connect(self.changed)
        self.text.installEventFilter(self)

    def show_value(self, value: object) -> None:
        """Show a text without telling of a change."""
        with QSignalBlocker(self.text):
            self.text.setPlainText("" if value is None else str(value))

    def value(self) -> object:
        """Return the text."""
        return self.read_text(self.text.toPlainText())

    def watch(self, keys: QObject) -> None:
        """Leave the keys to the form, which takes edits back over all its fields."""
        self.text.setUndoRedoEnabled(False)
        super().watch(keys)

    def state(self) -> Any:
        """Return the text."""
        return self.text.toPlainText()

    def restore(self, state: Any) -> None:
        """Show a text, the cursor at its end."""
        self.show_value(state)
        self.text.moveCursor(QTextCursor.MoveOperation.End)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice when the user leaves the field."""
        if isinstance(event, QFocusEvent) and event.lostFocus():
            self.left.emit()
        return super().eventFilter(watched, event)


class ChoiceEditor(Editor):
    """One word of a fixed set; an empty entry first where the field may be empty."""

    def __init__(self, column: Column, choices: type[StrEnum], parent: QWidget | None = None) -> None:
        super().__init__(column, parent)
        self.combo = WheelFreeCombo(self)
        self.combo.setMinimumContentsLength(4)
        self.combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.hold(self.combo)
        self.combo.addItem("", None)
        for word in choices:
            self.combo.addItem(tr(str(word)), str(word))
        self.combo.activated.connect(self.changed)
        self.combo.activated.connect(self.left)

    def show_value(self, value: object) -> None:
        """Choose a word; None chooses the empty entry."""
        self.combo.setCurrentIndex(max(self.combo.findData(None if value is None else str(value)), 0))

    def value(self) -> object:
        """Return the word chosen."""
        return self.combo.currentData()


class YesNoEditor(Editor):
    """Yes or no."""

    def __init__(self, column: Column, parent: QWidget | None = None) -> None:
        super().__init__(column, parent)
        self.check = QCheckBox(tr("是"), self)
        self.hold(self.check)
        self.check.clicked.connect(self.changed)
        self.check.clicked.connect(self.left)

    def show_value(self, value: object) -> None:
        """Tick or untick."""
        self.check.setChecked(bool(value))

    def value(self) -> object:
        """Return whether it is ticked."""
        return self.check.isChecked()
