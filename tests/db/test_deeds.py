"""Something done to many records at once: those refused are named, the others are done, all can be undone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from db import store
from db.deeds import (
    delete_all,
    move_all,
    next_states,
    remind_all,
    save_one,
    set_all,
    tag_all,
    tags_of,
    take_back,
    to_one,
)
from db.deeds.deed import each
from db.errors import BadValues, Cancelled, InUse, NotAllowed
from db.models import Org, OwnReminder, PlatformAccount, Streamer
from db.models.words import StreamerState
from db.queries.reminders import Standing, done, open_reminders, reminders, reopen
from db.queries.roster import STREAMERS
from db.steps import no_step
from db.store import Query
from tests.db.undoing.photographs import differences, photograph

if TYPE_CHECKING:
    from db.engine import Database


@pytest.fixture
def people(database: Database) -> list[int]:
    """Add four people, the first with an account."""
    with database.write() as session:
        names = ("韩沉", "陆远", "周也", "白锦曦")
        keys = [store.save(session, Streamer, {"name": name}) for name in names]
        fields = {"streamer_id": keys[0], "platform": "快手", "account_no": "ks1"}
        store.save(session, PlatformAccount, fields)
    return keys


def test_who_is_in_use_stays_and_is_named_the_others_go(database: Database, people: list[int]) -> None:
    before = photograph(database)
    with database.write() as session:
        deed = delete_all(session, Streamer, people)
    assert (deed.words, deed.done) == ("删除 3 条主播记录", 3)
    (refused,) = deed.refused
    assert (refused.key, refused.code, refused.name) == (people[0], "ZB-000001", "韩沉")
    assert "1 个平台账号" in refused.reason
    assert deed.batch
    with database.write() as session:
        assert take_back(session, deed.batch).kept == ()
    assert differences(before, photograph(database)) == {}


def test_the_history_tells_to_how_many_it_was_done_not_of_how_many_it_was_asked(
    database: Database, people: list[int]
) -> None:
    with database.write() as session:
        delete_all(session, Streamer, people)
    with database.read() as session:
        told = store.history(session, Streamer, people[1])[0].moment
    assert told is not None
    assert told.records == len(people) - 1


def test_progress_is_told_for_each_and_reaches_the_end(database: Database, people: list[int]) -> None:
    steps = []
    with database.write() as session:
        set_all(
            session, Streamer, people, {"remark": "话少"}, lambda done, total: steps.append((done, total))
        )
    assert steps == [(done, 4) for done in range(5)]


def test_who_is_gone_gets_no_reminder_and_is_not_counted_among_the_states(
    database: Database, people: list[int]
) -> None:
    with database.write() as session:
        delete_all(session, Streamer, people[3:])
    with database.write() as session:
        deed = remind_all(session, Streamer, people[2:], "回访", date(2026, 12, 1))
        found = next_states(session, Streamer, people)
    assert [one.key for one in deed.refused] == people[3:]
    assert {one.count for one in found if one.to == "已邀约"} == {3}


def test_of_one_alone_the_refusal_is_raised(database: Database, people: list[int]) -> None:
    with database.write() as session, pytest.raises(InUse):
        delete_all(session, Streamer, people[:1])


def test_moves_go_through_their_gates_one_by_one(database: Database, people: list[int]) -> None:
    before = photograph(database)
    with database.write() as session:
        move_all(session, Streamer, people[:1], "已邀约")
    between = photograph(database)
    with database.write() as session:
        deed = move_all(session, Streamer, people, "已邀约", reason="统一邀约")
    assert deed.done == len(people) - 1
    assert [each.reason for each in deed.refused] == ["目前已是“已邀约”，不用变更。"]
    assert deed.batch
    with database.write() as session:
        take_back(session, deed.batch)
    assert differences(between, photograph(database)) == {}
    assert differences(before, between)


def test_gates_not_met_are_listed_with_what_is_missing(database: Database, people: list[int]) -> None:
    with database.write() as session:
        deed = move_all(session, Streamer, people, "已签约")
    assert (deed.done, deed.batch) == (0, None)
    assert len(deed.refused) == len(people)
    assert all("实名" in each.reason or "核验" in each.reason for each in deed.refused)


def test_the_states_offered_are_those_that_lead_on_from_theirs(database: Database, people: list[int]) -> None:
    with database.write() as session:
        move_all(session, Streamer, people[:1], "已邀约")
        found = {each.to: each.count for each in next_states(session, Streamer, people)}
    assert found["已邀约"] == len(people) - 1
    assert found["已面试"] == len(people)
    assert list(found) == [state.value for state in StreamerState if state.value in found]


def test_a_team_is_set_for_all_and_told_by_its_name(database: Database, people: list[int]) -> None:
    before = photograph(database)
    with database.write() as session:
        team = store.save(session, Org, {"name": "云上抖音团队", "roles": "操盘团队"})
    between = photograph(database)
    with database.write() as session:
        deed = set_all(session, Streamer, people, {"team_id": team})
    assert deed.words == "将 4 条主播记录的操盘团队设为“云上抖音团队”"
    with database.read() as session:
        assert {store.load(session, Streamer, key).values["team_id"] for key in people} == {team}
    with database.write() as session:
        assert deed.batch
        take_back(session, deed.batch)
    assert differences(between, photograph(database)) == {}
    assert differences(before, between)


def test_what_is_cancelled_leaves_nothing(database: Database, people: list[int]) -> None:
    before = photograph(database)

    def step(done: int, _total: int) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled), database.write() as session:
        set_all(session, Streamer, people, {"remark": "话少"}, step)
    assert differences(before, photograph(database)) == {}


def test_a_new_record_is_no_moment_and_a_saved_one_is(database: Database) -> None:
    with database.write() as session:
        made = save_one(session, Streamer, {"name": "林夕"}, None, None)
    assert (made.words, made.batch) == ("新增主播“林夕”", None)
    assert made.key
    with database.write() as session:
        saved = save_one(session, Streamer, {"name": "林夕夕"}, made.key, 1)
    assert saved.key == made.key
    assert saved.batch
    with database.write() as session, pytest.raises(BadValues):
        save_one(session, Streamer, {"name": "林9"}, made.key, 2)


def test_anything_else_can_be_done_to_one(database: Database, people: list[int]) -> None:
    with database.write() as session:
        deed = to_one(session, Streamer, people[0], lambda whom: f"整理{whom}", lambda: None)
    assert (deed.words, deed.batch) == ("整理主播“韩沉”", None)


def test_tags_are_given_and_taken_and_the_others_stay(database: Database, people: list[int]) -> None:
    with database.write() as session:
        tag_all(session, Streamer, people[:2], add=["潜力", "夜场"])
    before = photograph(database)
    with database.write() as session:
        assert [(tag.word, tag.count) for tag in tags_of(session, Streamer, people)] == [
            ("夜场", 2),
            ("潜力", 2),
        ]
        deed = tag_all(session, Streamer, people, add=["重点"], remove=["夜场"])
    assert deed.words == "给 4 条主播记录加上标签“重点”，去掉标签“夜场”"
    with database.read() as session:
        words = [store.load(session, Streamer, key).values["tags"] for key in people]
        assert words == ["潜力、重点", "潜力、重点", "重点", "重点"]
        found = store.search(session, STREAMERS, Query(filters=(("tags", "潜力"),)))
        assert sorted(found.ids) == sorted(people[:2])
    assert deed.batch
    with database.write() as session:
        take_back(session, deed.batch)
    assert differences(before, photograph(database)) == {}


def test_a_reminder_waits_for_its_day_names_whom_it_is_about_and_can_be_undone(
    database: Database, people: list[int]
) -> None:
    day = date(2026, 12, 1)
    before = photograph(database)
    with database.write() as session:
        deed = remind_all(session, Streamer, people[:2], "回访续约意向", day)
    assert deed.words == "给 2 条主播记录添加提醒“回访续约意向”"
    with database.read() as session:
        waiting = [
            each for each in reminders(session, date(2026, 11, 30)) if each.reminder.kind == "自建提醒"
        ]
        due = [each for each in open_reminders(session, day) if each.kind == "自建提醒"]
    assert [each.standing for each in waiting] == [Standing.LATER] * 2
    assert [each.until for each in waiting] == [day] * 2
    assert [each.text for each in due] == ["韩沉：回访续约意向", "陆远：回访续约意向"]
    assert (due[0].page, dict(due[0].filters)["key"]) == ("streamers", people[0])
    with database.write() as session:
        done(session, due[:1])
        store.delete(session, Streamer, people[1], 1)
        assert [each for each in open_reminders(session, day) if each.kind == "自建提醒"] == []
        store.restore(session, Streamer, people[1])
        reopen(session, due[:1])
    assert deed.batch
    with database.write() as session:
        assert take_back(session, deed.batch).kept == ()
    assert differences(before, photograph(database)) == {}


def test_a_reminder_of_nothing_in_particular_leads_to_its_own_page(database: Database) -> None:
    with database.write() as session:
        store.save(session, OwnReminder, {"text": "报送季度统计表", "due_on": date(2026, 12, 1)})
        (found,) = (each for each in open_reminders(session, date(2026, 12, 2)) if each.kind == "自建提醒")
    assert (found.text, found.page) == ("报送季度统计表", "reminders")
    assert found.left(date(2026, 12, 2)) == "已超期 1 天"


def test_who_is_refused_halfway_is_left_as_it_was(database: Database, people: list[int]) -> None:
    before = photograph(database)
    with database.write() as session:

        def do(key: int) -> None:
            store.save(session, Streamer, {"agent": "陈果"}, key, 1)
            if key == people[1]:
                raise NotAllowed("不行")

        deed = each(session, Streamer, people, do, lambda whom: f"修改{whom}", no_step)
    assert (deed.done, [(one.key, one.reason) for one in deed.refused]) == (3, [(people[1], "不行")])
    with database.write() as session:
        agents = [store.load(session, Streamer, key).values["agent"] for key in people]
        assert agents == ["陈果", None, "陈果", "陈果"]
        assert {one.action for one in store.history(session, Streamer, people[1])} == {"新增"}
        assert take_back(session, deed.batch or 0).kept == ()
    assert differences(before, photograph(database)) == {}
