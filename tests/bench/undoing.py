"""Taking back an import of 15,000 roster rows and one of 200,000 live sessions, against the import itself."""

from __future__ import annotations

import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from db.imports import FileInfo, MappedSheet, Mode, Sheet, check_rows, save_rows
from db.intake import KINDS
from db.opening import open_database
from db.undoing import undo
from tests.bench.import_rows import HEADERS, ROWS, rows
from tests.bench.measured import Line, beside, held_to

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.engine import Database
    from db.values import Raw

LIVES, PEOPLE = 200_000, 2_000
_HEADERS = (
    "开播时间",
    "平台",
    "账号",
    "直播时长(分钟)",
    "观看人次",
    "成交金额",
    "退款金额",
    "成交订单数",
    "主播",
)


class Watch:
    """Notes how long work goes on without telling how far it is: that is how long a cancel waits."""

    def __init__(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()

    def __call__(self, _done: int, _total: int) -> None:
        """Note the time since the last call."""
        at = time.perf_counter()
        self.longest, self._last = max(self.longest, at - self._last), at


def measure() -> dict[str, Line]:
    """Return the seconds of undoing, their ratio to the import, and of the larger one the longest silence."""
    with tempfile.TemporaryDirectory() as name:
        database = open_database(Path(name) / "base.db", settings_folder=Path(name))
        roster, taken = _taken(database, "streamers", HEADERS, rows())
        spent, _ = _undone(database, roster)
        _taken(database, "streamers", HEADERS, rows()[:PEOPLE])
        lives, lives_taken = _taken(database, "lives", _HEADERS, _lines())
        lives_spent, silence = _undone(database, lives)
        database.close()
    return {
        f"undoing {ROWS:,} roster rows": beside(taken, spent, "s", "the import"),
        f"undoing {LIVES:,} live sessions": beside(lives_taken, lives_spent, "s", "the import"),
        "longest silence of that": held_to(0.3, silence, "s"),
    }


def _lines() -> list[tuple[Raw, ...]]:
    """Return live sessions, every account in turn, three hours after its last."""
    people = rows()[:PEOPLE]
    begin = datetime(2025, 9, 1, 6)
    lines: list[tuple[Raw, ...]] = []
    for number in range(LIVES):
        person = people[number % PEOPLE]
        start = begin + timedelta(hours=number // PEOPLE * 3, minutes=number % 60)
        facts = (20 + number % 25, number * 7, f"{number % 90000}.5", number % 500, number % 80)
        lines.append((f"{start:%Y-%m-%d %H:%M}", "快手", str(person[6]), *facts, str(person[0])))
    return lines


def _taken(
    database: Database, kind: str, header: Sequence[str], lines: Sequence[Sequence[object]]
) -> tuple[int, float]:
    """Take lines in; return the batch and the seconds."""
    names = {said: one.name for one in reversed(KINDS[kind].columns) for said in one.headers}
    mapping = {at: names[said] for at, said in enumerate(header)}
    numbered = tuple(
        (at, [f"{cell}" if cell != "" else None for cell in line]) for at, line in enumerate(lines, 2)
    )
    sheet = MappedSheet(Sheet("Sheet1", tuple(header), numbered), mapping)
    start = time.perf_counter()
    with database.write() as session:
        checked = check_rows(session, KINDS[kind], [sheet])
        outcome = save_rows(session, KINDS[kind], checked, Mode.UPSERT, FileInfo("a.xlsx", "a" * 64))
    assert outcome.added == len(lines), checked.problems[:3]
    return outcome.batch or 0, time.perf_counter() - start


def _undone(database: Database, batch: int) -> tuple[float, float]:
    """Undo a batch; return the seconds and the longest silence."""
    watch = Watch()
    start = time.perf_counter()
    with database.write() as session:
        found = undo(session, batch, watch)
    assert found.undo is not None
    assert found.kept == ()
    return time.perf_counter() - start, watch.longest
