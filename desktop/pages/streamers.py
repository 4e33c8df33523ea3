"""主播: the roster, with what belongs to each person beside it."""

from collections.abc import Sequence
from functools import partial
from importlib import import_module
from typing import ClassVar, cast

from PySide6.QtWidgets import QWidget

from db.models import Streamer
from db.queries.lists import ListView
from db.queries.roster import STREAMERS
from desktop.pages.merging_two import offer_merge
from desktop.pages.people_tables import INCOME, RELATIONS, ROSTER, offer_record, offer_tables
from desktop.records.detail_tab import DetailTab
from desktop.records.later_tab import LaterTab
from desktop.records.record_page import RecordPage
from desktop.settings import Settings
from desktop.tasks import Tasks

_OWN = (
    ("账号与粉丝", "pages.streamer_accounts:AccountsTab"),
    ("合同", "pages.streamer_contracts:ContractsTab"),
    ("入职", "pages.streamer_onboarding:OnboardingTab"),
    ("直播", "pages.streamer_lives:StreamerLivesTab"),
    ("培训", "pages.streamer_training:StreamerTrainingTab"),
)
_SHARED = (
    ("附件", "records.attachments_tab:AttachmentsTab"),
    ("状态记录", "records.moves_tab:MovesTab"),
    ("变更记录", "records.history_tab:HistoryTab"),
)
"""Title of a tab and where its class lies: eight tabs would keep the list waiting."""


class StreamersPage(RecordPage):
    """The roster: search by name, pinyin, initials, account or phone tail."""

    key = "streamers"
    title = "主播"
    icon = "people"
    view: ClassVar[ListView] = STREAMERS
    noun = "主播"
    measure = "位"
    hint = "搜索姓名、拼音、账号、手机尾号"
    advice = "从现有 Excel 名册导入，或先新增一位主播。导入前会先检查，确认后才保存。"
    state_field = "status"
    caption = ("team_id", "category_id", "tier")
    offered = ("status", "team_id", "category_id", "tier")
    ready = (
        ("百万粉在播", (("status", "在播"), ("tier", "百万级"), ("tier", "500万级"), ("tier", "千万级"))),
        ("合同30天内到期", (("todo", "合同30天内到期"),)),
        ("在播但无有效合同", (("status", "在播"), ("todo", "无有效合同"))),
        ("资料待补", (("todo", "缺身份证号"), ("todo", "未实名核验"), ("todo", "无平台账号"))),
        ("90天未开播", (("todo", "90天未开播"),)),
    )

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        offer_tables(self, (ROSTER, RELATIONS, INCOME))
        offer_record(self)
        offer_merge(self, Streamer)

    def make_tabs(self) -> Sequence[DetailTab]:
        """Return accounts, contracts, onboarding, sessions, training, attachments, moves and history."""
        own = [LaterTab(title, partial(_made, place, self.tasks)) for title, place in _OWN]
        return own + [
            LaterTab(title, partial(_made, place, self.tasks, Streamer)) for title, place in _SHARED
        ]


def _made(place: str, *arguments: object) -> DetailTab:
    """Return a tab by where its class lies (``module:class``), loaded only now."""
    module, name = place.split(":")
    return cast("DetailTab", getattr(import_module(f"desktop.{module}"), name)(*arguments))
