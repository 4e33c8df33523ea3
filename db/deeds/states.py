"""What several records can be moved to together: every state that leads on from one of theirs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from db.engine import Session
from db.lifecycle.governed import rules_of
from db.queries.among import among
from db.queries.tables import table_of
from db.record import Record


@dataclass(frozen=True, slots=True)
class NextState:
    """A state, how many of some records have it before them, and whether a move there has to be explained."""

    to: str
    count: int
    needs_reason: bool


def next_states(session: Session, model: type[Record], keys: Sequence[int]) -> list[NextState]:
    """Return the states some records can be moved to, in their order; gates are judged when it is done."""
    rules, table = rules_of(model), table_of(model)
    asked = (
        select(table.c.status, func.count())
        .where(among(session, table.c.id, keys), table.c.deleted_at.is_(None))
        .group_by(table.c.status)
    )
    counts, reasoned = Counter[str](), set[str]()
    for word, count in session.execute(asked):
        state = rules.states(word)
        for to in rules.moves[state]:
            counts[to.value] += count
            if rules.reasoned(state, to):
                reasoned.add(to.value)
    order = (state.value for state in rules.states)
    return [NextState(word, counts[word], word in reasoned) for word in order if word in counts]
