"""Find anything: people, accounts, organisations, brands, trainings, campaigns, contracts, reports, sessions.

One question for the whole base, by Chinese, pinyin, initials or number, answered in groups, the best first.
The window's own pages and commands (``Offer``) are found by the same letters.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from db.engine import Session
from db.queries.find_hits import Asked, FindKind, Found, FoundGroup, Hit, Offer, best_of
from db.queries.find_named import named
from db.queries.find_numbers import by_number
from db.queries.find_people import accounts, contracts, people
from db.queries.find_reports import reports
from db.search.spelling import Level, spelled
from db.search.words import words_of


def find_anything(
    session: Session,
    text: str,
    offers: Sequence[Offer] = (),
    recent: Sequence[tuple[str, int | str]] = (),
    today: date | None = None,
) -> list[FoundGroup]:
    """Return what answers to the text, in groups, the best group first; [] where nothing is typed.

    ``recent`` are kind and key of what was chosen lately: it comes first among what matches equally well.
    """
    asked = Asked(text.strip(), tuple(words_of(text)), frozenset(recent))
    if not asked.words:
        return []
    is_letter = len(asked.text) == 1 and asked.text.isascii()
    by_kind: dict[FindKind, dict[int | str, Hit]] = {}
    for hits in _lists(session, asked, offers, today or date.today()):
        for hit in hits:
            if is_letter and hit.rank.level is Level.SPOKEN_INSIDE:
                continue  # one letter stands inside nearly everything
            known = by_kind.setdefault(hit.found.kind, {})
            known[hit.found.key] = min(hit, known.get(hit.found.key, hit), key=lambda each: each.rank)
    best = [found for hits in by_kind.values() if (found := best_of(hits.values(), asked))]
    order = list(FindKind)
    best.sort(key=lambda each: (each[0].level, order.index(each[1].kind)))
    return [group for _rank, group in best]


def _lists(session: Session, asked: Asked, offers: Sequence[Offer], today: date) -> Iterator[Sequence[Hit]]:
    """Yield what each kind answers."""
    found = people(session, asked)
    yield found
    yield accounts(session, asked, found)
    yield contracts(session, found)
    yield from named(session, asked)
    yield reports(session, asked, today)
    yield from by_number(session, asked)
    yield [hit for order, offer in enumerate(offers) if (hit := _offered(offer, asked, order))]


def _offered(offer: Offer, asked: Asked, order: int) -> Hit | None:
    """Return how a page or command answers: by its title, else by what else it is looked for by."""
    rank = spelled(offer.title).rank(asked.words)
    if rank is None and (beside := spelled(offer.also).rank(asked.words)) and beside.level <= Level.SPOKEN:
        rank = beside._replace(level=Level.SPOKEN)
    notes = (offer.note,) if offer.note else ()
    return None if rank is None else Hit(rank, (order,), Found(offer.kind, offer.key, offer.title, notes))
