"""Pairs that only look alike: “不是同一人” is remembered, and can be taken back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from db import trail
from db.engine import Session
from db.models import NotSame
from db.queries.lists import name_of
from db.queries.tables import table_of
from db.record import Record, local, now

_BITS = 32
_APART = table_of(NotSame)
NOT_SAME = "not_same"
"""Field of the trail that tells the code of the other record of such a pair."""


@dataclass(frozen=True, slots=True)
class Apart:
    """A pair that was set apart: code and name of both, who said so and when (local time)."""

    id: int
    first: str
    second: str
    by: str
    at: datetime


def joined(one: int, other: int) -> int:
    """Return both keys of a pair in one number."""
    return min(one, other) << _BITS | max(one, other)


def parted(pair: int) -> tuple[int, int]:
    """Return the keys of a pair, the smaller first."""
    return pair >> _BITS, pair & ((1 << _BITS) - 1)


def set_apart(session: Session, model: type[Record]) -> Iterator[int]:
    """Yield the pairs of a model that are known not to be one, each as one number."""
    of = _APART.c
    asked = select(of.first_id, of.second_id).where(of.entity == table_of(model).name)
    for first, second in session.execute(asked):
        yield joined(first, second)


def keep_apart(session: Session, model: type[Record], one: int, other: int) -> None:
    """Remember that two records are not one; nothing when that is known."""
    entity, (first, second) = table_of(model).name, parted(joined(one, other))
    of = _APART.c
    same = of.entity == entity, of.first_id == first, of.second_id == second
    if session.scalar(select(of.id).where(*same)) is not None:
        return
    pair = {"entity": entity, "first_id": first, "second_id": second}
    session.execute(insert(_APART).values(**pair, at=now(), by=session.info["user"]))
    _tell(session, model, (first, second), "标为不同")


def take_back(session: Session, model: type[Record], key: int) -> None:
    """Forget that a pair was set apart; nothing when it is forgotten already."""
    of = _APART.c
    pair = session.execute(select(of.first_id, of.second_id).where(of.id == key)).first()
    if pair is not None:
        session.execute(delete(_APART).where(of.id == key))
        _tell(session, model, (pair.first_id, pair.second_id), "撤销标为不同")


def apart(session: Session, model: type[Record]) -> list[Apart]:
    """Return the pairs of a model that were set apart, the newest first; those of deleted records too."""
    of, table = _APART.c, table_of(model)
    first, second = table.alias(), table.alias()
    asked = (
        select(of.id, first.c.code, name_of(first), second.c.code, name_of(second), of.by, of.at)
        .join_from(_APART, first, first.c.id == of.first_id)
        .join(second, second.c.id == of.second_id)
        .where(of.entity == table.name)
        .order_by(of.id.desc())
    )
    return [
        Apart(key, f"{code} {name}", f"{other} {its_name}", by, local(at))
        for key, code, name, other, its_name, by, at in session.execute(asked)
    ]


def _tell(session: Session, model: type[Record], pair: tuple[int, int], action: str) -> None:
    """Record it in the history of both."""
    of, entity = table_of(model).c, table_of(model).name
    codes: dict[int, str] = dict(session.execute(select(of.id, of.code).where(of.id.in_(pair))).all())
    for key, other in (pair, pair[::-1]):
        if key in codes:
            trail.record(session, action, entity, key, {NOT_SAME: [None, codes.get(other)]})
