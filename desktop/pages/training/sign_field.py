"""The one field of the sign-in: every key of it does something, and none is lost to another widget."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from db.models.training_words import Present
from desktop.i18n import tr

KEYS: dict[Qt.Key, Present] = {
    Qt.Key.Key_Return: Present.ATTENDED,
    Qt.Key.Key_Enter: Present.ATTENDED,
    Qt.Key.Key_F2: Present.LATE,
    Qt.Key.Key_F3: Present.EARLY,
    Qt.Key.Key_F4: Present.LEAVE,
    Qt.Key.Key_F5: Present.ABSENT,
}
"""Which key signs the highlighted person in as what."""
LEGEND = (
    ("Enter", Present.ATTENDED), ("F2", Present.LATE), ("F3", Present.EARLY), ("F4", Present.LEAVE),
    ("F5", Present.ABSENT), ("↑↓", "选择"), ("Ctrl+Z", "撤销"), ("Esc", "清空"),
    ("F8", "其余缺席"), ("F9", "完成签到"),
)  # fmt: skip
"""What is said of the keys on screen."""
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class SignField(QLineEdit):
    """Takes a name, initials or a phone tail. ``typed`` follows each key, also inside an input method."""

    typed = Signal(str)
    signed = Signal(Present)
    stepped = Signal(int)
    undone = Signal()
    rest_absent = Signal()
    finished = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sign")
        self.setPlaceholderText(tr("输入姓名、拼音首字母或手机尾号"))
        self.setAccessibleName(tr("签到"))
        self._composed = ""
        self.textChanged.connect(lambda _text: self.typed.emit(self.words))

    @property
    def words(self) -> str:
        """What is typed, with what an input method still holds (z's for 张三)."""
        return (self.text() + self._composed).strip()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Answer to what is being composed, too."""
        self._composed = event.preeditString().replace("'", "").replace(" ", "")
        super().inputMethodEvent(event)
        self.typed.emit(self.words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Sign, step, undo or clear; everything else is typed."""
        key = Qt.Key(event.key())
        if key in KEYS:
            self.signed.emit(KEYS[key])
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undone.emit()
        elif key == Qt.Key.Key_F8:
            self.rest_absent.emit()
        elif key == Qt.Key.Key_F9:
            self.finished.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
