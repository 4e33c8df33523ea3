"""What a user does to one record or to many at a moment: each a transaction that can be undone.

Of many, those that are refused are named with the reason, and the others are done all the same. A deed is
loaded when it is first done: undoing and imports stand behind it, and a window is painted before.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from db.deeds.deed import Deed, Refused
    from db.deeds.doing import delete_all, move_all, save_one, set_all, take_back, to_one
    from db.deeds.entered import (
        change_people,
        count_followers,
        delete_line,
        enrol_all,
        finish_sign_in,
        mark_absent,
        present,
    )
    from db.deeds.reminding import remind_all
    from db.deeds.states import NextState, next_states
    from db.deeds.tagging import Tag, tag_all, tags_of

__all__ = [
    "Deed",
    "NextState",
    "Refused",
    "Tag",
    "change_people",
    "count_followers",
    "delete_all",
    "delete_line",
    "enrol_all",
    "finish_sign_in",
    "mark_absent",
    "move_all",
    "next_states",
    "present",
    "remind_all",
    "save_one",
    "set_all",
    "tag_all",
    "tags_of",
    "take_back",
    "to_one",
]
_FILES = ("deed", "doing", "entered", "reminding", "states", "tagging")


def __getattr__(name: str) -> Any:
    """Return a deed, loading its file; AttributeError for a name that is none."""
    for file in _FILES if name in __all__ else ():
        if found := getattr(import_module(f"db.deeds.{file}"), name, None):
            globals()[name] = found
            return found
    raise AttributeError(name)
