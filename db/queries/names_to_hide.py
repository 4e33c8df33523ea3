"""What must not leave the house in words: the names of the base's people, firms and accounts."""

import re
from collections.abc import Iterator

from sqlalchemy import select

from db import models
from db.engine import Session
from db.queries.tables import table_of

NAMING: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Streamer", ("name", "stage_name", "agent", "guardian_name", "created_by", "updated_by")),
    ("PlatformAccount", ("nickname", "account_no", "registrant")),
    ("Org", ("name", "short_name", "legal_rep", "contact", "after_sale_contact")),
    ("LiveBase", ("name", "responsible", "statistician", "filler")),
    ("LiveSession", ("guest",)),
    ("Brand", ("name", "founder", "assessor")),
    ("CampaignParty", ("name",)),
    ("EventGuest", ("name",)),
    ("Training", ("trainer",)),
    ("Assessment", ("assessor",)),
    ("OnboardingNode", ("owner", "done_by")),
    ("Qualification", ("verified_by",)),
    ("ProductCheck", ("checked_by",)),
    ("Evaluation", ("evaluated_by",)),
    ("Trail", ("by",)),
)
"""Models and the fields of theirs that name somebody; deleted records count as well."""
_SHORTEST = 2
_BETWEEN = re.compile("[、，,；;/]")


def names_to_hide(session: Session) -> frozenset[str]:
    """Return every name kept in the base, of two characters or more."""
    return frozenset(name for name in _names(session) if len(name) >= _SHORTEST)


def _names(session: Session) -> Iterator[str]:
    """Yield the names of all fields, with repeats: each of several in one field too."""
    for model_name, fields in NAMING:
        of = table_of(getattr(models, model_name)).c
        for field in fields:
            for value in session.scalars(select(of[field]).where(of[field].is_not(None)).distinct()):
                yield from {part.strip() for part in (value, *_BETWEEN.split(value))}
