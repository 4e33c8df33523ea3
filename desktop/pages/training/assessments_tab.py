"""考核 of one training or one person: the list, and the form with the rubric."""

from datetime import date

from PySide6.QtWidgets import QWidget

from db.engine import Session
from db.models import Assessment
from db.models.training_words import AssessmentKind
from db.queries.training_lists import ASSESSMENT_LIST
from db.store.certifying import Item, rubric
from db.store.learned import points_of
from db.store.training_rules import pass_mark
from desktop.pages.training.assessment_dialog import AssessmentDialog
from desktop.records.child_tab import ChildTab
from desktop.records.reading import read_record
from desktop.tasks import Tasks

_COLUMNS = {
    "training_id": ("streamer_id", "total", "result", "kind"),
    "streamer_id": ("on", "kind", "result", "total", "training_id"),
}


class AssessmentsTab(ChildTab):
    """Assessments of what is shown; ``link`` is training_id or streamer_id."""

    title = "考核"

    def __init__(self, tasks: Tasks, link: str, parent: QWidget | None = None) -> None:
        super().__init__(
            tasks, ASSESSMENT_LIST, link, "考核", "次",
            columns=_COLUMNS[link], sort=("on", True), parent=parent,
        )  # fmt: skip

    def begin_new(self) -> None:
        """Open the form of a new assessment of today."""
        if self._record is not None:
            new = {"kind": AssessmentKind.FINAL, "on": date.today()}
            self._tasks.read(self, _terms, lambda terms: self._make(*terms).open_new(new))

    def edit(self) -> None:
        """Open the form of the current assessment."""
        key = self.table.current_key()
        if key is not None:
            self._tasks.read(
                self,
                lambda session: (
                    _terms(session),
                    read_record(session, Assessment, key),
                    points_of(session, key),
                ),
                lambda found: self._make(*found[0]).open_record(*found[1:]),
            )

    def _make(self, items: list[Item], mark: int) -> AssessmentDialog:
        """Return the form; whose or of which training it is, is clear."""
        fixed = {self._link: self._record.loaded.id} if self._record else {}
        dialog = AssessmentDialog(self._tasks, items, mark, fixed, self.window())
        dialog.saved.connect(self._select_later)
        return dialog


def _terms(session: Session) -> tuple[list[Item], int]:
    """Return the rubric in force and the points that pass."""
    return rubric(session), pass_mark(session)
