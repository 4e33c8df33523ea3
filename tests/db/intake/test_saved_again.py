"""Lines whose saving was stopped or refused are saved the next time as if it were the first."""

import gc
from weakref import ref

import pytest

from db.engine import Database
from db.errors import Cancelled
from db.imports import FileInfo, Mode, check_rows, save_rows
from db.intake import KINDS
from tests.db.intake.sheets import EVENING, LIVES, MORNING, PEOPLE, ROSTER, asked, counts, mapped

SHEETS = {
    "streamers": (mapped("streamers", ROSTER, *PEOPLE), "streamer"),
    "lives": (mapped("lives", LIVES, EVENING, MORNING), "live_session"),
}


@pytest.mark.parametrize("kind", SHEETS)
def test_lines_taken_back_before_they_were_kept_come_in_the_second_time(base: Database, kind: str) -> None:
    sheet, table = SHEETS[kind]
    before = asked(base, f"SELECT count(*) FROM {table}")  # noqa: S608 - a name of ours
    with base.read() as session:
        checked = check_rows(session, KINDS[kind], [sheet])
    with pytest.raises(Cancelled), base.write() as session:
        first = save_rows(session, KINDS[kind], checked, Mode.UPSERT, FileInfo("a.xlsx"))
        raise Cancelled
    assert asked(base, f"SELECT count(*) FROM {table}") == before  # noqa: S608
    with base.write() as session:
        second = save_rows(session, KINDS[kind], checked, Mode.UPSERT, FileInfo("a.xlsx"))
    assert counts(second) == counts(first)
    written = asked(base, f"SELECT count(*) FROM {table}")  # noqa: S608
    assert written == [(before[0][0] + second.added,)]


@pytest.mark.parametrize("kind", SHEETS)
def test_lines_that_were_saved_take_no_memory_any_more(base: Database, kind: str) -> None:
    sheet, _ = SHEETS[kind]
    with base.write() as session:
        checked = check_rows(session, KINDS[kind], [sheet])
        assert checked.good
        save_rows(session, KINDS[kind], checked, Mode.UPSERT, FileInfo("a.xlsx"))
    assert (checked.good, checked.lines, checked.context) == ([], None, None)
    assert checked.rows == len(sheet.sheet.rows)


@pytest.mark.parametrize("kind", SHEETS)
def test_a_check_nobody_looks_at_any_more_goes_without_waiting_for_the_collector(
    base: Database, kind: str
) -> None:
    assert not gc.isenabled()
    with base.read() as session:
        checked = check_rows(session, KINDS[kind], [SHEETS[kind][0]])
    lines = ref(checked.lines)
    assert lines() is not None
    del checked
    assert lines() is None


@pytest.mark.parametrize("kind", SHEETS)
def test_a_check_made_anew_before_saving_takes_no_memory_either(base: Database, kind: str) -> None:
    with base.read() as session:
        checked = check_rows(session, KINDS[kind], [SHEETS[kind][0]])
    checked.stamp = -1
    with base.write() as session:
        save_rows(session, KINDS[kind], checked, Mode.CHECK, FileInfo("a.xlsx"))
        lines = ref(checked.lines)
        outcome = save_rows(session, KINDS[kind], checked, Mode.UPSERT, FileInfo("a.xlsx"))
    assert outcome.rejected == 0
    assert lines() is None
