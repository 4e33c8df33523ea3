"""Lists of training, people enrolled at once, and what prints and the streamer's tab say."""

from datetime import date, datetime, timedelta

import pytest

from db import store
from db.engine import Session
from db.models import Certificate, Course, Org, Streamer, Training
from db.models.training_words import AssessmentKind, Present
from db.queries.training_lists import CERTIFICATE_LIST, COURSE_LIST, TRAINING_LIST, training_months
from db.queries.training_people import people_named, team_members, teams
from db.queries.training_prints import diploma_facts, sheet_facts
from db.store import Query
from db.store.certifying import issue
from db.store.learned import learned, points_of
from db.store.signing import enrol, finish_signing, sign
from tests.db.training_world import assess

MARCH = datetime(2026, 3, 9, 9)


@pytest.fixture
def people(session: Session) -> dict[str, int]:
    """Add three people of one team, two of one name."""
    team = store.save(session, Org, {"name": "蓝海团队"})
    return {
        key: store.save(session, Streamer, {"name": name, "phone": phone, "team_id": team})
        for key, name, phone in (
            ("韩沉", "韩沉", "13800000001"), ("王芳1", "王芳", "13800000002"),
            ("王芳2", "王芳", "13800000003"),
        )
    }  # fmt: skip


@pytest.fixture
def held(session: Session, people: dict[str, int]) -> int:
    """Hold a training in March: 韩沉 came, the first 王芳 late and for 90 minutes, the second not at all."""
    course = store.save(
        session, Course, {"name": "直播合规", "category": "合规与消保", "credit": 40, "is_mandatory": True}
    )
    host = store.save(session, Org, {"name": "沂河学院"})
    key = store.save(session, Training, {
        "title": "合规专题培训", "course_id": course, "start_at": MARCH, "end_at": MARCH + timedelta(hours=3),
        "trainer": "周敏", "place": "一号教室", "place_kind": "教室", "host_org_id": host,
    })  # fmt: skip
    enrol(session, key, people.values())
    sign(session, key, people["韩沉"], Present.ATTENDED)
    sign(session, key, people["王芳1"], Present.LATE, told={"minutes": 90})
    finish_signing(session, key)
    return key


def _shown(session: Session, query: Query) -> list[dict[str, object]]:
    page = store.search(session, TRAINING_LIST, query)
    names = [column.name for column in TRAINING_LIST.columns]
    return [dict(zip(names, row.values, strict=True)) for row in page.rows]


def test_a_training_shows_who_came_of_how_many(session: Session, held: int) -> None:
    assert held
    (row,) = _shown(session, Query())
    assert (row["there"], row["rolled"], row["status"], row["credit"]) == (2, 3, "已完成", 40)
    assert row["course_id"] == "直播合规"


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("month", 202603, 1), ("month", 202604, 0), ("status", "已完成", 1), ("status", "计划中", 0),
        ("category", "合规与消保", 1), ("category", "选品", 0),
    ],
)  # fmt: skip
def test_trainings_are_narrowed(session: Session, held: int, name: str, value: object, found: int) -> None:
    assert held
    assert len(_shown(session, Query(filters=((name, value),)))) == found


@pytest.mark.parametrize("typed", ["合规专题", "直播合规", "周敏", "PX-000001", "hc", "韩沉"])
def test_trainings_are_found_by_title_course_trainer_number_and_people(
    session: Session, held: int, typed: str
) -> None:
    assert held
    assert len(_shown(session, Query(typed))) == 1


def test_trainings_of_one_person_are_a_filter(session: Session, held: int, people: dict[str, int]) -> None:
    other = store.save(session, Streamer, {"name": "陈伟"})
    assert held
    assert len(_shown(session, Query(filters=(("streamer_id", people["韩沉"]),)))) == 1
    assert _shown(session, Query(filters=(("streamer_id", other),))) == []


def test_months_come_newest_first_and_once(session: Session, held: int) -> None:
    assert held
    for start in (datetime(2025, 12, 1, 9), datetime(2026, 3, 20, 9)):
        store.save(session, Training, {"title": "选品实务", "start_at": start})
    assert training_months(session) == [202603, 202512]


def test_a_course_says_how_often_it_was_held(session: Session, held: int) -> None:
    assert held
    page = store.search(session, COURSE_LIST, Query())
    place = [column.name for column in COURSE_LIST.columns].index("held")
    assert [row.values[place] for row in page.rows] == [1]


def test_a_team_is_enrolled_without_those_who_left(session: Session, people: dict[str, int]) -> None:
    team = store.load(session, Streamer, people["韩沉"]).values["team_id"]
    gone = store.save(session, Streamer, {"name": "陈伟", "team_id": team, "status": "未录用"})
    assert isinstance(team, int)
    assert team_members(session, team) == list(people.values())
    assert gone not in team_members(session, team)


def test_only_companies_people_are_with_are_teams(session: Session, people: dict[str, int]) -> None:
    team = store.load(session, Streamer, people["韩沉"]).values["team_id"]
    store.save(session, Org, {"name": "沂南青驼休闲食品厂"})
    assert [key for key, _name in teams(session)] == [team]


def test_a_pasted_list_is_read_line_by_line(session: Session, people: dict[str, int]) -> None:
    named = people_named(session, "韩沉\n\n 王芳 13800000003\n王芳\n无名氏、韩沉")
    assert named.people == (people["韩沉"], people["王芳2"])
    assert named.shared == ("王芳",)
    assert named.unknown == ("无名氏",)


def test_a_sheet_knows_course_host_and_roll(session: Session, held: int) -> None:
    facts = sheet_facts(session, held)
    assert (facts.course, facts.host, facts.place_kind) == ("直播合规", "沂河学院", "教室")
    assert [line.name for line in facts.roll.lines] == ["韩沉", "王芳", "王芳"]


def test_a_diploma_says_what_the_person_earned(session: Session, held: int, people: dict[str, int]) -> None:
    scores = {"课程": 18, "技能": 20, "镜头": 20, "形象": 12, "话术": 12}
    assess(session, people["王芳1"], AssessmentKind.FINAL, date(2026, 3, 10), scores, training_id=held)
    keys = issue(session, held, on=date(2026, 3, 31))
    outside = store.save(
        session, Certificate,
        {"streamer_id": people["韩沉"], "kind": "互联网营销师", "level": "五级", "issued_on": MARCH.date()},
    )  # fmt: skip
    facts = diploma_facts(session, [*keys, outside])
    assert [(each.name, each.credit, each.total, each.is_assessed) for each in facts] == [
        ("韩沉", 40, 40, False), ("王芳", 20, 20, True),
    ]  # fmt: skip
    assert facts[0].number == "PX-000001-001"
    found = store.search(session, CERTIFICATE_LIST, Query("wf"))
    assert list(found.ids) == [keys[1]]


def test_a_streamer_s_learning_is_told_with_the_compliance_course(
    session: Session, held: int, people: dict[str, int]
) -> None:
    assert held
    found = learned(session, people["王芳1"], date(2026, 11, 22))
    assert (found.this_year, found.in_all, found.compliance.met) == (20, 20, True)
    assert [(each.title, each.present) for each in found.trainings] == [("合规专题培训", "迟到")]
    absent = learned(session, people["王芳2"], date(2026, 11, 22))
    assert (absent.this_year, absent.compliance.met) == (0, False)
    assert learned(session, people["王芳1"], date(2027, 1, 5)).this_year == 0


def test_the_points_of_an_assessment_come_back_item_by_item(session: Session, people: dict[str, int]) -> None:
    scores = {"课程": 18.5, "技能": 20, "镜头": 20, "形象": 12, "话术": 12}
    key = assess(session, people["韩沉"], AssessmentKind.START, date(2026, 3, 10), scores)
    assert points_of(session, key) == scores


def test_the_next_level_of_the_trade_is_the_one_above_those_held(
    session: Session, held: int, people: dict[str, int]
) -> None:
    assert held
    today = date(2026, 11, 22)
    first = learned(session, people["韩沉"], today).next_level
    assert first is not None
    assert (first.level, first.wanted, first.missing) == ("五级", 1200, 1160)
    for level, above in (("四级", "三级"), ("一级", None)):
        values = {
            "streamer_id": people["韩沉"],
            "kind": "互联网营销师",
            "level": level,
            "issued_on": MARCH.date(),
        }
        store.save(session, Certificate, values)
        found = learned(session, people["韩沉"], today).next_level
        assert (found.level if found else None) == above
