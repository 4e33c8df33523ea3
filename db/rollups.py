"""Rollups: counted sessions summed per month, by account, platform, presenter and day of reading refunds.

Triggers keep them exact with every change of a session or its presenters; here they are counted anew from the
sessions, to prove that (``differences``) or to put it right (``recompute``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    case,
    delete,
    exists,
    func,
    insert,
    literal_column,
    select,
)

from db.models import MEASURES
from db.models.totals import TEN_MILLION
from db.queries.declared import thresholds
from db.queries.tables import (
    ACCOUNTS,
    COUNTED,
    MONTH_SUMS,
    PRESENTER_MONTHS,
    PRESENTER_TOTALS,
    PRESENTERS,
    READINGS,
    SESSIONS,
    TOTALS,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlmodel import Session

_SUMS = ("sessions", "ten_million", *(name for m in MEASURES for name in (m, f"{m}_n")))


class Difference(NamedTuple):
    """A row of a rollup that is not what its sessions say; a side is None where it has no such row.

    ``key`` begins with the month: (month, account, category, team) for ``month_total``.
    """

    table: str
    key: tuple[Any, ...]
    stored: tuple[Any, ...] | None
    counted: tuple[Any, ...] | None

    @property
    def month(self) -> int:
        """The month the sums are of, as 202609."""
        return int(self.key[0])


class _Rollup(NamedTuple):
    """One of the tables: its key, its other columns, and the query of what they should be."""

    table: Table
    key: tuple[str, ...]
    rest: tuple[str, ...]
    counted: Select[Any]


def recompute(session: Session, months: Collection[int] | None = None) -> None:
    """Count the rollups of some months (202609), or of all, anew."""
    for table, key, rest, counted in _rollups(session):
        old, new = delete(table), counted
        if months is not None:
            old, new = old.where(table.c.month.in_(months)), new.where(SESSIONS.c.month.in_(months))
        session.execute(old)
        session.execute(insert(table).from_select([*key, *rest], new))


def differences(session: Session) -> list[Difference]:
    """Return every row that differs from its sessions, in the order of the key; empty when all is exact."""
    return [found for rollup in _rollups(session) for found in _differences(session, rollup)]


def _differences(session: Session, rollup: _Rollup) -> list[Difference]:
    """Return the rows of one rollup that differ."""
    table, key, rest, counted = rollup
    stored = select(*(table.c[name] for name in (*key, *rest)))
    sides: tuple[dict[Any, tuple[Any, ...]], ...] = tuple(
        {tuple(row[: len(key)]): tuple(row[len(key) :]) for row in session.execute(one.except_(other))}
        for one, other in ((stored, counted), (counted, stored))
    )
    return [
        Difference(table.name, place, sides[0].get(place), sides[1].get(place))
        for place in sorted({*sides[0], *sides[1]})
    ]


def _rollups(session: Session) -> tuple[_Rollup, ...]:
    """Return what each rollup should hold, with the effective length the base has set."""
    of = SESSIONS.c
    category = func.coalesce(of.category_id, literal_column("0"))
    team = func.coalesce(of.team_id, literal_column("0"))
    long = func.sum(case((of.minutes >= thresholds(session).effective_minutes, 1), else_=0))
    with_account = SESSIONS.join(ACCOUNTS, ACCOUNTS.c.id == of.account_id)
    with_presenter = SESSIONS.join(PRESENTERS, PRESENTERS.c.session_id == of.id)
    presenter = {"month": of.month, "streamer_id": PRESENTERS.c.streamer_id}
    time = {"sessions": func.count(), "effective": long, "minutes": func.coalesce(func.sum(of.minutes), 0)}
    named = func.sum(case((exists().where(PRESENTERS.c.session_id == of.id), 1), else_=0))
    return (
        _rollup(
            TOTALS,
            {"month": of.month, "account_id": of.account_id, "category_id": category, "team_id": team,
             "platform": ACCOUNTS.c.platform},
            dict(zip(_SUMS, _sums(), strict=True)),
            with_account,
        ),
        _rollup(
            MONTH_SUMS,
            {"month": of.month, "platform": ACCOUNTS.c.platform, "category_id": category},
            {**dict(zip(_SUMS, _sums(), strict=True)), "effective": long, "named": named},
            with_account,
        ),
        _rollup(PRESENTER_MONTHS, {**presenter, "category_id": category}, time, with_presenter),
        _rollup(PRESENTER_TOTALS, presenter, time, with_presenter),
        _rollup(
            READINGS,
            {"month": of.month, "refund_as_of": of.refund_as_of},
            {"sessions": func.count()},
            SESSIONS,
            of.refund.is_not(None),
            of.refund_as_of.is_not(None),
        ),
    )  # fmt: skip


def _rollup(
    table: Table, key: dict[str, Any], sums: dict[str, Any], source: Any, *where: ColumnElement[bool]
) -> _Rollup:
    """Return a rollup; ``key`` is what its sessions are grouped by."""
    columns = [value.label(name) for name, value in (*key.items(), *sums.items())]
    counted = select(*columns).select_from(source).where(COUNTED, *where).group_by(*key.values())
    return _Rollup(table, tuple(key), tuple(sums), counted)


def _sums() -> Sequence[ColumnElement[Any]]:
    """Return what the measures of sessions add up to, in the order of the sums."""
    sums: list[ColumnElement[Any]] = [
        func.count(),
        func.sum(case((SESSIONS.c.gmv >= TEN_MILLION, 1), else_=0)),
    ]
    for measure in MEASURES:
        sums += [func.coalesce(func.sum(SESSIONS.c[measure]), 0), func.count(SESSIONS.c[measure])]
    return sums
