"""主播名册: the list of streamers, its derived columns and its filters."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Date, Table, and_, exists, func, literal, or_, select

from db import search
from db.identity import ADULT
from db.models import Streamer
from db.models.words import Platform, StreamerState, Verified
from db.queries.contracts import NOT_BINDING, OPEN_END, in_force
from db.queries.lists import ListColumn, ListFilter, Sql, filter_on, name_of, view_of
from db.queries.month_ends import team_in_tier
from db.queries.tables import ACCOUNTS, CONTRACTS, PRESENTERS, SESSIONS, SNAPSHOTS
from db.queries.tables import STREAMERS as _PEOPLE
from db.queries.team_rows import IN_TEAM, STALE_DAYS
from db.queries.tiers import MILLION, Tier, followers_of, in_tier, tier_of
from db.values import Kind

DUE_DAYS = 30
"""A contract that ends within so many days is to be renewed or let go."""

IDLE_DAYS = 90
"""Who has not gone live for so many days should be 休播."""

_FOREVER = date(9999, 12, 31)


class Todo(StrEnum):
    """What is to be done about a streamer who belongs to the team (已签约 … 解约中, 停播整改)."""

    NO_ID = "缺身份证号"
    UNVERIFIED = "未实名核验"
    NO_CONSENT = "缺监护人同意"
    NO_ACCOUNT = "无平台账号"
    DUE = "合同30天内到期"
    NO_CONTRACT = "无有效合同"
    IDLE = "90天未开播"


def to_do(kind: str, today: date) -> ColumnElement[bool]:
    """Return the condition that something (a Todo) is to be done about a streamer as of a day."""
    of = _PEOPLE.c
    bound = and_(of.id == CONTRACTS.c.streamer_id, in_force(today))
    soon = today + timedelta(days=DUE_DAYS)
    lasting = and_(bound, or_(CONTRACTS.c.end_on.is_(None), CONTRACTS.c.end_on > soon))
    consent = and_(
        of.guardian_name.is_not(None),
        of.guardian_phone_index.is_not(None),
        of.guardian_consent_on.is_not(None),
    )
    conditions = {
        Todo.NO_ID: of.id_no_index.is_(None),
        Todo.UNVERIFIED: of.verified != Verified.YES,
        Todo.NO_CONSENT: and_(of.birth_on > _years_before(today, ADULT), ~consent),
        Todo.NO_ACCOUNT: ~exists().where(_own(ACCOUNTS)),
        Todo.DUE: and_(exists().where(bound), ~exists().where(lasting)),
        Todo.NO_CONTRACT: ~exists().where(bound),
        Todo.IDLE: and_(of.status == StreamerState.ACTIVE, ~_live_since(today - timedelta(days=IDLE_DAYS))),
    }
    return and_(of.status.in_(IN_TEAM), conditions[Todo(kind)])


def _live_since(day: date) -> ColumnElement[bool]:
    """Return the condition that a streamer presented a session on or after a day."""
    return exists().where(
        PRESENTERS.c.streamer_id == _PEOPLE.c.id,
        PRESENTERS.c.session_id == SESSIONS.c.id,
        SESSIONS.c.deleted_at.is_(None),
        SESSIONS.c.start_at >= datetime.combine(day, time()),
    )


def _own(table: Table) -> ColumnElement[bool]:
    """Return the condition that a record belongs to the streamer asked for and is not deleted."""
    return and_(table.c.streamer_id == _PEOPLE.c.id, table.c.deleted_at.is_(None))


def _followers() -> Sql:
    """Return the SQL of a streamer's followers as they were last told."""
    return followers_of(_own(ACCOUNTS))


def _accounts() -> Sql:
    """Return the SQL of a streamer's accounts as one text: 快手 abc、抖音 def."""
    return select(func.aggregate_strings(name_of(ACCOUNTS), "、")).where(_own(ACCOUNTS)).scalar_subquery()


def _contract_end() -> Sql:
    """Return the SQL of the last day of a streamer's contracts that were not broken off."""
    end = func.max(func.coalesce(CONTRACTS.c.end_on, literal(_FOREVER, Date)), type_=Date)
    standing = and_(CONTRACTS.c.status.not_in(NOT_BINDING), CONTRACTS.c.ended_on.is_(None))
    return select(end).where(_own(CONTRACTS), standing).scalar_subquery()


def _end_words(end: date | None) -> str | None:
    """Return the end of a contract as the list shows it."""
    if end is None:
        return None
    return OPEN_END if end == _FOREVER else end.isoformat()


def _in_tier(tier: str) -> ColumnElement[bool]:
    """Return the condition that a streamer is of a tier."""
    return in_tier(_followers(), Tier(tier))


def _is_stale(day: date) -> ColumnElement[bool]:
    """Return the condition of a million followers or more, all read more than 31 days before a day."""
    known = exists().where(_own(ACCOUNTS), SNAPSHOTS.c.account_id == ACCOUNTS.c.id, SNAPSHOTS.c.on <= day)
    return and_(
        _followers() >= MILLION, known, ~known.where(SNAPSHOTS.c.on >= day - timedelta(days=STALE_DAYS))
    )


def _on_platform(platform: str) -> ColumnElement[bool]:
    """Return the condition that a streamer has an account on a platform."""
    return exists().where(_own(ACCOUNTS), ACCOUNTS.c.platform == platform)


def _to_do_today(kind: str) -> ColumnElement[bool]:
    """Return the condition of a Todo as of today."""
    return to_do(kind, date.today())


def _years_before(day: date, years: int) -> date:
    """Return the same day so many years earlier; 28 February for the 29th where there is none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


_DERIVED: dict[str, tuple[ListColumn, Sql]] = {
    "accounts": (ListColumn("accounts", "平台/账号", Kind.TEXT, 180), _accounts()),
    "followers": (ListColumn("followers", "粉丝数", Kind.COUNT, 90, "right"), _followers()),
    "tier": (ListColumn("tier", "粉丝层级", Kind.TEXT, 80), _followers()),
    "contract_end": (ListColumn("contract_end", "合同到期", Kind.TEXT, 100), _contract_end()),
}

_VIEW = view_of(
    Streamer,
    extra=_DERIVED,
    order=(
        "code", "name", "stage_name", "status", "accounts", "followers", "tier", "team_id", "category_id",
        "relation", "level", "contract_end", "phone", "joined_on",
    ),
)  # fmt: skip

STREAMERS = replace(
    _VIEW,
    found=search.matching,
    filters=(
        filter_on(Streamer, "status"),
        filter_on(Streamer, "team_id"),
        filter_on(Streamer, "category_id"),
        ListFilter("tier", "粉丝层级", _in_tier, choices=Tier),
        ListFilter("platform", "平台", _on_platform, choices=Platform),
        ListFilter("todo", "待办", _to_do_today, choices=Todo),
        ListFilter("tier_then", "月末在队主播", team_in_tier),
        ListFilter("stale", "百万粉以上且超过31天未更新", _is_stale),
    ),
    finish={**_VIEW.finish, "tier": tier_of, "contract_end": _end_words},
)
"""The list of streamers; 粉丝数 counts all accounts together, ``tier`` sorts as followers do."""
