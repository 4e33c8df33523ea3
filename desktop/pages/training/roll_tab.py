"""签到名单 of one training: who enrolled, who came, and the way to the sign-in."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from db.models.training_words import Present
from db.queries.training import Roll, roll
from db.queries.training_lists import ATTENDANCE_LIST
from desktop import cells
from desktop.i18n import tr
from desktop.pages.training.enrol_dialog import EnrolDialog
from desktop.records.child_tab import ChildTab
from desktop.tasks import Tasks
from desktop.theme import tokens
from desktop.widgets.controls import button, give_menu, label

if TYPE_CHECKING:
    from desktop.pages.training.session_actions import SessionActions

_SHOWN = ("streamer_id", "present", "team", "minutes")


class RollTab(ChildTab):
    """The roll; above it what is done with all of it."""

    title = "签到名单"

    def __init__(
        self, tasks: Tasks, actions: Callable[[], "SessionActions"], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            tasks, ATTENDANCE_LIST, "training_id", "学员", "人",
            columns=_SHOWN, sort=("code", False),
            advice="可批量报名、逐个新增，或导入签到表。",
            extra=((tr("批量报名"), "people", self._enrol),), parent=parent,
        )  # fmt: skip
        self._actions = actions
        self._summary = label(style="note", wrap=True)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertLayout(0, self._buttons())
            column.insertWidget(1, self._summary)

    def _buttons(self) -> QHBoxLayout:
        """Return the first things done to a training, and a menu of what comes after."""
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        for made, do in (
            (button(tr("现场签到"), "primary"), lambda: self._actions().sign_in()),
            (button(tr("打印签到表")), lambda: self._actions().print_sheet()),
            (button(tr("导入签到表")), lambda: self._actions().import_sheet()),
        ):
            made.clicked.connect(lambda _checked=False, do=do: do())
            row.addWidget(made)
        more = button(tr("更多"))
        menu = QMenu(more)
        menu.addAction(tr("完成签到"), lambda: self._actions().finish())
        menu.addAction(tr("导出登记册"), lambda: self._actions().write_register())
        menu.addAction(tr("导出本月台账"), lambda: self._actions().write_month())
        menu.addAction(tr("签发结业证"), lambda: self._actions().issue())
        give_menu(more, menu)
        row.addWidget(more)
        row.addStretch()
        return row

    def reload(self) -> None:
        """Ask for the roll and its counts again."""
        super().reload()
        if self._record is not None:
            key = self._record.loaded.id
            self._tasks.read(
                self, lambda session: roll(session, key), lambda found: self._count_up(key, found)
            )

    def _count_up(self, key: int, found: Roll) -> None:
        """Say how many came, state by state."""
        if self._record is None or self._record.loaded.id != key:
            return
        said = [f"{present} {found.count(present)}" for present in Present if found.count(present)]
        if found.waiting:
            said.append(tr("未签到 {count}").format(count=found.waiting))
        head = tr("实到 {there} / 名单 {all} 人").format(there=found.there, all=len(found.lines))
        if found.credit:
            said.append(tr("共 {credit} 学时").format(credit=cells.credit(found.credit)))
        self._summary.setText("　".join([head, *said]))

    def _enrol(self, key: int) -> None:
        """Enrol several at once."""
        dialog = EnrolDialog(self._tasks, key, self.window())
        dialog.enrolled.connect(self.reload)
        dialog.open()
