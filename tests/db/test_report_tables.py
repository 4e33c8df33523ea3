"""The tables of the report say what the rows say, and agree with the figures above them."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from db.models.words import Relation, StreamerState
from db.queries import indicators
from tests.db.figure_world import MONTHS, Row, World, random_world

if TYPE_CHECKING:
    from db.engine import Session

MONTH = MONTHS[-1]


@pytest.fixture
def world(session: Session) -> World:
    """Return a made-up base that is in the database."""
    made = random_world(7)
    made.fill(session)
    return made


def _counted(world: World, month: int) -> list[Row]:
    """Return the sessions of a month that count."""
    return [
        row
        for row in world.rows["live_session"]
        if row["month"] == month
        and row["stage"] != "临时"
        and row["deleted_at"] is None
        and not row["is_demo"]
    ]


def _sum(rows: list[Row], name: str) -> int | None:
    """Add up what is there."""
    values = [row[name] for row in rows if row[name] is not None]
    return sum(values) if values else None


def _grouped(rows: list[Row], key: dict[int, str]) -> dict[str, list[Row]]:
    """Put sessions together by what ``key`` says of their id."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key[row["id"]]].append(row)
    return groups


def test_platforms_divide_the_month(session: Session, world: World) -> None:
    figures = indicators.month(session, MONTH)
    places = {row["id"]: row["platform"] for row in world.rows["platform_account"]}
    rows = _counted(world, MONTH)
    groups = _grouped(rows, {row["id"]: places[row["account_id"]] for row in rows})
    whole = _sum(rows, "gmv")
    assert whole
    assert {row.platform for row in figures.platforms} == set(groups)
    for row in figures.platforms:
        of = groups[row.platform]
        gmv, refund = _sum(of, "gmv"), _sum(of, "refund")
        assert (row.sessions, row.minutes, row.views) == (len(of), _sum(of, "minutes"), _sum(of, "views"))
        assert (row.gmv, row.refund, row.new_fans) == (gmv, refund, _sum(of, "new_fans"))
        assert row.share == Fraction(gmv or 0, whole)
        assert row.refund_rate == (Fraction(refund, gmv) if gmv and refund is not None else None)
    assert sum(row.gmv or 0 for row in figures.platforms) == figures.figures["L05"].value
    assert [row.gmv or 0 for row in figures.platforms] == sorted(
        (row.gmv or 0 for row in figures.platforms), reverse=True
    )


def test_categories_tell_the_year_before_and_who_presented(session: Session, world: World) -> None:
    names = {row["id"]: row["name"] for row in world.rows["category"]} | {None: "未分类"}
    now, before = _counted(world, MONTH), _counted(world, MONTH - 100)
    groups = _grouped(now, {row["id"]: names[row["category_id"]] for row in now})
    ago = _grouped(before, {row["id"]: names[row["category_id"]] for row in before})
    found = indicators.month(session, MONTH).categories
    assert {row.category for row in found} == set(groups) | set(ago)
    for row in found:
        of = groups[row.category]
        ids = {one["id"] for one in of}
        people = {p["streamer_id"] for p in world.rows["live_presenter"] if p["session_id"] in ids}
        assert (row.sessions, row.gmv) == (len(of), _sum(of, "gmv"))
        year_ago = _sum(ago[row.category], "gmv") if row.category in ago else 0
        assert (row.gmv_last_year, row.streamers) == (year_ago, len(people))


def test_benchmarks_are_the_ten_best_by_stage_name(session: Session, world: World) -> None:
    best = sorted((row["gmv"] for row in _counted(world, MONTH) if row["gmv"] is not None), reverse=True)
    found = indicators.month(session, MONTH).benchmarks
    assert [row.gmv for row in found] == best[:10]
    stages = {row["stage_name"] for row in world.rows["streamer"]}
    assert {name for row in found for name in row.streamers.split("、") if name} <= stages
    assert any(row.streamers for row in found)
    assert not {row["name"] for row in world.rows["streamer"]} & {row.streamers for row in found}


def test_who_had_the_greater_share_is_named_first(session: Session) -> None:
    world = World()
    for name, share in (("小满", 30), ("阿宁", 70), (None, None)):
        world.streamer(stage_name=name)
        world.add("live_presenter", session_id=1, streamer_id=len(world.rows["streamer"]), share=share)
    world.account(None, nickname="沂河严选")
    world.session(gmv=2_000_000_000, is_farm_aid=True)
    world.fill(session)
    (row,) = indicators.month(session, 202608).benchmarks
    assert (row.streamers, row.account, row.platform) == ("阿宁、小满", "沂河严选", "快手")
    assert row.highlights == ("千万级", "助农")


def test_tiers_add_up_to_the_team_and_to_who_came_and_went(session: Session, world: World) -> None:
    figures = indicators.month(session, MONTH)
    assert sum(row.joined for row in figures.tiers) == figures.figures["A05"].value
    assert sum(row.left for row in figures.tiers) == figures.figures["A05E"].value
    million = [row for row in figures.tiers if row.tier in ("百万级", "500万级", "千万级")]
    outside = re.search(r"(\d+)人已不在队", figures.figures["A04"].note)
    assert (
        sum(row.streamers for row in million) + int(outside[1] if outside else 0)
        == figures.figures["A04"].value
    )
    before = indicators.month(session, MONTHS[-2])
    assert [row.last_month for row in figures.tiers][:6] == [row.streamers for row in before.tiers][:6]
    assert world.rows["streamer"]


def test_a_streamer_stands_in_the_tier_of_all_accounts_together(session: Session) -> None:
    world = World()
    for followers in ((60_000, 40_000), (9_999,), ()):
        person = world.streamer(relation=Relation.SIGNED if followers else Relation.COOPERATING)
        world.turn(person, StreamerState.ACTIVE, date(2026, 8, 3))
        for size in followers:
            account = world.account(person)
            world.add("follower_snapshot", account_id=account, on=date(2026, 8, 9), followers=size)
    world.fill(session)
    tiers = {row.tier: row for row in indicators.month(session, 202608).tiers}
    assert list(tiers) == ["千万级", "500万级", "百万级", "腰部", "成长", "新锐", "未知"]
    assert {tier: row.streamers for tier, row in tiers.items() if row.streamers} == {
        "腰部": 1,
        "新锐": 1,
        "未知": 1,
    }
    assert (tiers["腰部"].signed, tiers["腰部"].cooperating, tiers["腰部"].joined) == (1, 0, 1)
    assert (tiers["未知"].signed, tiers["未知"].cooperating, tiers["未知"].last_month) == (0, 1, None)


def test_the_chart_holds_twelve_months_and_the_year_before(session: Session, world: World) -> None:
    found = indicators.month(session, MONTH).gmv_by_month
    assert [row.month for row in found] == MONTHS[-12:]
    assert found[-1].gmv == _sum(_counted(world, MONTH), "gmv")
    assert found[0].last_year == _sum(_counted(world, MONTHS[-24]), "gmv")


def test_sessions_that_name_nobody_are_counted_apart(session: Session, world: World) -> None:
    named = {row["session_id"] for row in world.rows["live_presenter"]}
    nameless = [row for row in _counted(world, MONTH) if row["id"] not in named]
    assert indicators.month(session, MONTH).without_presenter == len(nameless)
