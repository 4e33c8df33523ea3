"""What was done in the window at one moment, taken back: everything but what was changed since."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from db import lifecycle, store, trail
from db.errors import BadValues, NotAllowed
from db.models import Brand, Campaign, LiveSession, Org, PlatformAccount, Streamer, Training
from db.queries.batches import batches
from db.queries.tables import HISTORY
from db.store import reveal
from db.undoing import as_moment, undo
from tests.db.undoing.photographs import differences, photograph

if TYPE_CHECKING:
    from db.engine import Database
    from db.record import Record

START = datetime(2026, 9, 1, 20)
ID_NO = "11010519491231002X"


@pytest.fixture
def people(database: Database) -> list[int]:
    """Add three people, the first with an account."""
    with database.write() as session:
        keys = [
            store.save(session, Streamer, {"name": name, "id_no": id_no, "phone": f"1381234506{number}"})
            for number, (name, id_no) in enumerate((("韩沉", ID_NO), ("陆远", None), ("周也", None)))
        ]
        fields = {"streamer_id": keys[0], "platform": "快手", "account_no": "ks1"}
        store.save(session, PlatformAccount, fields)
    return keys


def version(database: Database, key: int) -> int:
    """Return the version of a person."""
    with database.read() as session:
        return store.load(session, Streamer, key).version


def change(database: Database, key: int, **values: object) -> int:
    """Save a person as the window does, and return the moment."""
    with database.write() as session, as_moment(session, "修改主播") as moment:
        store.save(session, Streamer, values, key, store.load(session, Streamer, key).version)
    assert moment.batch
    return moment.batch


def values_of(database: Database, key: int) -> dict[str, object]:
    """Return the shown values of a person."""
    with database.read() as session:
        return dict(store.load(session, Streamer, key).values)


def test_an_edit_goes_back_with_its_sealed_fields_and_the_search_index(
    database: Database, people: list[int]
) -> None:
    before = photograph(database)
    moment = change(database, people[0], name="韩沉舟", phone="13900001111", remark="话少")
    assert differences(before, photograph(database))
    with database.write() as session:
        found = undo(session, moment)
    assert (found.restored, found.kept) == (1, ())
    assert differences(before, photograph(database)) == {}
    with database.write() as session:
        assert reveal(session, Streamer, people[0], "phone", "核对") == "13812345060"
        assert trail.verify(session) == []


def test_an_undo_is_undone_too(database: Database, people: list[int]) -> None:
    moment = change(database, people[0], name="韩沉舟", phone="13900001111")
    after = photograph(database)
    with database.write() as session:
        back = undo(session, moment)
        assert back.undo
    with database.write() as session, pytest.raises(NotAllowed, match="这一步"):
        undo(session, moment)
    with database.write() as session:
        undo(session, back.undo)
    assert differences(after, photograph(database)) == {}
    with database.write() as session:
        assert undo(session, moment).restored == 1


def test_nothing_written_is_no_moment(database: Database, people: list[int]) -> None:
    with database.write() as session, as_moment(session, "修改主播") as moment:
        store.save(session, Streamer, {"name": "韩沉"}, people[0], 1)
    assert moment.batch is None


def test_what_is_refused_leaves_nothing_watching(database: Database, people: list[int]) -> None:
    with database.write() as session:
        with pytest.raises(BadValues), as_moment(session, "修改主播"):
            store.save(session, Streamer, {"name": ""}, people[0], 1)
        store.save(session, Streamer, {"name": "韩沉舟"}, people[0], 1)
    with database.read() as session:
        assert batches(session) == []


def test_edits_go_back_one_after_the_other(database: Database, people: list[int]) -> None:
    before = photograph(database)
    first = change(database, people[0], name="韩沉舟")
    second = change(database, people[0], name="韩沉舟舟")
    with database.write() as session:
        undo(session, second)
    with database.write() as session:
        found = undo(session, first)
    assert (found.restored, found.kept) == (1, ())
    assert differences(before, photograph(database)) == {}


def test_a_field_changed_since_stays_and_is_told_the_others_go_back(
    database: Database, people: list[int]
) -> None:
    moment = change(database, people[0], name="韩沉舟", remark="话少")
    change(database, people[0], name="韩舟")
    with database.write() as session:
        found = undo(session, moment)
    assert found.restored == 1
    (kept_one,) = found.kept
    assert kept_one.key == people[0]
    assert "姓名之后又改过" in kept_one.reason
    assert values_of(database, people[0])["name"] == "韩舟"
    assert values_of(database, people[0])["remark"] is None


def test_one_field_changed_since_is_all_there_was(database: Database, people: list[int]) -> None:
    moment = change(database, people[0], name="韩沉舟")
    change(database, people[0], name="韩舟")
    with database.write() as session:
        found = undo(session, moment)
    assert found.is_empty
    assert values_of(database, people[0])["name"] == "韩舟"


def test_deleted_people_come_back_and_are_found_again(database: Database, people: list[int]) -> None:
    before = photograph(database)
    with database.write() as session, as_moment(session, "删除 2 位主播") as moment:
        for key in people[1:]:
            store.delete(session, Streamer, key, 1)
    assert moment.batch
    with database.write() as session:
        found = undo(session, moment.batch)
    assert found.restored == len(people[1:])
    assert differences(before, photograph(database)) == {}


def test_a_number_given_to_another_meanwhile_keeps_the_deleted_one_away(
    database: Database, people: list[int]
) -> None:
    with database.write() as session, as_moment(session, "删除") as moment:
        store.save(session, PlatformAccount, {"streamer_id": people[1]}, 1, 1)
        store.delete(session, Streamer, people[0], 1)
    with database.write() as session:
        new = store.save(session, Streamer, {"name": "韩沉", "id_no": ID_NO})
    assert moment.batch
    with database.write() as session:
        found = undo(session, moment.batch)
    assert new
    assert any("已登记同样的内容" in each.reason for each in found.kept)


def test_a_move_takes_its_line_of_history_back(database: Database, people: list[int]) -> None:
    before = photograph(database)
    with database.write() as session, as_moment(session, "变更状态") as moment:
        lifecycle.move(session, Streamer, people[1], "已邀约", reason="见过面")
    with database.read() as session:
        lines = session.execute(select(HISTORY).where(HISTORY.c.entity_id == people[1])).all()
    assert moment.batch
    with database.write() as session:
        undo(session, moment.batch)
    assert differences(before, photograph(database)) == {}
    with database.read() as session:
        left = session.execute(select(HISTORY).where(HISTORY.c.entity_id == people[1])).all()
        told = store.history(session, Streamer, people[1])
    assert len(left) == len(lines) - 1
    assert (told[0].action, told[0].old, told[0].new) == ("撤销", "已邀约", "线索")


def test_a_move_with_a_further_one_since_stays_until_that_one_is_undone(
    database: Database, people: list[int]
) -> None:
    before = photograph(database)
    moments = []
    for state in ("已邀约", "已面试"):
        with database.write() as session, as_moment(session, "变更状态") as moment:
            lifecycle.move(session, Streamer, people[1], state, reason="见过面")
        assert moment.batch
        moments.append(moment.batch)
    with database.write() as session:
        found = undo(session, moments[0])
    assert found.is_empty
    assert [each.reason for each in found.kept] == ["之后又变更过状态"]
    for moment_key in reversed(moments):
        with database.write() as session:
            assert undo(session, moment_key).kept == ()
    assert differences(before, photograph(database)) == {}


def test_a_state_left_and_taken_again_since_is_not_undone(database: Database) -> None:
    with database.write() as session:
        org = store.save(session, Org, {"name": "沂河食品有限公司", "roles": "供应商"})
    moments = []
    for state in ("资料收集", "潜在", "资料收集"):
        with database.write() as session, as_moment(session, "变更状态") as moment:
            lifecycle.move(session, Org, org, state, reason="再议")
        moments.append(moment.batch or 0)
    with database.write() as session:
        found = undo(session, moments[0])
    assert [each.reason for each in found.kept] == ["之后又变更过状态"]


def test_who_presented_comes_back(database: Database, people: list[int]) -> None:
    with database.write() as session:
        fields = {"account_id": 1, "start_at": START, "end_at": START + timedelta(hours=2)}
        live = store.save(session, LiveSession, fields)
    before = photograph(database)
    with database.write() as session, as_moment(session, "修改出镜主播") as moment:
        version = store.load(session, LiveSession, live).version
        store.set_presenters(session, live, version, {people[1]: 60, people[2]: 40})
    assert moment.batch
    assert differences(before, photograph(database))
    with database.write() as session:
        found = undo(session, moment.batch)
    assert found.kept == ()
    assert differences(before, photograph(database)) == {}


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Brand, {"name": "沂蒙山珍"}),
        (Campaign, {"name": "快赞临沂消费季", "start_on": date(2026, 9, 1)}),
        (Org, {"name": "沂河食品有限公司", "roles": "供应商"}),
        (Streamer, {"name": "林夕"}),
        (Training, {"title": "直播话术", "start_at": START, "end_at": START + timedelta(hours=2)}),
    ],
)
def test_every_move_goes_back_with_all_it_brought_along(
    database: Database, model: type[Record], values: dict[str, object]
) -> None:
    with database.write() as session:
        if model is Brand:
            values = {**values, "org_id": store.save(session, Org, {"name": "沂河食品有限公司"})}
        key = store.save(session, model, values)
    for _ in range(3):
        before = photograph(database)
        with database.write() as session, as_moment(session, "变更状态") as moment:
            found = lifecycle.moves(session, model, key)
            wanted = next((one for one in found if one.allowed or one.overridable), None)
            if wanted is None:
                break
            override = not wanted.allowed
            lifecycle.move(session, model, key, wanted.to, wanted.on, "核对过", override=override)
        after = photograph(database)
        assert moment.batch
        with database.write() as session:
            back = undo(session, moment.batch)
        assert back.kept == ()
        assert differences(before, photograph(database)) == {}
        with database.write() as session:
            undo(session, back.undo or 0)
        assert differences(after, photograph(database)) == {}
