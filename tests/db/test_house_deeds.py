"""What a base sets for itself, and what is done to the 入职流程 of somebody, is undone like anything else."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from db import deeds, store
from db.errors import BadValue, NotAllowed
from db.models import Streamer
from db.queries.batches import deeds as steps_done
from db.queries.brand_limits import BrandLimits
from db.queries.declared import Thresholds, is_centred, thresholds
from db.queries.onboarding import Node, nodes, steps
from db.queries.scorecards import WEIGHTS, weights
from db.store.certifying import rubric
from db.store.onboarding import begin_onboarding, skip, tick
from tests.db.undoing.photographs import differences, photograph
from tests.db.undoing.there_and_back import back, goes_there_and_back, history_offers, try_back

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.deeds import Deed
    from db.engine import Database, Session

WHO, OTHER = 1, 2
PASSED = datetime(2026, 9, 1, 10)
EVEN = dict(zip(WEIGHTS, (20, 20, 20, 20, 10, 10), strict=True))
ODD = dict(zip(WEIGHTS, (50, 10, 10, 10, 10, 10), strict=True))


@pytest.fixture
def base(database: Database) -> Database:
    """Fill a base with two people, one of whom is on the way: a node is done, one skipped."""
    with database.write() as session:
        for name in ("韩沉", "陆远"):
            store.save(session, Streamer, {"name": name})
        begin_onboarding(session, WHO, PASSED)
        done, skipped = node(session, 0), node(session, 1)
        tick(session, done.id, done.version, PASSED)
        skip(session, skipped.id, skipped.version, "自己来了")
    return database


def node(session: Session, place: int) -> Node:
    """Return a node of the flow."""
    return nodes(session, WHO)[place]


def step(session: Session, place: int) -> int:
    """Return the key of a node of the template."""
    return steps(session)[place].id


FLOW: list[tuple[int, Callable[[Session], Deed], str]] = [
    (OTHER, lambda s: deeds.begin_flow(s, OTHER, PASSED, "王芳"), "开始主播“陆远”的入职流程"),
    (WHO, lambda s: deeds.drop_flow(s, WHO), "终止主播“韩沉”的入职流程"),
    (
        WHO,
        lambda s: deeds.tick_node(s, WHO, node(s, 2), PASSED),
        "完成主播“韩沉”的入职节点“花名册核对/补全”",
    ),
    (WHO, lambda s: deeds.skip_node(s, WHO, node(s, 2), "已有"), "跳过主播“韩沉”的入职节点“花名册核对/补全”"),
    (WHO, lambda s: deeds.reopen_node(s, WHO, node(s, 0)), "重新打开主播“韩沉”的入职节点“信息同步”"),
    (WHO, lambda s: deeds.reopen_node(s, WHO, node(s, 1)), "重新打开主播“韩沉”的入职节点“运营首次建联”"),
]
HOUSE: list[tuple[Callable[[Session], Deed], str]] = [
    (lambda s: deeds.set_weights(s, EVEN), "修改评价权重"),
    (lambda s: deeds.set_brand_limits(s, BrandLimits(ability=70)), "修改品牌门槛"),
    (lambda s: deeds.set_numbers(s, {"report_day": 8, "base_studios": 12}), "修改业务参数"),
    (lambda s: deeds.set_report(s, Thresholds(30, 6), is_centred=True), "修改统计口径和页码位置"),
    (lambda s: deeds.set_training(s, 60, 80), "修改培训口径"),
    (lambda s: deeds.delete_rubric_item(s, 1), "删除评分项“技能”"),
    (
        lambda s: deeds.save_step(s, {"name": "首次见面", "minutes": 90}, step(s, 1)),
        "修改入职流程节点“运营首次建联”",
    ),
    (lambda s: deeds.shift_step(s, step(s, 3), -1), "调整入职流程节点“当面建档”的顺序"),
]


@pytest.mark.parametrize(("do", "words"), [*((do, words) for _who, do, words in FLOW), *HOUSE])
def test_it_goes_there_and_back(base: Database, do: Callable[[Session], Deed], words: str) -> None:
    deed = goes_there_and_back(base, do)
    with base.read() as session:
        listed = [each.file_name for each in steps_done(session, 10)]
    assert ([deed.words], listed) == ([words], [words])


@pytest.mark.parametrize(("who", "do", "_words"), FLOW)
def test_the_history_of_the_streamer_offers_it(
    base: Database, who: int, do: Callable[[Session], Deed], _words: str
) -> None:
    history_offers(base, Streamer, who, do)


@pytest.mark.parametrize(
    "do",
    [
        lambda s: deeds.set_weights(s, WEIGHTS),
        lambda s: deeds.set_brand_limits(s, BrandLimits()),
        lambda s: deeds.set_numbers(s, {}),
        lambda s: deeds.set_report(s, Thresholds(), is_centred=False),
        lambda s: deeds.shift_step(s, step(s, 0), -1),
    ],
)
def test_what_changes_nothing_is_no_step(base: Database, do: Callable[[Session], Deed]) -> None:
    with base.write() as session:
        assert do(session).batch is None


def test_weights_changed_again_since_stay_and_it_is_said(base: Database) -> None:
    moments = []
    for wanted in (EVEN, ODD):
        with base.write() as session:
            moments.append(deeds.set_weights(session, wanted).batch)
    left = try_back(base, moments[0])
    assert (left.undo, [each.label for each in left.kept]) == (None, ["设置"])
    for moment, known in zip(reversed(moments), (EVEN, WEIGHTS), strict=True):
        back(base, moment)
        with base.read() as session:
            assert weights(session) == known


def test_of_several_numbers_saved_together_one_changed_since_stays_alone(base: Database) -> None:
    with base.write() as session:
        first = deeds.set_report(session, Thresholds(30, 6), is_centred=True)
    with base.write() as session:
        deeds.set_report(session, Thresholds(40, 6), is_centred=True)
    left = try_back(base, first.batch)
    assert (left.removed, [each.label for each in left.kept]) == (2, ["设置"])
    with base.read() as session:
        assert (thresholds(session), is_centred(session)) == (Thresholds(40, 4), False)


def test_a_rubric_taken_over_from_the_house_goes_with_the_deletion(base: Database) -> None:
    with base.read() as session:
        before = rubric(session)
    with base.write() as session:
        deed = deeds.delete_rubric_item(session, 0)
        assert [each.name for each in rubric(session)] == [each.name for each in before[1:]]
    back(base, deed.batch)
    with base.read() as session:
        assert rubric(session) == before


def test_a_flow_goes_on_though_its_beginning_was_undone_no_more(base: Database) -> None:
    with base.write() as session:
        begun = deeds.begin_flow(session, OTHER, PASSED)
    with base.write() as session:
        first = nodes(session, OTHER)[0]
        deeds.tick_node(session, OTHER, first, PASSED)
    before = photograph(base)
    left = try_back(base, begun.batch)
    assert {each.label for each in left.kept} == {"入职节点"}
    with base.read() as session:
        assert [each.name for each in nodes(session, OTHER)] == [first.name]
    assert differences(before, photograph(base))


def test_a_new_node_of_the_template_is_told_as_new(base: Database) -> None:
    with base.write() as session:
        deed = deeds.save_step(session, {"name": "拍形象照", "minutes": 60}, None)
        assert steps(session)[-1].name == "拍形象照"
    assert (deed.words, deed.batch) == ("新增入职流程节点“拍形象照”", None)


def test_what_is_refused_leaves_no_step(base: Database) -> None:
    with base.write() as session, pytest.raises(BadValue, match="之和应为100"):
        deeds.set_weights(session, {**EVEN, next(iter(EVEN)): 21})
    with base.write() as session, pytest.raises(NotAllowed, match="已经开始"):
        deeds.begin_flow(session, WHO, PASSED)
    with base.read() as session:
        assert steps_done(session, 10) == []
