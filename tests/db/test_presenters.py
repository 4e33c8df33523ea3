"""Who presented a session, entered by hand: shares, refusals, two seats, what stays on record."""

from datetime import date, datetime

import pytest

from db import store, trail
from db.engine import Session
from db.errors import BadValues, Conflict, NotAllowed
from db.models import LiveSession, PlatformAccount, Streamer
from db.store import Presenter


def person(session: Session, name: str, **fields: object) -> int:
    """Add a streamer."""
    return store.save(session, Streamer, {"name": name, **fields})


@pytest.fixture
def owner(session: Session) -> int:
    """Add the streamer whose account is broadcast on."""
    return person(session, "韩沉")


@pytest.fixture
def live(session: Session, owner: int) -> int:
    """Add a session of 28 October 2026 on that streamer's account."""
    fields = {"streamer_id": owner, "platform": "快手", "account_no": "ks1"}
    account = store.save(session, PlatformAccount, fields)
    values = {"start_at": datetime(2026, 10, 28, 20), "platform": "快手", "account_id": account}
    return store.save(session, LiveSession, values)


def test_two_present_a_session_and_the_larger_share_comes_first(
    session: Session, owner: int, live: int
) -> None:
    second, third = person(session, "白锦曦"), person(session, "林夕")
    store.set_presenters(session, live, 1, {owner: 30, third: None, second: 70})
    assert store.presenters(session, live) == [
        Presenter(second, "白锦曦", 70),
        Presenter(owner, "韩沉", 30),
        Presenter(third, "林夕", None),
    ]
    assert store.load(session, LiveSession, live).version == 2


def test_what_was_and_what_is_stays_on_record_by_name(session: Session, owner: int, live: int) -> None:
    second = person(session, "白锦曦")
    store.set_presenters(session, live, 1, {second: 60, owner: 40})
    newest = store.history(session, LiveSession, live)[0]
    assert (newest.field_label, newest.old, newest.new) == ("出镜主播", "韩沉", "白锦曦 60%、韩沉 40%")
    assert trail.verify(session) == []


def test_saying_the_same_again_changes_nothing(session: Session, owner: int, live: int) -> None:
    store.set_presenters(session, live, 1, {owner: None})
    assert store.load(session, LiveSession, live).version == 1


def test_nobody_may_be_left(session: Session, live: int) -> None:
    store.set_presenters(session, live, 1, {})
    assert store.presenters(session, live) == []


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        (60, 41, "合计 101%，不能超过 100%"),
        (0, None, "请填 1 至 100 的整数"),
        (101, None, "请填 1 至 100 的整数"),
    ],
)
def test_shares_beyond_the_whole_are_refused(
    session: Session, owner: int, live: int, first: int, second: int | None, reason: str
) -> None:
    other = person(session, "白锦曦")
    with pytest.raises(BadValues) as refused:
        store.set_presenters(session, live, 1, {owner: first, other: second})
    assert [(each.label, each.reason) for each in refused.value.problems] == [("占比", reason)]
    assert store.presenters(session, live) == [Presenter(owner, "韩沉", None)]


def test_someone_under_sixteen_on_the_day_is_refused_without_the_name(session: Session, live: int) -> None:
    grown_up = person(session, "周慕云", birth_on=date(2000, 10, 29))
    store.save(session, LiveSession, {"start_at": datetime(2016, 10, 28, 20)}, live, 1)
    with pytest.raises(BadValues, match="未满16周岁") as refused:
        store.set_presenters(session, live, 2, {grown_up: None})
    assert store.load(session, Streamer, grown_up).code in str(refused.value)
    assert "周慕云" not in str(refused.value)


def test_someone_deleted_cannot_be_added(session: Session, owner: int, live: int) -> None:
    gone = person(session, "林夕")
    store.delete(session, Streamer, gone, 1)
    with pytest.raises(BadValues, match="已不存在"):
        store.set_presenters(session, live, 1, {owner: None, gone: None})


def test_a_session_saved_meanwhile_is_a_conflict(session: Session, owner: int, live: int) -> None:
    store.save(session, LiveSession, {"title": "新品首发"}, live, 1)
    with pytest.raises(Conflict):
        store.set_presenters(session, live, 1, {owner: 50})


def test_a_deleted_session_is_left_alone(session: Session, owner: int, live: int) -> None:
    store.delete(session, LiveSession, live, 1)
    with pytest.raises(NotAllowed):
        store.set_presenters(session, live, 2, {owner: 50})
