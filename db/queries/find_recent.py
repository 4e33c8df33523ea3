"""What was found lately, as it is now: only kinds and keys are remembered, never a name."""

from collections.abc import Iterable, Iterator, Sequence

from db.engine import Session
from db.errors import BadValue
from db.queries.find_hits import Asked, FindKind, Found
from db.queries.find_named import names
from db.queries.find_numbers import sessions_where
from db.queries.find_people import accounts_where, contracts_where, people_of
from db.queries.find_reports import line_of
from db.queries.periods import read_period
from db.queries.tables import ACCOUNTS, CONTRACTS, SESSIONS

Chosen = tuple[str, int | str]
"""Kind and key of a line (``Found``)."""


def recent_lines(session: Session, chosen: Sequence[Chosen]) -> list[Found]:
    """Return the lines of these, in their order; without what is gone and what only the window knows."""
    wanted: dict[str, list[int | str]] = {}
    for kind, key in chosen:
        wanted.setdefault(kind, []).append(key)
    found = {(each.kind.value, each.key): each for each in _lines(session, wanted)}
    return [found[each] for each in chosen if each in found]


def _lines(session: Session, wanted: dict[str, list[int | str]]) -> Iterator[Found]:
    """Yield the lines of the keys wanted of each kind."""
    keys = {kind: [key for key in found if isinstance(key, int)] for kind, found in wanted.items()}
    if known := keys.get(FindKind.PERSON):
        yield from (hit.found for hit in people_of(session, Asked("", ()), known))
    if known := keys.get(FindKind.ACCOUNT):
        yield from accounts_where(session, ACCOUNTS.c.id.in_(known))
    if known := keys.get(FindKind.CONTRACT):
        yield from (found for _owner, found in contracts_where(session, CONTRACTS.c.id.in_(known)))
    if known := keys.get(FindKind.LIVE):
        yield from (hit.found for hit in sessions_where(session, SESSIONS.c.id.in_(known)))
    for kind, records in names(session).items():
        yield from (each.found for each in records if each.found.key in keys.get(kind, ()))
    yield from _reports(wanted.get(FindKind.REPORT, []))


def _reports(keys: Iterable[int | str]) -> Iterator[Found]:
    """Yield the reports of periods as they are written."""
    for key in keys:
        try:
            yield line_of(read_period(str(key)))
        except BadValue:
            continue
