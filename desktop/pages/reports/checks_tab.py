"""检查: what stands in the way of handing the report in, each with its rows; how complete the data are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout

from db.queries import indicators, report_checks
from db.queries.check_rules import FIXED, Finding, Level
from db.queries.report_checks import ENOUGH, CheckResult
from desktop import cells
from desktop.i18n import tr
from desktop.pages.reports.report_tab import ReportTab
from desktop.theme import look, tokens
from desktop.widgets.badge import Badge, Tone
from desktop.widgets.card import Card
from desktop.widgets.controls import button, divider, label
from desktop.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from db.engine import Session
    from db.queries.completeness import Measure
    from db.queries.periods import Period
    from desktop.settings import Settings
    from desktop.tasks import Tasks

_TONES: dict[Level, Tone] = {Level.BLOCKING: "bad", Level.WARNING: "warn"}
_LEVEL, _TEXT, _CHANGE, _GO = range(4)
"""Columns of the list of findings."""
_ROOMY = 5 * tokens.DETAIL // 2
"""From this width on, at the usual text size, the score stands beside the findings."""
_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_OTHER = {Level.BLOCKING: Level.WARNING, Level.WARNING: Level.BLOCKING}


class ChecksTab(ReportTab):
    """The findings at the left, the score and what lowers it at the right."""

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        self._period: Period | None = None
        self.findings: tuple[Finding, ...] = ()
        self.told = label(tr("正在检查…"), "heading", wrap=True)
        self._scroll, self._row = Scrolled(), QBoxLayout(_BESIDE)
        self._found, self._score = Card(), Card()
        self.body.addWidget(self.told)
        self.body.addWidget(self._scroll, 1)

    def show_period(self, period: Period) -> None:
        """Check the report of a period as of now."""
        if period != self._period:
            self.told.setText(tr("正在检查…"))
        self._period = period
        self.tasks.read(self, partial(_check, period=period), self._show)

    def _show(self, found: tuple[Period, CheckResult]) -> None:
        """Show what was found, unless another period was chosen meanwhile."""
        period, result = found
        if period != self._period:
            return
        self.findings = result.findings
        self.told.setText(_verdict(result))
        place = self._scroll.verticalScrollBar().value()
        self._found, self._score = self._findings(result.findings), _score(result)
        self._score.setMinimumWidth(tokens.DETAIL)
        with self._scroll.anew(margins=(0, 0, 0, 0)) as column:
            self._row = QBoxLayout(_BESIDE)
            self._row.setSpacing(tokens.M)
            self._row.addWidget(self._found, 1)
            self._row.addWidget(self._score)
            column.addLayout(self._row)
        self._arrange()
        self._scroll.verticalScrollBar().setValue(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the score below the findings where their sentences would have no room beside it."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Stand findings and score beside each other, or the score below."""
        fits = self.width() >= _ROOMY * look().sizes.scale
        self._row.setDirection(_BESIDE if fits else _BELOW)
        top = Qt.AlignmentFlag.AlignTop if fits else Qt.AlignmentFlag(0)
        for card in (self._found, self._score):
            self._row.setAlignment(card, top)

    def _findings(self, findings: Iterable[Finding]) -> Card:
        """Return the findings, the blocking ones first."""
        card = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.S)
        grid.setVerticalSpacing(tokens.XS)
        grid.setColumnStretch(_TEXT, 1)
        card.body.addLayout(grid)
        for number, finding in enumerate(findings):
            if number:
                grid.addWidget(divider(), 2 * number - 1, 0, 1, _GO + 1)
            self._add_line(grid, 2 * number, finding)
        if not self.findings:
            card.body.addWidget(label(tr("没有发现需要处理的问题。"), "ok"))
        return card

    def _add_line(self, grid: QGridLayout, row: int, finding: Finding) -> None:
        """Add one finding: its level, what to do, another level, the way to the rows."""
        grid.addWidget(Badge(_called(finding.level), _TONES[finding.level]), row, _LEVEL)
        grid.addWidget(label(finding.text, wrap=True), row, _TEXT)
        grid.setRowMinimumHeight(row, look().sizes.control)
        if finding.key not in FIXED:
            other = _OTHER[finding.level]
            change = button(tr("改为{noun}").format(noun=other.value), "link")
            change.setToolTip(tr("对以后的报告也有效"))
            change.setAccessibleName(f"{change.text()} {tr(finding.text)}")
            change.clicked.connect(lambda _checked=False: self._set_level(finding.key, other))
            grid.addWidget(change, row, _CHANGE)
        if finding.page:
            go = button(tr("去处理"), icon="right")
            go.setAccessibleName(f"{go.text()} {tr(finding.text)}")
            go.clicked.connect(lambda _checked=False: self._go(finding))
            grid.addWidget(go, row, _GO)

    def _go(self, finding: Finding) -> None:
        """Show the rows of a finding."""
        self.page_wanted.emit(finding.page, dict(finding.filters))

    def _set_level(self, key: str, level: Level) -> None:
        """Keep another level of a check for the whole base; saving reads everything again."""
        self.tasks.write(self, partial(report_checks.set_level, key=key, level=level), lambda _nothing: None)


def _check(session: Session, period: Period) -> tuple[Period, CheckResult]:
    """Run the checks of a period."""
    return period, report_checks.checks(session, indicators.of(session, period))


def _called(level: Level) -> str:
    """Return what one finding of a level is called: Reminder, where the page of many is called Reminders."""
    return tr("{noun}").format(noun=level.value).capitalize()


def _verdict(result: CheckResult) -> str:
    """Say what the findings come to."""
    blocking = len(result.blocking)
    hints = len(result.findings) - blocking
    if blocking:
        words = tr("{blocking} 项阻断、{hints} 项提醒：处理完阻断项才能提交审核")
        return words.format(blocking=blocking, hints=hints)
    if hints:
        return tr("没有阻断项，{hints} 项提醒：核对后可以提交审核").format(hints=hints)
    return tr("全部通过，可以提交审核")


def _score(result: CheckResult) -> Card:
    """Return the card of the score: the points, and each measure with what it lacks."""
    card = Card(tr("数据完整度"))
    points = label(tr("{score} 分").format(score=result.score), "told")
    points.setProperty("tone", "ok" if result.is_complete else "bad")
    card.body.addWidget(points)
    words = (
        tr("满分 100 分。不足 {enough} 分时，报告上印有“数据未完整”。")
        if result.is_complete
        else tr("不足 {enough} 分，报告上将印有“数据未完整”。")
    )
    card.body.addWidget(label(words.format(enough=ENOUGH), "note", wrap=True))
    grid = QGridLayout()
    grid.setHorizontalSpacing(tokens.S)
    grid.setVerticalSpacing(tokens.XS)
    grid.setColumnStretch(0, 1)
    lowering = sorted(result.measures, key=lambda measure: measure.reached - measure.points)
    for row, measure in enumerate(lowering):
        _add_measure(grid, row, measure)
    card.body.addLayout(grid)
    return card


def _add_measure(grid: QGridLayout, row: int, measure: Measure) -> None:
    """Add one measure: what is told of what is asked, and the points it brings."""
    lost = measure.points - measure.reached
    told = f"{measure.told:,} / {measure.asked:,}" if measure.asked else tr("不适用")
    reached = f"−{cells.rounded(lost, 1)}" if lost else "✓"
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    grid.addWidget(label(tr(measure.label)), row, 0)
    grid.addWidget(label(told, "note"), row, 1, right)
    grid.addWidget(label(reached, "warn" if lost else "ok"), row, 2, right)
