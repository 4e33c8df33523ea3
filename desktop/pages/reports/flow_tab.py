"""报送: the states of a report and who moved it when; signing, handing in, correcting; its stored files."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from db.models.report_words import ReportState as State
from db.reports import correcting
from db.reports.advancing import advance, give_up
from db.reports.filing import StoredFile, open_file
from db.reports.signing import sign
from desktop import cells
from desktop.i18n import tr
from desktop.pages.reports.correction_dialog import CorrectionDialog
from desktop.pages.reports.flow_cards import LifeCard, differences_card
from desktop.pages.reports.flow_reading import Flow, read_flow
from desktop.pages.reports.flow_steps import CORRECT, EXPLAIN, GIVE_UP, FlowSteps, Step
from desktop.pages.reports.report_tab import ReportTab
from desktop.pages.reports.sign_dialog import SignDialog
from desktop.records.opened_files import OpenedFiles
from desktop.records.questions import confirm
from desktop.records.typed_answers import ask_day, ask_reason
from desktop.saving import save
from desktop.theme import tokens
from desktop.widgets.notice import tell
from desktop.widgets.opener import open_path
from desktop.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.engine import Session
    from db.errors import AppError
    from db.queries.periods import Period
    from db.steps import Step as Progress
    from desktop.reports.signing import Prepared
    from desktop.settings import Settings
    from desktop.tasks import Tasks

_PURPOSE = "report"


class FlowTab(ReportTab):
    """Steps above; below them what differs from the signed report, and every report of the period."""

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        self._period: Period | None = None
        self._flow: Flow | None = None
        self._opened = OpenedFiles()
        self.lives: tuple[LifeCard, ...] = ()
        self.steps = FlowSteps()
        self.steps.chosen.connect(self._choose)
        self.steps.checks_wanted.connect(lambda: self.tab_wanted.emit("checks"))
        self._scroll = Scrolled()
        self.body.addWidget(self.steps)
        self.body.addWidget(self._scroll, 1)
        tasks.job_finished.connect(lambda _job: self.steps.hold(held=False))

    def show_period(self, period: Period) -> None:
        """Read how the report of a period stands."""
        self._period = period
        self.tasks.read(self, partial(read_flow, period=period), self._show)

    def _show(self, flow: Flow) -> None:
        """Show it, unless another period was chosen meanwhile."""
        if flow.period != self._period:
            return
        self._flow = flow
        self.steps.show_flow(flow)
        with self._scroll.anew(tokens.M, (0, 0, 0, tokens.M)) as column:
            if flow.differences:
                underway = flow.newest is not None and not flow.newest.is_signed
                column.addWidget(differences_card(flow.differences, corrected=underway))
            self.lives = tuple(LifeCard(life, newest=not number) for number, life in enumerate(flow.lives))
            for card in self.lives:
                card.open_wanted.connect(self._open)
                card.save_wanted.connect(self._save_as)
                column.addWidget(card)

    def _choose(self, step: Step) -> None:
        """Ask what a step needs, and make it."""
        flow = self._flow
        if flow is None:
            return
        if step.to is None:
            {CORRECT: self._correct, EXPLAIN: self._explain, GIVE_UP: self._give_up}[step.words](flow)
        elif step.to is State.SIGNED:
            title = tr("签署 {period}报告").format(period=cells.period_words(flow.period))
            dialog = SignDialog(title, flow.responsible, self.window())
            dialog.signed.connect(partial(self._prepare, flow.period))
            dialog.open()
        elif step.to is State.DRAFT:
            reason = ask_reason(self, tr("退回修改"), tr("退回原因"))
            if reason:
                self._write(partial(advance, period=flow.period, to=State.DRAFT, reason=reason))
        elif step.to is State.SUBMITTED and flow.newest is not None and flow.newest.signed_on is not None:
            signed_on = flow.newest.signed_on
            day = ask_day(self, tr("登记报送"), tr("报送日期"), signed_on, max(signed_on, date.today()))
            if day is not None:
                self._write(partial(advance, period=flow.period, to=State.SUBMITTED, on=day))
        else:
            self._write(partial(advance, period=flow.period, to=step.to))

    def _prepare(self, period: Period, signer: str) -> None:
        """Make the files of the report that is signed; a job, for it takes a moment."""
        self.steps.hold(held=True)
        title = tr("正在签署{period}报告").format(period=cells.period_words(period))
        self.tasks.job(
            self, title, partial(_prepared, period=period, signer=signer), self._sign, writes=False
        )

    def _sign(self, prepared: Prepared) -> None:
        """Store all of it at once."""
        self.steps.hold(held=True)
        self.tasks.write(
            self, partial(sign, wanted=prepared.signing), partial(self._signed, prepared), self._refused
        )

    def _signed(self, prepared: Prepared, _nothing: None) -> None:
        """Say that it is signed, and what the print had to replace."""
        words = tr("已签署，报告编号 {number}").format(number=prepared.signing.seal.number)
        tell(self, "\n".join((words, *prepared.notes)), "warn" if prepared.notes else "ok")

    def _correct(self, flow: Flow) -> None:
        """Ask for the reasons and begin a correction."""

        def work(reasons: dict[str, str], wording: str) -> Callable[[Session], object]:
            return partial(correcting.begin_correction, period=flow.period, reasons=reasons, wording=wording)

        CorrectionDialog(self.tasks, flow.differences, work, self.window()).open()

    def _explain(self, flow: Flow) -> None:
        """Ask for the reasons of the correction that is written."""
        report, changes = flow.lives[0].report, flow.lives[0].changes

        def work(reasons: dict[str, str], _wording: str) -> Callable[[Session], object]:
            return partial(_explain_all, report_id=report.id, reasons=reasons)

        CorrectionDialog(self.tasks, changes, work, self.window(), with_words=False).open()

    def _give_up(self, flow: Flow) -> None:
        """Drop the correction that is written."""
        if confirm(
            self, tr("撤销更正"), tr("撤销正在编制的更正？"), tr("撤销"), tr("已签署的报告不受影响。")
        ):
            self._write(partial(give_up, period=flow.period))

    def _write(self, work: Callable[[Session], None]) -> None:
        """Make a step; the tab reads again when it is made."""
        self.steps.hold(held=True)
        self.tasks.write(self, work, lambda _nothing: None, self._refused)

    def _refused(self, trouble: AppError) -> None:
        """Say why a step was not made, or that another seat made one meanwhile."""
        self.steps.complain(str(trouble))
        if (seen := self._flow) is not None:
            self.tasks.read(self, partial(read_flow, period=seen.period), partial(self._follow, seen))

    def _follow(self, seen: Flow, now: Flow) -> None:
        """Show how the report stands by now when another seat brought it elsewhere."""
        if now.period != self._period or now.newest is None or _place(now) == _place(seen):
            return
        self._show(now)
        self.page_wanted.emit("reports", {"period": now.period, "tab": "flow"})
        words = tr("这份报告刚由其他人变更为“{state}”，请核对后再操作")
        tell(self, words.format(state=tr(now.newest.state.value)), "warn")

    def _open(self, file: StoredFile) -> None:
        """Open a copy of a stored file with the system's own program."""
        self.tasks.read(
            self,
            lambda session: self._opened.copy(*open_file(session, file.id)),
            lambda path: open_path(path, self),
        )

    def _save_as(self, file: StoredFile) -> None:
        """Ask where and write a stored file there, byte for byte."""
        start = self.settings.last_folder(_PURPOSE) / file.name
        ending = f"{file.kind.value.upper()} (*.{file.kind.value})"
        chosen, _filter = QFileDialog.getSaveFileName(self.window(), tr("另存为"), str(start), ending)
        if chosen:
            target = Path(chosen)
            self.settings.remember_folder(_PURPOSE, target)
            self.tasks.read(self, lambda session: save(target, open_file(session, file.id)[1]), self._saved)

    def _saved(self, saved: tuple[Path, str]) -> None:
        """Say where the file is; its name may be another one than was asked for."""
        path, note = saved
        words = note or tr("已保存：{name}").format(name=path.name)
        tell(self, words, "warn" if note else "ok", (tr("打开"), partial(open_path, path, self.window())))


def _prepared(session: Session, step: Progress, period: Period, signer: str) -> Prepared:
    """Make both files; loads the writers only now."""
    from desktop.reports.signing import prepare  # noqa: PLC0415 - reportlab must not load at start

    return prepare(session, period, signer, step)


def _place(flow: Flow) -> tuple[int, State] | None:
    """Return which report is the newest of a period, and its state; None while there is none."""
    return None if flow.newest is None else (flow.newest.id, flow.newest.state)


def _explain_all(session: Session, report_id: int, reasons: dict[str, str]) -> None:
    """Keep every reason of a correction."""
    for code, reason in reasons.items():
        correcting.explain(session, report_id, code, reason)
