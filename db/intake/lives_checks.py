"""Which sessions of the base the lines are, which lines are one session, and what is odd about figures."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from db.checks import ORDERED, limits
from db.columns import columns_of
from db.engine import Session
from db.intake.bulk import among
from db.intake.lines import STRIDE, Lines
from db.intake.lives_lines import Live
from db.models import LiveSession
from db.models.words import DataStage
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
    by_code, by_number, by_start = _known(session, lives, step)
    taken: dict[int, Live] = {}
    ready = []
    for number, live in enumerate(_without_twins(lines, lives, step)):
        if number % STRIDE == 0:
            step(number, len(lives))
        found = by_code.get(live.code or "") or by_number.get((live.stage.platform, live.live_no))
        if found is None:
            found = _nearest(by_start.get(live.stage.id, ()), live)
        if live.code is not None and live.code not in by_code:
            lines.fail(live.line, "code", "库中没有这个系统编号；新场次请清空此格")
        elif found is None:
            ready.append(live)
        elif (other := _first(lines, taken, found[0], live)) is not live:
            where = lines.where(other.line, live.line)
            lines.fail(live.line, "start_at", f"与{where}是库中同一场直播，请只留一行")
        else:
            live.id, live.month_before = found[0], found[2]
            live.is_locked = found[1] == DataStage.LOCKED
            ready.append(live)
    return ready


def _first(lines: Lines, taken: dict[int, Live], key: int, live: Live) -> Live:
    """Return the line that told of a session of the base first: this one, where none did."""
    lines.tie(live.line, ("session", key))
    return taken.setdefault(key, live)


def _known(
    session: Session, lives: list[Live], step: Step
) -> tuple[dict[str, Found], dict[Any, Found], dict[int, list[Begun]]]:
    """Return the sessions of the base these may be: by code, by number, by account and start."""
    table = _SESSION.c
    facts = (table.id, table.stage, table.code, table.platform, table.live_no)
    columns = (*facts, table.account_id, table.start_at, table.month)
    asked = [
        (column, values)
        for column, values in (
            (table.code, {live.code for live in lives} - {None}),
            (table.live_no, {live.live_no for live in lives} - {None}),
            (table.account_id, {live.stage.id for live in lives}),
        )
        if values
    ]
    by_code: dict[str, Found] = {}
    by_number: dict[Any, Found] = {}
    by_start: defaultdict[int, list[Begun]] = defaultdict(list)
    for column, values in asked:
        query = select(*columns).where(among(session, column, values), table.deleted_at.is_(None))
        if column is table.account_id:
            starts = [live.start for live in lives]
            query = query.where(table.start_at.between(min(starts) - SAME, max(starts) + SAME))
        for number, row in enumerate(session.execute(query)):
            if number % STRIDE == 0:
                step(min(number, len(lives)), len(lives))
            key, stage, code, platform, live_no, account, start, month = row
            if column is table.code:
                by_code[code] = (key, stage, month)
            elif column is table.live_no:
                by_number[platform, live_no] = (key, stage, month)
            else:
                by_start[account].append((start, live_no, (key, stage, month)))
    return by_code, by_number, by_start


def _nearest(starts: Iterable[Begun], live: Live) -> Found | None:
    """Return the session that began nearest, if near enough and not known to be another one."""
    near = [
        (abs(start - live.start), found)
        for start, number, found in starts
        if abs(start - live.start) <= SAME and (number is None or live.live_no in (None, number))
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
