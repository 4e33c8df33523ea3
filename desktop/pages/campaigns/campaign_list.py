"""活动: the tree of campaigns, and beside it what each is published by, what happened and who took part."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from db.models import Campaign
from db.queries.campaigns import AGREEMENTS, CAMPAIGNS, PARTIES
from db.queries.lists import ListView
from desktop.i18n import tr
from desktop.pages.campaigns.below_tab import BelowTab
from desktop.pages.campaigns.events_tab import EventsTab
from desktop.pages.campaigns.lines_tab import LinesTab
from desktop.pages.campaigns.lives_tab import LivesTab
from desktop.records.attachments_tab import AttachmentsTab
from desktop.records.child_tab import ChildTab
from desktop.records.detail_tab import DetailTab
from desktop.records.history_tab import HistoryTab
from desktop.records.later_tab import LaterTab, later
from desktop.records.moves_tab import MovesTab
from desktop.records.record_page import RecordPage


class CampaignListPage(RecordPage):
    """The campaigns: series, campaigns of it and their stops, each indented below the one above."""

    key = "campaign_list"
    title = "活动"
    icon = "campaign"
    sheet = "campaigns"
    view: ClassVar[ListView] = CAMPAIGNS
    noun = "活动"
    measure = "个"
    hint = "搜索活动名称、地点、主办单位"
    advice = "先新增一个活动，再写主题、场景、内容；也可以从 Excel 导入。"
    state_field = "status"
    caption = ("kind", "start_on")
    offered = ("kind", "status", "within")
    first_sort = ("tree", False)

    def make_tabs(self) -> Sequence[DetailTab]:
        """Return the three lists, events, sessions, who takes part, agreements, files and the past."""
        parties = partial(
            ChildTab, self.tasks, PARTIES, "campaign_id", tr("参与方"), tr("个"), columns=("name", "part"),
            sort=("code", False), advice="主播、品牌、企业都可以加进来，不在册的直接写名称。",
        )  # fmt: skip
        agreements = partial(
            ChildTab, self.tasks, AGREEMENTS, "campaign_id", tr("协议"), tr("份"),
            columns=("name", "signed_on"), sort=("signed_on", True),
        )  # fmt: skip
        return (
            later(LinesTab, self.tasks),
            later(EventsTab, self.tasks),
            LaterTab(LivesTab.title, self._lives),
            LaterTab(tr("参与方"), parties),
            LaterTab(tr("协议"), agreements),
            LaterTab(BelowTab.title, self._below),
            later(AttachmentsTab, self.tasks, Campaign),
            later(MovesTab, self.tasks, Campaign),
            later(HistoryTab, self.tasks, Campaign),
        )

    def _lives(self) -> DetailTab:
        """Return the sessions of a campaign, which lead to theirs."""
        made = LivesTab(self.tasks)
        made.page_wanted.connect(self.page_wanted)
        return made

    def _below(self) -> DetailTab:
        """Return what stands below a campaign, which leads to it in the list."""
        made = BelowTab(self.tasks)
        made.campaign_wanted.connect(lambda key: self.narrow({"key": key}))
        return made
