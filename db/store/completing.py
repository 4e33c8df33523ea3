"""What follows from the values of a record before it is saved, and what must follow it afterwards.

The rules of a subject lie in a file of its own, loaded when a record of it is first saved: COMPLETIONS
(fields that follow from the others), FAULTS (what only the database knows), FOLLOWS (what is brought up to
date once it is saved), RETURNS (why a deleted record cannot come back) and KEEPS (why one must not be
deleted), each by model.
"""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any

from db.engine import Session
from db.errors import BadValue, NotAllowed
from db.record import Record

Values = Mapping[str, Any]
Completions = dict[type[Record], Callable[[Session, Values], dict[str, Any]]]
Faults = dict[type[Record], Callable[[Session, Values, int | None], Iterator[BadValue]]]
Follows = dict[type[Record], Callable[[Session, int, Values, Values], None]]
Keeps = dict[type[Record], Callable[[Session, Values], str]]
Returns = dict[type[Record], Callable[[Session, Values, int], Iterator[BadValue]]]

_WHERE: dict[str, str] = {
    "assessment": "training_rules",
    "attendance": "training_rules",
    "baseline_value": "baseline_rules",
    "brand": "brand_rules",
    "campaign": "campaign_rules",
    "campaign_event": "campaign_rules",
    "campaign_line": "campaign_rules",
    "campaign_party": "campaign_rules",
    "certificate": "training_rules",
    "city_figure": "campaign_rules",
    "contract": "contracts",
    "employment_month": "declared_rules",
    "evaluation": "partner_rules",
    "incident": "declared_rules",
    "issue_ticket": "partner_rules",
    "live_session": "live_rules",
    "mandatory_document": "partner_rules",
    "org": "partner_rules",
    "platform_account": "streamer_rules",
    "product_check": "partner_rules",
    "qualification": "partner_rules",
    "report": "report_rules",
    "streamer": "streamer_rules",
    "training": "training_rules",
}
"""Table → module of this package with its rules."""


def completed(session: Session, model: type[Record], values: Values) -> dict[str, Any]:
    """Return the fields that follow from the whole record and were left empty, or are never typed."""
    rule = _rule(model, "COMPLETIONS")
    return dict(rule(session, values)) if rule else {}


def faults(session: Session, model: type[Record], values: Values, key: int | None) -> Iterator[BadValue]:
    """Yield the faults of a record that only the database knows of."""
    rule = _rule(model, "FAULTS")
    if rule:
        yield from rule(session, values, key)


def taken_meanwhile(session: Session, model: type[Record], row: Values, key: int) -> Iterator[BadValue]:
    """Yield why a deleted record cannot come back beside those saved since."""
    rule = _rule(model, "RETURNS")
    if rule:
        yield from rule(session, row, key)


def refuse_kept(session: Session, model: type[Record], row: Values) -> None:
    """Raise NotAllowed, in the rule's own sentence, for a record that has to be kept."""
    rule = _rule(model, "KEEPS")
    words = rule(session, row) if rule else ""
    if words:
        raise NotAllowed(words)


def follow(session: Session, model: type[Record], key: int, old: Values, new: Values) -> None:
    """Bring what depends on a saved record up to date: the search index, who presented a session."""
    rule = _rule(model, "FOLLOWS")
    if rule:
        rule(session, key, old, new)


def _rule(model: type[Record], what: str) -> Any:
    """Return the rule of one sort that a model has; None when it has none."""
    place = _WHERE.get(str(model.__tablename__))
    return place and getattr(import_module(f"db.store.{place}"), what, {}).get(model)
