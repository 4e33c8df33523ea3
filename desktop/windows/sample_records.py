"""The sample records no sheet brings: ``resources/samples/records/*.json``, entered at founding (no Qt).

Each file is a list of entries as ``db.store.entering`` tells: a model, its values with links by name or
code, moves with their days, children inside their parent. Files are taken in the order of their names,
so begin a name with two digits: those that begin with 0 come before the workbooks (what these refer to),
all others after them. An ``as`` of one file can be a link in a later one. Keep it light: a record costs
about 1 ms. Names of people are invented, but for what a published source says.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from desktop import assets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from db.engine import Session

_FIRST = "0"


def record_files(*, before_workbooks: bool) -> list[Path]:
    """Return the files that come before the sample workbooks, or those that come after, in their order."""
    files = sorted(assets.path("samples/records").glob("*.json"))
    return [path for path in files if path.name.startswith(_FIRST) == before_workbooks]


def enter_records(session: Session, known: dict[tuple[str, str], int], *, before_workbooks: bool) -> int:
    """Enter the sample records in the caller's transaction; return how many. LookupError for a lost link."""
    from db.store.entering import enter  # noqa: PLC0415 - loads the ORM

    files = record_files(before_workbooks=before_workbooks)
    return sum(enter(session, entries_of(path), known) for path in files)


def entries_of(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the entries of one file."""
    yield from json.loads(path.read_text(encoding="utf-8"))
