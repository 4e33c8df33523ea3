"""Two people changed one record: both values side by side, and the choice."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from db.errors import Conflict
from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.controls import button, divider, label


class ConflictBox(QDialog):
    """Shows {label: (mine, theirs)}; ``theirs_taken`` or ``overwritten``, neither when the user goes back."""

    theirs_taken = Signal()
    overwritten = Signal()

    def __init__(self, conflict: Conflict, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("保存冲突"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.M)
        column.addWidget(label(tr("请选择保留哪一边"), "heading"))
        column.addWidget(label(str(conflict), "note", wrap=True))
        column.addLayout(self._table(conflict))
        column.addStretch()
        column.addLayout(self._buttons())
        self.setMinimumWidth(tokens.DIALOG)

    def _table(self, conflict: Conflict) -> QGridLayout:
        """Return the differing fields with both values."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.L)
        grid.setVerticalSpacing(tokens.S)
        for number, head in enumerate((tr("字段"), tr("我的"), tr("对方的"))):
            grid.addWidget(label(head, "caption"), 0, number)
        grid.addWidget(divider(), 1, 0, 1, 3)
        for row, (name, (mine, theirs)) in enumerate(conflict.fields.items(), start=2):
            for number, text in enumerate((name, mine, theirs)):
                grid.addWidget(label(text, wrap=number > 0), row, number)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        return grid

    def _buttons(self) -> QHBoxLayout:
        """Return the three ways on; going back is the default."""
        back = button(tr("返回修改"), "primary")
        theirs = button(tr("采用对方的"))
        mine = button(tr("用我的覆盖"), "danger")
        back.setDefault(True)
        back.clicked.connect(self.reject)
        theirs.clicked.connect(self.theirs_taken)
        theirs.clicked.connect(self.accept)
        mine.clicked.connect(self.overwritten)
        mine.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        row.addStretch()
        for each in (mine, theirs, back):
            row.addWidget(each)
        return row
