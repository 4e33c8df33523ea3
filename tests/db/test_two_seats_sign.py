"""Two seats sign the same people in at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time

from db import store
from db.engine import Database
from db.errors import BadValues, Conflict
from db.models import Streamer, Training
from db.models.training_words import PRESENT, Present
from db.queries.training import roll
from db.store.signing import sign


def test_everybody_is_signed_in_once_whoever_was_faster(database: Database) -> None:
    with database.write() as session:
        values = {
            "title": "合规专题培训",
            "start_at": datetime.combine(date.today(), time(9)),
            "trainer": "周敏",
        }
        training = store.save(session, Training, values)
        people = [
            store.save(session, Streamer, {"name": name}) for name in ("韩沉", "林夕", "周慕云", "何以琛")
        ]

    def put(who: int) -> None:
        with database.write() as session:
            sign(session, training, who, Present.ATTENDED)

    def seat(_number: int) -> None:
        for who in people:
            try:
                put(who)
            except (Conflict, BadValues):  # the other seat was faster; the second look finds its line
                put(who)

    with ThreadPoolExecutor(2) as seats:
        list(seats.map(seat, range(2)))
    with database.read() as session:
        lines = roll(session, training).lines
    assert sorted(line.streamer_id for line in lines) == sorted(people)
    assert all(line.present in PRESENT for line in lines)
