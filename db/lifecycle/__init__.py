"""States: which moves are allowed, what each asks for, and what the state was on any day.

The moves and guards of a subject are data (``Rules``) in a file of its own, named in ``governed``. Every move
writes StatusHistory and the trail; whatever a report says of a month's end is answered from that history,
never from the present state.
"""

from db.lifecycle.governed import governs
from db.lifecycle.history import PastMove, history_of, state_then, states_at
from db.lifecycle.moving import BY_RULE, begin, move, move_by_rule, moves
from db.lifecycle.rules import Case, Criterion, Due, Move, Rules

__all__ = [
    "BY_RULE",
    "Case",
    "Criterion",
    "Due",
    "Move",
    "PastMove",
    "Rules",
    "begin",
    "governs",
    "history_of",
    "move",
    "move_by_rule",
    "moves",
    "state_then",
    "states_at",
]
