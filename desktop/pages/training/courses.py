"""课程目录: what can be taught, with its category and 学时."""

from collections.abc import Sequence
from typing import ClassVar

from db.models import Course
from db.queries.lists import ListView
from db.queries.training_lists import COURSE_LIST, TRAINING_LIST
from desktop.records.child_tab import ChildTab
from desktop.records.detail_tab import DetailTab
from desktop.records.history_tab import HistoryTab
from desktop.records.later_tab import later
from desktop.records.record_page import RecordPage


class CoursesPage(RecordPage):
    """The courses; beside each the trainings held on it."""

    key = "courses"
    title = "课程目录"
    icon = "training"
    view: ClassVar[ListView] = COURSE_LIST
    noun = "课程"
    measure = "门"
    hint = "搜索课程名称"
    advice = "先建立课程，再安排培训：课程的类别和学时会带到每一场培训。"
    offered = ("category", "level")
    caption = ("category", "level")

    def make_tabs(self) -> Sequence[DetailTab]:
        """Return the trainings of the course, and the history."""
        return (
            ChildTab(
                self.tasks, TRAINING_LIST, "course_id", "培训", "场",
                title="培训场次", columns=("start_at", "title", "there", "status"), sort=("start_at", True),
            ),
            later(HistoryTab, self.tasks, Course),
        )  # fmt: skip
