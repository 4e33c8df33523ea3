"""The rows behind A01-A08 (but A03): streamers, accounts and moves as they stood at the period's end."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, Date, String, and_, func, or_, select, type_coerce

from db.engine import Session
from db.identity import ADULT
from db.lifecycle import states_at
from db.models import PlatformAccount, StatusHistory
from db.models.words import StreamerState, Verified
from db.queries.contracts import in_force
from db.queries.lists import ListColumn, ListView, Sql, view_of
from db.queries.periods import Period, month_end
from db.queries.roster import STREAMERS
from db.queries.tables import ACCOUNTS, CONTRACTS, HISTORY, SNAPSHOTS, alive
from db.queries.tables import STREAMERS as PEOPLE
from db.queries.team_rows import IN_TEAM
from db.queries.tiers import MILLION
from db.queries.trace_rows import Rows, Traces, added, facts, with_columns
from db.values import Kind


def _people(*more: str) -> ListView:
    """Return the list of streamers with what a figure of the team asks of them."""
    return with_columns(STREAMERS, "code", "name", "stage_name", "status", "team_id", *more)


def _in_states(period: Period, states: Collection[str]) -> ColumnElement[bool]:
    """Return the condition that a streamer was in one of some states at the period's end."""
    known = states_at(month_end(period.last)).subquery()
    return and_(PEOPLE.c.id.in_(select(known.c.entity_id).where(known.c.state.in_(states))), alive(PEOPLE))


def _signed(period: Period) -> ColumnElement[bool]:
    """Return the condition that a streamer belonged to the team and a contract bound him (A01)."""
    bound = select(CONTRACTS.c.streamer_id).where(in_force(month_end(period.last)))
    return and_(_in_states(period, IN_TEAM), PEOPLE.c.id.in_(bound))


def _minor(period: Period) -> ColumnElement[bool]:
    """Return the condition that a signed streamer was not yet 18 (A07)."""
    return and_(_signed(period), PEOPLE.c.birth_on > _birthday(month_end(period.last)))


def _birthday(day: date) -> date:
    """Return the latest birth date of who is 18 on a day; born on 29 February, one is so on 1 March."""
    year = day.year - ADULT
    try:
        return day.replace(year=year)
    except ValueError:  # the 29th of a year without one
        return day.replace(year=year, day=28)


def _signed_rows(_session: Session, period: Period) -> Rows:
    """Return A01."""
    return Rows(_people("relation", "contract_end"), _signed(period))


def _on_air(_session: Session, period: Period) -> Rows:
    """Return A02."""
    return Rows(_people("accounts", "joined_on"), _in_states(period, (StreamerState.ACTIVE,)))


def _minors(_session: Session, period: Period) -> Rows:
    """Return A07."""
    return Rows(_people("birth_on", "guardian_name", "guardian_consent_on"), _minor(period))


def _consented(_session: Session, period: Period) -> Rows:
    """Return A07C."""
    of = PEOPLE.c
    papers = and_(
        of.guardian_name.is_not(None),
        of.guardian_phone.is_not(None),
        of.guardian_consent_on <= month_end(period.last),
    )
    return Rows(_people("birth_on", "guardian_name", "guardian_consent_on"), and_(_minor(period), papers))


def _verified(_session: Session, period: Period) -> Rows:
    """Return A08V; without a date, verified from the start."""
    of = PEOPLE.c
    verified = and_(
        of.verified == Verified.YES,
        or_(of.verified_on.is_(None), of.verified_on <= month_end(period.last)),
    )
    return Rows(_people("verified", "verified_on"), and_(_signed(period), verified))


def _latest(period: Period) -> tuple[Sql, Sql]:
    """Return day and followers of an account's last snapshot on or before the period's end."""
    day = month_end(period.last)

    def last(wanted: Sql) -> Sql:
        """Return one column of it."""
        of = SNAPSHOTS.c
        found = select(wanted).where(of.account_id == ACCOUNTS.c.id, of.on <= day)
        return found.order_by(of.on.desc()).limit(1).scalar_subquery()

    return last(SNAPSHOTS.c.on), last(SNAPSHOTS.c.followers)


def _million(_session: Session, period: Period) -> Rows:
    """Return A04: followers of all accounts of a streamer together, of the team or not."""
    _, followers = _latest(period)
    whole = (
        select(func.sum(followers))
        .where(ACCOUNTS.c.streamer_id == PEOPLE.c.id, alive(ACCOUNTS))
        .scalar_subquery()
    )
    view = with_columns(
        STREAMERS, "code", "name", "stage_name", "status", "accounts", "then", "team_id",
        more={"then": (ListColumn("then", "期末粉丝数", Kind.COUNT, 120, "right", "人"), whole)},
    )  # fmt: skip
    return Rows(view, and_(whole >= MILLION, alive(PEOPLE)))


def _followers(_session: Session, period: Period) -> Rows:
    """Return A06: every account with its last snapshot."""
    on, followers = _latest(period)
    view = view_of(
        PlatformAccount,
        extra={
            "then": (ListColumn("then", "期末粉丝数", Kind.COUNT, 120, "right", "人"), followers),
            "on": (ListColumn("on", "统计日期", Kind.DATE), type_coerce(on, Date)),
        },
        order=("streamer_id", "platform", "account_no", "then", "on", "status"),
    )
    gone = select(PEOPLE.c.id).where(~alive(PEOPLE))
    ours = or_(ACCOUNTS.c.streamer_id.is_(None), ACCOUNTS.c.streamer_id.not_in(gone))
    return added(view, and_(followers.is_not(None), alive(ACCOUNTS), ours), "then")


def _moves(*, into: bool, period: Period) -> Rows:
    """Return the moves into the team, or out of it, once for each time (A05, A05E)."""
    of = HISTORY.c
    before = func.lag(of.to_state).over(
        partition_by=of.entity_id, order_by=(of.on.asc().nulls_first(), of.id)
    )
    chain = (
        select(of.id, of.on, func.coalesce(before, of.from_state).label("before"), of.to_state)
        .join(PEOPLE, PEOPLE.c.id == of.entity_id)
        .where(of.entity == PEOPLE.name, alive(PEOPLE))
        .subquery()
    )
    was = and_(chain.c.before.is_not(None), chain.c.before.in_(IN_TEAM))
    now = chain.c.to_state.in_(IN_TEAM)
    moved = select(chain.c.id).where(
        chain.c.on.between(period.starts_on, period.ends_on), and_(~was, now) if into else and_(was, ~now)
    )
    return Rows(_MOVES, of.id.in_(moved))


def _joined(_session: Session, period: Period) -> Rows:
    """Return A05."""
    return _moves(into=True, period=period)


def _left(_session: Session, period: Period) -> Rows:
    """Return A05E."""
    return _moves(into=False, period=period)


_MOVES = facts(
    StatusHistory,
    {
        "on": (ListColumn("on", "生效日期", Kind.DATE), HISTORY.c.on),
        "name": (
            ListColumn("name", "主播", Kind.TEXT, 120),
            select(PEOPLE.c.name).where(PEOPLE.c.id == HISTORY.c.entity_id).scalar_subquery(),
        ),
        "from": (ListColumn("from", "原状态", Kind.TEXT, 100), type_coerce(HISTORY.c.from_state, String)),
        "status": (ListColumn("status", "新状态", Kind.TEXT, 100), type_coerce(HISTORY.c.to_state, String)),
        "reason": (ListColumn("reason", "原因", Kind.TEXT, 300), HISTORY.c.reason),
    },
)

TRACES: Traces = {
    "A01": _signed_rows,
    "A02": _on_air,
    "A04": _million,
    "A05": _joined,
    "A05E": _left,
    "A06": _followers,
    "A07": _minors,
    "A07C": _consented,
    "A08V": _verified,
}
"""The figures of the team that are counted from rows."""
