"""Assessments by rubric, retakes, and certificates with the 学时 up to their day."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from db import store
from db.errors import BadValues, NotAllowed
from db.lifecycle import history_of, move
from db.models import Assessment, Certificate, RubricItem, Training
from db.models.training_words import AssessmentKind, Present
from db.queries.certificates import holders, level_hours, paper
from db.queries.declared import set_number
from db.store.certifying import adopt_rubric, issue, rubric
from db.store.signing import enrol, finish_signing, sign
from tests.db.training_world import PAST, TODAY, assess, attend, course, person, training

FINAL, DAY = AssessmentKind.FINAL, PAST.date()


def test_the_rubric_of_the_house_has_a_hundred_points(session: Session) -> None:
    assert [(item.name, item.full) for item in rubric(session)] == [
        ("课程", 20), ("技能", 25), ("镜头", 25), ("形象", 15), ("话术", 15)
    ]  # fmt: skip
    assert sum(item.weight for item in rubric(session)) == 100


def test_a_base_edits_its_own_rubric_by_weight(session: Session) -> None:
    adopt_rubric(session)
    adopt_rubric(session)
    items = rubric(session)
    assert len(items) == 5
    for item in items[2:]:
        assert item.id is not None
        store.delete(session, RubricItem, item.id, 1)
    first = items[0]
    store.save(session, RubricItem, {"full": 10, "weight": 75}, first.id, 1)
    who = person(session, "王晓梅")
    key = assess(session, who, FINAL, DAY, {"课程": 10, "技能": 0})
    assert store.load(session, Assessment, key).values["total"] == 75.0


@pytest.mark.parametrize(
    ("points", "total", "result"),
    [
        (60, 60.0, "通过"),
        (59, 59.0, "未通过"),
        (59.96, 60.0, "通过"),
        (0, 0.0, "未通过"),
        (100, 100.0, "通过"),
    ],
)
def test_the_total_decides_unless_somebody_did(
    session: Session, points: float, total: float, result: str
) -> None:
    who = person(session, "王晓梅")
    scores = {item.name: item.full * points / 100 for item in rubric(session)}
    key = assess(session, who, FINAL, DAY, scores)
    values = store.load(session, Assessment, key).values
    assert (values["total"], values["result"]) == (total, result)
    decided = assess(session, who, AssessmentKind.SKILL, DAY, scores, result="未通过")
    assert store.load(session, Assessment, decided).values["result"] == "未通过"


def test_an_item_not_scored_leaves_the_total_open_and_one_too_high_is_refused(session: Session) -> None:
    who = person(session, "王晓梅")
    values = store.load(session, Assessment, assess(session, who, FINAL, DAY, {"课程": 20})).values
    assert (values["total"], values["result"]) == (None, None)
    with pytest.raises(BadValues, match="课程：请填 0 至 20 分"):
        assess(session, who, FINAL, DAY, {"课程": 21})
    with pytest.raises(BadValues, match="晚于今天"):
        assess(session, who, FINAL, TODAY + timedelta(days=1), {"课程": 1})


def test_a_retake_points_to_the_failed_one_and_the_mark_is_the_bases_own(session: Session) -> None:
    who = person(session, "王晓梅")
    scores = {item.name: item.full * 0.7 for item in rubric(session)}
    set_number(session, "pass_mark", 80)
    first = assess(session, who, FINAL, DAY, scores)
    full = {item.name: item.full for item in rubric(session)}
    second = assess(session, who, FINAL, DAY + timedelta(days=3), full)
    assert session.get(Assessment, second).retake_of == first  # type: ignore[union-attr]
    assert session.get(Assessment, first).retake_of is None  # type: ignore[union-attr]
    assert store.load(session, Assessment, first).values["result"] == "未通过"


def test_certificates_go_to_who_came_and_did_not_fail_and_say_the_hours_to_date(session: Session) -> None:
    one, two, three, four = (person(session, name) for name in ("王晓梅", "李长海", "赵新宇", "孙可"))
    before = training(session, "早先的培训", PAST - timedelta(days=30), credit=15)
    held = training(session, credit=40)
    after = training(session, "后来的培训", PAST + timedelta(days=20), credit=80)
    attend(session, before, one)
    attend(session, held, one, two, three)
    attend(session, after, one)
    sign(session, held, four, Present.LEAVE)
    for key in (before, held, after):
        finish_signing(session, key)
    assess(
        session,
        three,
        FINAL,
        DAY,
        dict.fromkeys((item.name for item in rubric(session)), 1),
        training_id=held,
    )
    made = issue(session, held, on=DAY)
    papers = [paper(session, key) for key in made]
    assert [(found.name, found.credit) for found in papers] == [("王晓梅", 55), ("李长海", 40)]
    assert [found.number for found in papers] == [f"{papers[0].training_code}-{n:03d}" for n in (1, 2)]
    with pytest.raises(NotAllowed, match="没有可以发证的人"):
        issue(session, held, on=DAY)


def test_hours_stand_against_the_levels_of_the_standard(session: Session) -> None:
    who = person(session, "王晓梅")
    held = training(session, credit=800)
    attend(session, held, who)
    finish_signing(session, held)
    assert [(found.level, found.wanted, found.missing) for found in level_hours(session, who)] == [
        ("五级", 1200, 400), ("四级", 1040, 240), ("三级", 880, 80), ("二级", 720, 0), ("一级", 720, 0)
    ]  # fmt: skip


def test_only_valid_certificates_make_a_holder(session: Session) -> None:
    one, two, three = (person(session, name) for name in ("王晓梅", "李长海", "赵新宇"))
    for who, valid_to in ((one, None), (one, TODAY), (two, DAY), (three, None)):
        values = {
            "kind": "互联网营销师",
            "level": "五级",
            "streamer_id": who,
            "issued_on": DAY,
            "valid_to": valid_to,
        }
        store.save(session, Certificate, values | ({"kind": "结业证", "level": None} if who == three else {}))
    assert (holders(session, DAY - timedelta(days=1)), holders(session, DAY), holders(session, TODAY)) == (
        0,
        2,
        1,
    )
    with pytest.raises(BadValues, match="请选择等级"):
        store.save(session, Certificate, {"kind": "互联网营销师", "streamer_id": one, "issued_on": DAY})


def test_one_training_from_plan_to_certificate(session: Session) -> None:
    people = [person(session, name) for name in ("王晓梅", "李长海", "赵新宇")]
    start = PAST.replace(year=TODAY.year, month=TODAY.month, day=TODAY.day)
    held = training(session, start=start, course_id=course(session, credit=35), trainer=None)
    for to in ("报名中", "进行中"):
        move(session, Training, held, to)
    enrol(session, held, people)
    sign(session, held, people[0], Present.ATTENDED)
    sign(session, held, people[1], Present.LATE, told={"minutes": 90})
    sign(session, held, people[2], Present.ABSENT)
    with pytest.raises(NotAllowed, match="没有填写讲师"):
        finish_signing(session, held)
    store.save(session, Training, {"trainer": "周敏"}, held, store.load(session, Training, held).version)
    finish_signing(session, held)
    assert store.load(session, Training, held).values["status"] == "已完成"
    assess(
        session,
        people[1],
        FINAL,
        TODAY,
        {"课程": 1, "技能": 0, "镜头": 0, "形象": 0, "话术": 0},
        training_id=held,
    )
    (made,) = issue(session, held)
    assert (paper(session, made).name, paper(session, made).credit) == ("王晓梅", 35)
    assert [one.to_state for one in history_of(session, Training, held)][::-1] == [
        "计划中", "报名中", "进行中", "已结束", "已完成"
    ]  # fmt: skip


def test_an_assessment_repeats_none_that_came_after_it(session: Session) -> None:
    who = person(session, "王晓梅")
    assess(session, who, FINAL, DAY + timedelta(days=3), {item.name: 0 for item in rubric(session)})
    early = assess(session, who, FINAL, DAY, {item.name: item.full for item in rubric(session)})
    assert session.get(Assessment, early).retake_of is None  # type: ignore[union-attr]
