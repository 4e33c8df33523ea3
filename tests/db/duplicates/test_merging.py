"""Two records made one: values chosen field by field, everything that led to either, both histories."""

from datetime import date

import pytest
from sqlalchemy import select

from db import attachments, search, store, trail
from db.duplicates import Choice, apart, candidates, keep_apart, merge
from db.duplicates.clashes import SAME_BY
from db.engine import Database, Session
from db.errors import BadValues, Conflict, NotAllowed
from db.lifecycle import history_of
from db.models import (
    Attendance,
    Certificate,
    Contract,
    Evaluation,
    LivePresenter,
    Org,
    PlatformAccount,
    Streamer,
    load_all,
)
from db.models.partner_words import Grade
from db.queries.tables import table_of
from db.record import metadata
from db.undoing import preview, undo
from tests.db.duplicates.two_of_one import Values, enter_twice, person, rows, values
from tests.db.identity_numbers import id_no
from tests.db.undoing.photographs import differences, photograph


@pytest.fixture
def twins(database: Database) -> tuple[int, int]:
    """Enter one person twice."""
    return enter_twice(database)


def test_the_record_that_stays_takes_what_it_lacks_and_both_remarks(
    database: Database, twins: tuple[int, int]
) -> None:
    first, second = twins
    with database.write() as session:
        merge(session, Streamer, first, second)
        found = values(session, first)
        assert store.reveal(session, Streamer, first, "id_no", "核对") == id_no(date(1995, 3, 4), serial=2)
        assert store.load(session, Streamer, second).deleted
        assert search.find(session, "沉沉") == [first]
        assert search.find(session, id_no(date(1995, 3, 4), serial=2)) == [first]
    assert (found["phone"], found["stage_name"], found["remark"]) == (
        "*******5063",
        "沉沉",
        "老主播\n由运营推荐",
    )
    assert (found["birth_on"], found["joined_on"]) == (date(1995, 3, 4), date(2026, 3, 1))


def test_each_field_can_be_chosen(database: Database, twins: tuple[int, int]) -> None:
    first, second = twins
    chosen = {
        "joined_on": Choice.GOES,
        "remark": Choice.GOES,
        "stage_name": Choice.STAYS,
        "phone": Choice.GOES,
    }
    with database.write() as session:
        merge(session, Streamer, first, second, chosen)
        found = values(session, first)
    assert (found["joined_on"], found["remark"]) == (date(2026, 1, 5), "由运营推荐")
    assert (found["stage_name"], found["phone"]) == (None, None)


def test_whatever_led_to_either_leads_to_the_one(database: Database, twins: tuple[int, int]) -> None:
    first, second = twins
    with database.write() as session:
        merge(session, Streamer, first, second)
        load_all()
        for table in metadata.sorted_tables:
            for link in (
                c for c in table.c if any(key.column.table.name == "streamer" for key in c.foreign_keys)
            ):
                asked = select(table).where(link == second)
                if "deleted_at" in table.c:
                    asked = asked.where(table.c.deleted_at.is_(None))
                assert session.execute(asked).all() == [], table.name
        assert {row["streamer_id"] for row in rows(session, PlatformAccount)} == {first}
        assert len(rows(session, Contract, streamer_id=first)) == 2
        assert [each.name for each in attachments.attachments(session, Streamer, first)] == ["证件.jpg"]


def test_one_session_presented_under_both_is_presented_once_with_both_shares(
    database: Database, twins: tuple[int, int]
) -> None:
    first, second = twins
    with database.write() as session:
        merge(session, Streamer, first, second)
        found = [
            (row["session_id"], row["streamer_id"], row["share"]) for row in rows(session, LivePresenter)
        ]
    assert found == [(1, first, 70), (2, first, None)]


def test_both_shares_together_are_never_more_than_the_whole(
    database: Database, twins: tuple[int, int]
) -> None:
    first, second = twins
    of = table_of(LivePresenter).c
    with database.write() as session:
        session.execute(table_of(LivePresenter).update().where(of.session_id == 1).values(share=80))
        merge(session, Streamer, first, second)
        assert [row["share"] for row in rows(session, LivePresenter, session_id=1)] == [100]


def test_a_training_attended_under_both_is_attended_once_by_who_was_there(
    database: Database, twins: tuple[int, int]
) -> None:
    first, second = twins
    with database.write() as session:
        merge(session, Streamer, first, second)
        found = rows(session, Attendance, deleted_at=None)
        papers = rows(session, Certificate, deleted_at=None)
    assert [(row["training_id"], row["streamer_id"], row["present"], row["minutes"]) for row in found] == [
        (1, first, "出勤", 90),
        (2, first, "出勤", 90),
    ]
    assert [row["streamer_id"] for row in papers] == [first]


def test_the_history_of_both_is_read_under_the_one(database: Database, twins: tuple[int, int]) -> None:
    first, second = twins
    with database.write() as session:
        merge(session, Streamer, first, second)
        changes = store.history(session, Streamer, first)
        moves = history_of(session, Streamer, first)
        assert next(change.action for change in store.history(session, Streamer, second)) == "合并"
    told = {(change.action, change.field_label, change.new) for change in changes}
    assert ("合并", "并入的记录", "ZB-000002") in told
    assert ("新增（ZB-000002）", "艺名", "沉沉") in told
    assert ("合并", "艺名", "沉沉") in told
    assert {change.action for change in changes if "合并" in change.action} == {"合并"}  # told once
    assert [(move.from_state, move.to_state, move.on) for move in moves] == [(None, "线索", date(2026, 1, 5))]


def test_a_merge_can_be_taken_back_and_made_again(database: Database, twins: tuple[int, int]) -> None:
    before = photograph(database)
    for stays, goes in (twins, twins[::-1]):
        with database.write() as session:
            made = merge(session, Streamer, stays, goes)
        after = photograph(database)
        with database.read() as session:
            assert preview(session, made.batch).kept == ()
        with database.write() as session:
            taken = undo(session, made.batch)
            assert taken.undo is not None
        assert differences(before, photograph(database)) == {}
        with database.write() as session:
            changes = store.history(session, Streamer, stays)
            assert not any("（" in change.action for change in changes)
            again = undo(session, taken.undo)
            assert again.undo is not None
        assert differences(after, photograph(database)) == {}
        with database.write() as session:
            undo(session, made.batch)
        assert differences(before, photograph(database)) == {}
    with database.read() as session:
        assert trail.verify(session) == []


def test_who_was_not_the_same_as_one_is_not_the_same_as_both(session: Session) -> None:
    first, second, third = (person(session, "韩沉", phone="13812345063") for _ in range(3))
    keep_apart(session, Streamer, second, third)
    merge(session, Streamer, first, second)
    assert len(candidates(session, Streamer)) == 0
    assert len(apart(session, Streamer)) == 2


def test_companies_become_one_with_the_roles_of_both_and_one_evaluation_of_a_quarter(
    session: Session,
) -> None:
    first = store.save(session, Org, {"name": "沂河食品厂", "roles": "供应商"})
    second = store.save(session, Org, {"name": "临沂沂河食品厂", "roles": "工厂、MCN", "contact": "王强"})
    worker = person(session, "李娜", team_id=second, mcn_id=second)
    for org in (first, second):
        period: Values = {"org_id": org, "period": "2026Q2", "ends_on": date(2026, 6, 30)}
        period |= {"total": 80, "grade": Grade.B, "evaluated_on": date(2026, 7, 1)}
        session.add(Evaluation(code=f"PJ-{org}", items={}, **period))
    session.flush()
    merge(session, Org, second, first, {"name": Choice.GOES})
    found = store.load(session, Org, second).values
    assert (found["name"], found["contact"]) == ("沂河食品厂", "王强")
    assert set(str(found["roles"]).split("、")) == {"供应商", "工厂", "MCN"}
    assert rows(session, Org, id=second)[0]["match_key"] == "沂河食品厂"
    assert [row["org_id"] for row in rows(session, Evaluation, deleted_at=None)] == [second]
    assert (values(session, worker)["team_id"], values(session, worker)["mcn_id"]) == (second, second)


def test_what_was_saved_meanwhile_is_not_merged(session: Session) -> None:
    first, second = (person(session, "韩沉", phone="13812345063") for _ in range(2))
    store.save(session, Streamer, {"remark": "刚补充"}, second, 1)
    with pytest.raises(Conflict):
        merge(session, Streamer, first, second, versions=(1, 1))
    store.delete(session, Streamer, second, 2)
    with pytest.raises(NotAllowed, match="已不存在"):
        merge(session, Streamer, first, second)
    with pytest.raises(NotAllowed, match="两条不同"):
        merge(session, Streamer, first, first)


def test_what_would_break_a_rule_is_refused_whole(database: Database) -> None:
    with database.write() as session:
        first = person(session, "韩沉", first_live_on=date(2012, 1, 1))
        second = person(session, "韩沉", birth_on=date(2000, 1, 1))
    before = photograph(database)
    with pytest.raises(BadValues, match="首播"), database.write() as session:
        merge(session, Streamer, first, second)
    assert differences(before, photograph(database)) == {}


def test_every_row_that_must_be_unique_beside_a_link_has_a_rule() -> None:
    load_all()
    for table in metadata.sorted_tables:
        links = {
            column.name
            for column in table.c
            if any(key.column.table.name in ("streamer", "org") for key in column.foreign_keys)
        }
        groups = [index.columns.keys() for index in table.indexes if index.unique]
        groups += [list(one.columns.keys()) for one in table.constraints if hasattr(one, "columns")]
        for names in groups:
            if links & set(names) and len(names) > 1:
                assert set(names) - links == set(SAME_BY[table.name]), table.name
