"""对外提供记录: personal data that left the house, to whom, why and how many people's.

个人信息保护法 第二十三条, 第五十五条 and 网络数据安全管理条例 第十二条 ask for such a record, kept for three
years; it is a row of the audit trail, which nothing takes rows out of, and names none of those it is about.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from db import trail
from db.engine import Session
from db.errors import BadValue, NotAllowed
from db.models import Trail
from db.queries.tables import table_of
from db.record import local

ACTION = "对外提供"
LONGEST_REASON, LONGEST_RECIPIENT = 200, 60
_ENTITY = "personal_data"
_TABLE, _ABOUT, _RECIPIENT, _PEOPLE, _SHOWN = "表", "范围", "接收方", "人数", "证件号、手机号"
_FULL, _MASKED = "完整", "脱敏"
_TRAIL = table_of(Trail)


@dataclass(frozen=True, slots=True)
class Purpose:
    """What personal data are given for, and to whom; both "" for a table nobody was named for."""

    reason: str = ""
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class Giving:
    """One table of people that was made for somebody; ``at`` in local time."""

    at: datetime
    by: str
    table: str
    about: str
    recipient: str
    reason: str
    people: int
    is_full: bool


def settled(purpose: Purpose, *, full: bool) -> Purpose:
    """Return a purpose as recorded; NotAllowed for whole numbers without one, BadValue when too long."""
    found = Purpose(purpose.reason.strip(), purpose.recipient.strip())
    if full and not (found.reason and found.recipient):
        raise NotAllowed("完整的证件号、手机号要写明用途和接收方才能提供；不写则证件号、手机号脱敏。")
    for text, most, name in (
        (found.reason, LONGEST_REASON, "用途"),
        (found.recipient, LONGEST_RECIPIENT, "接收方"),
    ):
        if len(text) > most:
            raise BadValue(f"最多 {most} 个字，请写得短一些", name)
    return found


def is_given(purpose: Purpose, *, full: bool) -> bool:
    """Say whether a table is to be recorded: whole numbers always, a masked one when a recipient is named."""
    return full or bool(purpose.recipient)


def give(session: Session, table: str, about: str, people: int, purpose: Purpose, *, full: bool) -> None:
    """Record that a table about so many people is given; needs a writing session."""
    told = settled(purpose, full=full)
    changes = {
        _TABLE: table,
        _ABOUT: about,
        _RECIPIENT: told.recipient,
        _PEOPLE: str(people),
        _SHOWN: _FULL if full else _MASKED,
    }
    entry: trail.Changes = {name: [None, value] for name, value in changes.items()}
    trail.record(session, ACTION, _ENTITY, None, entry, told.reason or None)


def givings(session: Session, count: int | None = None) -> list[Giving]:
    """Return what was given, the newest first; ``count`` of them where given."""
    of = _TRAIL.c
    asked = select(of.at, of.by, of.changes, of.reason).where(of.entity == _ENTITY, of.action == ACTION)
    found = []
    for at, by, changes, reason in session.execute(asked.order_by(of.id.desc()).limit(count)):
        told = {name: str(new or "") for name, (_old, new) in (changes or {}).items()}
        people = told.get(_PEOPLE, "")
        found.append(
            Giving(
                *(local(at), by, told.get(_TABLE, ""), told.get(_ABOUT, ""), told.get(_RECIPIENT, "")),
                *(reason or "", int(people) if people.isdecimal() else 0, told.get(_SHOWN) == _FULL),
            )
        )
    return found
