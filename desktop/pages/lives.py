"""直播: the sessions of a month, with all their figures beside the list."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from db.models import LiveSession
from db.models.words import Platform
from db.queries.lists import ListView
from db.queries.lives import LIVES, months
from desktop.pages.live_presenters import PresentersTab
from desktop.records.detail_tab import DetailTab
from desktop.records.editors import Editor
from desktop.records.history_tab import HistoryTab
from desktop.records.later_tab import later
from desktop.records.link_editor import LinkEditor
from desktop.records.record_form import RecordForm, Then
from desktop.records.record_page import RecordPage
from desktop.settings import Settings
from desktop.tasks import Tasks


class LivesPage(RecordPage):
    """The sessions; opens at the newest month that has any."""

    key = "lives"
    title = "直播"
    icon = "live"
    view: ClassVar[ListView] = LIVES
    noun = "直播"
    measure = "场"
    hint = "搜索主播、账号、主题、场次ID"
    advice = "从平台后台导出的 Excel 直接导入，或先新增一场直播。导入前会先检查，确认后才保存。"
    caption = ("start_at", "presenters")
    offered = ("month", "platform", "category_id", "team_id", "stage", "gap")
    ready = (
        ("数据待补", (("gap", "未录支付GMV"), ("gap", "未录直播时长"), ("gap", "无出镜主播"))),
        ("待核对", (("stage", "临时"),)),
        ("助农直播", (("is_farm_aid", True),)),
    )
    first_sort = ("start_at", True)

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        self._month_known = False

    def make_tabs(self) -> Sequence[DetailTab]:
        """Return who presented, and the history."""
        return (
            later(PresentersTab, self.tasks, self._when_settled),
            later(HistoryTab, self.tasks, LiveSession),
        )

    def _when_settled(self, then: Then) -> None:
        """Do something once nothing unsaved is at stake; the panel comes after the tabs that ask this."""
        self.panel.when_settled(then)

    def prepare(self, form: RecordForm) -> None:
        """Let the platform follow the account: its name begins with it."""
        account, platform = (form.grid.editors[name] for name in ("account_id", "platform"))
        if isinstance(account, LinkEditor):
            account.left.connect(lambda: _follow(account.line.text(), platform))

    def narrow(self, filters: dict[str, object]) -> None:
        """Show only what answers {filter: value}, of all months unless one is given."""
        self._month_known = True
        super().narrow(filters)

    def refresh(self) -> None:
        """Ask again, after the months that can be chosen."""
        self.tasks.read(self, months, self._offer)
        if self._month_known:
            super().refresh()

    def _offer(self, found: list[int]) -> None:
        """Offer the months that have sessions; the first time begin with the newest."""
        self.bar.offer_months(found)
        if self._month_known:
            return
        if found:
            self._month_known = True
            self.bar.begin_at(found[0])
        super().refresh()


def _follow(account: str, platform: Editor) -> None:
    """Choose the platform an account's name begins with; an empty or unknown name changes nothing."""
    word = account.partition(" ")[0]
    if word in set(Platform):
        platform.show_value(word)
        platform.left.emit()
