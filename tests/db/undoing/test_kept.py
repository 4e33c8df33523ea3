"""What was changed since, and what others use by now, stays when a batch is undone, with its reason."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, update

from db import daily, lifecycle, store
from db.intake import KINDS
from db.models import ImportRow, PlatformAccount, Streamer
from db.models.words import Platform, StreamerState
from db.queries.batches import batch as batch_of
from db.queries.tables import CONTRACTS, STREAMERS, table_of
from db.search import find
from db.store.followers import record_followers
from db.store.reading import reveal, row_of
from db.undoing import Reversal, label_of, preview, undo
from db.undoing.since import OTHER, TYPED
from tests.db.intake.sheets import (
    EVENING,
    LIVES,
    MORNING,
    PEOPLE,
    ROSTER,
    asked,
    changed,
    mapped,
    take_in,
)
from tests.db.undoing.photographs import differences, photograph

if TYPE_CHECKING:
    from db.engine import Database
    from db.record import Record


def roster(base: Database, *people: Any) -> int:
    """Take a roster in and return its batch."""
    outcome, _ = take_in(base, "streamers", mapped("streamers", ROSTER, *people))
    return outcome.batch or 0


def undone(base: Database, batch: int) -> Reversal:
    """Undo a batch; the preview told the same."""
    with base.read() as session:
        told = preview(session, batch)
    with base.write() as session:
        done = undo(session, batch)
    assert (told.removed, told.restored, set(told.kept)) == (done.removed, done.restored, set(done.kept))
    return done


def edit(base: Database, model: type[Record], key: int, **values: Any) -> None:
    """Change a record by hand."""
    with base.write() as session:
        store.save(session, model, values, key, row_of(session, model, key)["version"])


def reasons(done: Reversal) -> dict[tuple[str, str], str]:
    """Return (label, name) → reason of what was kept."""
    return {(one.label, one.name): one.reason for one in done.kept}


def names(base: Database) -> list[str]:
    """Return the streamers in sight."""
    return [name for (name,) in asked(base, "SELECT name FROM streamer WHERE deleted_at IS NULL ORDER BY id")]


def test_a_new_person_edited_by_hand_stays_with_what_they_point_to(database: Database) -> None:
    batch = roster(database, *PEOPLE)
    edit(database, Streamer, 1, stage_name="小麦姐")
    done = undone(database, batch)
    assert names(database) == ["田小麦"]
    found = reasons(done)
    assert found["主播", "田小麦"] == f"测试员 于 {date.today():%Y-%m-%d} 改过"
    assert found["机构", "小满团队"] == "还有主播在用它"
    assert found["主营类目", "服饰鞋包"] == "还有主播在用它"
    assert ("主营类目", "母婴") not in found
    assert done.of_each["主播"] == (1, 0, 1)
    assert found["平台账号", "快手 wheat01"] == "它所属的主播保留着"
    kept = "SELECT account_no FROM platform_account WHERE deleted_at IS NULL"
    assert asked(database, kept) == [("wheat01",)]


def test_a_changed_person_edited_by_hand_stays_with_the_turns_of_their_history(database: Database) -> None:
    roster(database, *PEOPLE)
    batch = roster(database, changed(PEOPLE[0], {6: "离职"}), changed(PEOPLE[1], {6: "离职"}))
    edit(database, Streamer, 2, stage_name="小米姐")
    done = undone(database, batch)
    assert (done.removed, done.restored) == (0, 1)
    assert [(one.entity, one.key) for one in done.kept] == [("streamer", 2)]
    assert asked(database, "SELECT status FROM streamer ORDER BY id") == [("在播",), ("已离退",)]
    turns = "SELECT entity_id, to_state FROM status_history WHERE entity = 'streamer' ORDER BY id"
    assert asked(database, turns) == [(1, "在播"), (2, "休播"), (2, "已离退")]


def test_looking_at_a_number_is_no_edit(database: Database) -> None:
    batch = roster(database, *PEOPLE)
    with database.write() as session:
        reveal(session, Streamer, 1, "phone", "核对")
    assert undone(database, batch).kept == ()


def test_what_a_later_import_changed_stays_until_that_is_undone(database: Database) -> None:
    first = roster(database, *PEOPLE)
    second = roster(database, changed(PEOPLE[0], {9: "2026/4/1"}), changed(PEOPLE[1], {9: "2026/4/1"}))
    third = roster(database, changed(PEOPLE[0], {9: "2026/5/1"}))
    done = undone(database, second)
    assert (done.restored, len(done.kept)) == (1, 1)
    assert reasons(done)["主播", "田小麦"] == f"{date.today():%Y-%m-%d} 又导入过（九月.xlsx）"
    joined = "SELECT joined_on FROM streamer ORDER BY id"
    assert [str(day) for (day,) in asked(database, joined)] == ["2026-05-01", "2026-03-01"]
    assert undone(database, third).kept == ()
    assert [str(day) for (day,) in asked(database, joined)] == ["2026-04-01", "2026-03-01"]
    assert [one.entity for one in undone(database, first).kept] == []


def test_accounts_with_live_results_stay_until_those_are_undone(database: Database) -> None:
    before = photograph(database)
    first = roster(database, *PEOPLE)
    lives, _ = take_in(database, "lives", mapped("lives", LIVES, EVENING, MORNING))
    with database.read() as session:
        told = preview(session, first)
    assert reasons(told)["平台账号", "快手 wheat01"] == "还有直播场次在用它"
    assert reasons(told)["主播", "田小麦"].startswith("还有")
    assert ("主播", "谷小米") not in reasons(told)
    assert undone(database, lives.batch or 0).kept == ()
    assert undone(database, first).kept == ()
    assert differences(before, photograph(database)) == {}


def test_a_team_that_only_undone_rows_belong_to_goes_with_them(database: Database) -> None:
    roster(database, *PEOPLE)
    batch = roster(database, changed(PEOPLE[0], {7: "大满团队"}))
    assert undone(database, batch).of_each == {"机构": (1, 0, 0), "主播": (0, 1, 0)}
    assert asked(database, "SELECT name FROM org WHERE deleted_at IS NULL") == [("小满团队",)]


def test_a_team_stays_when_one_of_its_people_was_edited(database: Database) -> None:
    roster(database, *PEOPLE)
    batch = roster(database, changed(PEOPLE[0], {7: "大满团队"}), changed(PEOPLE[1], {7: "大满团队"}))
    edit(database, Streamer, 1, stage_name="小麦姐")
    done = undone(database, batch)
    assert {(one.entity, one.name) for one in done.kept} == {("streamer", "田小麦"), ("org", "大满团队")}
    assert done.restored == 1


def test_a_record_made_by_hand_keeps_the_person_it_belongs_to(database: Database) -> None:
    batch = roster(database, *PEOPLE)
    with database.write() as session:
        values = {"streamer_id": 2, "platform": Platform.KUAISHOU, "account_no": "millet02"}
        store.save(session, PlatformAccount, values)
    found = reasons(undone(database, batch))
    assert found["主播", "谷小米"] == "还有平台账号在用它"
    assert found["平台账号", "抖音 millet"] == "它所属的主播保留着"


def test_followers_typed_over_stay(database: Database) -> None:
    roster(database, *PEOPLE)
    fans = mapped(
        "streamers",
        ROSTER,
        changed(PEOPLE[0], {5: "13万"}),
        changed(PEOPLE[1], {5: 3_100.0}),
        as_of=date(2026, 9, 30),
    )
    outcome, _ = take_in(database, "streamers", fans)
    with database.write() as session:
        record_followers(session, 1, date(2026, 9, 30), 130_500)
    done = undone(database, outcome.batch or 0)
    assert (done.removed, [(one.label, one.reason) for one in done.kept]) == (1, [("粉丝数", TYPED)])
    left = "SELECT followers FROM follower_snapshot WHERE source = '手工'"
    assert asked(database, left) == [(130_500,)]


def test_followers_noted_by_hand_keep_their_new_account(database: Database) -> None:
    batch = roster(database, *PEOPLE)
    with database.write() as session:
        record_followers(session, 1, date(2026, 9, 30), 130_500)
    assert reasons(undone(database, batch))["平台账号", "快手 wheat01"] == "还有粉丝数在用它"


def test_a_state_a_rule_gave_does_not_keep_a_new_contract(database: Database) -> None:
    past = date.today() - timedelta(days=3)
    batch = roster(database, changed(PEOPLE[0], {11: (date.today() + timedelta(days=3)).isoformat()}))
    with database.write() as session:
        session.execute(update(CONTRACTS).values(end_on=past))
        assert daily.run(session) == 1
    done = undone(database, batch)
    assert done.kept == ()
    assert asked(database, "SELECT count(*) FROM contract WHERE deleted_at IS NULL") == [(0,)]


def test_a_state_a_person_gave_keeps_a_new_streamer(database: Database) -> None:
    batch = roster(database, *PEOPLE)
    with database.write() as session:
        lifecycle.move(session, Streamer, 1, StreamerState.PAUSED, reason="回家了")
    assert ("主播", "田小麦") in reasons(undone(database, batch))
    assert names(database) == ["田小麦"]


def test_a_value_changed_without_a_trace_is_not_overwritten(database: Database) -> None:
    roster(database, *PEOPLE)
    batch = roster(database, changed(PEOPLE[0], {9: "2026/4/1"}))
    with database.write() as session:
        session.execute(update(STREAMERS).where(STREAMERS.c.id == 1).values(joined_on=date(2026, 6, 1)))
    done = undone(database, batch)
    assert done.undo is None
    assert reasons(done) == {("主播", "田小麦"): OTHER}
    with database.read() as session:
        known = batch_of(session, batch)
    assert known is not None
    assert not known.is_undone


def test_what_was_deleted_by_hand_since_is_left_deleted(database: Database) -> None:
    batch = roster(database, *PEOPLE)
    with database.write() as session:
        store.delete(session, PlatformAccount, 2, row_of(session, PlatformAccount, 2)["version"])
    done = undone(database, batch)
    assert done.kept == ()
    with database.write() as session:
        undo(session, done.undo or 0)
    assert asked(database, "SELECT account_no FROM platform_account WHERE deleted_at IS NULL") == [
        ("wheat01",)
    ]


def test_what_comes_back_does_not_take_a_number_given_to_another_meanwhile(database: Database) -> None:
    batch = roster(database, *PEOPLE)
    done = undone(database, batch)
    with database.write() as session:
        values = {"platform": Platform.KUAISHOU, "account_no": "wheat01"}
        store.save(session, PlatformAccount, values)
    back = undone(database, done.undo or 0)
    taken = asked(database, "SELECT code FROM platform_account ORDER BY id DESC LIMIT 1")[0][0]
    assert reasons(back) == {("平台账号", "快手 wheat01"): f"平台账号 {taken} 已登记同样的内容"}
    assert names(database) == ["田小麦", "谷小米"]


def test_what_comes_back_does_not_hang_on_what_is_deleted(database: Database) -> None:
    roster(database, *PEOPLE)
    lives, _ = take_in(database, "lives", mapped("lives", LIVES, EVENING, MORNING))
    done = undone(database, lives.batch or 0)
    with database.write() as session:
        store.delete(session, PlatformAccount, 1, row_of(session, PlatformAccount, 1)["version"])
    back = undone(database, done.undo or 0)
    assert back.undo is None
    assert {one.reason for one in back.kept} == {"它所属的平台账号已经不在了"}


def test_people_are_found_by_what_they_are_called_after_undoing(database: Database) -> None:
    roster(database, PEOPLE[0])
    second = roster(database, PEOPLE[1], changed(PEOPLE[0], {4: "wheat02"}))
    done = undone(database, second)
    with database.read() as session:
        assert [find(session, word) for word in ("谷小米", "wheat02", "wheat01")] == [[], [], [1]]
    undone(database, done.undo or 0)
    with database.read() as session:
        assert [find(session, word) for word in ("谷小米", "wheat02")] == [[2], [1]]


def test_sealed_numbers_come_back_as_they_were(database: Database) -> None:
    roster(database, *PEOPLE)
    batch = roster(database, changed(PEOPLE[0], {2: "13600136000"}))
    done = undone(database, batch)
    assert done.restored == 1
    with database.write() as session:
        assert reveal(session, Streamer, 1, "phone", "核对") == "13800138000"
        sealed = session.execute(select(STREAMERS.c.phone).where(STREAMERS.c.id == 1)).scalar_one()
    assert "13800138000" not in sealed


@pytest.mark.parametrize("name", list(KINDS))
def test_what_is_undone_has_a_name(name: str) -> None:
    assert label_of(table_of(KINDS[name].model).name) != label_of("no table")


def test_a_row_a_batch_wrote_twice_gets_back_what_it_held_first(database: Database) -> None:
    roster(database, *PEOPLE)
    batch = roster(database, changed(PEOPLE[0], {7: "大满团队"}))
    before, after = {"remark": None, "team_id": "2"}, {"remark": "后来", "team_id": "1"}
    with database.write() as session:
        rows = table_of(ImportRow)
        session.execute(
            rows.insert().values(batch_id=batch, entity="streamer", entity_id=1, before=before, after=after)
        )
        session.execute(update(STREAMERS).where(STREAMERS.c.id == 1).values(remark="后来", team_id=1))
    assert undone(database, batch).kept == ()
    assert asked(database, "SELECT team_id, remark FROM streamer WHERE id = 1") == [(1, None)]
