"""主播名册附件: the streamers of the team on one day, with as little of each as a register asks for."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.engine import Session
from db.lifecycle import states_at
from db.queries.identities import Identity, identities
from db.queries.tables import CATEGORIES, STREAMERS
from db.queries.team_rows import IN_TEAM


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One streamer: who, state on that day, what is sold, since when, whether the ID was checked."""

    streamer: Identity
    status: str
    category: str | None
    joined_on: date | None
    verified: str


def roster(session: Session, day: date, *, full: bool = False) -> list[RosterRow]:
    """Return the team at the end of a day, by number; IDs and phones are masked unless ``full``."""
    of, known = STREAMERS.c, states_at(day).subquery()
    team = select(known.c.entity_id).where(known.c.state.in_(IN_TEAM))
    people = identities(session, of.id.in_(team), full=full)
    asked = (
        select(of.id, known.c.state, CATEGORIES.c.name, of.joined_on, of.verified)
        .join(known, known.c.entity_id == of.id)
        .outerjoin(CATEGORIES, CATEGORIES.c.id == of.category_id)
        .where(of.id.in_(team))
    )
    rows = {
        key: RosterRow(people[key], str(state), category, joined, str(verified))
        for key, state, category, joined, verified in session.execute(asked)
        if key in people
    }
    return [rows[key] for key in people if key in rows]
