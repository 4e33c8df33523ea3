"""Reminders: computed each time, put off or settled with who and when, asked again at the next stage."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from db import store
from db.engine import Session
from db.errors import NotAllowed
from db.models import Contract, LiveSession, PlatformAccount, ReminderMark, Report, Setting, Streamer
from db.models.report_words import ReportState
from db.queries import reminders as asked
from db.queries import today
from db.queries.lives import LIVES
from db.queries.reminders import (
    Reminder,
    ReminderKind,
    Standing,
    done,
    open_reminders,
    reminders,
    reopen,
    snooze,
)
from db.queries.tables import table_of
from db.store import Query

NOW = date.today()
MARKS = table_of(ReminderMark)


@pytest.fixture
def person(session: Session) -> int:
    return store.save(session, Streamer, {"name": "林夕", "status": "在播", "birth_on": date(1995, 5, 1)})


def contract(session: Session, person: int, left: int, **more: object) -> int:
    """Save a contract in force that ends in so many days."""
    values = {
        "streamer_id": person,
        "start_on": NOW - timedelta(days=300),
        "end_on": NOW + timedelta(days=left),
    }
    return store.save(session, Contract, {**values, "status": "生效", **more})


def of_kind(session: Session, kind: ReminderKind, on: date = NOW) -> list[Reminder]:
    return [each for each in open_reminders(session, on) if each.kind == kind]


@pytest.mark.parametrize(
    ("left", "told"),
    [(120, False), (91, False), (90, True), (31, True), (30, True), (7, True), (0, True), (-1, False)],
)
def test_a_contract_is_told_from_ninety_days_before_its_end(
    session: Session, person: int, left: int, *, told: bool
) -> None:
    key = contract(session, person, left)
    found = of_kind(session, ReminderKind.CONTRACT)
    assert [(each.entity, each.entity_id, each.due) for each in found] == (
        [("contract", key, NOW + timedelta(days=left))] if told else []
    )


def test_a_contract_tells_who_and_is_led_to(session: Session, person: int) -> None:
    key = contract(session, person, 20, kind="独家")
    (found,) = of_kind(session, ReminderKind.CONTRACT)
    end = NOW + timedelta(days=20)
    assert found.text == f"林夕的独家{end.month}月{end.day}日到期"
    assert (found.page, found.filters) == ("streamers", (("part", "contracts"), ("key", key)))
    assert found.since == end - timedelta(days=30)
    assert found.left(NOW) == "还有 20 天"


def test_each_contract_may_name_its_own_days(session: Session, person: int) -> None:
    contract(session, person, 20, remind_days="10")
    assert of_kind(session, ReminderKind.CONTRACT) == []
    assert len(of_kind(session, ReminderKind.CONTRACT, NOW + timedelta(days=10))) == 1


def test_a_contract_that_a_later_one_follows_is_not_told(session: Session, person: int) -> None:
    key = contract(session, person, 20)
    assert [each.entity_id for each in of_kind(session, ReminderKind.CONTRACT)] == [key]
    contract(session, person, 400)
    assert of_kind(session, ReminderKind.CONTRACT) == []


@pytest.mark.parametrize(
    ("kind", "later", "told"),
    [
        ("独家", "活动约", True),
        ("独家", "经纪约", False),
        ("活动约", "活动约", False),
        ("活动约", "独家", True),
    ],
)
def test_a_later_contract_of_another_sort_does_not_follow(
    session: Session, person: int, kind: str, later: str, *, told: bool
) -> None:
    contract(session, person, 20, kind=kind)
    contract(session, person, 400, kind=later, start_on=NOW + timedelta(days=21), status="已签")
    assert bool(of_kind(session, ReminderKind.CONTRACT)) is told


def test_who_has_left_is_not_told_of(session: Session) -> None:
    gone = store.save(session, Streamer, {"name": "赵默笙", "status": "已离退"})
    contract(session, gone, 20)
    assert open_reminders(session, NOW) == []


def test_a_minor_without_consent_is_told_until_there_is_one(session: Session) -> None:
    birth = NOW.replace(day=1, year=NOW.year - 17)
    values = {"name": "周慕云", "status": "已签约", "birth_on": birth}
    consent = {"guardian_name": "周国平", "guardian_phone": "13812345678", "guardian_consent_on": NOW}
    key = store.save(session, Streamer, {**values, **consent})
    assert of_kind(session, ReminderKind.CONSENT) == []
    session.execute(update(table_of(Streamer)).values(guardian_consent_on=None))
    (found,) = of_kind(session, ReminderKind.CONSENT)
    assert found.text == "周慕云（17岁）缺监护人同意"
    assert (found.entity_id, found.due, found.left(NOW)) == (key, None, "")


def test_sessions_without_a_contract_are_told_by_month_and_lead_to_just_those(
    session: Session, person: int
) -> None:
    account = store.save(
        session, PlatformAccount, {"streamer_id": person, "platform": "快手", "account_no": "ks1"}
    )
    first = date(2026, 9, 10)
    values = {"streamer_id": person, "start_on": first, "status": "生效"}
    store.save(session, Contract, values)
    for day in (1, 2, 10, 11):
        start = datetime(2026, 9, day, 20)
        store.save(session, LiveSession, {"account_id": account, "start_at": start, "minutes": 60})
    on = date(2026, 9, 20)
    (found,) = of_kind(session, ReminderKind.UNBOUND, on)
    assert found.text == "9月有 2 场直播的主播当天没有有效合同"
    assert store.search(session, LIVES, Query(filters=found.filters)).total == 2
    assert of_kind(session, ReminderKind.UNBOUND, date(2026, 10, 3)) == [found]
    assert of_kind(session, ReminderKind.UNBOUND, date(2026, 11, 3)) == []


@pytest.mark.parametrize(
    ("day", "setting", "left"),
    [
        (1, None, "还有 4 天"),
        (5, None, "今天到期"),
        (6, None, "已超期 1 天"),
        (6, "8", "还有 2 天"),
        (20, None, "已超期 15 天"),
        (21, None, None),
    ],
)
def test_the_report_is_told_until_long_after_its_day(
    session: Session, person: int, day: int, setting: str | None, left: str | None
) -> None:
    account = store.save(
        session, PlatformAccount, {"streamer_id": person, "platform": "快手", "account_no": "ks1"}
    )
    store.save(session, LiveSession, {"account_id": account, "start_at": datetime(2026, 9, 1, 20)})
    if setting:
        session.add(Setting(name="report_day", value=setting))
        session.flush()
    on = date(2026, 10, day)
    found = of_kind(session, ReminderKind.REPORT, on)
    assert [each.left(on) for each in found] == ([left] if left else [])
    assert all(each.filters == (("month", 202609),) and each.page == "reports" for each in found)


def test_a_report_handed_in_is_not_told_of_any_more(session: Session, person: int) -> None:
    account = store.save(
        session, PlatformAccount, {"streamer_id": person, "platform": "快手", "account_no": "ks1"}
    )
    store.save(session, LiveSession, {"account_id": account, "start_at": datetime(2026, 9, 1, 20)})
    key = store.save(session, Report, {"first": 202609, "last": 202609})
    on = date(2026, 10, 2)
    said = {}
    for state, day in ((ReportState.DRAFT, None), (ReportState.SIGNED, None), (ReportState.SUBMITTED, on)):
        row = session.get_one(Report, key)
        row.status, row.submitted_on = state, day
        session.flush()
        said[state] = [each.text for each in of_kind(session, ReminderKind.REPORT, on)]
    assert said == {
        ReportState.DRAFT: ["9月月报请于10月5日前报送"],
        ReportState.SIGNED: ["9月月报已签署，请于10月5日前报送"],
        ReportState.SUBMITTED: [],
    }


def test_the_most_urgent_stands_first_and_what_has_no_day_counts_as_today(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = {
        1: NOW - timedelta(days=3),
        2: NOW + timedelta(days=5),
        3: None,
        4: NOW,
        5: NOW + timedelta(days=90),
    }
    made = [Reminder(ReminderKind.DOCUMENT, "营业执照", due, "p", (), "x", key) for key, due in days.items()]
    monkeypatch.setattr(asked, "_subject", lambda _place: lambda *_asked: made)
    monkeypatch.setattr(asked, "_SUBJECTS", ("one:subject",))
    found = open_reminders(session, NOW)
    assert [each.entity_id for each in found] == [1, 3, 4, 2, 5]
    assert [each.is_overdue(NOW) for each in found] == [True, False, False, False, False]


def test_what_was_put_off_comes_back_on_its_day(session: Session, person: int) -> None:
    contract(session, person, 60)
    found = open_reminders(session, NOW)
    snooze(session, found, NOW + timedelta(days=7))
    assert open_reminders(session, NOW) == []
    (marked,) = reminders(session, NOW)
    assert (marked.standing, marked.until, marked.by) == (Standing.LATER, NOW + timedelta(days=7), "测试员")
    assert marked.at is not None
    assert open_reminders(session, NOW + timedelta(days=6)) == []
    assert open_reminders(session, NOW + timedelta(days=7)) == found


def test_a_reminder_is_not_put_off_until_today(session: Session, person: int) -> None:
    contract(session, person, 60)
    with pytest.raises(NotAllowed, match="晚于今天"):
        snooze(session, open_reminders(session, NOW), NOW)


def test_what_was_settled_is_asked_again_at_the_next_stage(session: Session, person: int) -> None:
    contract(session, person, 60)
    done(session, open_reminders(session, NOW))
    assert open_reminders(session, NOW + timedelta(days=29)) == []
    (again,) = open_reminders(session, NOW + timedelta(days=30))
    assert again.left(NOW + timedelta(days=30)) == "还有 30 天"


def test_what_was_said_is_taken_back(session: Session, person: int) -> None:
    contract(session, person, 60)
    found = open_reminders(session, NOW)
    done(session, found)
    assert [each.standing for each in reminders(session, NOW)] == [Standing.DONE]
    reopen(session, found)
    assert open_reminders(session, NOW) == found
    assert session.execute(select(MARKS)).first() is None


def test_the_last_word_counts_and_stands_once(session: Session, person: int) -> None:
    contract(session, person, 60)
    found = open_reminders(session, NOW)
    snooze(session, found, NOW + timedelta(days=3))
    done(session, found)
    assert [each.standing for each in reminders(session, NOW)] == [Standing.DONE]
    assert len(session.execute(select(MARKS)).all()) == 1


def test_what_was_said_of_one_reminder_is_not_said_of_another(session: Session, person: int) -> None:
    key = contract(session, person, 60)
    done(session, open_reminders(session, NOW))
    session.execute(update(table_of(Contract)).values(end_on=NOW + timedelta(days=61)))
    (found,) = open_reminders(session, NOW)
    assert found.entity_id == key


def test_what_was_said_stands_in_the_history_of_the_record(session: Session, person: int) -> None:
    key = contract(session, person, 60)
    found = open_reminders(session, NOW)
    snooze(session, found, NOW + timedelta(days=7))
    done(session, found)
    told = [(each.action, each.field_label, each.new) for each in store.history(session, Contract, key)]
    until = (NOW + timedelta(days=7)).isoformat()
    assert told[:2] == [
        ("提醒已办", "提醒", found[0].text),
        ("稍后提醒", "提醒", f"{found[0].text}（{until} 再提醒）"),
    ]


def test_the_first_page_shows_a_few_and_tells_how_many_there_are(session: Session, person: int) -> None:
    contract(session, person, 60)
    for number in range(5):
        other = store.save(session, Streamer, {"name": f"何以琛{'甲乙丙丁戊'[number]}", "status": "在播"})
        contract(session, other, 10 + number)
    found = today.due(session, NOW)
    assert found.waiting == 6
    assert [each.due for each in found.reminders] == [NOW + timedelta(days=days) for days in (10, 11, 12)]
    assert not [task for task in today.tasks(session, NOW) if "到期" in task.text or "监护人" in task.text]


@pytest.mark.parametrize(("ended", "told"), [(30, 1), (None, 0)])
def test_a_session_on_the_day_a_contract_was_broken_off_is_told(
    session: Session, person: int, ended: int | None, told: int
) -> None:
    account = store.save(
        session, PlatformAccount, {"streamer_id": person, "platform": "快手", "account_no": "ks1"}
    )
    day = ended and date(2026, 9, ended)
    values = {"streamer_id": person, "start_on": date(2026, 1, 1), "ended_on": day}
    store.save(session, Contract, {**values, "status": "已解除" if ended else "生效"})
    live = {"account_id": account, "start_at": datetime(2026, 9, 30, 20), "minutes": 60}
    store.save(session, LiveSession, live)
    assert len(of_kind(session, ReminderKind.UNBOUND, date(2026, 9, 30))) == told
