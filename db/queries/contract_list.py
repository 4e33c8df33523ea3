"""合同台账: the list of contracts, by whom, until when, and which of them are to be renewed."""

from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Date, String, and_, case, cast, exists, func, literal, or_, select

from db import search
from db.engine import Session
from db.models import Contract
from db.models.words import ContractState
from db.queries.contracts import OPEN_END
from db.queries.lists import ListColumn, ListFilter, Sql, filter_on, view_of
from db.queries.tables import CONTRACTS
from db.search import Question
from db.values import Kind

RUNNING = (ContractState.SIGNED, ContractState.ACTIVE)
"""States of a contract that binds now or from a day to come."""

_FOREVER = date(9999, 12, 31)


class Ends(StrEnum):
    """When contracts end that were not renewed yet."""

    SEVEN = "7天内到期"
    THIRTY = "30天内到期"
    NINETY = "90天内到期"
    PAST = "已过期未续"


_DAYS = {Ends.SEVEN: 7, Ends.THIRTY: 30, Ends.NINETY: 90}


def ending(kind: str, today: date) -> ColumnElement[bool]:
    """Return the condition that a contract ends within some days of a day, or has ended, and none follows."""
    of, wanted = CONTRACTS.c, Ends(kind)
    if wanted is Ends.PAST:
        ended = and_(of.status.in_((*RUNNING, ContractState.EXPIRED)), of.end_on < today)
        return and_(ended, ~followed())
    soon = of.end_on.between(today, today + timedelta(days=_DAYS[wanted]))
    return and_(of.status.in_(RUNNING), soon, ~followed())


def followed() -> ColumnElement[bool]:
    """Return the condition that a contract has a next version, signed or in force."""
    later = CONTRACTS.alias("later")
    return exists().where(
        later.c.previous_id == CONTRACTS.c.id, later.c.deleted_at.is_(None), later.c.status.in_(RUNNING)
    )


def _ends_today(kind: str) -> ColumnElement[bool]:
    """Return the condition of Ends as of today."""
    return ending(kind, date.today())


def _end() -> Sql:
    """Return the SQL of a contract's last day, far away for one that runs on."""
    of = CONTRACTS.c
    return func.coalesce(of.ended_on, of.end_on, literal(_FOREVER, Date), type_=Date)


def _left() -> Sql:
    """Return the SQL of the day a running contract ends; None for all others."""
    of = CONTRACTS.c
    return case((of.status.in_(RUNNING), of.end_on))


def _end_words(end: date | None) -> str | None:
    """Return the last day of a contract as the list shows it."""
    return None if end is None else OPEN_END if end == _FOREVER else end.isoformat()


def _left_words(end: date | None) -> str | None:
    """Return how many days are left of a running contract."""
    if end is None:
        return None
    days = (end - date.today()).days
    if days == 0:
        return "今天到期"
    return f"剩 {days:,} 天" if days > 0 else f"已过 {-days:,} 天"


def _found(session: Session, text: str) -> Question:
    """Return the question for contracts whose streamer, code or archive number matches what was typed."""
    of, wanted = CONTRACTS.c, text.strip()
    return select(of.id).where(
        or_(
            of.streamer_id.in_(search.matching(session, wanted)),
            of.code.icontains(wanted, autoescape=True),
            of.archive_no.icontains(wanted, autoescape=True),
        )
    )


_VIEW = view_of(
    Contract,
    extra={
        "edition": (
            ListColumn("edition", "版本", Kind.TEXT, 56),
            literal("V") + cast(CONTRACTS.c.edition, String),
        ),
        "end": (ListColumn("end", "合同到期", Kind.TEXT, 100), _end()),
        "left": (ListColumn("left", "剩余", Kind.TEXT, 90), _left()),
    },
    order=(
        "code", "streamer_id", "kind", "status", "start_on", "end", "left", "edition", "platforms",
        "exclusivity", "org_id",
    ),
)  # fmt: skip

CONTRACT_LIST = replace(
    _VIEW,
    found=_found,
    filters=(
        filter_on(Contract, "status"),
        filter_on(Contract, "kind"),
        filter_on(Contract, "org_id"),
        ListFilter("ends", "到期时间", _ends_today, choices=Ends),
        filter_on(Contract, "streamer_id"),
    ),
    finish={**_VIEW.finish, "end": _end_words, "left": _left_words},
)
"""The list of contracts; 到期 filters leave out those a signed version follows."""
