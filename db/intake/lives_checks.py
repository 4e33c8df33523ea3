"""Which sessions of the base the lines are, which lines are one session, and what is odd about figures."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any

from sqlalchemy import select

from db.checks import ORDERED, limits
from db.columns import columns_of
from db.engine import Session
from db.intake.lines import STRIDE, Lines
from db.intake.lives_lines import Live
from db.models import LiveSession
from db.models.words import DataStage
from db.queries.among import among
from db.queries.tables import table_of
from db.steps import Step
from db.values import Kind

SAME = timedelta(minutes=5)
"""Two starts on one account this close are one session, unless both have numbers of their own."""

Found = tuple[int, str, int]
"""(key, stage, month) of a session of the base."""
Begun = tuple[datetime, str | None, Found]
"""(start, number, session) of a session of the base."""

NEGATIVE = "金额为负数；退款请填在退款金额里"
_BEGINNING = ("day", "start_at")
_LONG_AGO = datetime(1900, 1, 1)
_SALES = tuple(one.name for one in columns_of(LiveSession) if one.kind is Kind.MONEY and one.name != "refund")
_SESSION = table_of(LiveSession)
_ALIVE = _SESSION.c.deleted_at.is_(None)
_NOT_NEGATIVE = tuple(
    one.name
    for one in columns_of(LiveSession)
    if one.kind is Kind.COUNT and limits(LiveSession, one.name)[0] == 0
)


def check_figures(lines: Lines, step: Step) -> None:
    """Refuse negative counts; leave remarks on figures that contradict each other."""
    for name, line in _negative(lines, _NOT_NEGATIVE):
        lines.fail(line, name, "不能为负数")
    for name, line in _negative(lines, _SALES):
        lines.warn(line, name, NEGATIVE)
    for less, more, reason in ORDERED:
        pairs = zip(lines.columns.get(less, ()), lines.columns.get(more, ()), strict=False)
        for line, (small, large) in enumerate(pairs):
            if line % STRIDE == 0:
                step(line, len(lines))
            if small is not None and large is not None and small > large:
                lines.warn(line, less, reason)


def _negative(lines: Lines, names: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield column and line of each number below nought."""
    for name in names:
        for line, value in enumerate(lines.columns.get(name, ())):
            if value is not None and value < 0:
                yield name, line


def match(session: Session, lines: Lines, lives: list[Live], step: Step) -> list[Live]:
    """Return the sessions that may be saved, known ones with their key; refuse twice-told ones."""
    lives = _without_twins(lines, lives, step)
    by_code, by_number = _named(session, lives, step)
    found = [
        by_code.get(live.code or "") or by_number.get((live.stage.platform, live.live_no)) for live in lives
    ]
    lacking = [live for live, one in zip(lives, found, strict=True) if one is None]
    by_start = _begun(session, lacking, step)
    taken: dict[int, Live] = {}
    ready = []
    for number, (live, named) in enumerate(zip(lives, found, strict=True)):
        if number % STRIDE == 0:
            step(number, len(lives))
        one = _nearest(by_start.get(live.stage.id, ()), live) if named is None else named
        if live.code is not None and live.code not in by_code:
            lines.fail(live.line, "code", "库中没有这个系统编号；新场次请清空此格")
        elif one is None:
            ready.append(live)
        elif (other := _first(lines, taken, one[0], live)) is not live:
            where = lines.where(other.line, live.line)
            lines.fail(live.line, "start_at", f"与{where}是库中同一场直播，请只留一行")
        else:
            live.id, live.month_before = one[0], one[2]
            live.is_locked = one[1] == DataStage.LOCKED
            ready.append(live)
    return ready


def _first(lines: Lines, taken: dict[int, Live], key: int, live: Live) -> Live:
    """Return the line that told of a session of the base first: this one, where none did."""
    lines.tie(live.line, ("session", key))
    return taken.setdefault(key, live)


def _named(session: Session, lives: list[Live], step: Step) -> tuple[dict[str, Found], dict[Any, Found]]:
    """Return the sessions of the base that lines name: by code, by platform and number."""
    of = _SESSION.c
    by_code: dict[str, Found] = {}
    by_number: dict[Any, Found] = {}
    for column, values in (
        (of.code, {live.code for live in lives} - {None}),
        (of.live_no, {live.live_no for live in lives} - {None}),
    ):
        if not values:
            continue
        asked = select(of.id, of.stage, of.month, of.platform, column)
        for number, row in enumerate(session.execute(asked.where(among(session, column, values), _ALIVE))):
            if number % STRIDE == 0:
                step(min(number, len(lives)), len(lives))
            key, stage, month, platform, said = row
            if column is of.code:
                by_code[said] = (key, stage, month)
            else:
                by_number[platform, said] = (key, stage, month)
    return by_code, by_number


def _begun(session: Session, lives: list[Live], step: Step) -> dict[int, list[Begun]]:
    """Return the sessions of the base on the accounts of lines that name none, about when these began."""
    if not lives:
        return {}
    of, starts = _SESSION.c, [live.start for live in lives]
    accounts = {live.stage.id for live in lives}
    asked = select(of.account_id, of.start_at, of.live_no, of.id, of.stage, of.month).where(
        among(session, of.account_id, accounts),
        of.start_at.between(min(starts) - SAME, max(starts) + SAME),
        _ALIVE,
    )
    found: defaultdict[int, list[Begun]] = defaultdict(list)
    for number, (account, start, live_no, *one) in enumerate(session.execute(asked)):
        if number % STRIDE == 0:
            step(min(number, len(lives)), len(lives))
        found[account].append((start, live_no, (one[0], one[1], one[2])))
    for begun in found.values():
        begun.sort(key=itemgetter(0))
    return found


def _nearest(starts: Sequence[Begun], live: Live) -> Found | None:
    """Return the session that began nearest, if near enough and not known to be another one.

    ``starts`` are in the order they began.
    """
    first = bisect_left(starts, live.start - SAME, key=itemgetter(0))
    last = bisect_right(starts, live.start + SAME, lo=first, key=itemgetter(0))
    near = [
        (abs(start - live.start), found)
        for start, number, found in starts[first:last]
        if number is None or live.live_no in (None, number)
    ]
    return min(near)[1] if near else None


def _without_twins(lines: Lines, lives: list[Live], step: Step) -> list[Live]:
    """Return the sessions told once; what a second line adds is joined to it, what contradicts is refused."""
    kept: list[Live] = []
    by_number: dict[Any, Live] = {}
    by_account: defaultdict[int, list[Live]] = defaultdict(list)
    for number, live in enumerate(sorted(lives, key=lambda live: live.start)):
        if number % STRIDE == 0:
            step(number, len(lives))
        _tie(lines, live)
        twin = by_number.get((live.stage.platform, live.live_no)) if live.live_no else None
        earlier = by_account[live.stage.id]
        if twin is None and earlier and live.start - earlier[-1].start <= SAME:
            twin = earlier[-1] if None in (live.live_no, earlier[-1].live_no) else None
        if twin is None:
            kept.append(live)
            earlier.append(live)
            if live.live_no:
                by_number[live.stage.platform, live.live_no] = live
        elif live.start == twin.start and _agree(lines, live, twin):
            _join(lines, twin, live)
            lines.warn(live.line, "start_at", f"与{lines.where(twin.line, live.line)}是同一场直播，只记一次")
        else:
            where = lines.where(twin.line, live.line)
            lines.fail(live.line, "start_at", f"与{where}是同一场直播但内容不同，请只留一行")
    return sorted(kept, key=lambda live: live.line)


def _tie(lines: Lines, live: Live) -> None:
    """Tie a line to those of its account that begin near it, and to those of its number."""
    span = (live.start - _LONG_AGO) // SAME
    lines.tie(live.line, (live.stage.id, span), (live.stage.id, span + 1))
    if live.live_no:
        lines.tie(live.line, (live.stage.platform, live.live_no))


def _agree(lines: Lines, one: Live, other: Live) -> bool:
    """Say whether two lines contradict each other in no column; that they begin together is known."""
    return all(
        column[one.line] == column[other.line] or None in (column[one.line], column[other.line])
        for name, column in lines.columns.items()
        if name not in _BEGINNING
    )


def _join(lines: Lines, kept: Live, other: Live) -> None:
    """Take over what another line tells of the same session: platforms tell of one in several sheets."""
    if "presenters" in lines.columns and lines.columns["presenters"][kept.line] is None:
        kept.presenters = other.presenters
    for name in ("end", "minutes", "live_no", "code"):
        if getattr(kept, name) is None:
            setattr(kept, name, getattr(other, name))
    for column in (*lines.columns.values(), *lines.extras.values()):
        if column[kept.line] is None:
            column[kept.line] = column[other.line]
