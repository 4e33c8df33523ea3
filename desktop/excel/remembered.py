"""Sheets whose header the program does not know, found again by what the user once said of it."""

from itertools import islice

from db.engine import Session
from db.intake import KINDS
from db.queries.memory import known_before
from desktop.excel.book import RawSheet
from desktop.excel.header_finding import LOOKED_AT
from desktop.excel.header_words import text_of
from desktop.excel.reading import Reading

_LEAST = 2
"""Filled cells of a row that may be a header."""


def remembered(session: Session, sheet: RawSheet, kind: str) -> Reading | None:
    """Return how a sheet is read by the first of its rows the user once called a header; None for none.

    ``kind`` is the only one that may be meant; "" for any.
    """
    rows = [(number, tuple(map(text_of, cells))) for number, cells in islice(sheet.rows, LOOKED_AT)]
    likely = [(number, texts) for number, texts in rows if sum(map(bool, texts)) >= _LEAST]
    found = known_before(session, [kind] if kind else list(KINDS), [texts for _, texts in likely])
    if found is None:
        return None
    name, place = found
    return Reading(kind=name, header_row=likely[place][0])
