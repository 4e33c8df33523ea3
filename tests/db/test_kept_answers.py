"""An answer is given again while nothing was committed, and never once something was."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from db import store
from db.models import Streamer
from db.queries.kept_answers import kept
from db.queries.reminders import open_reminders, reminders
from db.queries.roster import STREAMERS
from db.record import metadata
from db.store import Query

if TYPE_CHECKING:
    import pytest

    from db.engine import Database, Session


class People:
    """Counts people, and how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, session: Session) -> int:
        """Count them."""
        self.asked += 1
        return len(session.execute(metadata.tables["streamer"].select()).all())


def ask(database: Database, people: People) -> int:
    """Ask as a page does: in a reading session of its own."""
    with database.read() as session:
        return kept(session, "people", people)


def add(database: Database, name: str) -> None:
    """Commit one more person."""
    with database.write() as session:
        store.save(session, Streamer, {"name": name})


def test_nothing_is_asked_twice_while_nothing_is_committed(database: Database) -> None:
    people = People()
    assert [ask(database, people) for _ in range(3)] == [0, 0, 0]
    assert people.asked == 1


def test_every_commit_is_seen_by_the_next_who_asks(database: Database) -> None:
    people = People()
    for number, name in enumerate(("林晓溪", "韩沉", "莫小贝")):
        assert ask(database, people) == number
        add(database, name)
    assert ask(database, people) == 3


def test_a_commit_on_another_connection_is_seen(database: Database) -> None:
    people = People()
    assert ask(database, people) == 0
    with database.read() as held:  # the connection used before is taken, the writer gets another one
        store.search(held, STREAMERS, Query())
        add(database, "韩沉")
    assert ask(database, people) == 1
    with database.read() as first, database.read() as second:
        assert [kept(first, "people", people), kept(second, "people", people)] == [1, 1]


def test_a_reader_sees_one_moment_however_much_is_committed_meanwhile(database: Database) -> None:
    people = People()
    with database.read() as session:
        assert kept(session, "people", people) == 0
        add(database, "韩沉")
        assert kept(session, "people", people) == 0
    assert ask(database, people) == 1


def test_who_writes_is_never_given_an_old_answer(database: Database) -> None:
    people = People()
    ask(database, people)
    with database.write() as session:
        store.save(session, Streamer, {"name": "韩沉"})
        assert kept(session, "people", people) == 1


def test_questions_are_told_apart(database: Database) -> None:
    with database.read() as session:
        assert kept(session, ("a", 1), lambda _session: "one") == "one"
        assert kept(session, ("a", 2), lambda _session: "two") == "two"


def test_the_bell_and_the_page_are_given_the_same_reminders(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def counted(session: Session, today: date) -> object:
        """Compute them, and note it."""
        asked.append(today)
        return reminders(session, today)

    monkeypatch.setattr("db.queries.reminders.reminders", counted)
    today = date(2026, 10, 3)
    for _ in range(2):
        with database.read() as session:
            open_reminders(session, today)
    assert asked == [today]


def test_what_was_answered_within_a_write_given_up_is_never_given_again(database: Database) -> None:
    people = People()
    with database.write() as session:
        store.save(session, Streamer, {"name": "韩沉"})
        assert kept(session, "people", people) == 1
        session.rollback()
    assert ask(database, people) == 0
