"""活动: the tree of campaigns with what their sessions came to, and their lists."""

from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, func, select

from db.engine import Session
from db.models import Agreement, Campaign, CampaignEvent, CampaignLine, CampaignParty, EventGuest
from db.models.campaign_words import LineKind
from db.queries.campaign_tree import below, family, order
from db.queries.lists import ListColumn, ListFilter, Sql, filter_on, view_of
from db.queries.tables import COUNTED, SESSIONS, table_of
from db.values import Kind

CAMPAIGNS_TABLE, LINES = table_of(Campaign), table_of(CampaignLine)
_EVENTS_TABLE, _SIGNED = table_of(CampaignEvent), table_of(Agreement)
_INDENT = "　"
_FAMILY, _ORDER = family(), order()


class EventMark(StrEnum):
    """What sets an event apart."""

    BENCHMARK = "标杆场次"
    CROSS_BORDER = "跨境"
    NATIONAL_FIRST = "全国首个"


@dataclass(frozen=True, slots=True)
class LiveSums:
    """What the sessions of a campaign and of all below it came to; ``gmv`` in 分, None when none is known.

    ``without_gmv`` counts the sessions whose amount is missing; sessions count once they are 已核对.
    """

    sessions: int
    gmv: int | None
    without_gmv: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of 主题, 场景 or 内容."""

    id: int
    version: int
    kind: str
    text: str
    when_text: str | None
    note: str | None
    reaction: str | None


def live_sums(session: Session, campaign: int) -> LiveSums:
    """Return what the sessions of a campaign and of those below it came to."""
    within = below(campaign)
    counted = and_(COUNTED, SESSIONS.c.campaign_id.in_(select(within.c.id)))
    known = select(func.count(), func.sum(SESSIONS.c.gmv), func.count(SESSIONS.c.gmv)).where(counted)
    total, gmv, with_gmv = session.execute(known).one()
    return LiveSums(total, None if gmv is None else int(gmv), total - with_gmv)


def lines_of(session: Session, campaign: int) -> dict[str, tuple[Line, ...]]:
    """Return the three lists of a campaign, each in its order: {主题: …, 场景: …, 内容: …}."""
    of = LINES.c
    asked = select(of.id, of.version, of.kind, of.text, of.when_text, of.note, of.reaction)
    asked = asked.where(of.campaign_id == campaign, of.deleted_at.is_(None)).order_by(of.sort, of.id)
    lists: defaultdict[str, list[Line]] = defaultdict(list)
    for key, version, kind, *rest in session.execute(asked):
        lists[str(kind)].append(Line(key, version, str(kind), *rest))
    return {kind.value: tuple(lists[kind.value]) for kind in LineKind}


def _sessions(measure: ColumnElement[Any]) -> Sql:
    """Return a sum over the counted sessions of a campaign and of all below it."""
    linked = SESSIONS.join(_FAMILY, _FAMILY.c.id == SESSIONS.c.campaign_id)
    return (
        select(measure)
        .select_from(linked)
        .where(_FAMILY.c.top == CAMPAIGNS_TABLE.c.id, COUNTED)
        .correlate(CAMPAIGNS_TABLE)
        .scalar_subquery()
    )


def _in_tree(measure: ColumnElement[Any]) -> Sql:
    """Return what the tree tells of a campaign."""
    return (
        select(measure)
        .where(_ORDER.c.id == CAMPAIGNS_TABLE.c.id)
        .correlate(CAMPAIGNS_TABLE)
        .scalar_subquery()
    )


def _within(key: int) -> ColumnElement[bool]:
    """Return the condition that a campaign is another or stands below it."""
    return CAMPAIGNS_TABLE.c.id.in_(select(below(key).c.id))


_INDENTED = func.substr(_INDENT * 10, 1, _in_tree(_ORDER.c.depth) * 2) + CAMPAIGNS_TABLE.c.name

_VIEW = view_of(
    Campaign,
    extra={
        "sessions": (
            ListColumn("sessions", "场次", Kind.COUNT, 70, "right", "场"),
            _sessions(func.count(SESSIONS.c.id)),
        ),
        "gmv": (
            ListColumn("gmv", "支付GMV", Kind.MONEY, 130, "right", "元"),
            _sessions(func.sum(SESSIONS.c.gmv)),
        ),
    },
    order=("name", "status", "start_on", "sessions", "gmv", "kind", "end_on", "place", "code"),
)
CAMPAIGNS = replace(
    _VIEW,
    sql={**_VIEW.sql, "name": _INDENTED, "tree": _in_tree(_ORDER.c.path)},
    filters=(
        filter_on(Campaign, "kind"),
        filter_on(Campaign, "status"),
        ListFilter("within", "系列", _within, refers_to=Campaign),
    ),
)
"""The list of campaigns; sorted by ``tree`` each stands below the one it belongs to, indented."""
CAMPAIGNS_BELOW = replace(CAMPAIGNS, sql={**CAMPAIGNS.sql, "name": CAMPAIGNS_TABLE.c.name})
"""The same where they stand alone below one: nothing is indented."""


def _marked(mark: str) -> ColumnElement[bool]:
    """Return the condition that an event has a mark."""
    of = _EVENTS_TABLE.c
    field = {
        EventMark.BENCHMARK: of.is_benchmark,
        EventMark.CROSS_BORDER: of.is_cross_border,
        EventMark.NATIONAL_FIRST: of.is_national_first,
    }[EventMark(mark)]
    return field.is_(True)


_EVENTS = view_of(
    CampaignEvent,
    order=("name", "when_text", "kind", "headcount_text", "gmv_text", "campaign_id", "place", "code"),
)
EVENTS = replace(
    _EVENTS,
    sql={
        **_EVENTS.sql,
        "when_text": func.coalesce(_EVENTS_TABLE.c.when_text, cast(_EVENTS_TABLE.c.held_on, String)),
        "sort_on": _EVENTS_TABLE.c.sort_on,
    },
    filters=(
        filter_on(CampaignEvent, "kind"),
        ListFilter("campaign_id", "活动", _EVENTS_TABLE.c.campaign_id.__eq__, refers_to=Campaign),
        ListFilter("mark", "标记", _marked, choices=EventMark),
    ),
)
"""The events, of a campaign or of the city; sorted by ``sort_on`` in the order they happened."""
AGREEMENTS = replace(
    view_of(Agreement, order=("name", "parties", "signed_on", "campaign_id", "code")),
    filters=(
        ListFilter("campaign_id", "活动", table_of(Agreement).c.campaign_id.__eq__, refers_to=Campaign),
    ),
)
PARTIES = view_of(CampaignParty)
GUESTS = view_of(EventGuest)
