"""The states of two records are those of one person afterwards."""

from datetime import UTC, date, datetime

from db.duplicates import Choice, merge
from db.engine import Session
from db.lifecycle import history_of
from db.models import (
    Streamer,
)
from db.queries.tables import table_of
from db.record import metadata
from tests.db.duplicates.two_of_one import person, values


def test_two_histories_become_one_by_who_was_more_part_of_the_base(session: Session) -> None:
    first = person(session, "李娜", joined_on=date(2026, 5, 1))
    second = person(session, "李娜", joined_on=date(2026, 1, 1), first_live_on=date(2026, 2, 1))
    _turn(session, second, "线索", "在播", date(2026, 2, 1))
    merge(session, Streamer, first, second)
    assert values(session, first)["status"] == "在播"
    assert _moves(session, first) == [(None, "线索", date(2026, 1, 1)), ("线索", "在播", date(2026, 2, 1))]


def test_a_state_that_was_chosen_counts_from_the_day_it_began(session: Session) -> None:
    first = person(session, "李娜", joined_on=date(2026, 1, 1))
    second = person(session, "李娜", joined_on=date(2026, 3, 1), left_on=date(2026, 6, 30))
    _turn(session, first, "线索", "在播", date(2026, 1, 10))
    _turn(session, second, "线索", "已离退", date(2026, 6, 30))
    merge(session, Streamer, first, second, {"status": Choice.GOES, "left_on": Choice.GOES})
    assert (values(session, first)["status"], values(session, first)["left_on"]) == (
        "已离退",
        date(2026, 6, 30),
    )
    assert _moves(session, first) == [
        (None, "线索", date(2026, 1, 1)),
        ("线索", "在播", date(2026, 1, 10)),
        ("在播", "已离退", date(2026, 6, 30)),
    ]


def _turn(session: Session, key: int, before: str, to: str, on: date) -> None:
    """Write a turn into the history of a streamer, as a move does."""
    history, table = metadata.tables["status_history"], table_of(Streamer)
    line = {"entity": "streamer", "entity_id": key, "from_state": before, "to_state": to, "on": on}
    session.execute(
        history.insert().values(**line, at=datetime(2026, 7, 1, tzinfo=UTC), by="", is_override=False)
    )
    session.execute(table.update().where(table.c.id == key).values(status=to))


def _moves(session: Session, key: int) -> list[tuple[str | None, str, date | None]]:
    """Return the moves of a streamer, the oldest first."""
    return [(m.from_state, m.to_state, m.on) for m in reversed(history_of(session, Streamer, key))]
