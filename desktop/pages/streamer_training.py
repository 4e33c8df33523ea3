"""培训 of one streamer: trainings, 学时, assessments, certificates, and whether compliance is learned."""

from datetime import date

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from db.queries.certificates import LevelHours
from db.queries.training_hours import Attended
from db.queries.training_lists import CERTIFICATE_LIST
from db.store.learned import Learned, learned
from db.values import Kind
from desktop import cells
from desktop.i18n import heading, tr
from desktop.pages.training.assessments_tab import AssessmentsTab
from desktop.records.child_tab import ChildTab
from desktop.records.detail_tab import DetailTab
from desktop.records.reading import Shown
from desktop.tasks import Tasks
from desktop.theme import restyle, tokens
from desktop.widgets.controls import label
from desktop.widgets.segments import Segments
from desktop.widgets.text_table import TextColumn, TextTable

_COLUMNS = (
    TextColumn("日期", 96),
    TextColumn("培训"),
    TextColumn("签到", 56),
    TextColumn("学时", 54, "right"),
)


class StreamerTrainingTab(DetailTab):
    """Sums and the compliance line above; below, one of three lists."""

    title = "培训"

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._record: Shown | None = None
        self._sums, self._compliance = label(style="heading"), label(style="ok", wrap=True)
        self._level = label(style="note", wrap=True)
        self._bar = Segments([tr("培训"), tr("考核"), heading("证书")], tr("培训情况"))
        self._bar.choose(0)
        self._bar.chosen.connect(self._choose)
        self.table = TextTable(_COLUMNS, tr("参加的培训"))
        self._nothing = label(tr("还没有参加培训"), "note")
        self.assessments = AssessmentsTab(tasks, "streamer_id")
        self.certificates = ChildTab(
            tasks, CERTIFICATE_LIST, "streamer_id", "证书", "张",
            columns=("kind", "level", "issued_on"), sort=("issued_on", True),
        )  # fmt: skip
        self._stack = QStackedWidget()
        self._stack.setObjectName("plain")
        for each in (self._listed(), self.assessments, self.certificates):
            self._stack.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.M, 0, 0)
        column.setSpacing(tokens.S)
        for each in (self._sums, self._compliance, self._level, self._bar):
            column.addWidget(each)
        column.addWidget(self._stack, 1)

    @property
    def words(self) -> str:
        """What stands above the lists."""
        return "　".join(each.text() for each in (self._sums, self._compliance, self._level))

    def show_record(self, record: Shown) -> None:
        """Ask what a streamer has learned."""
        self._record = record
        key, today = record.loaded.id, date.today()
        self._tasks.read(
            self, lambda session: learned(session, key, today), lambda found: self._show(key, found)
        )
        self.assessments.show_record(record)
        self.certificates.show_record(record)

    def _show(self, key: int, found: Learned) -> None:
        """Show sums and trainings, unless another streamer was chosen meanwhile."""
        if self._record is None or self._record.loaded.id != key:
            return
        words = tr("本年 {year} 学时　累计 {all} 学时")
        year, total = (cells.show(Kind.CREDIT, hours) for hours in (found.this_year, found.in_all))
        self._sums.setText(words.format(year=year, all=total))
        rule = found.compliance
        self._compliance.setText(
            tr("合规必修课已完成（{found}）").format(found=rule.found) if rule.met else rule.words
        )
        restyle(self._compliance, "objectName", "ok" if rule.met else "warn")
        self._level.setText(_towards(found.next_level))
        self._level.setVisible(found.next_level is not None)
        self.table.show_rows([_line(each) for each in found.trainings])
        self.table.setVisible(bool(found.trainings))
        self._nothing.setVisible(not found.trainings)

    def _choose(self, number: int) -> None:
        """Show another list."""
        self._stack.setCurrentIndex(number)

    def _listed(self) -> QWidget:
        """Return the trainings, or that there are none."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._nothing)
        column.addWidget(self.table, 1)
        self._nothing.hide()
        column.addStretch()
        return holder


def _line(each: Attended) -> tuple[str, ...]:
    """Return one training in words; who only enrolled is 已报名."""
    credit = cells.DASH if each.credit is None else cells.credit(each.credit)
    return f"{each.start_at:%Y-%m-%d}", each.title, str(each.present or tr("已报名")), credit


def _towards(level: LevelHours | None) -> str:
    """Say how the 学时 stand against the reference of the next 互联网营销师 level."""
    if level is None:
        return ""
    wanted, missing = cells.credit(level.wanted), cells.credit(level.missing)
    if not level.missing:
        return tr("互联网营销师{level}：已达参考学时 {wanted}").format(level=level.level, wanted=wanted)
    words = tr("互联网营销师{level}：参考学时 {wanted}，还差 {missing}")
    return words.format(level=level.level, wanted=wanted, missing=missing)
