"""资质 on any day: which documents a partner held then, whether they sufficed, and which were about to lapse.

A document is there from 发证日期 on where one is told, else from the start; the day it names is the last it
is valid on. What the base asks for is asked as it is asked today: the list of 必备资质 has no history.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, FromClause, String, and_, exists, or_, select, type_coerce

from db.engine import Session
from db.models.partner_words import Papers
from db.queries.partner_documents import DOCUMENTS, DUE_DAYS, needs, rules
from db.queries.partner_history import ever_partners
from db.queries.tables import ORGS, alive

MONTH, QUARTER = DUE_DAYS, 90
"""Days ahead within which a document that lapses is told of: P05, P05Q."""


class Paper(NamedTuple):
    """One document of a partner: without ``issued_on`` from the start, without ``valid_to`` for good."""

    id: int
    org_id: int
    kind: str
    number: str | None
    issued_on: date | None
    valid_to: date | None

    def was_there(self, day: date) -> bool:
        """Say whether it had been issued by a day."""
        return self.issued_on is None or self.issued_on <= day

    def holds(self, day: date) -> bool:
        """Say whether it was valid on a day."""
        issued, end = self.issued_on, self.valid_to
        return (issued is None or issued <= day) and (end is None or end >= day)

    def outlasts(self, other: "Paper") -> bool:
        """Say whether it takes the place of another of its kind: it is valid for longer."""
        if self.kind != other.kind or other.valid_to is None:
            return False
        return self.valid_to is None or self.valid_to > other.valid_to


@dataclass(frozen=True, slots=True)
class Cabinet:
    """The documents of all partners by organisation; what each is asked for: kinds, any of which will do."""

    held: Mapping[int, list[Paper]]
    asked: Mapping[int, list[frozenset[str]]]

    def suffices(self, org: int, day: date) -> bool:
        """Say whether every document asked of an organisation was valid on a day (P04)."""
        asked = self.asked[org]
        valid = {paper.kind for paper in self.held.get(org, ()) if paper.holds(day)} if asked else set()
        return not any(kinds.isdisjoint(valid) for kinds in asked)

    def due(self, org: int, day: date, days: int) -> list[Paper]:
        """Return what lapses within some days and was not renewed by the day, the earliest first (P05)."""
        held, last = self.held.get(org, ()), day + timedelta(days=days)
        lapsing = [
            (paper.valid_to, paper)
            for paper in held
            if paper.valid_to is not None and day <= paper.valid_to <= last and paper.was_there(day)
        ]
        if not lapsing:
            return []
        return [
            paper
            for _, paper in sorted(lapsing)
            if not any(new.was_there(day) and new.outlasts(paper) for new in held)
        ]

    def renewed(self, paper: Paper) -> Paper | None:
        """Return what took a document's place, whenever it was issued; of several what holds longest."""
        newer = [new for new in self.held.get(paper.org_id, []) if new.outlasts(paper)]
        return max(newer, key=lambda new: new.valid_to or date.max, default=None)

    def word(self, org: int, day: date) -> Papers:
        """Return how an organisation stood with its documents on a day: the first that is true."""
        there = [paper for paper in self.held.get(org, []) if paper.was_there(day)]
        valid = {paper.kind for paper in there if paper.holds(day)}
        kinds = {paper.kind for paper in there}
        if kinds - valid:
            return Papers.EXPIRED
        if any(kinds.isdisjoint(accepted) for accepted in self.asked[org]):
            return Papers.LACKING
        return Papers.DUE if self.due(org, day, MONTH) else Papers.COMPLETE


def cabinet(session: Session) -> Cabinet:
    """Read the documents of all that were ever partners, and what the base asks of each of them."""
    of, org = DOCUMENTS.c, ORGS.c
    ever = ever_partners()
    held: defaultdict[int, list[Paper]] = defaultdict(list)
    asked = select(of.id, of.org_id, type_coerce(of.kind, String), of.number, of.issued_on, of.valid_to)
    asked = asked.where(alive(DOCUMENTS), of.org_id.in_(ever)).order_by(of.id)
    for paper in map(Paper._make, session.execute(asked).all()):
        held[paper.org_id].append(paper)
    known, wanted = rules(session), {}
    alike: dict[tuple[str | None, str | None], list[frozenset[str]]] = {}
    orgs = select(org.id, org.roles, org.categories).where(org.id.in_(ever))
    for key, roles, goods in session.execute(orgs).all():
        if (roles, goods) not in alike:
            own = needs(known, {"roles": roles, "categories": goods})
            alike[roles, goods] = [frozenset(kind.value for kind in need.accepted) for need in own]
        wanted[key] = alike[roles, goods]
    return Cabinet(held, wanted)


def is_due(day: date, days: int) -> ColumnElement[bool]:
    """Return the condition that a document lapses within some days of a day, not renewed by it (P05)."""
    of, new = DOCUMENTS.c, DOCUMENTS.alias("newer")
    longer = or_(new.c.valid_to.is_(None), new.c.valid_to > of.valid_to)
    renewed = exists().where(
        new.c.org_id == of.org_id, new.c.kind == of.kind, alive(new), was_there(new, day), longer
    )
    return and_(
        alive(DOCUMENTS),
        was_there(DOCUMENTS, day),
        of.valid_to.between(day, day + timedelta(days=days)),
        ~renewed,
    )


def was_there(documents: FromClause, day: date) -> ColumnElement[bool]:
    """Return the condition that a document had been issued by a day."""
    return or_(documents.c.issued_on.is_(None), documents.c.issued_on <= day)
