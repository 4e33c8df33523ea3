"""What a user does to one record or to many at a moment: each a transaction that can be undone.

Of many, those that are refused are named with the reason, and the others are done all the same. A deed is
loaded when it is first done: undoing and imports stand behind it, and a window is painted before.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from db.deeds.attached import remove_file, remove_photo, set_photo
    from db.deeds.deed import Deed, Refused
    from db.deeds.doing import delete_all, move_all, save_one, set_all, take_back, to_one
    from db.deeds.entered import (
        change_people,
        count_followers,
        delete_line,
        enrol_all,
        finish_sign_in,
        issue_all,
        mark_absent,
        order_lines,
        present,
        refuse_stage,
    )
    from db.deeds.house import (
        delete_rubric_item,
        save_step,
        set_brand_limits,
        set_numbers,
        set_report,
        set_training,
        set_weights,
        shift_step,
    )
    from db.deeds.onboarding import begin_flow, drop_flow, reopen_node, skip_node, tick_node
    from db.deeds.reminding import remind_all
    from db.deeds.states import NextState, next_states
    from db.deeds.tagging import Tag, tag_all, tags_of

__all__ = [
    "Deed",
    "NextState",
    "Refused",
    "Tag",
    "begin_flow",
    "change_people",
    "count_followers",
    "delete_all",
    "delete_line",
    "delete_rubric_item",
    "drop_flow",
    "enrol_all",
    "finish_sign_in",
    "issue_all",
    "mark_absent",
    "move_all",
    "next_states",
    "order_lines",
    "present",
    "refuse_stage",
    "remind_all",
    "remove_file",
    "remove_photo",
    "reopen_node",
    "save_one",
    "save_step",
    "set_all",
    "set_brand_limits",
    "set_numbers",
    "set_photo",
    "set_report",
    "set_training",
    "set_weights",
    "shift_step",
    "skip_node",
    "tag_all",
    "tags_of",
    "take_back",
    "tick_node",
    "to_one",
]
_FILES = (
    "deed",
    "doing",
    "entered",
    "attached",
    "house",
    "onboarding",
    "reminding",
    "states",
    "tagging",
)


def __getattr__(name: str) -> Any:
    """Return a deed, loading its file; AttributeError for a name that is none."""
    for file in _FILES if name in __all__ else ():
        if found := getattr(import_module(f"db.deeds.{file}"), name, None):
            globals()[name] = found
            return found
    raise AttributeError(name)
