"""下级活动 of a campaign: its campaigns or stops, added here."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.models.campaign_words import CampaignKind
from db.queries.campaigns import CAMPAIGNS_BELOW
from desktop.records.child_tab import ChildTab
from desktop.records.reading import Shown
from desktop.tasks import Tasks


class BelowTab(ChildTab):
    """What stands right below a campaign; ``campaign_wanted`` has the key of the one opened."""

    title = "下级活动"
    campaign_wanted = Signal(int)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(
            tasks, CAMPAIGNS_BELOW, "parent_id", "下级活动", "个",
            columns=("name", "status", "start_on"), sort=("start_on", False), parent=parent,
        )  # fmt: skip

    def edit(self) -> None:
        """Show the campaign in the list."""
        key = self.table.current_key()
        if key is not None:
            self.campaign_wanted.emit(key)

    def new_defaults(self, record: Shown) -> Mapping[str, object]:
        """Begin where and when the campaign above is; below a campaign stand its stops."""
        values = record.loaded.values
        kind = CampaignKind.SPECIAL if values["kind"] == CampaignKind.SERIES else CampaignKind.STOP
        return {"kind": kind, **{name: values[name] for name in ("start_on", "end_on", "place")}}
