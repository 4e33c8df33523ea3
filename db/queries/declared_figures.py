"""R01, E01-E03: what the base declares beside its records: retail sales, people employed, incidents."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from db.engine import Session
from db.models import EmploymentMonth, Incident
from db.models.report_words import IncidentKind
from db.queries.declared import Retail
from db.queries.figures import Counted, Series, Value
from db.queries.periods import Five, Period, month_of, months_in
from db.queries.tables import RETAIL, alive, table_of

EMPLOYMENT, INCIDENTS = table_of(EmploymentMonth), table_of(Incident)
ESTIMATED = "测算"
"""The mark of a figure that was estimated and not counted."""
NO_METHOD = "未写测算方法"
NO_SCOPE = "未写口径说明"


@dataclass(frozen=True, slots=True)
class Employment:
    """People employed at a month's end as declared; ``method`` says how they were counted and estimated."""

    direct: int | None = None
    induced: int | None = None
    method: str | None = None


@dataclass(frozen=True, slots=True)
class _Event:
    """What E03 asks of an incident."""

    month: int
    kind: IncidentKind
    is_closed: bool


def counted(session: Session, periods: Five[Period]) -> Counted:
    """Count R01, R01L, the parts of L17 and E03 by month, E01 and E02 at the ends; undeclared is unknown."""
    sales, heads, events = _sales(session), employment_by_month(session), _events(session)
    months = _retail(sales, periods) | {"E03": _incidents(events, heads, periods)}
    notes = {
        "R01": _scope_note(sales, periods.value),
        "E02": _method_note(heads.get(periods.value.last, Employment())),
        "E03": _incident_note(events, periods.value),
    }
    return Counted(months, _stocks(heads, periods), {code: words for code, words in notes.items() if words})


def employment_by_month(session: Session) -> dict[int, Employment]:
    """Return what was declared of the people employed, by month."""
    of = EMPLOYMENT.c
    rows = session.execute(select(of.month, of.direct, of.induced, of.method).where(alive(EMPLOYMENT)))
    return {month: Employment(*declared) for month, *declared in rows}


def _sales(session: Session) -> dict[int, Retail]:
    """Return what was declared as retail sales, by month; one whose amounts were taken back is left out."""
    of = RETAIL.c
    rows = session.execute(select(of.month, of.total, of.live, of.note))
    return {row[0]: Retail(*row) for row in rows if row[1] is not None or row[2] is not None}


def _retail(sales: Mapping[int, Retail], periods: Five[Period]) -> dict[str, dict[int, Value]]:
    """Return R01 and R01L by month, from the first that was declared to the last; unknown in between.

    L17 is over the months both of whose amounts were declared.
    """
    covered = [month for month in months_in(periods) if sales and min(sales) <= month <= max(sales)]
    found = {month: sales.get(month, Retail(month)) for month in covered}
    both = {month: one for month, one in found.items() if one.total is not None and one.live is not None}
    return {
        "R01": {month: one.total for month, one in found.items()},
        "R01L": {month: one.live for month, one in found.items()},
        "L17T": {month: one.total for month, one in both.items()},
        "L17L": {month: one.live for month, one in both.items()},
    }


def _scope_note(sales: Mapping[int, Retail], period: Period) -> str:
    """Say in which 口径 the sales of a period were declared."""
    declared = [sales[month] for month in period if month in sales]
    if not declared:
        return ""
    scopes = [f"口径：{scope}" for scope in dict.fromkeys(one.note for one in declared if one.note)]
    missing = len(list(period)) - len(declared)
    said = (
        NO_SCOPE if any(not one.note for one in declared) else "",
        f"缺{missing}个月申报" if missing else "",
    )
    return "；".join((*scopes, *filter(None, said)))


def _stocks(heads: Mapping[int, Employment], periods: Five[Period]) -> dict[str, Series]:
    """Return E01 and E02 at the ends of 本期, 上期 and 上年同期."""
    found = periods.map(lambda period: heads.get(period.last, Employment()))
    now, before, year_ago = found.value, found.last_month, found.last_year
    return {
        "E01": Five(now.direct, before.direct, year_ago.direct, None, None),
        "E02": Five(now.induced, before.induced, year_ago.induced, None, None),
    }


def _method_note(declared: Employment) -> str:
    """Mark E02 as estimated, and say how."""
    if declared.induced is None:
        return ""
    return f"{ESTIMATED}，{declared.method}" if declared.method else f"{ESTIMATED}，{NO_METHOD}"


def _events(session: Session) -> list[_Event]:
    """Return every incident that is not deleted, with the month it happened in."""
    of = INCIDENTS.c
    rows = session.execute(select(of.on, of.kind, of.closed_on.is_not(None)).where(alive(INCIDENTS)))
    return [_Event(month_of(on), kind, is_closed) for on, kind, is_closed in rows]


def _incidents(
    events: list[_Event], heads: Mapping[int, Employment], periods: Five[Period]
) -> dict[int, Value]:
    """Return E03 by month since anything was declared: a month without an incident then has none."""
    first = min((*(event.month for event in events), *heads), default=None)
    found = Counter(event.month for event in events)
    return {month: found[month] for month in months_in(periods) if first is not None and month >= first}


def _incident_note(events: list[_Event], period: Period) -> str:
    """Say of which kinds the incidents of a period are, and how many are still open."""
    own = [event for event in events if period.first <= event.month <= period.last]
    kinds = Counter(event.kind for event in own)
    said = "，".join(f"{kind}{kinds[kind]}件" for kind in IncidentKind if kinds[kind])
    still = sum(not event.is_closed for event in own)
    return said + (f"；{still}件未办结" if still else "")
