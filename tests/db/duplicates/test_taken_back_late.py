"""A merge taken back after more happened: what was changed since stays, and nothing is there twice."""

from datetime import date

import pytest
from sqlalchemy import func, select

from db import store
from db.duplicates import Choice, merge
from db.engine import Database, Session
from db.lifecycle import history_of
from db.models import LivePresenter, PlatformAccount, Streamer
from db.queries.tables import table_of
from db.undoing import preview, undo
from tests.db.duplicates.two_of_one import enter_twice, live, person, rows
from tests.db.identity_numbers import id_no


@pytest.fixture
def twins(database: Database) -> tuple[int, int]:
    """Enter one person twice."""
    return enter_twice(database)


def save(session: Session, key: int, **values: object) -> None:
    store.save(session, Streamer, values, key, store.load(session, Streamer, key).version)


def test_what_was_typed_since_stays_and_the_rest_goes_back(
    database: Database, twins: tuple[int, int]
) -> None:
    first, second = twins
    with database.write() as session:
        made = merge(session, Streamer, first, second)
        save(session, first, agent="王经理", stage_name="韩老师", phone="13900000000")
    with database.write() as session:
        assert undo(session, made.batch).kept == ()
        one, other = (store.load(session, Streamer, key).values for key in twins)
        assert (one["agent"], one["stage_name"], one["phone"]) == ("王经理", "韩老师", "*******0000")
        assert (one["id_no"], one["remark"], one["birth_on"]) == (None, "老主播", None)
        assert (other["id_no"], other["stage_name"]) == ("**************0026", "沉沉")
        assert [move.on for move in history_of(session, Streamer, first)] == [date(2026, 3, 1)]


def test_a_number_typed_since_stays_and_is_not_there_twice(
    database: Database, twins: tuple[int, int]
) -> None:
    first, second = twins
    number = id_no(date(1995, 3, 4), serial=2)
    with database.write() as session:
        made = merge(session, Streamer, first, second, {"id_no": Choice.STAYS})
        save(session, first, id_no=number)
    with database.write() as session:
        told = undo(session, made.batch)
        assert {one.key for one in told.kept if one.entity == "streamer"} == {second}
        of = table_of(Streamer).c
        same = select(func.count()).where(of.id_no_index.is_not(None), of.deleted_at.is_(None))
        assert session.scalar(same) == 1
        for row in rows(session, PlatformAccount):
            assert not store.load(session, Streamer, row["streamer_id"]).deleted


def test_sessions_entered_since_stay_with_the_one_who_stays(
    database: Database, twins: tuple[int, int]
) -> None:
    first, second = twins
    with database.write() as session:
        made = merge(session, Streamer, first, second)
        later = live(session, 1, 9, (first, 100))
    with database.write() as session:
        assert preview(session, made.batch).kept == ()
        undo(session, made.batch)
        found = {
            (row["session_id"], row["streamer_id"]): row["share"] for row in rows(session, LivePresenter)
        }
    assert found == {(1, first): 30, (1, second): 40, (2, second): None, (later, first): 100}


def test_a_merge_after_a_merge_is_taken_back_one_by_one(database: Database) -> None:
    with database.write() as session:
        first, second, third = (
            person(session, "韩沉", joined_on=date(2026, day, 1), phone="13812345063") for day in (3, 1, 2)
        )
        one = merge(session, Streamer, first, second)
        two = merge(session, Streamer, first, third)
        assert [move.on for move in history_of(session, Streamer, first)] == [date(2026, 1, 1)]
        assert {change.action for change in store.history(session, Streamer, first)} >= {
            "新增（ZB-000002）",
            "新增（ZB-000003）",
        }
    with database.write() as session:
        undo(session, two.batch)
        assert not store.load(session, Streamer, third).deleted
        undo(session, one.batch)
        assert not store.load(session, Streamer, second).deleted
        for key, day in ((first, 3), (second, 1), (third, 2)):
            assert [move.on for move in history_of(session, Streamer, key)] == [date(2026, day, 1)]
