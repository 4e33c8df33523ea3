"""学时 and what a month came to: the rule as a table, 人次 and 人数 apart, missing never 0."""

from collections import defaultdict
from datetime import datetime, timedelta
from itertools import cycle

import pytest
from sqlalchemy import update
from sqlmodel import Session

from db import store
from db.models import Assessment, Attendance, Training
from db.models.training_words import AssessmentKind, Present
from db.queries.declared import set_number
from db.queries.periods import Period, month_of
from db.queries.tables import table_of
from db.queries.training import roll, summary, training_lines
from db.queries.training_hours import credit_to, earned, hours_by_month, trainings_of
from db.record import Record, now
from db.store.signing import finish_signing, sign
from tests.db.training_world import PAST, assess, attend, course, person, training

MONTH = month_of(PAST)
WHOLE = Period(MONTH, MONTH)


@pytest.mark.parametrize(
    ("credit", "minutes", "present", "lesson", "tenths"),
    [
        (40, None, "出勤", 45, 40),  # present: the whole of it
        (40, None, "迟到", 45, 40),
        (40, None, "早退", 45, 40),
        (40, None, "请假", 45, 0),  # not there: nothing
        (40, None, "缺席", 45, 0),
        (40, None, None, 45, None),  # enrolled only: nothing is known
        (40, 90, "出勤", 45, 20),  # minutes recorded: 90 ÷ 45 = 2 学时
        (40, 90, "出勤", 60, 15),  # in lessons of an hour 1.5
        (40, 180, "出勤", 45, 40),
        (40, 400, "出勤", 45, 40),  # never more than the training's
        (40, 0, "迟到", 45, 0),  # recorded as none at all
        (40, 100, "迟到", 45, 22),  # 2.22 to a tenth
        (40, 101, "迟到", 45, 22),  # 2.244
        (40, 102, "迟到", 45, 23),  # 2.267
        (15, None, "出勤", 45, 15),  # halves
        (None, None, "出勤", 45, None),  # 学时 not known: missing, not 0
        (None, 90, "出勤", 45, None),
        (0, 90, "出勤", 45, 0),
    ],
)
def test_what_one_person_earns(
    session: Session,
    credit: int | None,
    minutes: int | None,
    present: str | None,
    lesson: int,
    tenths: int | None,
) -> None:
    assert earned(credit, minutes, present, lesson) == tenths
    set_number(session, "lesson_minutes", lesson)
    who, held = person(session, "王晓梅"), training(session, credit=credit)
    told = {"minutes": minutes}
    sign(session, held, who, Present(present) if present else None, told=told)
    assert roll(session, held).lines[0].credit == tenths
    assert trainings_of(session, who)[0].credit == tenths
    is_held = present in ("出勤", "迟到", "早退") and finish_signing(session, held)
    by_month = hours_by_month(session, WHOLE)
    assert [found.total for found in by_month] == ([tenths] if is_held else [])


def test_a_training_takes_its_hours_from_the_course_once(session: Session) -> None:
    lesson = course(session, credit=35)
    held = training(session, course_id=lesson)
    loaded = store.load(session, Training, held)
    assert loaded.values["credit"] == 35
    other = training(session, course_id=lesson, credit=20)
    assert store.load(session, Training, other).values["credit"] == 20


def test_visits_are_not_people(session: Session) -> None:
    people = [person(session, name) for name in ("王晓梅", "李长海", "赵新宇")]
    for day, there in enumerate(([0, 1], [0, 2], [0])):
        held = training(session, f"第{day + 1}期话术训练", PAST + timedelta(hours=4 * day), credit=20)
        attend(session, held, *(people[at] for at in there))
        finish_signing(session, held)
    found = summary(session, WHOLE)
    assert (found.trainings, found.visits, found.people, found.credit) == (3, 5, 3, 100)


def test_only_what_is_done_counts_and_nothing_of_who_was_away(session: Session) -> None:
    one, two = person(session, "王晓梅"), person(session, "李长海")
    done, over = training(session, credit=20), training(session, "没有录完签到的培训", credit=20)
    sign(session, done, one, Present.ATTENDED)
    sign(session, done, two, Present.LEAVE)
    sign(session, over, two, Present.ATTENDED)
    finish_signing(session, done)
    found = summary(session, WHOLE)
    assert (found.trainings, found.visits, found.people, found.credit) == (1, 1, 1, 20)
    assert credit_to(session, one, PAST.date()) == 20
    assert credit_to(session, one, PAST.date() - timedelta(days=1)) == 0
    assert credit_to(session, two, PAST.date()) == 0


def test_a_training_without_hours_is_told_and_adds_nothing(session: Session) -> None:
    held = training(session, credit=None)
    attend(session, held, person(session, "王晓梅"))
    finish_signing(session, held)
    found = summary(session, WHOLE)
    assert (found.trainings, found.without_credit, found.credit, found.visits) == (1, 1, None, 1)
    (line,) = hours_by_month(session, WHOLE)
    assert (line.by_month, line.total, credit_to(session, line.streamer_id, PAST.date())) == ({}, None, None)


def test_public_events_and_assessments_are_counted(session: Session) -> None:
    one, two = person(session, "王晓梅"), person(session, "李长海")
    held = training(session, credit=10, is_public_event=True, event_kind="选品会")
    attend(session, held, one, two)
    finish_signing(session, held)
    good = dict.fromkeys(("课程", "技能", "镜头", "形象", "话术"), 15)
    assess(session, one, "结业", PAST.date(), good, training_id=held)
    assess(session, two, "结业", PAST.date(), good | {"技能": 0, "镜头": 0}, training_id=held)
    found = summary(session, WHOLE)
    assert (found.events, found.assessed, found.passed) == (1, 2, 1)
    (line,) = training_lines(session, MONTH)
    assert (line.planned, line.there, line.assessed, line.passed) == (2, 2, 2, 1)


def test_a_year_added_up_by_hand_is_what_the_program_says(session: Session) -> None:
    people = [person(session, f"学员{letter}") for letter in "甲乙丙丁戊"]
    words = cycle([*Present, Present.ATTENDED, Present.LATE])
    minutes = cycle([None, 60, None, 100, 30, None, 200])
    visits: defaultdict[int, list[int]] = defaultdict(list)
    hours: defaultdict[tuple[int, int], int] = defaultdict(int)
    held_in: defaultdict[int, int] = defaultdict(int)
    start = datetime(PAST.year - 1, 1, 5, 14)
    for number in range(20):
        at = start + timedelta(days=17 * number)
        credit, month = (20, 35, 5)[number % 3], month_of(at)
        held = training(session, f"第{number}期培训", at, credit=credit)
        came = 0
        for who in people:
            present, spent = next(words), next(minutes)
            there = present in ("出勤", "迟到", "早退")
            sign(session, held, who, present, told={"minutes": spent if there else None})
            if there:
                came += 1
                visits[month].append(who)
                exact = credit if spent is None else min(credit, int(spent / 4.5 + 0.5))
                hours[who, month] += exact
        if came:
            finish_signing(session, held)
            held_in[month] += 1
    year = Period(start.year * 100 + 1, start.year * 100 + 12)
    for period in (year, *(Period(month, month) for month in held_in)):
        rows = [who for month in period for who in visits[month]]
        found = summary(session, period)
        assert found.trainings == sum(held_in[month] for month in period)
        assert (found.visits, found.people) == (len(rows), len(set(rows)))
        assert found.credit == sum(tenths for (_who, month), tenths in hours.items() if month in set(period))
    assert found.visits != found.people
    for line in hours_by_month(session, year):
        assert line.by_month == {
            month: tenths for (who, month), tenths in hours.items() if who == line.streamer_id
        }


@pytest.mark.parametrize("mark", ["is_demo", "deleted_at"])
@pytest.mark.parametrize("model", [Training, Attendance, Assessment])
def test_what_is_of_the_demo_or_deleted_counts_nowhere(
    session: Session, model: type[Record], mark: str
) -> None:
    who = person(session, "王晓梅")
    held = training(session, credit=40)
    attend(session, held, who)
    finish_signing(session, held)
    assess(session, who, AssessmentKind.FINAL, PAST.date(), {"课程": 20}, result="通过")
    before = summary(session, WHOLE)
    assert (before.visits, before.credit, before.assessed) == (1, 40, 1)
    session.execute(update(table_of(model)).values({mark: True if mark == "is_demo" else now()}))
    found = summary(session, WHOLE)
    if model is Assessment:
        assert (found.visits, found.assessed) == (1, 0)
        return
    assert (found.visits, found.people, found.credit) == (0, 0, 0)
    assert hours_by_month(session, WHOLE) == []
    assert credit_to(session, who, PAST.date()) == 0
