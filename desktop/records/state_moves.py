"""变更状态: the moves that lead on from a record's state, and why some are not allowed."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from db.columns import Column
from db.columns import Shown as Field
from db.errors import BadValue
from db.lifecycle import Move, move, moves
from db.record import Record
from db.values import Kind
from desktop.i18n import tr
from desktop.records.editors import DateEditor
from desktop.records.reading import Shown, read_record
from desktop.records.record_form import Then
from desktop.tasks import Tasks
from desktop.theme import icon, tokens
from desktop.widgets.controls import button, label

_ON = Column("on", Field("生效日期"), Kind.DATE, required=True)
_LONGEST_REASON = 200


class MoveDialog(QDialog):
    """Asks from which day a move counts and why, and makes it; closes once it is made."""

    def __init__(
        self, tasks: Tasks, model: type[Record], record: Shown, wanted: Move, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks, self._model, self._key, self._wanted = tasks, model, record.loaded.id, wanted
        self.setWindowTitle(tr("变更状态"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.day = DateEditor(_ON)
        self.day.show_value(date.today())
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST_REASON)
        self._trouble = label(style="reason", wrap=True)
        self._trouble.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.S)
        column.addWidget(label(record.title, "heading", wrap=True))
        column.addWidget(label(f"{record.loaded.values['status']} → {wanted.to}"))
        why = tr("原因") if wanted.needs_reason else tr("原因（选填）")
        for title, field in ((tr("生效日期"), self.day), (why, self.reason)):
            column.addWidget(label(title, "label"))
            column.addWidget(field)
        column.addWidget(self._trouble)
        column.addSpacing(tokens.S)
        column.addLayout(self._buttons())
        self.setMinimumWidth(tokens.DETAIL)

    def accept(self) -> None:
        """Make the move when the day can be read and the reason is there; what is refused can be mended."""
        try:
            day = self.day.value()
        except BadValue as trouble:
            self._complain(trouble.reason)
            return
        reason = self.reason.text().strip()
        if not isinstance(day, date) or (self._wanted.needs_reason and not reason):
            self._complain(tr("请填写原因") if isinstance(day, date) else tr("请填写生效日期"))
            return
        model, key, to = self._model, self._key, self._wanted.to
        self._confirm.setEnabled(False)
        self._tasks.write(
            self,
            lambda session: move(session, model, key, to, day, reason),
            lambda _nothing: self.done(QDialog.DialogCode.Accepted),
            lambda trouble: self._complain(str(trouble)),
        )

    def _complain(self, text: str) -> None:
        """Say what is missing or why it is refused."""
        self._confirm.setEnabled(True)
        self._trouble.setText(text)
        self._trouble.show()

    def _buttons(self) -> QHBoxLayout:
        """Return 取消 and 确定."""
        cancel, self._confirm = button(tr("取消")), button(tr("确定变更"), "primary")
        cancel.clicked.connect(self.reject)
        self._confirm.clicked.connect(self.accept)
        self._confirm.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(self._confirm)
        return row


class StateButton(QPushButton):
    """A button with a menu of moves; those not allowed are grey and say what is missing.

    ``when_settled`` does what it is given once nothing unsaved is at stake.
    """

    def __init__(
        self,
        tasks: Tasks,
        model: type[Record],
        when_settled: Callable[[Then], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("变更状态"), parent)
        self._tasks = tasks
        self._model = model
        self._key: int | None = None
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self.setIcon(icon("move"))
        self.setAutoDefault(False)
        self.clicked.connect(lambda _checked=False: when_settled(self._ask))

    def show_key(self, key: int | None) -> None:
        """Stand for another record."""
        self._key = key
        self.setEnabled(key is not None)

    def _ask(self) -> None:
        """Ask which moves there are."""
        key, model = self._key, self._model
        if key is not None:
            self._tasks.read(
                self,
                lambda session: (read_record(session, model, key), moves(session, model, key)),
                lambda read: self._open(*read),
            )

    def _open(self, record: Shown, found: Sequence[Move]) -> None:
        """Show the menu under the button, unless another record was chosen meanwhile."""
        if record.loaded.id != self._key:
            return
        self._menu.clear()
        for each in found:
            action = self._menu.addAction(each.to)
            action.setEnabled(each.allowed)
            action.triggered.connect(lambda _checked=False, wanted=each: self._begin(record, wanted))
            for reason in each.reasons:
                self._menu.addAction(f"      {reason}").setEnabled(False)
        if not found:
            self._menu.addAction(tr("当前状态没有可变更的去向")).setEnabled(False)
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _begin(self, record: Shown, wanted: Move) -> None:
        """Ask for day and reason; the page reads again when the move is made."""
        MoveDialog(self._tasks, self._model, record, wanted, self.window()).open()
