"""活动大事 of a campaign: its events, and below the chosen one who was there."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from db.models import CampaignEvent
from db.queries.campaigns import EVENTS, GUESTS
from desktop.pages.campaigns.understood import watch_event
from desktop.records.child_tab import ChildTab
from desktop.records.detail_tab import DetailTab
from desktop.records.reading import Shown, read_record
from desktop.records.record_form import RecordForm
from desktop.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Mapping


class GuestsTab(ChildTab):
    """Who was at an event."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(
            tasks, GUESTS, "event_id", "嘉宾", "位", columns=("name", "unit", "title"),
            sort=("code", False), advice="领导、嘉宾、签约人、出席主播都记在这里。", parent=parent,
        )  # fmt: skip


class _Events(ChildTab):
    """The events of a campaign; tells which one is chosen."""

    def __init__(self, tasks: Tasks, follow: "EventsTab") -> None:
        super().__init__(
            tasks, EVENTS, "campaign_id", "大事", "件",
            columns=("name", "when_text", "headcount_text"), sort=("sort_on", False),
            advice="启动仪式、当红夜、签约、专场，逐件记下日期、地点和人数。",
        )  # fmt: skip
        self.table.current_changed.connect(follow.show_guests)

    def prepare(self, form: RecordForm) -> None:
        """Say what is understood of head-count and amount while they are typed."""
        watch_event(form)

    def new_defaults(self, record: Shown) -> "Mapping[str, object]":
        """Begin on the first day of the campaign, where it is."""
        values = record.loaded.values
        return {"held_on": values["start_on"], "place": values["place"]}


class EventsTab(DetailTab):
    """The events above, the guests of the chosen one below."""

    title = "大事与嘉宾"

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.guests = GuestsTab(tasks)
        self.events = _Events(tasks, self)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.events)
        split.addWidget(self.guests)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)
        self.guests.setEnabled(False)

    def show_record(self, record: Shown) -> None:
        """Ask for the events of a campaign."""
        self.guests.hide()
        self.events.show_record(record)

    def show_guests(self) -> None:
        """Show who was at the event chosen."""
        key = self.events.table.current_key()
        self.guests.setVisible(key is not None)
        self.guests.setEnabled(key is not None)
        if key is not None:
            self._tasks.read(
                self,
                lambda session: read_record(session, CampaignEvent, key),
                partial(self._show, key),
                lambda _gone: None,
            )

    def _show(self, key: int, event: Shown) -> None:
        """Show the guests of an event, unless another was chosen meanwhile."""
        if key == self.events.table.current_key():
            self.guests.show_record(event)
