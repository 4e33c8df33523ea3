"""How a roster is saved: by mode, whole or not at all, and never on stale ground."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from db.engine import Database
from db.errors import Cancelled
from db.imports import FileInfo, Mode, check_rows, save_rows
from db.intake import KINDS
from tests.db.intake.sheets import (
    PEOPLE,
    ROSTER,
    asked,
    content,
    counts,
    mapped,
    take_in,
)


@pytest.mark.parametrize(
    ("mode", "expected", "people"),
    [
        (Mode.ADD, (1, 0, 1, 0), 2),
        (Mode.UPDATE, (0, 1, 1, 0), 1),
        (Mode.UPSERT, (1, 1, 0, 0), 2),
        (Mode.CHECK, (1, 1, 0, 0), 1),
    ],
)
def test_each_mode_touches_what_it_says(
    database: Database, mode: Mode, expected: tuple[int, ...], people: int
) -> None:
    take_in(database, "streamers", mapped("streamers", ROSTER, PEOPLE[0]))
    changed = [*PEOPLE[0][:6], "休播", *PEOPLE[0][7:]]
    outcome, _ = take_in(database, "streamers", mapped("streamers", ROSTER, changed, PEOPLE[1]), mode=mode)
    assert counts(outcome) == expected
    assert len(asked(database, "SELECT * FROM streamer")) == people
    assert (outcome.batch is None) == (mode is Mode.CHECK)


@pytest.mark.parametrize("mode", [Mode.ADD, Mode.UPDATE, Mode.UPSERT])
def test_the_check_tells_beforehand_what_each_mode_does(database: Database, mode: Mode) -> None:
    take_in(database, "streamers", mapped("streamers", ROSTER, PEOPLE[0]))
    resting = [*PEOPLE[0][:6], "休播", *PEOPLE[0][7:]]
    second = [*PEOPLE[1][:3], "快手", "millet2", *PEOPLE[1][5:]]
    sheet = mapped("streamers", ROSTER, resting, PEOPLE[1], second)
    checked, _ = take_in(database, "streamers", sheet, mode=Mode.CHECK)
    done, _ = take_in(database, "streamers", sheet, mode=mode)
    assert counts(checked.under(mode)) == counts(done)
    assert done.skipped(mode) == {Mode.ADD: 1, Mode.UPDATE: 2, Mode.UPSERT: 0}[mode]


@pytest.mark.parametrize("calls", [1, 2, 3, 4, 6])
def test_cancelling_at_any_time_leaves_everything_as_it_was(database: Database, calls: int) -> None:
    before = content(database)
    left = calls

    def step(_done: int, _total: int) -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            raise Cancelled

    with pytest.raises(Cancelled):
        take_in(database, "streamers", mapped("streamers", ROSTER, *PEOPLE), step=step)
    assert content(database) == before


def test_what_another_seat_saved_after_the_check_is_checked_again(database: Database) -> None:
    sheet = mapped("streamers", ROSTER, PEOPLE[0])
    with database.read() as session:
        checked = check_rows(session, KINDS["streamers"], [sheet])
    take_in(database, "streamers", sheet)
    with database.write() as session:
        outcome = save_rows(session, KINDS["streamers"], checked, Mode.UPSERT, FileInfo("a.xlsx"))
    assert counts(outcome) == (0, 0, 1, 0)
    assert len(asked(database, "SELECT * FROM streamer")) == 1


def test_two_seats_that_import_one_roster_take_turns(database: Database) -> None:
    sheet = mapped("streamers", ROSTER, *PEOPLE)
    with ThreadPoolExecutor(2) as seats:
        outcomes = list(seats.map(lambda _seat: take_in(database, "streamers", sheet)[0], range(2)))
    assert sorted(map(counts, outcomes)) == [(0, 0, 2, 0), (2, 0, 0, 0)]
    assert asked(database, "SELECT count(*) FROM streamer") == [(2,)]
