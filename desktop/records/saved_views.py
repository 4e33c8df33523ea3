"""视图: questions a user named to ask them again, as text in the user's settings."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.queries.lists import ListView
from db.store import Query


@dataclass(frozen=True, slots=True)
class SavedView:
    """A named question; the page begins with the one that is ``first``."""

    name: str
    query: Query
    first: bool = False


def can_keep(query: Query) -> bool:
    """Whether a question can be kept: a period a report hands over is none the user chose."""
    return all(isinstance(_plain(value), str | int | dict | None) for _name, value in query.filters)


def views_text(views: Sequence[SavedView]) -> str:
    """Return views as text to keep."""
    kept = [
        {
            "name": view.name,
            "text": view.query.text,
            "filters": [[name, _plain(value)] for name, value in view.query.filters],
            "sort": view.query.sort,
            "columns": view.query.columns,
            "first": view.first,
        }
        for view in views
    ]
    return json.dumps(kept, ensure_ascii=False)


def read_views(text: str, of: ListView) -> tuple[SavedView, ...]:
    """Return the views kept for a list; what the list no longer has is left out, and what is no view too."""
    try:
        kept = json.loads(text)
    except (ValueError, RecursionError):  # brackets without end
        return ()
    found = (_view_or_none(each, of) for each in (kept if isinstance(kept, list) else ()))
    return tuple(view for view in found if view is not None)


def _view_or_none(kept: Any, of: ListView) -> SavedView | None:
    """Return one view of a list; None for what is none: the others are kept all the same."""
    try:
        return _view(kept, of)
    except (ValueError, TypeError, KeyError):
        return None


def _view(kept: dict[str, Any], of: ListView) -> SavedView:
    """Return one view of a list."""
    filters, columns = {each.name for each in of.narrowing}, {each.name for each in of.offered}
    query = Query(
        str(kept["text"]),
        tuple((str(name), _value(value)) for name, value in kept["filters"] if name in filters),
        tuple((str(name), bool(falls)) for name, falls in kept["sort"] if name in of.sql),
        tuple(str(name) for name in kept["columns"] if name in columns),
    )
    return SavedView(str(kept["name"]), query, bool(kept["first"]))


def _plain(value: object) -> object:
    """Return the value of a filter as JSON holds it."""
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, tuple) and all(isinstance(day, date) for day in value):
        return {"days": [day.isoformat() for day in value]}
    return value


def _value(plain: object) -> object:
    """Return the value of a filter from what JSON holds."""
    if isinstance(plain, list):
        raise TypeError(plain)
    if not isinstance(plain, dict):
        return plain
    if "day" in plain:
        return date.fromisoformat(plain["day"])
    start, end = (date.fromisoformat(day) for day in plain["days"])
    return start, end
