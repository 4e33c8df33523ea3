"""The records of a kind as the sheet of that kind has them, one line at a time, for the export.

Keys are the column names of the kind (``db.intake``), and ``extra``; money in 分, durations in minutes, links
as names, sealed columns masked, or opened when everything is asked for. Taking them in again changes nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, Table, and_, case, func, select

from db.engine import Session
from db.models import Campaign
from db.queries.contracts import AGENCY, binding
from db.queries.tables import (
    ACCOUNTS,
    CATEGORIES,
    CONTRACTS,
    ORGS,
    PRESENTERS,
    SESSIONS,
    SNAPSHOTS,
    STREAMERS,
    table_of,
)
from db.secrets import mask_id, mask_phone, of
from db.values.personal import mask_further

Line = dict[str, Any]
Only = frozenset[int] | None
"""The keys of the records wanted; None for every living one."""
_BATCH = 500
_SEALED: dict[str, Callable[[str | None], str]] = {
    "id_no": mask_id,
    "phone": mask_phone,
    "guardian_phone": mask_phone,
}
_CAMPAIGNS = table_of(Campaign)
_TEAM, _MCN = ORGS.alias("team"), ORGS.alias("mcn")


def streamers(session: Session, *, full: bool, only: Only = None) -> Iterator[Line]:
    """Yield a line for each account of each living streamer, and one for a streamer without any."""
    secrets = of(session)
    for line in _lines(session, _streamers(), only):
        for name, mask in _SEALED.items():
            sealed, end = line[name], line[f"{name}_tail"]
            line[name] = secrets.open(sealed, f"streamer.{name}") if full and sealed else mask(end) or None
        if not full:
            line["remark"] = mask_further(line["remark"])
        yield line


def lives(session: Session, *, full: bool, only: Only = None) -> Iterator[Line]:  # noqa: ARG001 - none is sealed
    """Yield a line for each living session; who presented as names joined by “、”."""
    batch: list[Line] = []
    for line in _lines(session, _lives(), only):
        batch.append(line)
        if len(batch) == _BATCH:
            yield from _with_presenters(session, batch)
            batch = []
    yield from _with_presenters(session, batch)


def extra_headers(session: Session, table: Table) -> list[str]:
    """Return the headers of 附加信息 that any record of a table has, in the order they are met."""
    if "extra" not in table.c:
        return []
    query = select(table.c.extra).where(table.c.deleted_at.is_(None), table.c.extra.is_not(None))
    found: dict[str, None] = {}
    for (extra,) in session.connection().execute(query.order_by(table.c.id)):
        found |= dict.fromkeys(extra or {})
    return list(found)


def _lines(session: Session, query: Select[Any], only: Only) -> Iterator[Line]:
    """Yield the rows of a query as they come, some hundred at a time; of ``only`` these keys where given."""
    rows = session.connection().execute(query.execution_options(yield_per=_BATCH))
    for row in rows.mappings():
        if only is None or row["id"] in only:
            yield dict(row)


def _streamers() -> Select[Any]:
    """Return streamer × account with the last follower count and the last contract."""
    last_day, last_start = _last_days(), _last_starts()
    last_end = select(func.max(CONTRACTS.c.end_on)).where(
        CONTRACTS.c.streamer_id == STREAMERS.c.id,
        CONTRACTS.c.start_on == last_start.c.start_on,
        _in_a_roster(),
    )
    living_account = and_(ACCOUNTS.c.streamer_id == STREAMERS.c.id, ACCOUNTS.c.deleted_at.is_(None))
    last_snapshot = and_(SNAPSHOTS.c.account_id == ACCOUNTS.c.id, SNAPSHOTS.c.on == last_day.c.on)
    own = [column for column in STREAMERS.c if column.name not in ("category_id", "team_id", "mcn_id")]
    names = ("kind", "registrant", "opened_on", "status")
    return (
        select(
            *own,
            *(ACCOUNTS.c.platform, ACCOUNTS.c.account_no, ACCOUNTS.c.nickname),
            *(ACCOUNTS.c[name].label(f"account_{name}") for name in names),
            *(SNAPSHOTS.c.followers, SNAPSHOTS.c.on.label("followers_on")),
            last_start.c.start_on.label("contract_start"),
            last_end.scalar_subquery().label("contract_end"),
            CATEGORIES.c.name.label("category_id"),
            *(_TEAM.c.name.label("team_id"), _MCN.c.name.label("mcn_id")),
        )
        .outerjoin(ACCOUNTS, living_account)
        .outerjoin(last_day, last_day.c.account_id == ACCOUNTS.c.id)
        .outerjoin(SNAPSHOTS, last_snapshot)
        .outerjoin(last_start, last_start.c.streamer_id == STREAMERS.c.id)
        .outerjoin(CATEGORIES, CATEGORIES.c.id == STREAMERS.c.category_id)
        .outerjoin(_TEAM, _TEAM.c.id == STREAMERS.c.team_id)
        .outerjoin(_MCN, _MCN.c.id == STREAMERS.c.mcn_id)
        .where(STREAMERS.c.deleted_at.is_(None))
        .order_by(STREAMERS.c.id, ACCOUNTS.c.id)
    )


def _last_days() -> Subquery:
    """Return the day of the last follower count of each account."""
    account, day = SNAPSHOTS.c.account_id, SNAPSHOTS.c.on
    return select(account, func.max(day).label("on")).group_by(account).subquery()


def _last_starts() -> Subquery:
    """Return the day the last contract of each streamer begins."""
    streamer, start = CONTRACTS.c.streamer_id, CONTRACTS.c.start_on
    asked = select(streamer, func.max(start).label("start_on")).where(_in_a_roster())
    return asked.group_by(streamer).subquery()


def _in_a_roster() -> ColumnElement[bool]:
    """Return the condition that a contract is one a roster tells of."""
    return and_(binding(), CONTRACTS.c.kind.in_(AGENCY))


def _lives() -> Select[Any]:
    """Return sessions with their account, category and team by name, the oldest month first."""
    links = ("category_id", "team_id", "account_id", "campaign_id")
    own = [column for column in SESSIONS.c if column.name not in links]
    return (
        select(
            *own,
            *(ACCOUNTS.c.account_no, ACCOUNTS.c.nickname, _campaign().label("campaign_id")),
            *(CATEGORIES.c.name.label("category_id"), _TEAM.c.name.label("team_id")),
        )
        .join(ACCOUNTS, ACCOUNTS.c.id == SESSIONS.c.account_id)
        .outerjoin(CATEGORIES, CATEGORIES.c.id == SESSIONS.c.category_id)
        .outerjoin(_TEAM, _TEAM.c.id == SESSIONS.c.team_id)
        .where(SESSIONS.c.deleted_at.is_(None))
        .order_by(SESSIONS.c.month, SESSIONS.c.start_at, SESSIONS.c.id)
    )


def _campaign() -> ColumnElement[Any]:
    """Return the campaign of a session by name, by code where several campaigns share it."""
    of, other = _CAMPAIGNS.c, _CAMPAIGNS.alias("namesake")
    shared = select(func.count()).where(other.c.name == of.name, other.c.deleted_at.is_(None))
    word = case((shared.scalar_subquery() > 1, of.code), else_=of.name)
    return select(word).where(of.id == SESSIONS.c.campaign_id).scalar_subquery()


def _with_presenters(session: Session, batch: list[Line]) -> list[Line]:
    """Return the lines with the names of those who presented."""
    query = (
        select(PRESENTERS.c.session_id, STREAMERS.c.name)
        .join(STREAMERS, STREAMERS.c.id == PRESENTERS.c.streamer_id)
        .where(PRESENTERS.c.session_id.in_([line["id"] for line in batch]))
        .order_by(PRESENTERS.c.id)
    )
    names: defaultdict[int, list[str]] = defaultdict(list)
    for key, name in session.connection().execute(query):
        names[key].append(name)
    return [line | {"presenters": "、".join(names[line["id"]]) or None} for line in batch]
