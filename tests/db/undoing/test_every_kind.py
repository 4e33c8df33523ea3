"""Every kind of sheet: an import undone leaves the base as it was, and undone again as the import left it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from db.imports import MappedSheet, Mode, Sheet, check_rows, save_rows
from db.intake import KINDS
from db.steps import no_step
from db.undoing import preview, undo
from db.values import Kind
from tests.db.intake.invented_lines import LINES, cell
from tests.db.intake.sheets import EVENING, LIVES, MORNING, PEOPLE, ROSTER, SOURCE, changed, mapped, take_in
from tests.db.undoing.photographs import differences, photograph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.columns import Column
    from db.engine import Database, Session
    from db.imports import Checked, Outcome, SheetKind

_TRIES = 14
_PLAIN = frozenset(
    {Kind.TEXT, Kind.LONG_TEXT, Kind.COUNT, Kind.NUMBER, Kind.MONEY, Kind.DURATION, Kind.CREDIT}
)
KNOWN_OTHERWISE = ("streamers", "lives", "followers", "refunds")


@pytest.fixture
def base(database: Database) -> Database:
    """Return a base with two streamers and their accounts."""
    take_in(database, "streamers", mapped("streamers", ROSTER, *PEOPLE))
    return database


def taken(
    session: Session, kind: SheetKind, columns: Sequence[Column], rows: Sequence[Sequence[Any]]
) -> Checked:
    """Check lines whose columns are known."""
    header = tuple(one.label for one in columns)
    numbered = [(4 + line, list(row)) for line, row in enumerate(rows)]
    sheet = MappedSheet(Sheet("Sheet1", header, numbered), {at: one.name for at, one in enumerate(columns)})
    return check_rows(session, kind, [sheet])


def lines(session: Session, kind: SheetKind) -> tuple[list[Column], list[list[Any]]]:
    """Return columns and lines of a kind that can all be taken in."""
    columns = [one for one in kind.template if one.name != "code" and "." not in one.name]
    for _ in range(_TRIES):
        rows = [[cell(session, kind, one, line) for one in columns] for line in range(LINES)]
        checked = taken(session, kind, columns, rows)
        if not checked.rejected:
            return columns, rows
        refused = {problem.column for problem in checked.problems}
        columns = [one for one in columns if one.required or one.label not in refused]
    raise AssertionError([(one.column, one.reason) for one in checked.problems])


def another(one: Column, value: Any) -> Any:
    """Return another value for a plain cell."""
    if one.kind in (Kind.TEXT, Kind.LONG_TEXT):
        return f"改{value}"[: one.max_length or 60]
    return value + 1


def changed_lines(
    session: Session, kind: SheetKind, columns: Sequence[Column], rows: Sequence[Sequence[Any]]
) -> list[list[Any]]:
    """Return the lines with one cell changed in as many as allow it, so that they stay the same records."""
    made = [list(row) for row in rows]
    for line in range(LINES - 1):
        for at, one in enumerate(columns):
            if one.kind not in _PLAIN or one.shown.refers_to is not None or made[line][at] is None:
                continue
            old, made[line][at] = made[line][at], another(one, made[line][at])
            checked = taken(session, kind, columns, made)
            outcome = None if checked.rejected else kind.save(session, checked, Mode.CHECK, 0, no_step)
            if outcome is not None and outcome.updated == line + 1:
                break
            made[line][at] = old
    return made


def saved(
    session: Session, kind: SheetKind, columns: Sequence[Column], rows: Sequence[Sequence[Any]]
) -> Outcome:
    """Take lines in."""
    return save_rows(session, kind, taken(session, kind, columns, rows), Mode.UPSERT, SOURCE, no_step)


def there_and_back(base: Database, batch: int, before: Any) -> None:
    """Undo a batch, undo that, and undo the batch once more; look at the base each time."""
    after = photograph(base)
    assert differences(before, after)
    with base.read() as session:
        told = preview(session, batch)
    with base.write() as session:
        done = undo(session, batch)
    assert (done.removed, done.restored, done.kept) == (told.removed, told.restored, ())
    assert differences(before, photograph(base)) == {}
    with base.write() as session:
        back = undo(session, done.undo or 0)
    assert back.kept == ()
    assert differences(after, photograph(base)) == {}
    with base.write() as session:
        again = undo(session, batch)
    assert (again.removed, again.restored, again.kept) == (done.removed, done.restored, ())
    assert differences(before, photograph(base)) == {}


@pytest.mark.parametrize("name", [name for name in KINDS if name not in KNOWN_OTHERWISE])
def test_new_and_changed_lines_are_undone_and_brought_back(base: Database, name: str) -> None:
    kind = KINDS[name]
    with base.write() as session:
        columns, rows = lines(session, kind)
        saved(session, kind, columns, rows[:2])
    before = photograph(base)
    with base.write() as session:
        outcome = saved(session, kind, columns, changed_lines(session, kind, columns, rows))
    assert outcome.added == 1
    assert outcome.updated, "nothing known was changed"
    there_and_back(base, outcome.batch or 0, before)


def test_a_roster_of_new_and_changed_people_is_undone_and_brought_back(base: Database) -> None:
    before = photograph(base)
    moved = changed(PEOPLE[0], {4: "wheat02", 5: "15万", 6: "离职", 7: "大满团队", 8: "美妆", 11: "2029-3-4"})
    other = changed(PEOPLE[1], {5: 4000.0, 10: "2026-3-6", 11: "2027-3-5"})
    fresh = (
        "麦小穗",
        None,
        "13700137000",
        "抖音",
        "ear01",
        100.0,
        "在职",
        "立夏团队",
        "食品",
        "2026/4/1",
        "2026/4/1",
    )
    outcome, _ = take_in(base, "streamers", mapped("streamers", ROSTER, moved, other, (*fresh, None)))
    assert (outcome.added, outcome.updated) == (1, 2)
    there_and_back(base, outcome.batch or 0, before)


def test_live_results_with_other_presenters_are_undone_and_brought_back(base: Database) -> None:
    header = (*LIVES, "主播")
    first, _ = take_in(base, "lives", mapped("lives", header, (*EVENING, "田小麦"), (*MORNING, "田小麦")))
    assert first.added == 2
    before = photograph(base)
    dearer = (*changed(EVENING, {7: "¥2,000元"}), "谷小米")
    both = (*MORNING, "田小麦、谷小米")
    fresh = (*changed(MORNING, {0: "2026-09-05 8:00", 1: "10:00"}), "谷小米")
    outcome, _ = take_in(base, "lives", mapped("lives", header, dearer, both, fresh))
    assert (outcome.added, outcome.updated) == (1, 2)
    there_and_back(base, outcome.batch or 0, before)


@pytest.mark.parametrize(
    ("kind", "day", "figure"), [("followers", "统计日期", "粉丝数"), ("refunds", "退款日期", "退款金额")]
)
def test_figures_of_an_account_on_a_day_are_undone_and_brought_back(
    base: Database, kind: str, day: str, figure: str
) -> None:
    header = ("平台", "平台账号", day, figure)
    lines = [("快手", "wheat01", f"2026-09-0{number}", 10 * number) for number in (1, 2)]
    take_in(base, kind, mapped(kind, header, *lines))
    before = photograph(base)
    again = (("快手", "wheat01", "2026-09-01", 12), ("快手", "wheat01", "2026-09-03", 5))
    outcome, _ = take_in(base, kind, mapped(kind, header, *again))
    assert (outcome.added, outcome.updated) == (1, 1)
    there_and_back(base, outcome.batch or 0, before)
