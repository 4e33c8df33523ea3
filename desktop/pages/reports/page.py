"""月报: choose a period, go through the steps of its report, and make its files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from db.models.report_words import ReportState
from db.queries import indicators
from db.queries.periods import Period
from db.queries.report_months import first_month
from db.queries.report_standing import report_of
from desktop import cells
from desktop.i18n import tr
from desktop.pages.reports.drawing import read_pages
from desktop.pages.reports.flow_steps import TONES
from desktop.pages.reports.period_chooser import PeriodChooser
from desktop.pages.reports.report_files import ReportFiles
from desktop.pages.reports.report_tab import LaterReportTab
from desktop.pages.reports.tabs import TABS
from desktop.records.detail_tabs import DetailTabs
from desktop.records.page import Page
from desktop.widgets.badge import Badge

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from db.engine import Session
    from db.queries.report_standing import Standing
    from db.steps import Step
    from desktop.pages.reports.report_tab import ReportTab
    from desktop.reports.making import Made
    from desktop.reports.pictures import Pages
    from desktop.settings import Settings
    from desktop.tasks import Job, Tasks

_AFTER_TITLE = 2
"""Where the state of the report stands in the head."""


@dataclass(frozen=True, slots=True)
class _Head:
    """What the head of the page says of a period."""

    period: Period
    bureau: str
    first_month: int | None
    report: Standing | None


class ReportsPage(Page):
    """The chooser and the state of the report in the head, a tab for each step, the files at the foot."""

    key: ClassVar[str] = "reports"
    title: ClassVar[str] = "月报"
    icon: ClassVar[str] = "report"

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        self._job: Job | None = None
        self.chooser = PeriodChooser()
        self.chooser.chosen.connect(self.refresh)
        self.replace_title(self.chooser.kinds)
        self.state = Badge(tr("编制中"), "warn", self)
        self._heading.insertWidget(_AFTER_TITLE, self.state)
        self.add_to_head(self.chooser)
        self.make = self.add_button(tr("生成 PDF 和 Excel"), "report", primary=True)
        self.make.clicked.connect(self._make)
        self.tabs = DetailTabs()
        for place in TABS:
            self.tabs.addTab(LaterReportTab(partial(place.build, tasks, settings)), tr(place.title))
        self.tabs.currentChanged.connect(self._refresh_tab)
        self.files = ReportFiles(settings)
        self.files.print_wanted.connect(self._print)
        self.body.addWidget(self.tabs, 1)
        self.body.addWidget(self.files)
        tasks.job_finished.connect(self._job_ended)

    @property
    def period(self) -> Period:
        """The period chosen."""
        return self.chooser.period

    @property
    def tab(self) -> ReportTab:
        """The tab in sight, made when it is first wanted."""
        return self._made(self.tabs.currentIndex())

    def show_tab(self, key: str) -> ReportTab:
        """Bring a tab into sight by its key, and return it."""
        self.tabs.choose([place.key for place in TABS].index(key))
        return self.tab

    def narrow(self, filters: dict[str, object]) -> None:
        """Choose the ``month`` (202609) or ``period`` asked for, and the ``tab`` by its key."""
        month, period, tab = (filters.get(name) for name in ("month", "period", "tab"))
        if isinstance(month, int):
            period = Period(month, month)
        if isinstance(period, Period):
            self.chooser.choose(period)
        if isinstance(tab, str):
            self.show_tab(tab)

    def refresh(self) -> None:
        """Read what the head and the tab in sight say of the period chosen."""
        self.tasks.read(self, partial(_read_head, period=self.period), self._show_head)
        self._refresh_tab()

    def focus_search(self) -> bool:
        """Put the cursor into the search box of the tab in sight."""
        return self.tab.focus_search()

    @property
    def has_unsaved(self) -> bool:
        """Whether something typed in any tab is not saved."""
        return any(tab.has_unsaved for tab in self._tabs_made())

    def may_close(self) -> bool:
        """Ask each tab that holds something unsaved."""
        return all(tab.may_close() for tab in self._tabs_made())

    def _tabs_made(self) -> list[ReportTab]:
        """Return the tabs that were in sight so far."""
        return [later.tab for later in self.findChildren(LaterReportTab) if later.tab is not None]

    def _made(self, number: int) -> ReportTab:
        """Return a tab by its number, tied to the page when it is made."""
        later = self.tabs.widget(number)
        if not isinstance(later, LaterReportTab):
            raise TypeError(number)
        if later.tab is None:
            tab = later.made()
            tab.page_wanted.connect(self.page_wanted)
            tab.tab_wanted.connect(self.show_tab)
            tab.import_wanted.connect(self.import_wanted)
        return later.made()

    def _refresh_tab(self, _number: int = 0) -> None:
        """Let the tab in sight show the period chosen."""
        self.tab.show_period(self.period)

    def _show_head(self, head: _Head) -> None:
        """Say whom the report goes to; offer the periods since there are data."""
        if head.period == self.period:
            to = tr("报送：{bureau}").format(bureau=head.bureau)
            number = head.report.number if head.report else ""
            self.show_note(f"{to} · {number}" if number else to)
            state = head.report.state if head.report else ReportState.DRAFT
            self.state.show_word(tr(state.value), TONES[state])
            signed = head.report is not None and head.report.is_signed
            self.make.setText(tr("取出签署文件") if signed else tr("生成 PDF 和 Excel"))
            self.chooser.offer_from(head.first_month)

    def _make(self) -> None:
        """Make both files in the chosen folder."""
        folder = self.files.folder or self.files.choose_folder()
        if folder is None:
            return
        self.files.forget()
        self.make.setEnabled(False)
        title = tr("正在生成{period}报告").format(period=cells.period_words(self.period))
        self._job = self.tasks.job(
            self,
            title,
            partial(_make_files, period=self.period, folder=folder),
            self._made_files,
            writes=False,
        )

    def _made_files(self, made: Made) -> None:
        """Offer the files."""
        self.files.show_made(made.pdf, made.xlsx, made.notes)

    def _print(self, path: Path) -> None:
        """Print a file made before."""
        from desktop.pages.reports.printing import ask_and_print  # noqa: PLC0415 - Qt's printing is loaded late

        def ask(pages: Pages) -> None:
            """Ask for the printer once the file is read."""
            ask_and_print(self.tasks, pages, path.stem, self)

        self.tasks.read(self, partial(_read_file, path=path), ask)

    def _job_ended(self, job: Job) -> None:
        """Allow the next report, however this one ended."""
        if job is self._job:
            self._job = None
            self.make.setEnabled(True)


def _read_head(session: Session, period: Period) -> _Head:
    """Return what the head says of a period."""
    bureau = indicators.base_facts(session).bureau
    return _Head(period, bureau, first_month(session), report_of(session, period))


def _make_files(session: Session, step: Step, period: Period, folder: Path) -> Made:
    """Make both files; loads the PDF and Excel writers only now."""
    from desktop.reports.making import make_report  # noqa: PLC0415 - reportlab must not load at start

    return make_report(session, period, folder, step)


def _read_file(_session: Session, path: Path) -> Pages:
    """Open a file made before."""
    return read_pages(path)
