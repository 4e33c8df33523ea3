"""What the rules of the house do by themselves, day by day: asked when a base is opened, and each new day.

A rule looks, and names the moves that fell due with the day each counts from; so it does not matter how long
nobody opened the program, and asked again it finds nothing more to do. A rule writes nothing itself.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from importlib import import_module
from typing import cast

from db.attachments import forget_removed, holds_removed
from db.drafts import forget_old, holds_old
from db.engine import Session
from db.errors import AppError
from db.kept_files import forget_outdated, holds_outdated
from db.lifecycle import Due, move_by_rule

Rule = Callable[[Session, date], Iterable[Due]]

_RULES: tuple[str, ...] = (
    "lifecycle.contracts:fell_due",
    "lifecycle.trainings:due",
    "lifecycle.partners:lapsed",
    "lifecycle.partners:failed_twice",
)
"""``module:function`` of each rule, below ``db``: it gets a session and today."""


def due(session: Session, today: date | None = None) -> list[Due]:
    """Return the moves that fell due up to a day (today)."""
    return [move for place in _RULES for move in _rule(place)(session, today or date.today())]


def is_due(session: Session, today: date | None = None) -> bool:
    """Say whether ``run`` would have anything to do."""
    return bool(due(session, today)) or any(
        asks(session) for asks in (holds_removed, holds_outdated, holds_old)
    )


def run(session: Session, today: date | None = None) -> int:
    """Make the moves that fell due and return how many; needs a writing session.

    One that is refused keeps none of the others. What was removed long ago goes for good, imported files
    that were kept long enough, and drafts nobody asked for again.
    """
    forget_removed(session)
    forget_outdated(session)
    forget_old(session)
    made = 0
    for move in due(session, today):
        with suppress(AppError), session.begin_nested():
            move_by_rule(session, move.model, move.id, move.to, move.on, move.reason)
            made += 1
    return made


def _rule(place: str) -> Rule:
    """Return a rule by its place, loaded only now."""
    module, name = place.split(":")
    return cast("Rule", getattr(import_module(f"db.{module}"), name))
