"""资质: which documents a partner is asked for, and how it stands with each on a day.

Another kind may do as well as the one asked for (食品生产许可证 in place of 食品经营许可证).
Of several the best one counts: valid and verified, then valid, then the one that lapsed last.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, String, and_, bindparam, exists, or_, select, type_coerce

from db.engine import Session
from db.models import MandatoryDocument, Qualification
from db.models.partner_words import DocumentCheck, DocumentKind
from db.queries.tables import ORGS, table_of
from db.values import words_in
from db.values.several import BETWEEN

DOCUMENTS = table_of(Qualification)
ASKED = table_of(MandatoryDocument)
DUE_DAYS = 30
"""A document that lapses within so many days should be renewed."""


@dataclass(frozen=True, slots=True)
class Need:
    """A document a partner must have: one of the kinds ``accepted``, the first of which it is called by."""

    accepted: tuple[DocumentKind, ...]

    @property
    def name(self) -> str:
        """The document as people call it."""
        return self.accepted[0].value


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a partner; without ``valid_to`` it holds for good."""

    kind: DocumentKind
    valid_to: date | None
    verified: DocumentCheck

    def holds(self, on: date) -> bool:
        """Say whether it is valid on a day; the day it names is the last."""
        return self.valid_to is None or self.valid_to >= on

    @property
    def is_verified(self) -> bool:
        """Whether it was compared with the register and found right."""
        return self.verified is DocumentCheck.YES


@dataclass(frozen=True, slots=True)
class Standing:
    """How a partner stands with one document asked for: the best one it has; None when it has none."""

    need: Need
    best: Document | None

    def lapsed(self, on: date) -> int:
        """Return by how many days the document is expired; 0 when it is valid or there is none."""
        if self.best is None or self.best.valid_to is None:
            return 0
        return max((on - self.best.valid_to).days, 0)


Rule = tuple[DocumentKind, str | None, str | None, DocumentKind | None]


def rules(session: Session) -> list[Rule]:
    """Return what the base asks for: (kind, role, word in 主营产品, other kind that does as well)."""
    of = ASKED.c
    asked = select(of.kind, of.role, of.category, of.instead).where(of.deleted_at.is_(None)).order_by(of.id)
    return [tuple(row) for row in session.execute(asked)]


def needs(known: Iterable[Rule], org: Mapping[str, Any]) -> list[Need]:
    """Return the documents an organisation (its ``roles`` and ``categories``) is asked for, each once."""
    roles, goods = words_in(org["roles"]), org["categories"] or ""
    accepted: defaultdict[DocumentKind, list[DocumentKind]] = defaultdict(list)
    for kind, role, category, instead in known:
        if (role is None or role in roles) and (category is None or category in goods):
            accepted[kind] += [kind, *([instead] if instead else [])]
    return [Need(tuple(dict.fromkeys(kinds))) for kinds in accepted.values()]


def documents(session: Session, orgs: Collection[int] | None = None) -> dict[int, list[Document]]:
    """Return the documents of some organisations, or of all, by organisation."""
    of = DOCUMENTS.c
    asked = select(of.org_id, of.kind, of.valid_to, of.verified).where(of.deleted_at.is_(None))
    if orgs is not None:
        asked = asked.where(of.org_id.in_(orgs))
    found: defaultdict[int, list[Document]] = defaultdict(list)
    for org, *rest in session.execute(asked):
        found[org].append(Document(*rest))
    return found


def standings(wanted: Iterable[Need], held: Collection[Document], on: date) -> list[Standing]:
    """Return how a partner that holds some documents stands with each it is asked for on a day."""
    return [Standing(need, _best(need, held, on)) for need in wanted]


def standings_of(session: Session, org: Mapping[str, Any], on: date) -> list[Standing]:
    """Return how one organisation (its stored row) stands with each document it is asked for on a day."""
    held = documents(session, [org["id"]]).get(org["id"], [])
    return standings(needs(rules(session), org), held, on)


def _best(need: Need, held: Iterable[Document], on: date) -> Document | None:
    """Return the document that speaks best for a need."""
    fitting = [document for document in held if document.kind in need.accepted]
    return max(
        fitting,
        key=lambda each: (each.holds(on), each.is_verified, each.valid_to or date.max),
        default=None,
    )


def is_lacking() -> ColumnElement[bool]:
    """Return the condition that an organisation has none of a document it is asked for."""
    held = exists().where(_serves()).correlate(ORGS, ASKED)
    return exists().where(_asked_of_org(), ~held).correlate(ORGS)


def is_expired() -> ColumnElement[bool]:
    """Return the condition that a document of an organisation lapsed and no other of its kind is valid."""
    old, new, today = DOCUMENTS.alias(), DOCUMENTS.alias(), day_ahead()
    renewed = exists().where(_twin(old, new), or_(new.c.valid_to.is_(None), new.c.valid_to >= today))
    return exists().where(old.c.org_id == ORGS.c.id, _alive(old), old.c.valid_to < today, ~renewed)


def is_due() -> ColumnElement[bool]:
    """Return the condition that a document of an organisation lapses soon and was not renewed yet."""
    old, new, today, soon = DOCUMENTS.alias(), DOCUMENTS.alias(), day_ahead(), day_ahead(DUE_DAYS)
    renewed = exists().where(_twin(old, new), or_(new.c.valid_to.is_(None), new.c.valid_to > soon))
    return exists().where(
        old.c.org_id == ORGS.c.id, _alive(old), old.c.valid_to.between(today, soon), ~renewed
    )


def day_ahead(days: int = 0) -> ColumnElement[date]:
    """Return the day so many days from today as SQL; today is that of the asking, not of the start."""
    return bindparam("day", type_=Date, unique=True, callable_=lambda: date.today() + timedelta(days=days))


def _twin(old: Any, new: Any) -> ColumnElement[bool]:
    """Return the condition that two documents are of one organisation and kind."""
    return and_(new.c.org_id == old.c.org_id, new.c.kind == old.c.kind, _alive(new))


def _alive(table: Any) -> ColumnElement[bool]:
    """Return the condition that a document is not deleted."""
    alive: ColumnElement[bool] = table.c.deleted_at.is_(None)
    return alive


def _asked_of_org() -> ColumnElement[bool]:
    """Return the condition that a rule concerns an organisation; ``needs`` says the same of one row."""
    role = type_coerce(ASKED.c.role, String)
    has_role = (BETWEEN + ORGS.c.roles + BETWEEN).contains(BETWEEN + role + BETWEEN)
    return and_(
        ASKED.c.deleted_at.is_(None),
        or_(ASKED.c.role.is_(None), has_role),
        or_(ASKED.c.category.is_(None), ORGS.c.categories.contains(ASKED.c.category)),
    )


def _serves() -> ColumnElement[bool]:
    """Return the condition that a document of the organisation is of the kind asked for, or does as well."""
    of = DOCUMENTS.c
    return and_(
        of.org_id == ORGS.c.id, or_(of.kind == ASKED.c.kind, of.kind == ASKED.c.instead), _alive(DOCUMENTS)
    )
