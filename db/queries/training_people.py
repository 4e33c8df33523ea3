"""Who may be enrolled at once: a whole team, or people named in a list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from db.engine import Session
from db.models.words import StreamerState
from db.queries.tables import ORGS, STREAMERS
from db.secrets import of as secrets_of

_OUT = (
    StreamerState.LEFT,
    StreamerState.TRANSFERRED,
    StreamerState.REJECTED,
    StreamerState.BLACKLIST,
)
_PHONE = re.compile(r"1\d{10}")
_PARTS = re.compile(r"[\s,，、;；]+")


@dataclass(frozen=True, slots=True)
class Named:
    """What a list of names came to: people found, words nobody answers to, names several people have."""

    people: tuple[int, ...]
    unknown: tuple[str, ...]
    shared: tuple[str, ...]


def teams(session: Session) -> list[tuple[int, str]]:
    """Return (key, name) of the companies people are with, by name; a supplier is not among them."""
    manned = select(STREAMERS.c.team_id).where(STREAMERS.c.deleted_at.is_(None))
    of = ORGS.c
    asked = select(of.id, of.name).where(of.id.in_(manned), of.deleted_at.is_(None))
    return [(key, name) for key, name in session.execute(asked.order_by(of.name, of.id))]


def team_members(session: Session, team_id: int) -> list[int]:
    """Return the people of a team who have not left, by code."""
    of = STREAMERS.c
    own = of.team_id == team_id, of.status.not_in(_OUT), of.deleted_at.is_(None)
    return list(session.scalars(select(of.id).where(*own).order_by(of.code)))


def people_named(session: Session, text: str) -> Named:
    """Return the people a pasted list means: one a line, a phone beside a name tells namesakes apart."""
    people: list[int] = []
    unknown: list[str] = []
    shared: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        words = [word for word in _PARTS.split(line) if word]
        phones = [word for word in words if _PHONE.fullmatch(word)]
        for name in [word for word in words if word not in phones] or [""]:
            found = _answering(session, name, phones)
            if len(found) == 1:
                people += found
            else:
                (shared if found else unknown).append(name or line)
    return Named(tuple(dict.fromkeys(people)), tuple(unknown), tuple(shared))


def _answering(session: Session, name: str, phones: Sequence[str]) -> list[int]:
    """Return who has a name, or a phone when one is given."""
    of = STREAMERS.c
    alive = of.deleted_at.is_(None)
    if phones:
        sealed = [secrets_of(session).index(phone) for phone in phones]
        by_phone = list(session.scalars(select(of.id).where(of.phone_index.in_(sealed), alive)))
        if len(by_phone) == 1 or not name:
            return by_phone
    return list(session.scalars(select(of.id).where(of.name == name, alive).order_by(of.id)))
