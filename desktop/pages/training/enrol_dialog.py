"""批量报名: a whole team, or a pasted list of names."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from db import deeds
from db.engine import Session
from db.errors import AppError
from db.queries.training_people import Named, people_named, team_members, teams
from desktop import faults
from desktop.i18n import tr
from desktop.records.leave_guard import LeaveGuard
from desktop.records.offered_undo import offer
from desktop.tasks import Tasks
from desktop.theme import tokens
from desktop.widgets.combo import Combo
from desktop.widgets.controls import button, label
from desktop.widgets.dialog_foot import dialog_foot
from desktop.widgets.notice import tell

if TYPE_CHECKING:
    from db.deeds import Deed

_LINES = 8


class EnrolDialog(QDialog):
    """Choose a team, paste names, or both; ``enrolled`` once they are on the roll."""

    enrolled = Signal()

    def __init__(self, tasks: Tasks, training_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        LeaveGuard(self)
        self._tasks, self._training = tasks, training_id
        self.setWindowTitle(tr("批量报名"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.team = Combo()
        self.team.setAccessibleName(tr("操盘团队"))
        self.team.addItem(tr("不按团队"), None)
        self.names = QPlainTextEdit()
        self.names.setPlaceholderText(tr("每行一人，重名时在姓名后加手机号，如：张三 13800000000"))
        self.names.setAccessibleName(tr("姓名"))
        self.names.setFixedHeight(self.names.fontMetrics().lineSpacing() * _LINES + 2 * tokens.M)
        self._trouble = label(style="reason", wrap=True)
        self._trouble.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.S)
        for each in (
            label(tr("整个团队（不含已离退、转会、未录用的）"), "label"), self.team,
            label(tr("或粘贴姓名"), "label"), self.names, self._trouble,
        ):  # fmt: skip
            column.addWidget(each)
        column.addLayout(self._buttons())
        self.setMinimumWidth(tokens.DETAIL + tokens.XL)
        tasks.read(self, teams, self._offer)

    def save(self) -> None:
        """Enrol everybody found; who is not stays in the field, to be mended."""
        team, text, training = self.team.currentData(), self.names.toPlainText(), self._training

        def work(session: Session) -> tuple["Deed", Named]:
            named = people_named(session, text)
            members = team_members(session, team) if team is not None else []
            return deeds.enrol_all(session, training, [*members, *named.people]), named

        self._save.setEnabled(False)
        self._tasks.write(self, work, self._finish, self._refused)

    def _offer(self, found: list[tuple[int, str]]) -> None:
        """Offer the teams."""
        for key, name in found:
            self.team.addItem(name, key)

    def _finish(self, done: tuple["Deed", Named]) -> None:
        """Close when everybody was found; else keep the others and say why."""
        deed, named = done
        self._save.setEnabled(True)
        self.enrolled.emit()
        offer(self._tasks, self, deed)
        words, parent = tr("已报名 {count} 人").format(count=deed.done), self.parentWidget()
        if not (named.unknown or named.shared):
            if not deed.done and parent is not None:
                tell(parent, words)
            self.accept()
            return
        said = [words]
        if named.unknown:
            said.append(tr("名册中没有：{names}").format(names="、".join(named.unknown)))
        if named.shared:
            said.append(tr("重名，请加手机号：{names}").format(names="、".join(named.shared)))
        self.team.setCurrentIndex(0)
        self.names.setPlainText("\n".join((*named.unknown, *named.shared)))
        self._trouble.setText("；".join(said))
        self._trouble.show()

    def _refused(self, trouble: AppError) -> None:
        """Say why nobody was enrolled; what was typed stays."""
        self._save.setEnabled(True)
        faults.report(trouble, self)

    def _buttons(self) -> QHBoxLayout:
        """Return 取消 and 报名."""
        cancel, self._save = button(tr("取消")), button(tr("报名"), "primary")
        cancel.clicked.connect(self.reject)
        self._save.clicked.connect(lambda _checked=False: self.save())
        return dialog_foot(cancel, self._save)
