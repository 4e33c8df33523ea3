"""States of streamers: which moves are allowed, what each asks for, and what the state was on any day.

The table of moves and the guards are data. Every move writes StatusHistory and the trail;
whatever a report says of a month's end is answered from that history, never from the present state.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, func, insert, or_, select, update

from db import checks, trail
from db.engine import Session
from db.errors import Conflict, NotAllowed
from db.models import StatusHistory, Streamer
from db.models.words import StreamerState as State
from db.models.words import Verified
from db.queries.contracts import in_force
from db.queries.tables import CONTRACTS, HISTORY, PRESENTERS, SESSIONS, STREAMERS, table_of
from db.record import Record, now

_BEFORE = (State.LEAD, State.INVITED, State.INTERVIEWED, State.TRIAL, State.READY)
_AFTER = (State.SIGNED, State.TRAINING, State.EXAM, State.PREP, State.ACTIVE)
GONE = (State.LEFT, State.TRANSFERRED)
"""The states of who has left: they alone have a 离退日期."""
_OUT = (State.LEAVING, State.SUSPENDED, State.TRANSFERRED, State.BLACKLIST)

MOVES: Mapping[State, tuple[State, ...]] = {
    # before a contract any later step may be next; who is known well is not interviewed for form's sake
    **{
        state: (*_BEFORE[place + 1 :], State.SIGNED, State.REJECTED, State.BLACKLIST)
        for place, state in enumerate(_BEFORE)
    },
    **{state: (*_AFTER[place + 1 :], *_OUT) for place, state in enumerate(_AFTER)},
    State.ACTIVE: (State.PAUSED, *_OUT),
    State.PAUSED: (State.ACTIVE, *_OUT),
    State.SUSPENDED: (State.ACTIVE, State.PAUSED, State.LEAVING, State.BLACKLIST),
    State.LEAVING: (State.LEFT, State.TRANSFERRED, State.ACTIVE, State.PAUSED, State.BLACKLIST),
    State.LEFT: (State.READY, State.SIGNED, State.BLACKLIST),
    State.TRANSFERRED: (State.READY, State.SIGNED, State.BLACKLIST),
    State.REJECTED: (State.LEAD, State.INVITED, State.BLACKLIST),
    State.BLACKLIST: (State.LEAD, State.LEFT),
}
"""Where each state may lead, the usual step first."""


@dataclass(frozen=True, slots=True)
class Move:
    """One possible move: ``reasons`` say in Chinese what is still missing when it is not allowed.

    ``needs_reason`` means that the user has to say why.
    """

    to: str
    allowed: bool
    reasons: tuple[str, ...] = ()
    needs_reason: bool = False


@dataclass(frozen=True, slots=True)
class _Case:
    """What a guard looks at: a streamer's stored row, and the day the move is to take effect."""

    session: Session
    row: Mapping[str, Any]
    on: date


def governs(model: type[Record]) -> bool:
    """Say whether the state of a model changes by moves only."""
    return model is Streamer


def moves(session: Session, model: type[Record], id: int, on: date | None = None) -> list[Move]:  # noqa: A002
    """Return the moves that lead on from the record's state as of a day (today), allowed or not."""
    row = _row(session, model, id)
    case = _Case(session, row, on or date.today())
    found = []
    for to in MOVES[row["status"]]:
        reasons = tuple(filter(None, (guard(case) for guard in _GUARDS.get(to, ()))))
        found.append(Move(to.value, not reasons, reasons, _needs_reason(row["status"], to)))
    return found


def move(
    session: Session,
    model: type[Record],
    id: int,  # noqa: A002 - the field's own name
    to: str,
    on: date | None = None,
    reason: str = "",
) -> None:
    """Move a record to a state as of a day (today when None) and write its history and the trail.

    Who leaves (已离退, 转会) without a 离退日期 gets the day of the move, who comes back has none.
    Raises NotAllowed with the reasons: a guard, a day in the future or before the last move.
    """
    row, day = _row(session, model, id), on or date.today()
    wanted = next((found for found in moves(session, model, id, day) if found.to == to), None)
    if wanted is None:
        raise NotAllowed(f"不能从“{row['status'].value}”变更为“{to}”。")
    if not wanted.allowed:
        raise NotAllowed("；".join(wanted.reasons) + "。")
    if wanted.needs_reason and not reason.strip():
        raise NotAllowed(f"变更为“{to}”须填写原因。")
    _refuse_day(session, model, id, day)
    fields: dict[str, Any] = {"status": State(to)}
    if to in GONE and row["left_on"] is None:
        fields["left_on"] = day
    elif row["status"] in GONE and to not in GONE:
        fields["left_on"] = None
    _write(session, row, fields)
    table = table_of(model).name
    _remember(session, table, id, (row["status"].value, to), day, reason)
    changes = {name: [_word(row[name]), _word(value)] for name, value in fields.items()}
    changes["effective_on"] = [None, day.isoformat()]
    trail.record(session, "变更状态", table, id, changes, reason.strip() or None)


def begin(session: Session, model: type[Record], id: int, values: Mapping[str, Any]) -> None:  # noqa: A002
    """Write the first line of a new record's history: since the earliest day it tells of, else today."""
    days = [values.get("joined_on"), values.get("first_live_on"), date.today()]
    since = min(day for day in days if day is not None)
    _remember(session, table_of(model).name, id, (None, State(values["status"]).value), since, "")


def states_at(day: date, model: type[Record] = Streamer) -> Select[Any]:
    """Return the question (entity_id, state) for every record's state at the end of a day.

    The last move on or before the day counts; of those entered for one day, the one entered last.
    """
    last = func.row_number().over(
        partition_by=HISTORY.c.entity_id, order_by=(HISTORY.c.on.desc().nulls_last(), HISTORY.c.id.desc())
    )
    known = (
        select(HISTORY.c.entity_id, HISTORY.c.to_state.label("state"), last.label("place"))
        .where(HISTORY.c.entity == table_of(model).name, or_(HISTORY.c.on.is_(None), HISTORY.c.on <= day))
        .subquery()
    )
    return select(known.c.entity_id, known.c.state).where(known.c.place == 1)


def state_on(
    session: Session, model: type[Record], day: date, ids: Collection[int] | None = None
) -> dict[int, str]:
    """Return {key: state} at the end of a day, for some records or all; who was not yet known is left out."""
    known = states_at(day, model).subquery()
    asked = select(known.c.entity_id, known.c.state)
    if ids is not None:
        asked = asked.where(known.c.entity_id.in_(ids))
    return {row.entity_id: row.state for row in session.execute(asked)}


def _row(session: Session, model: type[Record], key: int) -> Mapping[str, Any]:
    """Return the stored row of a governed record; NotAllowed when there is none."""
    if not governs(model):
        raise TypeError(model.__name__)
    alive = select(STREAMERS).where(STREAMERS.c.id == key, STREAMERS.c.deleted_at.is_(None))
    row = session.execute(alive).mappings().first()
    if row is None:
        raise NotAllowed("这条记录已不存在，请刷新列表。")
    return dict(row)


def _refuse_day(session: Session, model: type[Record], key: int, day: date) -> None:
    """Raise NotAllowed for a day to come, or one before the last move."""
    if day > date.today():
        raise NotAllowed("生效日期不能晚于今天。")
    own = HISTORY.c.entity == table_of(model).name, HISTORY.c.entity_id == key
    last = session.scalar(select(func.max(HISTORY.c.on)).where(*own))
    if last is not None and day < last:
        raise NotAllowed(f"生效日期不能早于上一次变更（{last.isoformat()}）。")


def _write(session: Session, row: Mapping[str, Any], fields: Mapping[str, Any]) -> None:
    """Write the new state, at the version that was judged."""
    of = STREAMERS.c
    who = {"version": row["version"] + 1, "updated_at": now(), "updated_by": session.info["user"]}
    asked = update(STREAMERS).where(of.id == row["id"], of.version == row["version"])
    written: Any = session.execute(asked.values(**fields, **who))
    if not written.rowcount:
        raise Conflict("这条记录刚被别人修改过，状态没有变更。请刷新后再试。")


def _remember(
    session: Session, entity: str, key: int, step: tuple[str | None, str], on: date, reason: str
) -> None:
    """Write one line of a record's history of states."""
    line = {"entity": entity, "entity_id": key, "from_state": step[0], "to_state": step[1], "on": on}
    who = {"at": now(), "by": session.info["user"], "reason": reason.strip() or None}
    session.execute(insert(table_of(StatusHistory)).values(**line, **who))


def _word(value: State | date | None) -> str | None:
    """Return a state or a day as the trail keeps it."""
    return None if value is None else value.isoformat() if isinstance(value, date) else value.value


def _needs_reason(now_in: State, to: State) -> bool:
    """Say whether a move has to be explained: into the blacklist, out of it, into 停播整改."""
    return State.BLACKLIST in (now_in, to) or to is State.SUSPENDED


def _unverified(case: _Case) -> str:
    """Who signs is compared with the document first (直播电商监督管理办法)."""
    return "" if case.row["verified"] == Verified.YES else "尚未实名核验，请先核对身份证件并登记核验结果"


def _under_age(case: _Case) -> str:
    """Nobody under 16; at 16 and 17 with the guardian's consent (未成年人保护法 第七十六条)."""
    birth = case.row["birth_on"]
    if birth is None:
        return "缺出生日期，无法判断年龄，请先填写身份证号或出生日期"
    return checks.age_fault(birth, case.on, {**case.row, "guardian_phone": case.row["guardian_phone_index"]})


_NO_CONTRACT = "当日没有生效的合同，请导入带“签约日期”“合同到期”的名册"


def _unbound(case: _Case) -> str:
    """Who is signed has a contract in force that day."""
    bound = exists().where(CONTRACTS.c.streamer_id == case.row["id"], in_force(case.on))
    return "" if case.session.scalar(select(bound)) else _NO_CONTRACT


def _never_live(case: _Case) -> str:
    """Who is 在播 has gone live: a session is known, or the day of the first one."""
    if case.row["first_live_on"] is not None:
        return ""
    shown = exists().where(
        PRESENTERS.c.streamer_id == case.row["id"],
        SESSIONS.c.id == PRESENTERS.c.session_id,
        SESSIONS.c.deleted_at.is_(None),
    )
    return "" if case.session.scalar(select(shown)) else "还没有开播记录，请先登记首播日期或导入直播数据"


# 待首播 will also ask for the compliance course and the assessment once trainings are kept
_GUARDS: Mapping[State, tuple[Callable[[_Case], str], ...]] = {
    State.SIGNED: (_unverified, _under_age, _unbound),
    State.ACTIVE: (_under_age, _never_live),
}
