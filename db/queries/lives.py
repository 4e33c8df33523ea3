"""直播场次: the list of live sessions, a month at a time, or those of one streamer."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, or_, select

from db import search
from db.engine import Session
from db.models import Campaign, LiveSession, Streamer
from db.models.words import DataStage
from db.queries.campaign_tree import below
from db.queries.contracts import presented_unbound
from db.queries.lists import ListColumn, ListFilter, Sql, filter_on, view_of
from db.queries.month_ends import counted_in_category
from db.queries.tables import ACCOUNTS, PRESENTERS, SESSIONS, table_of
from db.search import Question
from db.values import Kind

_PEOPLE = table_of(Streamer).alias()


class Gap(StrEnum):
    """What a session lacks before it can be counted in full."""

    PROVISIONAL = "数据为临时"
    NO_GMV = "未录支付GMV"
    NO_MINUTES = "未录直播时长"
    NO_PRESENTER = "无出镜主播"
    UNBOUND = "主播无有效合同"


def months(session: Session) -> list[int]:
    """Return the months (202609) that have sessions, the newest first."""
    # one step down the index of months at a time: a few months, not millions of rows
    found: list[int] = []
    asked = select(func.max(SESSIONS.c.month)).where(SESSIONS.c.deleted_at.is_(None))
    newest = session.scalar(asked)
    while newest is not None:
        found.append(newest)
        newest = session.scalar(asked.where(SESSIONS.c.month < newest))
    return found


def lacking(gap: str) -> ColumnElement[bool]:
    """Return the condition that a session has a Gap."""
    of = SESSIONS.c
    shown = select(PRESENTERS.c.id).where(PRESENTERS.c.session_id == of.id).exists()
    return {
        Gap.PROVISIONAL: of.stage == DataStage.PROVISIONAL,
        Gap.NO_GMV: of.gmv.is_(None),
        Gap.NO_MINUTES: of.minutes.is_(None),
        Gap.NO_PRESENTER: ~shown,
        Gap.UNBOUND: presented_unbound(),
    }[Gap(gap)]


def _presenters() -> Sql:
    """Return the SQL of who presented a session, by name."""
    return (
        select(func.aggregate_strings(_PEOPLE.c.name, "、"))
        .select_from(PRESENTERS.join(_PEOPLE, _PEOPLE.c.id == PRESENTERS.c.streamer_id))
        .where(PRESENTERS.c.session_id == SESSIONS.c.id)
        .scalar_subquery()
    )


def _presented_by(streamer_id: int) -> ColumnElement[bool]:
    """Return the condition that a streamer presented a session."""
    return SESSIONS.c.id.in_(select(PRESENTERS.c.session_id).where(PRESENTERS.c.streamer_id == streamer_id))


def _of_campaign(campaign: int) -> ColumnElement[bool]:
    """Return the condition that a session belongs to a campaign or to one below it."""
    return SESSIONS.c.campaign_id.in_(select(below(campaign).c.id))


def _within(days: tuple[date, date]) -> ColumnElement[bool]:
    """Return the condition that a session began on one of some days."""
    first, last = (datetime.combine(day, time()) for day in days)
    return and_(SESSIONS.c.start_at >= first, SESSIONS.c.start_at < last + timedelta(days=1))


def _found(session: Session, text: str) -> Question:
    """Return the question for sessions whose title, number or presenter matches what was typed."""
    people = search.matching(session, text)
    presented = select(PRESENTERS.c.session_id).where(PRESENTERS.c.streamer_id.in_(people))
    owned = select(ACCOUNTS.c.id).where(ACCOUNTS.c.account_no.icontains(text.strip(), autoescape=True))
    of = SESSIONS.c
    return select(of.id).where(
        or_(
            of.title.icontains(text.strip(), autoescape=True),
            of.live_no == text.strip(),
            of.code == text.strip().upper(),
            of.id.in_(presented),
            of.account_id.in_(owned),
        )
    )


_VIEW = view_of(
    LiveSession,
    extra={"presenters": (ListColumn("presenters", "主播", Kind.TEXT, 100), _presenters())},
    order=(
        "start_at", "presenters", "account_id", "gmv", "minutes", "views", "orders", "new_fans",
        "category_id", "title", "stage",
    ),
)  # fmt: skip

LIVES = replace(
    _VIEW,
    found=_found,
    filters=(
        ListFilter("month", "月份", SESSIONS.c.month.__eq__),
        filter_on(LiveSession, "platform"),
        filter_on(LiveSession, "category_id"),
        filter_on(LiveSession, "team_id"),
        filter_on(LiveSession, "stage"),
        ListFilter("gap", "数据缺口", lacking, choices=Gap),
        ListFilter("campaign_id", "活动", _of_campaign, refers_to=Campaign),
        ListFilter("category_then", "计入类目", counted_in_category),
        ListFilter("days", "期间", _within),
        ListFilter("gap", "待办", lacking, choices=Gap),
        ListFilter("streamer_id", "主播", _presented_by, refers_to=Streamer),
    ),
)
"""The list of sessions. Ask for a month or a streamer: all years are more than a list can hold."""
