"""The report's figures: every indicator of the dictionary with its comparisons, and the tables."""

from collections.abc import Sequence
from dataclasses import fields
from fractions import Fraction
from functools import partial

from sqlalchemy import select

from db.engine import Session
from db.queries import (
    brand_report_figures,
    declared_figures,
    live_figures,
    live_rows,
    live_totals,
    partner_figures,
    report_tables,
    series,
    team_figures,
    training_figures,
)
from db.queries.declared import Thresholds, thresholds
from db.queries.dictionary import INDICATORS
from db.queries.figures import BaseFacts, Counted, Figure, Indicator, MonthGmv, ReportFigures, Value
from db.queries.kept_answers import kept
from db.queries.known_values import known_values
from db.queries.live_totals import LiveTotals
from db.queries.periods import FIVE, Five, Period, month_period, months_before, periods_of
from db.queries.series import Found
from db.queries.tables import BASES

_NAMELESS = BaseFacts("", None, "临沂市商务局", None, None, None, None, is_demo=False)


def of(session: Session, period: Period) -> ReportFigures:
    """Return the figures of the report of a month, a quarter or a year, read in one transaction.

    The tabs of 月报 and 工作台 share them as long as nothing is saved.
    """
    return kept(session, ("figures of a report", period), partial(_of, period=period))


def _of(session: Session, period: Period) -> ReportFigures:
    """Count them."""
    periods, limits = periods_of(period), thresholds(session)
    totals = live_totals.read(session, period.last)
    team = team_figures.read(session, periods)
    counted = (
        live_figures.counted(session, totals, periods, limits),
        declared_figures.counted(session, periods),
        team_figures.counted(team, periods),
        training_figures.counted(session, periods, limits),
        partner_figures.counted(session, periods, limits),
        brand_report_figures.counted(session, periods),
    )
    return ReportFigures(
        period=period,
        base=base_facts(session),
        figures=_figures(session, counted, periods, limits),
        platforms=report_tables.platforms(session, period),
        benchmarks=report_tables.benchmarks(session, period),
        categories=report_tables.categories(session, period, totals),
        tiers=team_figures.tiers(team, periods.value),
        gmv_by_month=_gmv_by_month(totals, period.last),
        first_month_with_data=totals.first,
        last_month_with_data=totals.last,
        refund_as_of=live_rows.refund_dates(session, period),
        stale_followers=team.now.stale(),
        provisional=live_rows.provisional(session, period),
        without_presenter=live_rows.without_presenter(session, period),
        effective_minutes=limits.effective_minutes,
        active_hours=limits.active_hours,
    )


def month(session: Session, month: int) -> ReportFigures:
    """Return the figures of one month (202609)."""
    return of(session, month_period(month))


def outline(session: Session, month: int) -> dict[str, Figure]:
    """Return the figures of live results and training, and A02, by code: what 工作台 leads from to rows."""
    periods, limits = periods_of(month_period(month)), thresholds(session)
    totals = live_totals.read(session, month)
    counted = (
        live_figures.counted(session, totals, periods, limits),
        declared_figures.counted(session, periods),
        team_figures.on_air(session, periods),
        training_figures.counted(session, periods, limits),
    )
    return _figures(session, counted, periods, limits)


def _figures(
    session: Session, counted: Sequence[Counted], periods: Five[Period], limits: Thresholds
) -> dict[str, Figure]:
    """Return every figure the subjects counted, parts of ratios too, in the dictionary's order."""
    found = series.join(counted, periods, known_values(session))
    notes = {code: words for subject in counted for code, words in subject.notes.items()}
    return {
        entry.code: _figure(entry, found[entry.code], notes.get(entry.code, ""), limits)
        for entry in INDICATORS
        if entry.code in found
    }


def to_json(figures: ReportFigures) -> dict[str, dict[str, str | int | float | list[str] | None]]:
    """Return the figures as other programs read them: 分, minutes, counts; ratios as decimals."""
    return {
        code: {
            "value": _plain(figure.value),
            "unit": figure.base_unit,
            "last_month": _plain(figure.last_month),
            "last_year": _plain(figure.last_year),
            "ytd": _plain(figure.ytd),
            "ytd_last_year": _plain(figure.ytd_last_year),
            "declared": sorted(figure.declared),
        }
        for code, figure in figures.figures.items()
    }


def base_facts(session: Session) -> BaseFacts:
    """Return who fills in the report; a nameless base while none is entered."""
    names = [field.name for field in fields(BaseFacts)]
    row = session.execute(
        select(*(BASES.c[name] for name in names)).where(BASES.c.deleted_at.is_(None)).order_by(BASES.c.id)
    ).first()
    return BaseFacts(*row) if row else _NAMELESS


def _figure(entry: Indicator, found: Found, note: str, limits: Thresholds) -> Figure:
    """Join an entry of the dictionary and its values."""
    return Figure.told(
        entry,
        limits,
        **dict(zip(FIVE, found.series, strict=True)),
        note=note,
        ytd_comparable=found.comparable,
        declared=found.declared,
        partly=found.partly,
    )


def _gmv_by_month(totals: LiveTotals, month: int) -> tuple[MonthGmv, ...]:
    """Return the twelve months that end with a month."""

    def gmv(of: int) -> int | None:
        """Return the gmv of one month."""
        sums = totals.of(Period(of, of))
        return None if sums is None else sums.total("gmv")

    months = [months_before(month, back) for back in range(11, -1, -1)]
    return tuple(MonthGmv(of, gmv(of), gmv(months_before(of, 12))) for of in months)


def _plain(value: Value) -> int | float | None:
    """Return a value as JSON holds it."""
    return float(value) if isinstance(value, Fraction) else value
