"""Month totals: counted sessions summed per month, account, category and team.

Triggers keep ``month_total`` exact with every change of ``live_session``; here it is counted anew from the
sessions, to prove that (``differences``) or to put it right (``recompute``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import ColumnElement, Select, case, delete, func, insert, literal_column, select

from db.models import MEASURES
from db.models.totals import TEN_MILLION
from db.queries.tables import ACCOUNTS, COUNTED, SESSIONS, TOTALS

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlmodel import Session

_KEY = ("month", "account_id", "category_id", "team_id")
_SUMS = ("sessions", "ten_million", *(name for m in MEASURES for name in (m, f"{m}_n")))


class Difference(NamedTuple):
    """A total that is not what its sessions say; a side is None where it has no such row.

    ``key`` is (month, account, category, team).
    """

    key: tuple[int, int, int, int]
    stored: tuple[Any, ...] | None
    counted: tuple[Any, ...] | None

    @property
    def month(self) -> int:
        """The month the total is of, as 202609."""
        return self.key[0]


def recompute(session: Session, months: Collection[int] | None = None) -> None:
    """Count the totals of some months (202609), or of all, anew."""
    old, new = delete(TOTALS), _counted()
    if months is not None:
        old, new = old.where(TOTALS.c.month.in_(months)), new.where(SESSIONS.c.month.in_(months))
    session.execute(old)
    session.execute(insert(TOTALS).from_select([*_KEY, "platform", *_SUMS], new))


def differences(session: Session) -> list[Difference]:
    """Return every total that differs from its sessions, in the order of the key; empty when all is exact."""
    stored = select(*(TOTALS.c[name] for name in (*_KEY, "platform", *_SUMS)))
    counted = _counted()
    sides: tuple[dict[Any, tuple[Any, ...]], ...] = tuple(
        {tuple(row[: len(_KEY)]): tuple(row[len(_KEY) :]) for row in session.execute(one.except_(other))}
        for one, other in ((stored, counted), (counted, stored))
    )
    return [Difference(key, sides[0].get(key), sides[1].get(key)) for key in sorted({*sides[0], *sides[1]})]


def _counted() -> Select[Any]:
    """Return the query of what the totals should be."""
    key = [
        SESSIONS.c.month,
        SESSIONS.c.account_id,
        func.coalesce(SESSIONS.c.category_id, literal_column("0")).label("category_id"),
        func.coalesce(SESSIONS.c.team_id, literal_column("0")).label("team_id"),
    ]
    sums: list[ColumnElement[Any]] = [
        func.count(),
        func.sum(case((SESSIONS.c.gmv >= TEN_MILLION, 1), else_=0)),
    ]
    for measure in MEASURES:
        sums += [func.coalesce(func.sum(SESSIONS.c[measure]), 0), func.count(SESSIONS.c[measure])]
    return (
        select(*key, ACCOUNTS.c.platform, *(s.label(name) for s, name in zip(sums, _SUMS, strict=True)))
        .join(ACCOUNTS, ACCOUNTS.c.id == SESSIONS.c.account_id)
        .where(COUNTED)
        .group_by(*key, ACCOUNTS.c.platform)
    )
