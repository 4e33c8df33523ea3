"""入职流程: deadlines from the interview, what may be skipped, what stands before the first broadcast."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import text

from db import lifecycle, store
from db.engine import Session
from db.errors import BadValues, Conflict, NotAllowed
from db.models import OnboardingNode, Streamer
from db.queries.onboarding import (
    Node,
    NodeState,
    interview_passed,
    late_words,
    nodes,
    overdue,
    steps,
)
from db.queries.reminders import Reminder, ReminderKind, done, open_reminders
from db.store.onboarding import (
    begin_onboarding,
    reopen,
    save_step,
    shift_step,
    skip,
    tick,
)
from tests.db.contract_world import person

PASSED = datetime(2026, 11, 20, 10, 0)
HOURS = (0.5, 2, 3, 4, 6, 12, 18, 24, 30, 36, 48, 54, 68, 72, 73)
NAMES = (
    *(
        "信息同步",
        "运营首次建联",
        "花名册核对/补全",
        "当面建档",
        "服务群组建",
        "签约",
        "设备交付",
        "风格定位",
    ),
    *("视觉前置核验", "视觉调试", "开播培训", "3分钟录屏考核", "首播筹备", "首播跟播", "首播复盘"),
)


def flow(session: Session, key: int) -> dict[str, Node]:
    """Return a streamer's nodes by name."""
    return {node.name: node for node in nodes(session, key)}


@pytest.fixture
def who(session: Session) -> int:
    """Give a streamer whose flow was begun."""
    key = person(session, status="培训中")
    assert begin_onboarding(session, key, PASSED, "王芳") == 15
    return key


def test_every_base_begins_with_the_fifteen_nodes(session: Session) -> None:
    template = steps(session)
    assert tuple(step.name for step in template) == NAMES
    assert tuple(step.minutes / 60 for step in template) == HOURS
    assert [step.name for step in template if step.must] == ["风格定位", "视觉前置核验"]


def test_deadlines_count_from_the_interview(session: Session, who: int) -> None:
    found = nodes(session, who)
    assert [(node.name, node.due_at) for node in found] == [
        (name, PASSED + timedelta(hours=hours)) for name, hours in zip(NAMES, HOURS, strict=True)
    ]
    assert {node.owner for node in found} == {"王芳"}


def test_a_flow_begins_once_and_not_in_the_future(session: Session, who: int) -> None:
    with pytest.raises(NotAllowed, match="不能再次开始"):
        begin_onboarding(session, who, PASSED)
    with pytest.raises(NotAllowed, match="不能晚于现在"):
        begin_onboarding(session, person(session), datetime.now() + timedelta(hours=1))  # noqa: DTZ005


@pytest.mark.parametrize(
    ("late", "state", "words"),
    [
        (timedelta(hours=-30), NodeState.WAITING, ""),
        (timedelta(hours=-3), NodeState.TODAY, ""),
        (timedelta(minutes=20), NodeState.OVERDUE, "超期 20 分钟"),
        (timedelta(hours=5, minutes=40), NodeState.OVERDUE, "超期 5 小时"),
        (timedelta(hours=50), NodeState.OVERDUE, "超期 2 天"),
    ],
)
def test_an_open_node_says_how_it_stands(
    session: Session, who: int, late: timedelta, state: NodeState, words: str
) -> None:
    node = flow(session, who)["签约"]
    at = node.due_at + late
    assert node.state(at) is state
    assert (late_words(node.overdue(at)) if node.overdue(at) else "") == words


def test_a_tick_says_who_and_when_and_can_be_taken_back(session: Session, who: int) -> None:
    node, at = flow(session, who)["签约"], PASSED + timedelta(hours=9)
    tick(session, node.id, node.version, at, "合同扫描件 HT-8")
    done = flow(session, who)["签约"]
    assert (done.done_at, done.done_by, done.evidence) == (at, "测试员", "合同扫描件 HT-8")
    assert done.state(PASSED + timedelta(days=9)) is NodeState.DONE
    with pytest.raises(Conflict):
        tick(session, node.id, node.version, at)
    reopen(session, done.id, done.version)
    assert flow(session, who)["签约"].is_open
    told = [(each.field_label, each.old) for each in store.history(session, OnboardingNode, node.id)]
    assert ("完成人", "测试员") in told


def test_nothing_is_done_on_a_day_to_come(session: Session, who: int) -> None:
    node, at = flow(session, who)["签约"], datetime.combine(date.today(), time(23, 59))
    with pytest.raises(BadValues, match="不能晚于今天"):
        tick(session, node.id, node.version, at + timedelta(minutes=1))
    tick(session, node.id, node.version, at)


def test_nodes_may_be_done_in_any_order(session: Session, who: int) -> None:
    last = flow(session, who)["设备交付"]
    tick(session, last.id, last.version, PASSED)
    assert [name for name, node in flow(session, who).items() if not node.is_open] == ["设备交付"]


@pytest.mark.parametrize("name", NAMES)
def test_only_what_must_not_be_skipped_cannot_be(session: Session, who: int, name: str) -> None:
    node = flow(session, who)[name]
    if node.must:
        with pytest.raises(BadValues, match=f"“{name}”不得跳过"):
            skip(session, node.id, node.version, "主播已有经验")
        assert flow(session, who)[name].is_open
    else:
        skip(session, node.id, node.version, "主播已有经验")
        assert flow(session, who)[name].state(PASSED) is NodeState.SKIPPED


def test_skipping_asks_why_and_what_is_done_is_not_skipped(session: Session, who: int) -> None:
    node = flow(session, who)["签约"]
    with pytest.raises(NotAllowed, match="填写原因"):
        skip(session, node.id, node.version, "  ")
    tick(session, node.id, node.version, PASSED)
    with pytest.raises(BadValues, match="请先撤销完成"):
        skip(session, node.id, node.version + 1, "不需要")


def missing(session: Session, key: int, to: str) -> list[str]:
    """Return what the flow has against a move."""
    (found,) = (each for each in lifecycle.moves(session, Streamer, key) if each.to == to)
    return [each.words for each in found.criteria if each.name == "入职流程" and not each.met]


@pytest.mark.parametrize("to", ["待首播", "在播"])
def test_nobody_goes_live_before_style_and_picture_are_settled(session: Session, who: int, to: str) -> None:
    assert missing(session, who, to) == ["入职流程的“风格定位”“视觉前置核验”不得跳过，请先在“入职”页签完成"]
    for name in ("风格定位", "视觉前置核验"):
        node = flow(session, who)[name]
        with pytest.raises(NotAllowed, match=name):
            lifecycle.move(session, Streamer, who, to)
        tick(session, node.id, node.version, PASSED)
    assert missing(session, who, to) == []


def test_who_has_no_flow_is_not_held_up(session: Session) -> None:
    assert missing(session, person(session, status="培训中"), "待首播") == []


def test_what_comes_after_the_first_broadcast_does_not_hold_it_up(session: Session) -> None:
    session.execute(text("UPDATE onboarding_step SET must = (name = '首播复盘')"))
    key = person(session, status="培训中")
    begin_onboarding(session, key, PASSED)
    assert missing(session, key, "待首播") == []


def test_running_flows_keep_what_they_copied(session: Session, who: int) -> None:
    first = steps(session)[0]
    save_step(session, {"name": "改了名", "minutes": 90}, first.id)
    shift_step(session, first.id, 1)
    save_step(session, {"name": "拍形象照", "minutes": 2000, "must": True, "hint": None})
    assert [step.name for step in steps(session)][:2] == ["运营首次建联", "改了名"]
    assert steps(session)[-1].name == "拍形象照"
    shift_step(session, steps(session)[0].id, -1)  # at the top it stays
    assert steps(session)[0].name == "运营首次建联"
    assert tuple(flow(session, who)) == NAMES
    new = person(session)
    begin_onboarding(session, new, PASSED)
    assert [node.name for node in nodes(session, new)][-1] == "拍形象照"


def test_the_interview_is_known_from_the_history_of_states(session: Session) -> None:
    otherwise = datetime(2026, 1, 1, 8)
    key = person(session, status="已邀约", joined_on=date.today() - timedelta(days=9))
    assert interview_passed(session, key, otherwise) == otherwise
    lifecycle.move(session, Streamer, key, "已面试", date.today() - timedelta(days=3))
    nine = datetime.combine(date.today() - timedelta(days=3), datetime.min.time()) + timedelta(hours=9)
    assert interview_passed(session, key, otherwise) == nine


def test_an_interview_entered_on_its_day_counts_from_that_minute(session: Session) -> None:
    key = person(session, status="已邀约")
    lifecycle.move(session, Streamer, key, "已面试")
    passed = interview_passed(session, key, datetime(2026, 1, 1))
    assert abs(passed - datetime.now()) < timedelta(minutes=1)  # noqa: DTZ005


def test_the_overdue_are_told_by_person_but_not_of_those_who_left(session: Session, who: int) -> None:
    gone = person(session, "白锦曦", status="未录用")
    begin_onboarding(session, gone, PASSED)
    at = PASSED + timedelta(hours=2, minutes=30)
    (late,) = overdue(session, at)
    assert (late.streamer_id, late.name, [name for name, _ in late.nodes]) == (
        who,
        "韩沉",
        ["信息同步", "运营首次建联"],
    )
    node = flow(session, who)["信息同步"]
    tick(session, node.id, node.version, at)
    skipped = flow(session, who)["运营首次建联"]
    skip(session, skipped.id, skipped.version, "主播自己来了")
    assert overdue(session, at) == []


def test_each_streamer_with_overdue_nodes_is_reminded_of_once(session: Session) -> None:
    key, passed = person(session, status="培训中"), datetime.now() - timedelta(hours=25)  # noqa: DTZ005
    begin_onboarding(session, key, passed)
    begin_onboarding(session, person(session, "白锦曦", status="未录用"), passed)
    today = date.today()

    def told(day: date) -> list[Reminder]:
        return [each for each in open_reminders(session, day) if each.kind == ReminderKind.ONBOARDING]

    (found,) = told(today)
    assert found.text == "韩沉的入职流程超期 8 项：信息同步、运营首次建联、花名册核对/补全等"
    assert (found.due, found.page, found.filters) == (
        (passed + timedelta(minutes=30)).date(),
        "streamers",
        (("key", key),),
    )
    done(session, [found])
    assert told(today) == []
    (again,) = told(today + timedelta(days=2))  # further nodes fell due
    assert again.text.startswith("韩沉的入职流程超期 1")
