"""大事 and 协议: what happened, with and without a campaign, and what was signed."""

from collections.abc import Sequence
from typing import ClassVar

from db.models import Agreement, CampaignEvent
from db.queries.campaigns import AGREEMENTS, EVENTS
from db.queries.lists import ListView
from desktop.pages.campaigns.events_tab import GuestsTab
from desktop.pages.campaigns.understood import watch_event
from desktop.records.attachments_tab import AttachmentsTab
from desktop.records.detail_tab import DetailTab
from desktop.records.history_tab import HistoryTab
from desktop.records.later_tab import later
from desktop.records.record_form import RecordForm
from desktop.records.record_page import RecordPage


class EventsPage(RecordPage):
    """Every event, of a campaign or of the city itself, in the order it happened."""

    key = "campaign_events"
    title = "大事"
    icon = "campaign"
    sheet = ""
    view: ClassVar[ListView] = EVENTS
    noun = "大事"
    measure = "件"
    hint = "搜索名称、地点、主办单位"
    advice = "启动仪式、签约、博览会、产业带落地，都可以记在这里；人数和金额按原文写。"
    caption = ("kind", "when_text")
    offered = ("kind", "campaign_id", "mark")
    first_sort = ("sort_on", True)

    def make_tabs(self) -> Sequence[DetailTab]:
        """Return guests, files and history."""
        watch_event(self.panel.form)
        return (
            GuestsTab(self.tasks),
            later(AttachmentsTab, self.tasks, CampaignEvent),
            later(HistoryTab, self.tasks, CampaignEvent),
        )

    def prepare(self, form: RecordForm) -> None:
        """Say what is understood of head-count and amount while they are typed."""
        watch_event(form)


class AgreementsPage(RecordPage):
    """Every agreement."""

    key = "agreements"
    title = "协议"
    icon = "campaign"
    sheet = ""
    view: ClassVar[ListView] = AGREEMENTS
    noun = "协议"
    measure = "份"
    hint = "搜索协议名称"
    advice = "战略合作、活动合作等协议，记下签约方、日期和合作领域，原件放在附件里。"
    caption = ("signed_on",)
    offered = ("campaign_id",)
    first_sort = ("signed_on", True)

    def make_tabs(self) -> Sequence[DetailTab]:
        """Return files and history."""
        return AttachmentsTab(self.tasks, Agreement), HistoryTab(self.tasks, Agreement)
