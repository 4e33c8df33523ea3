"""Judge and make a move from one state to the next; every move writes StatusHistory and the trail."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import func, insert, select, update

from db import trail
from db.engine import Session
from db.errors import Conflict, NotAllowed
from db.lifecycle.governed import rules_of
from db.lifecycle.rules import Case, Move, Values
from db.models import StatusHistory
from db.queries.tables import HISTORY, table_of
from db.record import Record, now

BY_RULE = "系统规则"
"""Who made a move that the program makes by itself."""


def moves(session: Session, model: type[Record], id: int, on: date | None = None) -> list[Move]:  # noqa: A002
    """Return the moves that lead on from the record's state, allowed or not, as of a day.

    Without one each is judged as of the day it usually counts from, which is today for nearly all.
    """
    rules, row = rules_of(model), _row(session, model, id)
    case = Case(session, row, on or date.today())
    return [_usual(case, model, to, given=on) for to in rules.moves[rules.states(row["status"])]]


def move(  # noqa: PLR0913 - what a user says of a move
    session: Session,
    model: type[Record],
    id: int,  # noqa: A002 - the field's own name
    to: str,
    on: date | None = None,
    reason: str = "",
    *,
    override: bool = False,
) -> None:
    """Move a record to a state as of a day (today when None) and write its history and the trail.

    ``override`` makes an overridable move against unmet criteria. The criteria are kept with their values of
    this moment. Raises NotAllowed with every reason: a guard, a day in the future or before the last move.
    """
    row, rules, day = _row(session, model, id), rules_of(model), on or date.today()
    now_in = rules.states(row["status"])
    if to == now_in.value:
        raise NotAllowed(f"目前已是“{to}”，不用变更。")
    if to not in rules.moves[now_in]:
        raise NotAllowed(f"不能从“{now_in.value}”变更为“{to}”。")
    case = Case(session, row, day)
    wanted = _judged(case, model, rules.states(to))
    if not wanted.allowed and not (override and wanted.overridable):
        raise NotAllowed("；".join(wanted.reasons) + "。")
    is_override = not wanted.allowed
    if (wanted.needs_reason or is_override) and not reason.strip():
        raise NotAllowed(f"{'越权变更' if is_override else '变更'}为“{to}”须填写原因。")
    _refuse_day(session, model, id, day)
    _make(case, model, rules.states(to), reason, {"gate": _gate(wanted), "is_override": is_override})


def move_by_rule(
    session: Session,
    model: type[Record],
    id: int,  # noqa: A002 - the field's own name
    to: str,
    on: date,
    reason: str,
) -> None:
    """Make a move the program makes by itself, as of a day, never before the last move; no guard is asked."""
    last = _last_day(session, model, id)
    case = Case(session, _row(session, model, id), on if last is None else max(on, last))
    _make(case, model, rules_of(model).states(to), reason, {"by": BY_RULE})


def begin(session: Session, model: type[Record], id: int, values: Mapping[str, Any]) -> None:  # noqa: A002
    """Write the first line of a new record's history: since the earliest day it tells of, else today."""
    rules = rules_of(model)
    since = min(day for day in (*rules.since(values), date.today()) if day is not None)
    _remember(session, table_of(model).name, id, (None, rules.states(values["status"]).value), since, {})


def _usual(case: Case, model: type[Record], to: StrEnum, given: date | None) -> Move:
    """Return a move as of the day given, else as of its usual one, never before the last move."""
    day = None if given is not None else rules_of(model).usually(case, to)
    if day is None:
        return _judged(case, model, to)
    last = _last_day(case.session, model, case.row["id"])
    day = day if last is None else max(day, last)
    return replace(_judged(replace(case, on=day), model, to), on=day)


def _judged(case: Case, model: type[Record], to: StrEnum) -> Move:
    """Return a move with everything it asks for."""
    rules = rules_of(model)
    criteria = (*(guard(case) for guard in rules.guards.get(to, ())), *rules.gate(case, to))
    reasons = tuple(criterion.words for criterion in criteria if not criterion.met)
    return Move(
        to.value,
        not reasons,
        reasons,
        rules.reasoned(rules.states(case.row["status"]), to),
        criteria,
        to in rules.overridable,
    )


def _gate(made: Move) -> list[dict[str, Any]] | None:
    """Return the criteria of a move as the history keeps them."""
    return [asdict(criterion) for criterion in made.criteria] or None


def _row(session: Session, model: type[Record], key: int) -> Values:
    """Return the stored row of a record; NotAllowed when there is none."""
    table = table_of(model)
    alive = select(table).where(table.c.id == key, table.c.deleted_at.is_(None))
    row = session.execute(alive).mappings().first()
    if row is None:
        raise NotAllowed("这条记录已不存在，请刷新列表。")
    return {str(name): value for name, value in row.items()}


def _last_day(session: Session, model: type[Record], key: int) -> date | None:
    """Return the day of the last move."""
    own = HISTORY.c.entity == table_of(model).name, HISTORY.c.entity_id == key
    last: date | None = session.scalar(select(func.max(HISTORY.c.on)).where(*own))
    return last


def _refuse_day(session: Session, model: type[Record], key: int, day: date) -> None:
    """Raise NotAllowed for a day to come, or one before the last move."""
    if day > date.today():
        raise NotAllowed("生效日期不能晚于今天。")
    last = _last_day(session, model, key)
    if last is not None and day < last:
        raise NotAllowed(f"生效日期不能早于上一次变更（{last.isoformat()}）。")


def _make(case: Case, model: type[Record], to: StrEnum, reason: str, more: Mapping[str, Any]) -> None:
    """Write a judged move: the record at the version that was judged, its history, the trail."""
    session, row, table = case.session, case.row, table_of(model)
    fields = {"status": to, **rules_of(model).follow(case, to)}
    who = {"version": row["version"] + 1, "updated_at": now(), "updated_by": session.info["user"]}
    asked = update(table).where(table.c.id == row["id"], table.c.version == row["version"])
    written: Any = session.execute(asked.values(**fields, **who))
    if not written.rowcount:
        raise Conflict("这条记录刚被别人修改过，状态没有变更。请刷新后再试。")
    step = str(rules_of(model).states(row["status"]).value), str(to.value)
    _remember(session, table.name, row["id"], step, case.on, {"reason": reason.strip() or None, **more})
    changes = {name: [_word(row[name]), _word(value)] for name, value in fields.items()}
    changes["effective_on"] = [None, case.on.isoformat()]
    words = reason.strip() or None
    trail.record(
        session, "越权变更" if more.get("is_override") else "变更状态", table.name, row["id"], changes, words
    )
    rules_of(model).then(case, to)


def _remember(
    session: Session, entity: str, key: int, step: tuple[str | None, str], on: date, more: Mapping[str, Any]
) -> None:
    """Write one line of a record's history of states."""
    line = {"entity": entity, "entity_id": key, "from_state": step[0], "to_state": step[1], "on": on}
    who = {"at": now(), "by": session.info["user"]}
    session.execute(insert(table_of(StatusHistory)).values({**line, **who, **more}))


def _word(value: Any) -> str | None:
    """Return a value as the trail keeps it."""
    if value is None or isinstance(value, StrEnum):
        return None if value is None else value.value
    return value.isoformat() if isinstance(value, date) else str(value)
