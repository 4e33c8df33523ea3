"""Whatever stands in a cell, a declared kind reads it or refuses its line: nothing else happens."""

import random
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import pytest

from db.columns import Column
from db.engine import Database, Session
from db.imports import MappedSheet, Mode, Sheet, SheetKind, check_rows, save_rows
from db.intake import KINDS
from db.values import Kind, Raw
from tests.db.intake.invented_lines import cell, fill
from tests.db.intake.sheets import SOURCE

DECLARED = [name for name in KINDS if name not in ("streamers", "lives")]
LINES = 150
ODD: tuple[Raw, ...] = (
    *(
        "",
        " ",
        "-",
        "无",
        "0",
        "-1",
        "１２３",
        "abc",
        "长期",
        "是",
        "=1+1",
        "'",
        "%",
        "a\nb",
        "\x00",
        "\ud800",
    ),
    *("🌾" * 30, "字" * 3000, "9" * 40, "1e400", "-1e18", "2026-13-45", "2026-02-29", "0001-01-01", "25:61"),
    *("**************1234", "*******8000", "ZB-000001", "甲、乙，丙;丁", "100%", "12.5万", "NaN", "#REF!"),
    *(True, False, 0, -1, 2**63, -(2**70), 10**15, 0.1, -0.0, float("inf"), float("nan"), 1e300, 46082.75),
    *(date(1900, 1, 1), date(9999, 12, 31), datetime(2026, 3, 1, 23, 59), time(8, 30), timedelta(days=400)),
    None,
)


def _sheet(
    session: Session, kind: SheetKind, columns: Sequence[Column], chance: random.Random
) -> MappedSheet:
    """Return a sheet of a kind whose lines have an odd cell, or several; what must differ, does."""
    rows = []
    for line in range(LINES):
        cells = [cell(session, kind, one, line) for one in columns]
        for place, one in enumerate(columns):
            cells[place] = f"{cells[place]}{line}" if one.kind is Kind.TEXT else cells[place]
        for place in chance.sample(range(len(cells)), k=min(len(cells), chance.choice((1, 1, 1, 2, 3)))):
            cells[place] = chance.choice(ODD)
        rows.append((4 + line, cells))
    header = tuple(one.label for one in columns)
    return MappedSheet(Sheet("Sheet1", header, rows), {at: one.name for at, one in enumerate(columns)})


@pytest.mark.parametrize("name", DECLARED)
def test_odd_cells_are_read_or_refused(base: Database, name: str) -> None:
    kind = KINDS[name]
    with base.write() as session:
        columns = fill(session, kind)
        sheet = _sheet(session, kind, columns, random.Random(name))  # noqa: S311 - the same every time
    with base.write() as session:
        checked = check_rows(session, kind, [sheet])
        outcome = save_rows(session, kind, checked, Mode.UPSERT, SOURCE)
    assert outcome.added + outcome.updated + outcome.unchanged + outcome.rejected == checked.rows
    with base.write() as session:
        again = save_rows(session, kind, check_rows(session, kind, [sheet]), Mode.UPSERT, SOURCE)
    assert (again.added, again.updated, again.rejected) == (0, 0, outcome.rejected)
