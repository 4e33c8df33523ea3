"""States of trainings, and what a streamer must have learned before going on air: guards as tables."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import update
from sqlmodel import Session, col

from db import daily, lifecycle, store
from db.errors import NotAllowed
from db.lifecycle.trainings import MOVES, finish
from db.models import Attendance, Streamer, Training
from db.models.training_words import Present, TrainingState
from db.queries.training import roll
from db.store.signing import enrol, sign
from tests.db.states import state_on
from tests.db.training_world import COMING, PAST, TODAY, assess, attend, course, person, training


def status(session: Session, key: int) -> object:
    return store.load(session, Training, key).values["status"]


@pytest.mark.parametrize(
    ("start", "trainer", "came", "to", "missing"),
    [
        (COMING, "周敏", None, "报名中", ()),
        (COMING, "周敏", None, "进行中", ("还没有开始",)),
        (COMING, "周敏", None, "已结束", ("才结束",)),
        (PAST, "周敏", None, "已完成", ("还没有人签到",)),
        (PAST, "周敏", Present.LEAVE, "已完成", ("还没有人签到",)),
        (PAST, "周敏", Present.ABSENT, "已完成", ("还没有人签到",)),
        (PAST, "周敏", Present.EARLY, "已完成", ()),
        (PAST, None, Present.ATTENDED, "已完成", ("没有填写讲师",)),
        (PAST, None, None, "已完成", ("还没有人签到", "没有填写讲师")),
    ],
)
def test_each_guard_says_what_is_missing(
    session: Session,
    start: object,
    trainer: str | None,
    came: Present | None,
    to: str,
    missing: tuple[str, ...],
) -> None:
    held = training(session, start=start, trainer=trainer)  # type: ignore[arg-type]
    if came:
        sign(session, held, person(session, "王晓梅"), came)
    (found,) = (each for each in lifecycle.moves(session, Training, held) if each.to == to)
    assert len(found.reasons) == len(missing)
    assert all(words in reason for words, reason in zip(missing, found.reasons, strict=True))
    if missing:
        with pytest.raises(NotAllowed):
            lifecycle.move(session, Training, held, to)
    else:
        lifecycle.move(session, Training, held, to)
        assert status(session, held) == to


def test_every_state_has_its_way_on() -> None:
    assert set(MOVES) == set(TrainingState)
    assert all(to in MOVES and to is not now for now, tos in MOVES.items() for to in tos)


@pytest.mark.parametrize("to", ["已取消", "已延期"])
def test_calling_off_and_putting_off_want_a_reason(session: Session, to: str) -> None:
    held = training(session, start=COMING)
    with pytest.raises(NotAllowed, match="原因"):
        lifecycle.move(session, Training, held, to)
    lifecycle.move(session, Training, held, to, reason="讲师有事")
    assert status(session, held) == to


def test_each_day_past_trainings_are_closed_and_signed_ones_done(session: Session) -> None:
    one = person(session, "王晓梅")
    plain, signed, off = (training(session, f"第{n}期", start=COMING) for n in "一二三")
    enrol(session, signed, [one])
    lifecycle.move(session, Training, off, "已延期", reason="场地停电")
    assert daily.run(session, COMING.date()) == 0, "the last day is not past yet"
    key = roll(session, signed).lines[0].attendance_id
    # signed in on the day, which the door only allows once it has come
    signed_in = update(Attendance).where(col(Attendance.id) == key).values(present=Present.ATTENDED)
    session.execute(signed_in)
    later = COMING.date() + timedelta(days=3)
    assert daily.run(session, later) == 3
    assert [status(session, key) for key in (plain, signed, off)] == ["已结束", "已完成", "已延期"]
    assert daily.run(session, later) == 0
    assert state_on(session, Training, COMING.date())[plain] == "已结束"
    with pytest.raises(LookupError):
        roll(session, 0)


def test_a_training_of_several_days_is_not_over_before_its_last(session: Session) -> None:
    begun = datetime.combine(TODAY - timedelta(days=2), time(9))
    held = training(session, start=begun, end_at=begun + timedelta(days=4))
    attend(session, held, person(session, "王晓梅"))
    assert daily.run(session, TODAY) == 0
    assert not finish(session, held)
    assert status(session, held) == "计划中"
    assert finish(session, held, TODAY + timedelta(days=2))


def test_a_training_with_people_on_its_roll_is_not_deleted(session: Session) -> None:
    held = training(session)
    attend(session, held, person(session, "王晓梅"))
    with pytest.raises(Exception, match="1 条签到"):
        store.delete(session, Training, held, store.load(session, Training, held).version)


def streamer(session: Session) -> int:
    """Add somebody in training, grown up."""
    values = {"name": "韩沉", "status": "培训中", "joined_on": TODAY - timedelta(days=90)}
    return store.save(session, Streamer, values)


def reasons(session: Session, key: int, on: date = TODAY) -> tuple[str, ...]:
    (found,) = (each for each in lifecycle.moves(session, Streamer, key, on) if each.to == "待首播")
    return found.reasons


SCORES = {"课程": 20, "技能": 25, "镜头": 25, "形象": 15, "话术": 15}


def test_without_a_mandatory_course_nobody_is_ready_for_the_first_broadcast(session: Session) -> None:
    told = "；".join(reasons(session, streamer(session)))
    assert "还没有设定合规必修课" in told
    assert "还没有上岗考核或3分钟录屏考核" in told


@pytest.mark.parametrize(
    ("present", "minutes", "credit", "met"),
    [
        (Present.ATTENDED, None, 40, True),
        (Present.LATE, 45, 40, True),
        (Present.LATE, 0, 40, False),
        (Present.LEAVE, None, 40, False),
        (Present.ATTENDED, None, None, False),  # 学时 not known: none earned that is known
    ],
)
def test_a_mandatory_course_is_done_by_hours_earned(
    session: Session, present: Present, minutes: int | None, credit: int | None, *, met: bool
) -> None:
    lesson, who = course(session, credit=credit, is_mandatory=True), streamer(session)
    held = training(session, course_id=lesson)
    sign(session, held, who, present, told={"minutes": minutes})
    assert any("合规必修课" in reason for reason in reasons(session, who)) is not met
    before = PAST.date() - timedelta(days=1)
    assert any("还差 1 门：《直播合规》" in reason for reason in reasons(session, who, before))


def test_a_mandatory_course_is_done_by_passing_and_every_one_is_wanted(session: Session) -> None:
    first, second = (course(session, name, is_mandatory=True) for name in ("直播合规", "消费者权益保护"))
    course(session, "选品入门")
    who = streamer(session)
    assess(session, who, "结业", PAST.date(), SCORES, training_id=training(session, course_id=first))
    told = "；".join(reasons(session, who))
    assert "还差 1 门：《消费者权益保护》" in told
    attend(session, training(session, course_id=second), who)
    assert not any("必修" in reason for reason in reasons(session, who))
    early = reasons(session, who, PAST.date() - timedelta(days=1))
    assert any("还差 2 门" in reason for reason in early), "what was passed later was not yet passed"


@pytest.mark.parametrize(
    ("taken", "missing"),
    [
        ([], "还没有上岗考核"),
        ([("结业", 1.0)], "还没有上岗考核"),
        ([("上岗", 0.5)], "最近一次上岗考核 50 分未通过"),
        ([("3分钟录屏", 0.6)], ""),
        ([("上岗", 0.5), ("上岗", 0.9)], ""),
    ],
)
def test_an_assessment_passed_lets_on_air(
    session: Session, taken: list[tuple[str, float]], missing: str
) -> None:
    who = streamer(session)
    attend(session, training(session, course_id=course(session, is_mandatory=True)), who)
    for day, (kind, share) in enumerate(taken):
        scores = {name: full * share for name, full in SCORES.items()}
        assess(session, who, kind, PAST.date() + timedelta(days=day), scores)
    told = reasons(session, who)
    assert [missing in reason for reason in told] == ([True] if missing else [])
    if not missing:
        lifecycle.move(session, Streamer, who, "待首播")
        assert store.load(session, Streamer, who).values["status"] == "待首播"


def test_the_trail_tells_of_a_sign_in(session: Session) -> None:
    who, held = person(session, "王晓梅"), training(session)
    key = sign(session, held, who, Present.ATTENDED)
    sign(session, held, who, Present.LATE)
    told = [(one.field_label, one.old, one.new) for one in store.history(session, Attendance, key)]
    assert ("签到", "出勤", "迟到") in told
