"""The monthly report's figures: every indicator of the dictionary with its comparisons, and the tables."""

from collections.abc import Mapping
from dataclasses import fields, replace
from fractions import Fraction

from sqlalchemy import select

from db.engine import Session
from db.queries import live_figures, live_rows, live_totals, report_tables, team_figures
from db.queries.declared import Thresholds, thresholds
from db.queries.dictionary import INDICATORS
from db.queries.figures import BaseFacts, Figure, Indicator, MonthFigures, MonthGmv, Value
from db.queries.live_figures import Series
from db.queries.live_totals import LiveTotals
from db.queries.periods import Period, months_before, periods_of
from db.queries.tables import BASES

_NAMELESS = BaseFacts("", None, "临沂市商务局", None, None, None, None, is_demo=False)


def month(session: Session, month: int) -> MonthFigures:
    """Return everything the report of a month (202609) says, read in one transaction."""
    periods = periods_of(month)
    limits = thresholds(session)
    totals = live_totals.read(session, month)
    team = team_figures.read(session, periods)
    return MonthFigures(
        month=month,
        base=base_facts(session),
        figures=_figures(
            session, totals, limits, month, team_figures.figures(team, periods), team_figures.notes(team)
        ),
        platforms=report_tables.platforms(session, month),
        benchmarks=report_tables.benchmarks(session, month),
        categories=report_tables.categories(session, month, totals),
        tiers=team_figures.tiers(team, periods.value),
        gmv_by_month=_gmv_by_month(totals, month),
        first_month_with_data=totals.first,
        last_month_with_data=totals.last,
        refund_as_of=live_rows.refund_dates(session, month),
        stale_followers=team.now.stale(),
        provisional=live_rows.provisional(session, month),
        without_presenter=live_rows.without_presenter(session, month),
        effective_minutes=limits.effective_minutes,
        active_hours=limits.active_hours,
    )


def outline(session: Session, month: int) -> tuple[dict[str, Figure], tuple[MonthGmv, ...]]:
    """Return the figures of live results and A02 by code, and twelve months of gmv: what 工作台 shows."""
    totals = live_totals.read(session, month)
    on_air = {"A02": team_figures.on_air(session, periods_of(month))}
    return _figures(session, totals, thresholds(session), month, on_air, {}), _gmv_by_month(totals, month)


def _figures(
    session: Session,
    totals: LiveTotals,
    limits: Thresholds,
    month: int,
    team: Mapping[str, Series],
    team_notes: Mapping[str, str],
) -> dict[str, Figure]:
    """Count the live results of a month and join them with figures of the team, in the dictionary's order."""
    periods = periods_of(month)
    minutes, hours = limits.effective_minutes, limits.active_hours
    live = live_figures.read(session, totals, periods, minutes, hours)
    partly = () if totals.same_months(periods.ytd, periods.ytd_last_year) else live
    series = {**live, **team}
    notes = {**live_figures.notes(totals, periods.value), **team_notes}
    return {
        entry.code: replace(
            _figure(entry, series[entry.code], notes.get(entry.code, ""), minutes, hours),
            ytd_comparable=entry.code not in partly,
        )
        for entry in INDICATORS
        if entry.code in series
    }


def to_json(figures: MonthFigures) -> dict[str, dict[str, str | int | float | None]]:
    """Return the figures as other programs read them: 分, minutes, counts; ratios as decimals."""
    return {
        code: {
            "value": _plain(figure.value),
            "unit": figure.base_unit,
            "last_month": _plain(figure.last_month),
            "last_year": _plain(figure.last_year),
            "ytd": _plain(figure.ytd),
            "ytd_last_year": _plain(figure.ytd_last_year),
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


def _figure(entry: Indicator, series: Series, note: str, minutes: int, hours: int) -> Figure:
    """Join an entry of the dictionary and its values."""
    return Figure(
        code=entry.code,
        name=entry.name,
        unit=entry.unit,
        base_unit=entry.base_unit,
        nature=entry.nature,
        at_month_end=entry.at_month_end,
        value=series.value,
        last_month=series.last_month,
        last_year=series.last_year,
        ytd=series.ytd,
        ytd_last_year=series.ytd_last_year,
        formula=entry.formula.format(minutes=minutes, hours=hours),
        note=note,
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
