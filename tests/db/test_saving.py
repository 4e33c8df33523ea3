"""One record at a time: add, change, delete, restore, look at what happened to it."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import text

from db import store, trail
from db.engine import Database, Session
from db.errors import BadValues, Conflict, InUse, NotAllowed
from db.models import (
    Category,
    Contract,
    ImportBatch,
    ImportRow,
    LivePresenter,
    LiveSession,
    Org,
    PlatformAccount,
    Streamer,
)

ID_NO = "11010519491231002X"
"""The worked example of GB 11643: a woman born on 31 December 1949."""


@pytest.fixture
def streamer(session: Session) -> int:
    """Add a streamer with an ID number and a phone."""
    return store.save(session, Streamer, {"name": "韩沉", "id_no": ID_NO, "phone": "13812345063"})


@pytest.fixture
def account(session: Session, streamer: int) -> int:
    """Add an account of that streamer."""
    fields = {"streamer_id": streamer, "platform": "快手", "account_no": "ks1"}
    return store.save(session, PlatformAccount, fields)


def faults(error: BadValues) -> dict[str, str]:
    """Return what an error says, by field."""
    return {problem.label: problem.reason for problem in error.problems}


def test_codes_count_on_by_prefix_and_are_never_given_twice(session: Session) -> None:
    assert store.next_codes(session, "ZB", 2) == ["ZB-000001", "ZB-000002"]
    assert store.next_codes(session, "ZH") == ["ZH-000001"]
    assert store.next_codes(session, "ZB", 3) == ["ZB-000003", "ZB-000004", "ZB-000005"]


def test_a_saved_record_reads_back_masked(session: Session, streamer: int) -> None:
    loaded = store.load(session, Streamer, streamer)
    assert (loaded.code, loaded.version) == ("ZB-000001", 1)
    assert loaded.values["id_no"] == "**************002X"
    assert loaded.values["phone"] == "*******5063"
    assert loaded.values["status"] == "线索"


def test_birth_date_and_gender_follow_from_the_id_number(session: Session, streamer: int) -> None:
    loaded = store.load(session, Streamer, streamer)
    assert (loaded.values["birth_on"], loaded.values["gender"]) == (date(1949, 12, 31), "女")


def test_nothing_personal_lies_in_clear_in_the_table(session: Session, streamer: int) -> None:
    row = session.execute(text("SELECT * FROM streamer WHERE id = :id"), {"id": streamer}).one()
    assert not any("13812345063" in str(value) or ID_NO in str(value) for value in row)


def test_masks_that_come_back_change_nothing(session: Session, streamer: int) -> None:
    loaded = store.load(session, Streamer, streamer)
    store.save(session, Streamer, loaded.values, streamer, 1)
    assert store.load(session, Streamer, streamer).version == 1
    assert store.reveal(session, Streamer, streamer, "id_no", "核对合同") == ID_NO


def test_looking_at_a_sealed_value_asks_why_and_leaves_a_trace(session: Session, streamer: int) -> None:
    with pytest.raises(NotAllowed, match="原因"):
        store.reveal(session, Streamer, streamer, "phone", " ")
    assert store.reveal(session, Streamer, streamer, "phone", "联系面试") == "13812345063"
    newest = store.history(session, Streamer, streamer)[0]
    assert (newest.action, newest.field_label, newest.reason) == ("查看", "手机号", "联系面试")


def test_every_fault_is_told_at_once(session: Session) -> None:
    with pytest.raises(BadValues) as raised:
        store.save(session, Streamer, {"name": "韩8", "phone": "123", "level": "Z", "team_id": 99})
    assert {"姓名", "手机号", "内部评级", "操盘团队"} <= faults(raised.value).keys()


def test_an_id_number_belongs_to_one_person(session: Session, streamer: int) -> None:
    with pytest.raises(BadValues) as raised:
        store.save(session, Streamer, {"name": "王芳", "id_no": ID_NO.lower()})
    assert faults(raised.value) == {"身份证号": "已登记在 ZB-000001 名下，请核对是否重复"}
    store.delete(session, Streamer, streamer, 1)
    other = store.save(session, Streamer, {"name": "王芳", "id_no": ID_NO})
    with pytest.raises(BadValues):
        store.restore(session, Streamer, streamer)
    assert store.load(session, Streamer, other).code == "ZB-000002"


def test_an_account_number_is_unique_on_its_platform(session: Session, account: int) -> None:
    assert account
    with pytest.raises(BadValues) as raised:
        store.save(session, PlatformAccount, {"platform": "快手", "account_no": "ks1"})
    assert "ZH-000001" in faults(raised.value)["平台账号"]
    assert store.save(session, PlatformAccount, {"platform": "抖音", "account_no": "ks1"})


def test_a_stale_save_is_a_conflict_that_shows_both_sides(database: Database) -> None:
    with database.write() as session:
        team = store.save(session, Org, {"name": "蓝海团队"})
        key = store.save(session, Streamer, {"name": "韩沉"})
    with database.write() as session:
        store.save(session, Streamer, {"team_id": team, "stage_name": "沉姐"}, key, 1)
    with pytest.raises(Conflict) as raised, database.write() as session:
        store.save(session, Streamer, {"team_id": None, "stage_name": "沉姐", "phone": "13812345063"}, key, 1)
    assert raised.value.fields == {"操盘团队": ("", "蓝海团队"), "手机号": ("*******5063", "")}
    with database.read() as session:
        assert store.load(session, Streamer, key).values["team_id"] == team


def test_fields_left_out_stay_as_they_are(session: Session, streamer: int) -> None:
    store.save(session, Streamer, {"stage_name": "沉姐"}, streamer, 1)
    store.save(session, Streamer, {"stage_name": "  "}, streamer, 2)
    loaded = store.load(session, Streamer, streamer)
    assert (loaded.values["name"], loaded.values["stage_name"], loaded.version) == ("韩沉", None, 3)


def test_a_field_the_model_does_not_have_is_a_mistake_of_the_program(session: Session, streamer: int) -> None:
    for field in ("nonsense", "version", "id_no_index", "deleted_at"):
        with pytest.raises(KeyError):
            store.save(session, Streamer, {field: "1"}, streamer, 1)


def test_a_state_is_not_changed_by_a_form(session: Session, streamer: int) -> None:
    with pytest.raises(NotAllowed, match="变更状态"):
        store.save(session, Streamer, {"status": "在播"}, streamer, 1)


def test_a_record_others_point_to_is_not_deleted(session: Session, streamer: int, account: int) -> None:
    with pytest.raises(InUse, match="ZB-000001 还有 1 个平台账号"):
        store.delete(session, Streamer, streamer, 1)
    store.delete(session, PlatformAccount, account, 1)
    store.delete(session, Streamer, streamer, 1)
    assert store.load(session, Streamer, streamer).deleted
    with pytest.raises(NotAllowed, match="不存在"):
        store.save(session, Streamer, {"name": "王芳"}, streamer, 2)
    store.restore(session, Streamer, streamer)
    assert not store.load(session, Streamer, streamer).deleted


def test_who_presented_a_session_is_not_deleted(session: Session, account: int) -> None:
    guest = store.save(session, Streamer, {"name": "王芳"})
    live = store.save(session, LiveSession, {"account_id": account, "start_at": datetime(2026, 9, 1, 19)})
    session.add(LivePresenter(session_id=live, streamer_id=guest))
    session.flush()
    with pytest.raises(InUse, match="1 场直播"):
        store.delete(session, Streamer, guest, 1)


def test_a_category_in_use_stays(session: Session) -> None:
    category = store.save(session, Category, {"name": "农产品"})
    store.save(session, Streamer, {"name": "韩沉", "category_id": category})
    with pytest.raises(InUse, match="1 位主播"):
        store.delete(session, Category, category, 1)


def test_a_session_takes_month_duration_platform_and_presenter_from_what_is_known(
    session: Session, streamer: int, account: int
) -> None:
    times = {"start_at": datetime(2026, 9, 30, 22, 30), "end_at": datetime(2026, 10, 1, 1, 0)}
    key = store.save(session, LiveSession, {"account_id": account, **times})
    row = session.execute(text("SELECT month, minutes, platform FROM live_session")).one()
    assert tuple(row) == (202609, 150, "快手")
    presenters = session.execute(text("SELECT session_id, streamer_id FROM live_presenter")).all()
    assert [tuple(each) for each in presenters] == [(key, streamer)]


def test_a_session_moved_to_another_account_changes_its_presenter(session: Session, account: int) -> None:
    other = store.save(session, Streamer, {"name": "王芳"})
    second = store.save(
        session, PlatformAccount, {"streamer_id": other, "platform": "快手", "account_no": "ks2"}
    )
    key = store.save(session, LiveSession, {"account_id": account, "start_at": datetime(2026, 9, 1, 19)})
    store.save(session, LiveSession, {"account_id": second}, key, 1)
    assert session.execute(text("SELECT streamer_id FROM live_presenter")).scalars().all() == [other]


def test_a_session_is_not_entered_twice(session: Session, account: int) -> None:
    store.save(session, LiveSession, {"account_id": account, "start_at": datetime(2026, 9, 1, 19, 0)})
    with pytest.raises(BadValues, match="CC-000001"):
        store.save(session, LiveSession, {"account_id": account, "start_at": datetime(2026, 9, 1, 19, 5)})
    assert store.save(session, LiveSession, {"account_id": account, "start_at": datetime(2026, 9, 1, 19, 6)})


def test_a_session_on_another_platform_than_its_account_is_refused(session: Session, account: int) -> None:
    fields = {"account_id": account, "platform": "抖音", "start_at": datetime(2026, 9, 1, 19)}
    with pytest.raises(BadValues, match="平台账号的平台（快手）"):
        store.save(session, LiveSession, fields)


@pytest.mark.parametrize(("day", "refused"), [(date(2026, 3, 1), True), (date(2026, 3, 2), False)])
def test_who_is_under_sixteen_on_the_day_does_not_present(
    session: Session, day: date, *, refused: bool
) -> None:
    guardian = {"guardian_name": "韩强", "guardian_phone": "13812345063", "guardian_consent_on": day}
    minor = store.save(session, Streamer, {"name": "韩小雨", "birth_on": date(2010, 3, 2), **guardian})
    fields = {"streamer_id": minor, "platform": "快手", "account_no": "ks9"}
    of = store.save(session, PlatformAccount, fields)
    start = datetime(day.year, day.month, day.day, 19)
    if refused:
        with pytest.raises(BadValues, match="未满16周岁"):
            store.save(session, LiveSession, {"account_id": of, "start_at": start})
    else:
        assert store.save(session, LiveSession, {"account_id": of, "start_at": start})


def test_the_history_tells_every_change_in_words(session: Session, streamer: int) -> None:
    team = store.save(session, Org, {"name": "蓝海团队"})
    store.save(session, Streamer, {"team_id": team, "phone": "13900001111"}, streamer, 1, "换团队")
    told = {
        (change.action, change.field_label, change.old, change.new, change.reason, change.by)
        for change in store.history(session, Streamer, streamer)
    }
    assert ("修改", "操盘团队", "", "蓝海团队", "换团队", "测试员") in told
    assert ("修改", "手机号", "*******5063", "*******1111", "换团队", "测试员") in told
    assert ("新增", "身份证号", "", "**************002X", "", "测试员") in told
    assert not any("13812345063" in part for change in told for part in change)
    assert trail.verify(session) == []


def test_the_history_tells_what_imports_did(session: Session, streamer: int) -> None:
    facts: dict[str, Any] = {"kind": "streamers", "file_hash": "0" * 64, "mode": "upsert", "by": "导入员"}
    first, second = (ImportBatch(file_name=f"名册{number}.xlsx", **facts) for number in (1, 2))
    session.add_all([first, second])
    session.flush()
    session.execute(text("UPDATE streamer SET batch_id = :batch"), {"batch": first.id})
    before: dict[str, str | None] = {
        "stage_name": None,
        "phone": "sealed",
        "phone_tail": "5063",
        "joined_on": "2026-01-01",
    }
    after: dict[str, str | None] = {
        "stage_name": "沉姐",
        "phone": "sealed too",
        "phone_tail": "1111",
        "joined_on": "2026-01-01",
    }
    session.add(
        ImportRow(batch_id=second.id or 0, entity="streamer", entity_id=streamer, before=before, after=after)
    )
    session.flush()
    told = [change for change in store.history(session, Streamer, streamer) if change.action == "导入"]
    assert {(each.field_label, each.old, each.new, each.reason, each.by) for each in told} == {
        ("", "", "", "名册1.xlsx", "导入员"),
        ("艺名", "", "沉姐", "名册2.xlsx", "导入员"),
        ("手机号", "*******5063", "*******1111", "名册2.xlsx", "导入员"),
    }


def test_money_in_the_history_is_written_in_yuan(session: Session, account: int) -> None:
    fields = {"account_id": account, "start_at": datetime(2026, 9, 1, 19), "gmv": 123_456_789}
    key = store.save(session, LiveSession, fields)
    told = {change.field_label: change.new for change in store.history(session, LiveSession, key)}
    assert told["支付GMV"] == "1,234,567.89"
    assert told["平台账号"] == "快手 ks1"


def test_followers_noted_twice_for_a_day_are_corrected(session: Session, account: int) -> None:
    store.record_followers(session, account, date(2026, 8, 31), 9000)
    store.record_followers(session, account, date(2026, 8, 31), 9500)
    kept = session.execute(text('SELECT "on", followers FROM follower_snapshot')).all()
    assert [int(followers) for _, followers in kept] == [9500]
    assert store.history(session, PlatformAccount, account)[0].action == "登记粉丝数"


def test_a_contract_cannot_end_before_it_begins(session: Session, streamer: int) -> None:
    days = {"start_on": date(2026, 9, 1), "end_on": date(2026, 8, 31)}
    with pytest.raises(BadValues, match="合同到期"):
        store.save(session, Contract, {"streamer_id": streamer, **days})


def test_a_refused_save_leaves_nothing_behind(database: Database) -> None:
    with database.write() as session:
        store.save(session, Streamer, {"name": "韩沉"})
    with pytest.raises(BadValues), database.write() as session:
        _save_two(session)
    with database.read() as session:
        assert session.execute(text("SELECT count(*) FROM streamer")).scalar_one() == 1
        assert session.execute(text("SELECT count(*) FROM trail")).scalar_one() == 1


def _save_two(session: Session) -> None:
    """Save one good record and one without a name."""
    store.save(session, Streamer, {"name": "王芳"})
    store.save(session, Streamer, {"name": ""})
