"""Which columns a user put where and how wide, as text to keep between two starts."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from db.queries.lists import ListView


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """The columns shown, in order; those the user took away; widths in pixels at a text size (``body``)."""

    names: tuple[str, ...] = ()
    widths: Mapping[str, int] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    body: int = 0


def layout_text(view: ListView, names: Sequence[str], widths: Mapping[str, int], body: int) -> str:
    """Return as text what a user made of a list (``view``: as it is at first)."""
    hidden = [column.name for column in view.columns if column.name not in names]
    return json.dumps({"names": list(names), "widths": dict(widths), "hidden": hidden, "body": body})


def read_layout(text: str, view: ListView) -> ColumnLayout:
    """Return what was kept for a list; an empty one for a text that says nothing.

    Columns the list no longer has are left out; those it has got since stand at the end.
    """
    try:
        kept = json.loads(text)
        names, hidden = [str(name) for name in kept["names"]], [str(name) for name in kept["hidden"]]
        widths = {str(name): int(width) for name, width in kept["widths"].items()}
        body = int(kept["body"])
    except (ValueError, TypeError, KeyError, AttributeError):
        return ColumnLayout()
    offered = {column.name for column in view.offered}
    new = [column.name for column in view.columns if column.name not in (*names, *hidden)]
    shown = tuple(name for name in (*names, *new) if name in offered)
    return ColumnLayout(shown, widths, tuple(hidden), body) if shown and body > 0 else ColumnLayout()
