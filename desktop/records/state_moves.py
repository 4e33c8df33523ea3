"""变更状态: the moves that lead on from a record's state, and why some are not allowed."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from db.columns import Column, Shown
from db.errors import BadValue
from db.lifecycle import Move, move, moves
from db.record import Record
from db.values import Kind
from desktop.i18n import tr
from desktop.records.editors import DateEditor
from desktop.records.record_form import Then
from desktop.tasks import Tasks
from desktop.theme import icon, tokens
from desktop.widgets.controls import button, label

_ON = Column("on", Shown("生效日期"), Kind.DATE, required=True)
_LONGEST_REASON = 200


class MoveDialog(QDialog):
    """Asks from which day a move counts and why."""

    def __init__(self, wanted: Move, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self.setWindowTitle(tr("变更状态"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.on: date | None = None
        self._day = DateEditor(_ON)
        self._day.show_value(date.today())
        self._reason = QLineEdit()
        self._reason.setMaxLength(_LONGEST_REASON)
        self._trouble = label(style="reason", wrap=True)
        self._trouble.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.S)
        column.addWidget(label(tr("变更为“{state}”").format(state=wanted.to), "heading"))
        why = tr("原因") if wanted.needs_reason else tr("原因（选填）")
        for title, field in ((tr("生效日期"), self._day), (why, self._reason)):
            column.addWidget(label(title, "label"))
            column.addWidget(field)
        column.addWidget(self._trouble)
        column.addSpacing(tokens.S)
        column.addLayout(self._buttons())
        self.setMinimumWidth(tokens.DETAIL)

    @property
    def reason(self) -> str:
        """Why, in the user's words."""
        return self._reason.text().strip()

    def accept(self) -> None:
        """Close when the day can be read, and the reason is there where one is needed."""
        try:
            day = self._day.value()
        except BadValue as trouble:
            self._complain(trouble.reason)
            return
        if self._wanted.needs_reason and not self.reason:
            self._complain(tr("请填写原因"))
            return
        self.on = day if isinstance(day, date) else None
        super().accept()

    def _complain(self, text: str) -> None:
        """Say what is missing."""
        self._trouble.setText(text)
        self._trouble.show()

    def _buttons(self) -> QHBoxLayout:
        """Return 取消 and 确定."""
        cancel, confirm = button(tr("取消")), button(tr("确定变更"), "primary")
        cancel.clicked.connect(self.reject)
        confirm.clicked.connect(self.accept)
        confirm.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(confirm)
        return row


class StateButton(QPushButton):
    """A button with a menu of moves; those not allowed are grey and say what is missing.

    ``when_settled`` does what it is given once nothing unsaved is at stake.
    """

    def __init__(
        self,
        tasks: Tasks,
        model: type[Record],
        when_settled: Callable[[Then], None],
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
                self, lambda session: moves(session, model, key), lambda found: self._open(key, found)
            )

    def _open(self, key: int, found: Sequence[Move]) -> None:
        """Show the menu under the button, unless another record was chosen meanwhile."""
        if key != self._key:
            return
        self._menu.clear()
        for each in found:
            action = self._menu.addAction(each.to)
            action.setEnabled(each.allowed)
            action.triggered.connect(lambda _checked=False, wanted=each: self._begin(key, wanted))
            for reason in each.reasons:
                self._menu.addAction(f"      {reason}").setEnabled(False)
        if not found:
            self._menu.addAction(tr("当前状态没有可变更的去向")).setEnabled(False)
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _begin(self, key: int, wanted: Move) -> None:
        """Ask for day and reason."""
        dialog = MoveDialog(wanted, self)
        dialog.accepted.connect(lambda: self._move(key, wanted.to, dialog.on, dialog.reason))
        dialog.open()

    def _move(self, key: int, to: str, on: date | None, reason: str) -> None:
        """Do the move; the page reads again when it is saved."""
        model = self._model
        self._tasks.write(
            self, lambda session: move(session, model, key, to, on, reason), lambda _nothing: None
        )
