"""Campaigns: their tree, what their sessions came to, what each state asks for."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from db import store
from db.engine import Session
from db.errors import BadValues, InUse, NotAllowed
from db.lifecycle import history_of, move, moves
from db.models import Campaign, CampaignLine, CampaignParty, LiveSession, Org, PlatformAccount, Streamer
from db.models.words import DataStage
from db.queries.campaign_reminders import unsummarised
from db.queries.campaigns import CAMPAIGNS, lines_of, live_sums
from db.store import Query
from db.store.ordering import place_lines
from tests.db.states import state_on

TODAY = date.today()


def campaign(session: Session, name: str, **values: object) -> int:
    return store.save(session, Campaign, {"name": name, **values})


def line(session: Session, campaign_id: int, kind: str, words: str) -> int:
    values = {"campaign_id": campaign_id, "kind": kind, "text": words}
    return store.save(session, CampaignLine, values)


@pytest.fixture
def account(session: Session) -> int:
    who = store.save(session, Streamer, {"name": "韩沉"})
    return store.save(session, PlatformAccount, {"streamer_id": who, "platform": "快手", "account_no": "ks1"})


def faults(error: BadValues) -> dict[str, str]:
    return {problem.label: problem.reason for problem in error.problems}


def tree(session: Session) -> list[tuple[str, ...]]:
    page = store.search(session, CAMPAIGNS, Query(sort=(("tree", False),)))
    return [tuple(str(value) for value in row.values[:1]) for row in page.rows]


def test_the_list_is_a_tree_the_newest_first_with_plans_without_a_day_on_top(session: Session) -> None:
    series = campaign(session, "沂河四季购", kind="系列", start_on=date(2026, 1, 1))
    old = campaign(session, "春季专场", parent_id=series, start_on=date(2026, 3, 1))
    campaign(session, "秋季专场", parent_id=series, start_on=date(2026, 9, 1))
    campaign(session, "兰山分站", parent_id=old, start_on=date(2026, 3, 5))
    campaign(session, "明年的打算")
    campaign(session, "去年的活动", start_on=date(2025, 5, 1))
    undated = campaign(session, "往年系列", kind="系列")
    campaign(session, "早年的活动", parent_id=undated, start_on=date(2022, 6, 26))
    assert tree(session) == [
        ("明年的打算",),
        ("沂河四季购",),
        ("　　秋季专场",),
        ("　　春季专场",),
        ("　　　　兰山分站",),
        ("去年的活动",),
        ("往年系列",),
        ("　　早年的活动",),
    ]


def test_a_campaign_others_stand_below_is_not_deleted(session: Session) -> None:
    series = campaign(session, "沂河四季购")
    below = campaign(session, "春季专场", parent_id=series)
    line(session, series, "主题", "四季有好货")
    with pytest.raises(InUse, match="1 个下级活动，不能删除"):
        store.delete(session, Campaign, series, 1)
    store.delete(session, Campaign, below, 1)
    assert tree(session) == [("沂河四季购",)]


def test_the_lines_of_a_campaign_go_and_come_back_with_it(session: Session) -> None:
    fair = campaign(session, "年货节")
    line(session, fair, "主题", "年味")
    store.save(session, CampaignParty, {"campaign_id": fair, "name": "沂蒙鲜品合作社"})
    store.delete(session, Campaign, fair, 1)
    assert tree(session) == []
    store.restore(session, Campaign, fair)
    assert [one.text for one in lines_of(session, fair)["主题"]] == ["年味"]


@pytest.mark.parametrize("stage", [DataStage.CHECKED, DataStage.PROVISIONAL])
def test_sums_take_in_every_session_below_and_missing_is_not_nought(
    session: Session, account: int, stage: DataStage
) -> None:
    top = campaign(session, "沂河四季购", kind="系列")
    middle = campaign(session, "春季专场", parent_id=top)
    leaf = campaign(session, "兰山分站", parent_id=middle)
    other = campaign(session, "另一个活动")
    below = {top: {top, middle, leaf}, middle: {middle, leaf}, leaf: {leaf}, other: {other}}
    lives = list(sessions(session, account, [(leaf, 100), (leaf, None), (middle, 0), (top, 2500)], stage))
    counted = lives if stage is DataStage.CHECKED else []
    expected: dict[int, list[int | None]] = defaultdict(list)
    for key, within in below.items():
        expected[key] = [gmv for linked, gmv in counted if linked in within]
    page = store.search(session, CAMPAIGNS, Query())
    names = [column.name for column in CAMPAIGNS.columns]
    for row in page.rows:
        told = dict(zip(names, row.values, strict=True))
        amounts = [gmv for gmv in expected[row.id] if gmv is not None]
        assert told["sessions"] == len(expected[row.id])
        assert told["gmv"] == (sum(amounts) if amounts else None)
        sums = live_sums(session, row.id)
        assert (sums.sessions, sums.gmv) == (told["sessions"], told["gmv"])
        assert sums.without_gmv == len(expected[row.id]) - len(amounts)


def sessions(
    session: Session, account: int, wanted: list[tuple[int, int | None]], stage: DataStage
) -> Iterator[tuple[int, int | None]]:
    for place, (linked, gmv) in enumerate(wanted):
        start = datetime(2026, 9, 1, 20) + timedelta(days=place)
        values: dict[str, Any] = {"start_at": start, "platform": "快手", "account_id": account, "gmv": gmv}
        store.save(session, LiveSession, {**values, "campaign_id": linked, "stage": stage})
        yield linked, gmv


def test_a_campaign_cannot_stand_below_itself_nor_too_deep(session: Session) -> None:
    keys = [campaign(session, "第1级活动")]
    for level in range(2, 6):
        keys.append(campaign(session, f"第{level}级活动", parent_id=keys[-1]))
    with pytest.raises(BadValues) as fault:
        campaign(session, "第6级活动", parent_id=keys[-1])
    assert faults(fault.value) == {"上级活动": "活动最多 5 级，请选更高一级的活动"}
    for above in (keys[0], keys[2]):
        with pytest.raises(BadValues) as fault:
            store.save(session, Campaign, {"parent_id": above}, keys[0], 1)
        assert "自己" in faults(fault.value)["上级活动"]


def test_the_same_campaign_is_not_entered_twice_but_each_year_anew(session: Session) -> None:
    campaign(session, "年货节", start_on=date(2025, 1, 10))
    campaign(session, "年货节", start_on=date(2026, 1, 10))
    with pytest.raises(BadValues, match="HD-000001"):
        campaign(session, "年货节", start_on=date(2025, 1, 10))


def test_a_campaign_ends_no_earlier_than_it_begins(session: Session) -> None:
    with pytest.raises(BadValues) as fault:
        campaign(session, "年货节", start_on=date(2026, 1, 10), end_on=date(2026, 1, 9))
    assert faults(fault.value) == {"开始日期": "开始日期晚于结束日期，请核对"}


def test_three_lists_keep_the_order_they_were_typed_in_and_can_be_ordered_anew(session: Session) -> None:
    fair = campaign(session, "年货节")
    first, second, third = (line(session, fair, "内容", words) for words in ("甲", "乙", "丙"))
    line(session, fair, "主题", "年味")
    assert [one.text for one in lines_of(session, fair)["内容"]] == ["甲", "乙", "丙"]
    place_lines(session, fair, "内容", [third, first])
    lists = lines_of(session, fair)
    assert [one.id for one in lists["内容"]] == [third, first, second]
    assert {kind: len(lines) for kind, lines in lists.items()} == {"主题": 1, "场景": 0, "内容": 3}


def test_who_takes_part_is_called_by_the_record_chosen(session: Session) -> None:
    fair = campaign(session, "年货节")
    org = store.save(session, Org, {"name": "沂蒙鲜品合作社"})
    key = store.save(session, CampaignParty, {"campaign_id": fair, "org_id": org})
    assert store.load(session, CampaignParty, key).values["name"] == "沂蒙鲜品合作社"
    with pytest.raises(BadValues) as fault:
        store.save(session, CampaignParty, {"campaign_id": fair, "part": "供货"})
    assert "请填写名称" in faults(fault.value)["名称"]


GUARDS = (
    # start day, lists with a line, what is said of the move to 进行中
    (None, "主题场景内容", "未填开始日期，请先在“编辑”里填写。"),
    (
        TODAY + timedelta(days=3),
        "主题场景内容",
        f"开始日期是 {TODAY + timedelta(days=3)}，距生效日期还有 3 天；请改生效日期，或先修改开始日期。",
    ),
    (TODAY, "场景内容", "“主题”还没有一条，请在“主题·场景·内容”里至少写 1 条。"),
    (
        TODAY,
        "主题",
        "；".join(f"“{kind}”还没有一条，请在“主题·场景·内容”里至少写 1 条" for kind in ("场景", "内容"))
        + "。",
    ),
    (TODAY, "主题场景内容", ""),
)


@pytest.mark.parametrize(("start", "lists", "refusal"), GUARDS)
def test_a_campaign_runs_once_it_has_begun_and_has_a_line_of_each_list(
    session: Session, start: date | None, lists: str, refusal: str
) -> None:
    fair = campaign(session, "年货节", start_on=start)
    for kind in ("主题", "场景", "内容"):
        if kind in lists:
            line(session, fair, kind, "一条")
    if refusal:
        with pytest.raises(NotAllowed) as fault:
            move(session, Campaign, fair, "进行中")
        assert str(fault.value) == refusal
    else:
        move(session, Campaign, fair, "进行中")
        assert state_on(session, Campaign, TODAY)[fair] == "进行中"


def test_lines_of_a_campaign_below_count_for_the_one_above(session: Session) -> None:
    series = campaign(session, "沂河四季购", kind="系列", start_on=TODAY)
    stop = campaign(session, "春季专场", parent_id=series)
    for kind in ("主题", "场景", "内容"):
        line(session, stop, kind, "一条")
    move(session, Campaign, series, "进行中")


def test_without_lines_a_reason_is_enough_and_stays_flagged(session: Session) -> None:
    fair = campaign(session, "年货节", start_on=TODAY)
    with pytest.raises(NotAllowed, match="须填写原因"):
        move(session, Campaign, fair, "进行中", override=True)
    move(session, Campaign, fair, "进行中", reason="内容由主办方另行公布", override=True)
    last = history_of(session, Campaign, fair)
    assert [entry.is_override for entry in last].count(True) == 1


def test_what_is_over_is_summed_up(session: Session) -> None:
    fair = campaign(session, "年货节", start_on=TODAY, summary="很成功")
    move(session, Campaign, fair, "进行中", reason="内容由主办方另行公布", override=True)
    with pytest.raises(NotAllowed, match="活动总结至少 10 个字，还差 7 个字"):
        move(session, Campaign, fair, "已结束")
    version = store.load(session, Campaign, fair).version
    store.save(session, Campaign, {"summary": "专场12场，群众踊跃，如期结束。"}, fair, version)
    move(session, Campaign, fair, "总结")
    move(session, Campaign, fair, "已结束")
    again = {found.to: found.needs_reason for found in moves(session, Campaign, fair)}
    assert again == {"总结": True}


def test_a_state_is_never_typed(session: Session) -> None:
    fair = campaign(session, "年货节")
    with pytest.raises(NotAllowed, match="变更状态"):
        store.save(session, Campaign, {"status": "已结束"}, fair, 1)


def test_a_session_is_found_by_its_campaign(session: Session, account: int) -> None:
    fair = campaign(session, "年货节")
    list(sessions(session, account, [(fair, 100)], DataStage.CHECKED))
    with pytest.raises(InUse, match="1 场直播"):
        store.delete(session, Campaign, fair, 1)


def test_a_campaign_that_is_over_is_to_be_summed_up(session: Session) -> None:
    over = campaign(session, "年货节", start_on=date(2026, 1, 10), end_on=date(2026, 2, 8))
    campaign(session, "无结束日期的活动", start_on=date(2026, 1, 10))
    called_off = campaign(session, "灯会", start_on=date(2026, 1, 10), end_on=date(2026, 1, 15))
    move(session, Campaign, called_off, "取消", date(2026, 1, 10), "天气原因")
    told = [(one.text, one.due, dict(one.filters)["key"]) for one in unsummarised(session, date(2026, 2, 9))]
    words = "活动“年货节”已于2月8日结束，请填写活动总结并变更为“已结束”"
    assert told == [(words, date(2026, 2, 18), over)]
    assert list(unsummarised(session, date(2026, 2, 8))) == []
