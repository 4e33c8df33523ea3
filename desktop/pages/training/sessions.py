"""培训场次: the trainings, who is on the roll of each, and its sign-in, prints and certificates."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from db.models import Training
from db.queries.lists import ListView
from db.queries.training_lists import TRAINING_LIST, training_months
from desktop.i18n import tr
from desktop.pages.training.assessments_tab import AssessmentsTab
from desktop.pages.training.roll_tab import RollTab
from desktop.pages.training.session_actions import SessionActions
from desktop.records.attachments_tab import AttachmentsTab
from desktop.records.detail_tab import DetailTab
from desktop.records.history_tab import HistoryTab
from desktop.records.later_tab import later
from desktop.records.moves_tab import MovesTab
from desktop.records.record_page import RecordPage
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.widgets.controls import button


class SessionsPage(RecordPage):
    """The trainings, the newest first; what is done to the one selected stands in head, tab and menu."""

    key = "sessions"
    title = "培训场次"
    icon = "training"
    sheet: ClassVar[str | None] = "trainings"
    view: ClassVar[ListView] = TRAINING_LIST
    noun = "培训"
    measure = "场"
    hint = "搜索主题、课程、讲师、学员"
    advice = "从培训计划导入，或先新增一场培训，再录入名单、现场签到。"
    state_field = "status"
    caption = ("course_id", "start_at", "place")
    offered = ("month", "course_id", "status", "category")
    first_sort = ("start_at", True)

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        self.does = SessionActions(self)
        self.sign_in = button(tr("现场签到"), icon="check")
        self.sign_in.setToolTip("F6")
        self.sign_in.setShortcut("F6")
        self.add_before_last(self.sign_in)
        self.sign_in.clicked.connect(lambda _checked=False: self.does.sign_in())
        self.actions_of_rows.more += self.does.menu()
        self.bar.begin_at(None)

    def make_tabs(self) -> Sequence[DetailTab]:
        """Return the roll, the assessments, the moves and the history."""
        return (
            later(RollTab, self.tasks, self.does_of),
            later(AssessmentsTab, self.tasks, "training_id"),
            later(AttachmentsTab, self.tasks, Training),
            later(MovesTab, self.tasks, Training),
            later(HistoryTab, self.tasks, Training),
        )

    def does_of(self) -> SessionActions:
        """Return what can be done to the training selected; it comes after the tabs that ask this."""
        return self.does

    def refresh(self) -> None:
        """Ask again, after the months that can be chosen."""
        self.tasks.read(self, training_months, self._offer)

    def _offer(self, months: list[int]) -> None:
        """Offer the months that have trainings; the first time begin with all of them."""
        self.bar.offer_months(months)
        super().refresh()
