"""主播: the roster, with what belongs to each person beside it."""

from collections.abc import Sequence
from typing import ClassVar

from db.models import Streamer
from db.queries.lists import ListView
from db.queries.roster import STREAMERS
from desktop.records.detail_tab import DetailTab
from desktop.records.record_page import RecordPage


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

    def make_tabs(self) -> Sequence[DetailTab]:
        """Return accounts, contracts, onboarding, sessions, training, attachments, moves and history.

        They are loaded once the list stands.
        """
        # ruff: noqa: PLC0415
        from desktop.pages.streamer_accounts import AccountsTab
        from desktop.pages.streamer_contracts import ContractsTab
        from desktop.pages.streamer_lives import StreamerLivesTab
        from desktop.pages.streamer_onboarding import OnboardingTab
        from desktop.pages.streamer_training import StreamerTrainingTab
        from desktop.records.attachments_tab import AttachmentsTab
        from desktop.records.history_tab import HistoryTab
        from desktop.records.moves_tab import MovesTab

        return (
            AccountsTab(self.tasks),
            ContractsTab(self.tasks),
            OnboardingTab(self.tasks),
            StreamerLivesTab(self.tasks),
            StreamerTrainingTab(self.tasks),
            AttachmentsTab(self.tasks, Streamer),
            MovesTab(self.tasks, Streamer),
            HistoryTab(self.tasks, Streamer),
        )
