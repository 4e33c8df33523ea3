"""What was frozen when a report was signed, as one hash: the trail keeps it, and the check counts it anew."""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import Table, select

from db.engine import Session
from db.models import ReportChange, ReportFile, ReportText, ReportValue
from db.queries.periods import FIVE
from db.queries.report_standing import REPORTS
from db.queries.tables import table_of

SIGNING = "签署"
"""What the trail calls it."""
FROZEN_HASH = "frozen_hash"
"""The name of the hash among what the trail tells of a signing."""

_HEAD = ("first", "last", "correction", "corrects_id", "number", "signer", "inputs_hash", "figures_hash")
_PARTS: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (table_of(ReportValue), ("indicator", *FIVE, "note", "rows", "rows_hash")),
    (table_of(ReportText), ("key", "generated", "edited", "by")),
    (table_of(ReportFile), ("kind", "name", "sha256", "size")),
    (table_of(ReportChange), ("indicator", "name", "unit", "old", "new", "reason")),
)


def hash_of_frozen(session: Session, report_id: int) -> str:
    """Return the hash of a signed report: its head, figures, texts, files and reasons, as they are stored."""
    digest = sha256()
    for line in _lines(session, report_id):
        digest.update(json.dumps(line, ensure_ascii=False).encode() + b"\n")
    return digest.hexdigest()


def _lines(session: Session, report_id: int) -> Iterator[list[Any]]:
    """Yield every stored line, each part in its own order, with plain values."""
    head = select(*(REPORTS.c[name] for name in _HEAD)).where(REPORTS.c.id == report_id)
    yield [REPORTS.name, *session.execute(head).one()]
    for table, names in _PARTS:
        asked = select(*(table.c[name] for name in names)).where(table.c.report_id == report_id)
        for row in sorted(session.execute(asked), key=lambda found: str(found[0])):
            yield [table.name, *row]
