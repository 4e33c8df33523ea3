"""Tags of several records: which they carry, which the base knows, and giving or taking some."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from db import store
from db.deeds.deed import Deed, each
from db.engine import Session
from db.queries.among import among
from db.queries.lists import filter_on
from db.queries.tables import table_of
from db.record import Record
from db.steps import Step, no_step
from db.store.offers import offers
from db.store.reading import row_of
from db.values.several import BETWEEN, words_in

TAGS = "tags"
"""Field of the models that carry tags."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag the base knows, and how many of some records carry it."""

    word: str
    count: int


def tags_of(session: Session, model: type[Record], keys: Sequence[int]) -> list[Tag]:
    """Return every tag of a model, those some records carry first."""
    table = table_of(model)
    mine = among(session, table.c.id, keys), table.c[TAGS].is_not(None)
    counts = Counter[str]()
    for text, count in session.execute(
        select(table.c[TAGS], func.count()).where(*mine).group_by(table.c[TAGS])
    ):
        for word in words_in(text):
            counts[word] += count
    known = [str(word) for word, _called in offers(session, filter_on(model, TAGS), limit=1000)]
    return [Tag(word, counts[word]) for word in sorted(known, key=lambda word: (-counts[word], word))]


def tag_all(
    session: Session,
    model: type[Record],
    keys: Sequence[int],
    *,
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
    step: Step = no_step,
) -> Deed:
    """Give records some tags and take others; the rest stay as they are."""

    def do(key: int) -> None:
        row = row_of(session, model, key)
        kept = [word for word in words_in(row[TAGS]) if word not in remove]
        words = BETWEEN.join(dict.fromkeys((*kept, *add)))
        store.save(session, model, {TAGS: words or None}, key, row["version"])

    more, less = BETWEEN.join(add), BETWEEN.join(remove)

    def said(whom: str) -> str:
        if more and less:
            return f"给{whom}加上标签“{more}”，去掉标签“{less}”"
        return f"给{whom}加上标签“{more}”" if more else f"给{whom}去掉标签“{less}”"

    return each(session, model, keys, do, said, step)
