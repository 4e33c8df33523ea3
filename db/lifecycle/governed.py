"""Which models change their state by moves only, and where their rules lie; loaded when first asked for."""

from functools import cache
from importlib import import_module
from typing import cast

from db.lifecycle.rules import Rules
from db.record import Record

_WHERE: dict[str, str] = {
    "contract": "contracts:RULES",
    "brand": "brands:BRANDS",
    "streamer": "streamers:STREAMERS",
    "training": "trainings:TRAININGS",
    "org": "partners:PARTNERS",
    "campaign": "campaigns:CAMPAIGNS",
    "report": "reports:REPORTS",
}
"""Table → module of this package and the name of its Rules."""


def governs(model: type[Record]) -> bool:
    """Say whether the state of a model changes by moves only."""
    return model.__tablename__ in _WHERE


@cache
def rules_of(model: type[Record]) -> Rules:
    """Return the rules of a model; KeyError for one whose state is not governed."""
    module, name = _WHERE[str(model.__tablename__)].split(":")
    return cast("Rules", getattr(import_module(f"db.lifecycle.{module}"), name))
