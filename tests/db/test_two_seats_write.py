"""Two seats that write: one after the other from the start, so neither waits for what the other holds."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event, Thread

from db import store
from db.engine import Database
from db.models import Streamer
from db.store.reading import row_of
from tests.db.intake.sheets import PEOPLE, ROSTER, asked, changed, mapped, take_in

_A_WHILE = 0.3
"""Seconds in which a seat that is not held up has long begun."""


def test_who_begins_to_write_waits_until_the_other_has_ended(database: Database) -> None:
    begun = Event()

    def write() -> None:
        with database.write():
            begun.set()

    seat = Thread(target=write)
    with database.write():
        seat.start()
        assert not begun.wait(_A_WHILE)
    seat.join()
    assert begun.is_set()


def test_an_import_is_not_stopped_by_somebody_who_edits_the_same_people(database: Database) -> None:
    take_in(database, "streamers", mapped("streamers", ROSTER, *PEOPLE))

    def edit(number: int) -> None:
        with database.write() as session:
            row = row_of(session, Streamer, 1)
            store.save(session, Streamer, {"remark": f"第{number}次"}, 1, row["version"])

    def take(number: int) -> None:
        moved = [changed(person, {7: f"第{number}团队"}) for person in PEOPLE]
        take_in(database, "streamers", mapped("streamers", ROSTER, *moved))

    with ThreadPoolExecutor(2) as seats:
        for number in range(8):
            for done in (seats.submit(take, number), seats.submit(edit, number)):
                done.result()
    told = "SELECT s.remark, o.name FROM streamer s JOIN org o ON o.id = s.team_id WHERE s.id = 1"
    assert asked(database, told) == [("第7次", "第7团队")]
