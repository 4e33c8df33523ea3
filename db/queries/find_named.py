"""Finding what has a name and is few: organisations, brands, trainings, courses, campaigns.

Their names are kept in memory, letters and all, until anything in the base changes: the audit trail tells.
"""

from collections.abc import Iterator, Sequence
from heapq import nsmallest
from typing import NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, String, select, type_coerce

from db import trail
from db.engine import Session
from db.models import Brand, Campaign, Course, Training
from db.models.words import OrgRoleKind
from db.queries.find_hits import WEIGHED, Asked, FindKind, Found, Hit
from db.queries.partners import is_partner
from db.queries.tables import ORGS, table_of
from db.search.spelling import Level, Spelled, spelled

_BRANDS, _CAMPAIGNS = table_of(Brand), table_of(Campaign)
_COURSES, _TRAININGS = table_of(Course), table_of(Training)


class Named(NamedTuple):
    """One record: its line, the letters of its title, and of what else it is known by."""

    found: Found
    title: Spelled
    also: Spelled

    def roughly(self, words: Sequence[str]) -> Level | None:
        """Return about how well it answers to the words."""
        level = self.title.roughly(words)
        if level is None and self.also.plain and self.also.roughly(words) is not None:
            return Level.BESIDE
        return level


Where = tuple[str, tuple[tuple[str, object], ...]]
"""A page and the filters that show a record on it."""
Names = dict[FindKind, tuple[Named, ...]]
_kept: WeakKeyDictionary[Engine, tuple[int, Names]] = WeakKeyDictionary()


def named(session: Session, asked: Asked) -> Iterator[list[Hit]]:
    """Yield what answers to the words, one list for each kind, equals in the order of their lists."""
    for records in names(session).values():
        rough = [
            (level, order)
            for order, record in enumerate(records)
            if (level := record.roughly(asked.words)) is not None
        ]
        best = rough if len(rough) <= WEIGHED else nsmallest(WEIGHED, rough)
        yield [hit for _level, order in best if (hit := _hit(records[order], asked, order))]


def names(session: Session) -> Names:
    """Return all names as of now, read again only when something was saved since."""
    engine, head = session.connection().engine, trail.head(session).id
    before = _kept.get(engine)
    if before is None or before[0] != head:
        before = head, {kind: tuple(read(session)) for kind, read in _READERS.items()}
        _kept[engine] = before
    return before[1]


def _hit(record: Named, asked: Asked, order: int) -> Hit | None:
    """Return how a record answers to the words: by its title, else by what else it is known by."""
    rank = record.title.rank(asked.words)
    if rank is None and (beside := record.also.rank(asked.words)) and beside.level <= Level.SPOKEN:
        rank = beside._replace(level=Level.BESIDE)
    return None if rank is None else Hit(rank, (order,), record.found)


def _orgs(session: Session) -> Iterator[Named]:
    """Yield partners, shown among the companies; teams and agencies, shown by their people and contracts."""
    of = ORGS.c
    asked = select(of.id, of.name, of.short_name, of.roles, of.region, is_partner().label("is_partner"))
    for row in session.execute(asked.where(of.deleted_at.is_(None)).order_by(of.code)):
        roles = row.roles or ""
        if row.is_partner:
            where: Where = ("partners", (("part", "companies"), ("key", row.id)))
        elif OrgRoleKind.TEAM in roles:
            where = ("streamers", (("team_id", row.id),))
        elif OrgRoleKind.MCN in roles:
            where = ("streamers", (("part", "contracts"), ("org_id", row.id)))
        else:  # an office, a school: nothing lists it
            continue
        notes = (row.short_name, row.roles, row.region)
        yield _as_named(FindKind.ORG, row.id, row.name, notes, where, (row.short_name,))


def _brands(session: Session) -> Iterator[Named]:
    """Yield the brands, by English name and founder too."""
    of = _BRANDS.c
    asked = select(of.id, of.name, of.english_name, of.founder, type_coerce(of.status, String))
    for key, name, english, founder, stage in session.execute(
        asked.where(of.deleted_at.is_(None)).order_by(of.code)
    ):
        where = ("brands", (("part", "list"), ("key", key)))
        yield _as_named(FindKind.BRAND, key, name, (stage, english, founder), where, (english, founder))


def _trainings(session: Session) -> Iterator[Named]:
    """Yield the trainings, the newest first."""
    of = _TRAININGS.c
    asked = select(of.id, of.title, of.start_at, type_coerce(of.status, String))
    for key, title, start, state in session.execute(
        asked.where(of.deleted_at.is_(None)).order_by(of.start_at.desc(), of.id)
    ):
        where = ("trainings", (("part", "sessions"), ("key", key)))
        yield _as_named(FindKind.TRAINING, key, title, (f"{start:%Y-%m-%d}", state), where)


def _courses(session: Session) -> Iterator[Named]:
    """Yield the courses."""
    of = _COURSES.c
    asked = select(of.id, of.name, type_coerce(of.category, String))
    for key, name, category in session.execute(asked.where(of.deleted_at.is_(None)).order_by(of.code)):
        where = ("trainings", (("part", "courses"), ("key", key)))
        yield _as_named(FindKind.COURSE, key, name, (category,), where)


def _campaigns(session: Session) -> Iterator[Named]:
    """Yield the campaigns, the newest first."""
    of = _CAMPAIGNS.c
    asked = select(of.id, of.name, of.place, of.start_on, type_coerce(of.status, String))
    for key, name, place, start, state in session.execute(
        asked.where(of.deleted_at.is_(None)).order_by(of.start_on.desc().nulls_last(), of.id)
    ):
        where = ("campaigns", (("part", "campaign_list"), ("key", key)))
        notes = (start and start.isoformat(), state, place)
        yield _as_named(FindKind.CAMPAIGN, key, name, notes, where, (place,))


def _as_named(
    kind: FindKind,
    key: int,
    title: str,
    notes: tuple[str | None, ...],
    where: Where,
    also: tuple[str | None, ...] = (),
) -> Named:
    """Return a record as it is kept."""
    found = Found(kind, key, title, tuple(filter(None, notes)), *where)
    return Named(found, spelled(title), spelled(" ".join(filter(None, also))))


_READERS = {
    FindKind.ORG: _orgs,
    FindKind.BRAND: _brands,
    FindKind.TRAINING: _trainings,
    FindKind.COURSE: _courses,
    FindKind.CAMPAIGN: _campaigns,
}
