"""Signing in: by word typed, taken back, on the spot; what the roll then tells."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from db import store
from db.errors import BadValues, NotAllowed
from db.lifecycle import history_of, move
from db.models import Attendance, Streamer, Training
from db.models.training_words import Present, TrainingState
from db.queries.training import candidates, roll
from db.store.signing import add_on_the_spot, enrol, finish_signing, sign, unsign
from tests.db.training_world import COMING, PAST, TODAY, course, person, training


def test_who_enrolled_has_no_state_until_signed_in(session: Session) -> None:
    one, two = person(session, "王晓梅", "13800001111"), person(session, "李长海")
    held = training(session)
    assert enrol(session, held, [one, two, one]) == 2
    assert [(line.name, line.present) for line in roll(session, held).lines] == [
        ("王晓梅", None),
        ("李长海", None),
    ]
    sign(session, held, two, Present.LATE)
    found = roll(session, held)
    assert (found.waiting, found.there) == (1, 1)
    assert found.lines[0].phone == "*******1111"
    assert found.lines[1].method == "现场"


def test_a_sign_in_taken_back_leaves_the_enrolment(session: Session) -> None:
    one, two, held = person(session, "王晓梅"), person(session, "李长海"), training(session)
    enrol(session, held, [one])
    planned = sign(session, held, one, Present.ATTENDED, told={"minutes": 60})
    other = sign(session, held, two, Present.ATTENDED)
    unsign(session, planned)
    unsign(session, other)
    (line,) = roll(session, held).lines
    assert (line.name, line.present, line.minutes, line.signed_at) == ("王晓梅", None, None, None)
    again = sign(session, held, two, Present.EARLY)
    assert again == other, "who left the roll comes back as the same record"
    assert any(change.field_label == "签到" for change in store.history(session, Attendance, planned))


def test_minutes_go_with_who_was_not_there(session: Session) -> None:
    one, held = person(session, "王晓梅"), training(session)
    sign(session, held, one, Present.ATTENDED, told={"minutes": 60})
    sign(session, held, one, Present.ABSENT)
    assert roll(session, held).lines[0].minutes is None


@pytest.mark.parametrize("typed", ["wxm", "wangxiaomei", "晓梅", "1111", "13800001111"])
def test_a_person_is_found_by_what_one_types(session: Session, typed: str) -> None:
    one, held = person(session, "王晓梅", "13800001111"), training(session)
    person(session, "李长海", "13900002222")
    assert [found.streamer_id for found in candidates(session, held, typed)] == [one]


def test_who_is_expected_is_offered_first_and_who_has_signed_in_after(session: Session) -> None:
    stranger, done, expected = (person(session, name) for name in ("王小满", "王小明", "王小梅"))
    held = training(session)
    enrol(session, held, [done, expected])
    sign(session, held, done, Present.ATTENDED)
    offered = candidates(session, held, "wxm")
    assert [found.streamer_id for found in offered] == [expected, done, stranger]
    assert [found.present for found in offered] == [None, Present.ATTENDED, None]
    assert [found.attendance_id is None for found in offered] == [False, False, True]
    assert candidates(session, held, "  ") == []


def test_a_stranger_is_added_on_the_spot_as_a_lead_and_only_once(session: Session) -> None:
    held = training(session)
    key = add_on_the_spot(session, held, "赵新宇", "13700003333")
    assert add_on_the_spot(session, held, "赵新宇", "13700003333") == key
    (line,) = roll(session, held).lines
    loaded = store.load(session, Streamer, line.streamer_id)
    assert (line.present, loaded.values["status"]) == (Present.ATTENDED, "线索")
    with pytest.raises(BadValues, match="手机"):
        add_on_the_spot(session, held, "钱多多", "123")


def test_nobody_signs_in_before_the_day_or_at_a_training_called_off(session: Session) -> None:
    one = person(session, "王晓梅")
    coming = training(session, start=COMING)
    enrol(session, coming, [one])
    with pytest.raises(BadValues, match="还没有开始"):
        sign(session, coming, one, Present.ATTENDED)
    sign(session, coming, one, Present.LEAVE)
    off = training(session, "取消的培训", start=COMING)
    move(session, Training, off, "已取消", reason="讲师有事")
    with pytest.raises(BadValues, match="已取消"):
        enrol(session, off, [one])


def test_a_past_training_is_over_and_done_once_its_sign_in_is_in(session: Session) -> None:
    held = training(session, course_id=course(session))
    assert roll(session, held).training.status == "已结束"
    with pytest.raises(NotAllowed, match="还没有人签到"):
        finish_signing(session, held)
    sign(session, held, person(session, "王晓梅"), Present.EARLY)
    assert finish_signing(session, held)
    assert not finish_signing(session, held)
    assert roll(session, held).training.status == "已完成"
    past = history_of(session, Training, held)
    assert [(one.to_state, one.on) for one in past] == [
        ("已完成", PAST.date()),
        ("已结束", PAST.date()),
        ("计划中", PAST.date()),
    ]


def test_without_a_trainer_a_training_is_not_done(session: Session) -> None:
    held = training(session, trainer=None)
    sign(session, held, person(session, "王晓梅"), Present.ATTENDED)
    with pytest.raises(NotAllowed, match="没有填写讲师"):
        finish_signing(session, held)


def test_todays_training_is_done_when_its_sign_in_is_finished(session: Session) -> None:
    start = PAST.replace(year=TODAY.year, month=TODAY.month, day=TODAY.day)
    held = training(session, start=start, end_at=start + timedelta(hours=1))
    assert roll(session, held).training.status == TrainingState.PLANNED
    sign(session, held, person(session, "王晓梅"), Present.ATTENDED)
    assert finish_signing(session, held)
    assert roll(session, held).training.status == TrainingState.DONE


def test_a_training_whose_last_sign_in_is_taken_back_is_no_longer_done(session: Session) -> None:
    one, two, held = person(session, "王晓梅"), person(session, "李长海"), training(session)
    keys = [sign(session, held, who, Present.ATTENDED) for who in (one, two)]
    finish_signing(session, held)
    unsign(session, keys[0])
    assert roll(session, held).training.status == TrainingState.DONE
    sign(session, held, two, Present.ABSENT)
    assert roll(session, held).training.status == TrainingState.CLOSED
    assert history_of(session, Training, held)[0].reason == "签到已全部撤回"
