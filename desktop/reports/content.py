"""What a report is laid out from: figures and rows, the texts people wrote, what is kept of a signed one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from db.engine import Session
from db.queries import indicators
from db.queries.base_checks import BaseCheck, base_checks
from db.queries.completeness import FULL, measures
from db.queries.completeness import score as score_of
from db.queries.declared import is_centred
from db.queries.dictionary import BY_CODE
from db.queries.figures import Figure, Indicator, ReportFigures
from db.queries.live_labels import LabelRow, labels
from db.queries.periods import Period, Span, months_before
from db.queries.report_differences import Change, changes_of
from db.queries.report_parts import ReportParts, report_parts
from db.queries.report_seal import hash_of_figures, number_of
from db.queries.report_standing import report_of, shortened
from db.reports.texts import texts_of
from desktop import cells
from desktop.cells import PeriodNames
from desktop.reports.document import Cell, Numbering
from desktop.reports.ledgers import Ledgers, ledgers
from desktop.reports.table_cells import compared
from desktop.reports.wording import Wording

_YEARS = 5


@dataclass(frozen=True, slots=True)
class Year:
    """The figures of one of the last five years."""

    year: int
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class ReportContent:
    """Everything a report says; the chapters need nothing else.

    ``correction`` is n for the n-th 更正 of a report, whose lines are ``corrections``.
    ``texts`` are what people wrote, by the key of the paragraph. ``number`` (报告编号) and ``short_hash`` (of
    the figures) stand on both files. ``score`` is how complete the data are (0 to FULL).
    ``years`` and ``checks`` are for the report of a year. ``numbering`` is where its page numbers stand.
    """

    figures: ReportFigures
    parts: ReportParts = field(default_factory=ReportParts)
    texts: Mapping[str, str] = field(default_factory=dict)
    number: str = ""
    short_hash: str = ""
    score: int = FULL
    correction: int = 0
    corrections: tuple[Change, ...] = ()
    ledgers: Ledgers = field(default_factory=Ledgers)
    labels: tuple[LabelRow, ...] = ()
    years: tuple[Year, ...] = ()
    checks: tuple[BaseCheck, ...] = ()
    numbering: Numbering = Numbering.OUTER

    @property
    def period(self) -> Period:
        """The period the report is of."""
        return self.figures.period

    @property
    def is_year(self) -> bool:
        """Whether it is of a year: that is compared to the year before alone."""
        return self.period.span is Span.YEAR

    @property
    def names(self) -> PeriodNames:
        """What the report calls its periods."""
        return cells.names_of(self.period)

    @property
    def words(self) -> str:
        """The period as letters write it: 2026年9月."""
        return cells.period_words(self.period)

    @property
    def end(self) -> str:
        """Its last day as a sentence begins: 9月末, 2026年末."""
        year, month = divmod(self.period.last, 100)
        return f"{year}年末" if self.is_year else f"{month}月末"

    @property
    def say(self) -> Wording:
        """The sentences of the report."""
        return Wording(self.names, self.is_year, self.partly, self.cut_short)

    @property
    def cut_short(self) -> bool:
        """Whether live data end before the period does: its figures are not those of a whole period."""
        last = self.figures.last_month_with_data
        return last is not None and self.period.first <= last < self.period.last

    @property
    def partly(self) -> frozenset[str]:
        """The indicators that data cover only a part of the period or of the year-ago one."""
        figures = self.figures.figures.values()
        if self.is_year:
            return frozenset(figure.code for figure in figures if not figure.ytd_comparable)
        return frozenset(figure.code for figure in figures if "last_year" in figure.partly)

    def same_period(self, figure: Figure, columns: tuple[int, int] | None = None) -> Cell:
        """Return 同比 of a figure as a cell; “…” where the year-ago period is known in part only."""
        partly = figure.code in self.partly
        return compared(figure, figure.value, self.say.year_ago(figure), None if partly else columns)

    def period_before(self, figure: Figure, columns: tuple[int, int] | None = None) -> Cell:
        """Return 环比 of a figure as a cell; “…” where the two are told over different months."""
        partly = "last_month" in figure.partly
        return compared(figure, figure.value, figure.last_month_base, None if partly else columns)

    @property
    def name(self) -> str:
        """What the base is called; one that has not said its name yet is 直播电商基地."""
        return self.figures.base.name or "直播电商基地"

    def __getitem__(self, code: str) -> Figure:
        """Return the figure of an indicator (L05); one that was not counted is missing in everything."""
        found = self.figures.figures.get(code)
        return _uncounted(BY_CODE[code]) if found is None else found

    def has(self, code: str) -> bool:
        """Say whether an indicator was counted and has a value."""
        return self[code].value is not None


def _uncounted(entry: Indicator) -> Figure:
    """Return a figure without any value."""
    of = (entry.code, entry.name, entry.unit, entry.base_unit, entry.nature, entry.at_month_end)
    return Figure(*of, None, None, None, None, None, entry.formula)


def content_of(session: Session, period: Period) -> ReportContent:
    """Return everything the report of a period says, read in one transaction.

    The ledgers are read when they are written: ``session`` has to be open until then.
    """
    figures = indicators.of(session, period)
    own, is_year = report_of(session, period), period.span is Span.YEAR
    correction = own.correction if own else 0
    number = number_of(period, correction)
    return ReportContent(
        figures=figures,
        parts=report_parts(session, period),
        texts=texts_of(session, period),
        number=number,
        short_hash=shortened(hash_of_figures(number, figures.figures)),
        score=score_of(tuple(measures(session, figures))),
        correction=correction,
        corrections=changes_of(session, own.id, figures.figures) if own else (),
        ledgers=ledgers(session, period),
        labels=labels(session, period),
        years=_years(session, figures) if is_year else (),
        checks=base_checks(session, figures.figures) if is_year else (),
        numbering=Numbering.CENTRED if is_centred(session) else Numbering.OUTER,
    )


def _years(session: Session, figures: ReportFigures) -> tuple[Year, ...]:
    """Return the last five years, the newest last, as far as anything is known of them."""
    of = figures.period
    found = [Year(of.last // 100, figures.figures)]
    for back in range(1, _YEARS):
        first, last = (months_before(month, 12 * back) for month in (of.first, of.last))
        year = Year(last // 100, indicators.of(session, Period(first, last)).figures)
        if not any(figure.value for figure in year.figures.values()):
            break
        found.insert(0, year)
    return tuple(found)
