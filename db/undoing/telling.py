"""Tell in the audit trail, record by record, what went back when something done by hand was undone."""

from collections.abc import Iterator

from db import trail
from db.columns import Column, columns_of
from db.intake.history import Image
from db.queries.lists import masked
from db.undoing.plan import Plan
from db.undoing.shapes import is_record, model_named, table_named


def entries(plan: Plan, action: str, words: str) -> Iterator[trail.Entry]:
    """Yield one line for each record that was restored, went or came back; ``words`` say what was undone."""
    for group in (plan.hides, plan.puts, plan.restores):
        for name in sorted(group):
            if is_record(table_named(name)):
                for key in sorted(group[name]):
                    changes = _changes(plan, name, key)
                    yield trail.Entry(action, name, key, changes or None, words)


def _changes(plan: Plan, name: str, key: int) -> trail.Changes:
    """Return the shown fields of a record that went back: what they held, and what they hold again."""
    held, restored = plan.held[name].get(key, {}), plan.restores[name].get(key, {})
    return {
        column.name: [_word(column, held), _word(column, restored)]
        for column in columns_of(model_named(name))
        if column.name in restored
    }


def _word(column: Column, image: Image) -> str | None:
    """Return a field of an image as the trail keeps it, a sealed one masked."""
    if column.shown.sealed:
        return masked(column, image.get(f"{column.name}_tail"))
    return image.get(column.name)
