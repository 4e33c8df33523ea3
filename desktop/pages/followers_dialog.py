"""登记粉丝数: how many follow an account on a day, entered by hand."""

from collections.abc import Sequence
from datetime import date
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from db import deeds
from db.columns import Column, Shown
from db.errors import AppError, BadValue, BadValues
from db.queries.person import Account
from db.values import Kind
from desktop import faults
from desktop.i18n import tr
from desktop.records.field_grid import FieldGrid
from desktop.records.leave_guard import LeaveGuard
from desktop.records.offered_undo import do
from desktop.tasks import Tasks
from desktop.theme import tokens
from desktop.widgets.combo import Combo
from desktop.widgets.controls import button, label
from desktop.widgets.dialog_foot import dialog_foot

_ON = Column("on", Shown("日期", section=""), Kind.DATE, required=True)
_FOLLOWERS = Column(
    "followers", Shown("粉丝数", section="", help="如 12500、12.5万"), Kind.COUNT, required=True
)


class FollowersDialog(QDialog):
    """Asks for account, day and number; a second entry of one day takes the place of the first."""

    def __init__(self, tasks: Tasks, accounts: Sequence[Account], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.setWindowTitle(tr("登记粉丝数"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        LeaveGuard(self)
        self.account = Combo()
        self.account.setAccessibleName(tr("平台账号"))
        for each in accounts:
            self.account.addItem(f"{each.platform} {each.account_no}", each.id)
        self.grid = FieldGrid((_ON, _FOLLOWERS), tasks)
        self.grid.show_values({"on": date.today()}, {})
        caption = label(tr("平台账号"), "section")
        caption.setBuddy(self.account)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.S)
        column.addWidget(caption)
        column.addWidget(self.account)
        column.addWidget(self.grid)
        column.addWidget(label(tr("同一天再次登记，以最后一次为准。"), "note"))
        column.addLayout(self._buttons())
        self.setMinimumWidth(tokens.DETAIL)
        self.grid.editors["followers"].setFocus()

    def _buttons(self) -> QHBoxLayout:
        """Return 取消 and 保存."""
        cancel, self._save = button(tr("取消")), button(tr("保存"), "primary")
        cancel.clicked.connect(self.reject)
        self._save.clicked.connect(lambda _checked=False: self.save())
        self._save.setDefault(True)
        return dialog_foot(cancel, self._save)

    def save(self) -> None:
        """Check and keep the number, then close."""
        try:
            values = self.grid.values(self.grid.editors)
        except BadValues as trouble:
            self.grid.show_faults(trouble.problems)
            return
        account, on = int(self.account.currentData()), cast("date", values["on"])
        followers = cast("int", values["followers"])
        self._save.setEnabled(False)
        do(
            self._tasks,
            self,
            lambda session: deeds.count_followers(session, account, on, followers),
            lambda _deed: self.accept(),
            self._refused,
        )

    def _refused(self, trouble: AppError) -> None:
        """Say at its field why the number was not taken."""
        self._save.setEnabled(True)
        if isinstance(trouble, BadValue):
            self.grid.show_faults([trouble])
        else:
            faults.report(trouble, self)
