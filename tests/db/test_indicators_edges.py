"""The rules of the figures one at a time: what is missing, what is 0, what counts on which day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from db.models.words import ContractState, DataStage, Platform, StreamerState, Verified
from db.queries import indicators
from db.queries.periods import Period
from db.record import metadata
from tests.db.figure_world import DELETED, World

if TYPE_CHECKING:
    from db.engine import Session
    from db.queries.figures import Figure

AUGUST = 202608
END = date(2026, 8, 31)


@pytest.fixture
def world() -> World:
    """Return a base with one streamer and one account."""
    made = World()
    made.streamer(stage_name="小满")
    made.account(1)
    return made


def _figure(session: Session, world: World, code: str, month: int = AUGUST) -> Figure:
    """Fill the database and return one figure."""
    world.fill(session)
    return indicators.month(session, month).figures[code]


def _live(world: World, month: int, **values: object) -> int:
    """Add a session on the tenth of a month."""
    return world.session(start_at=datetime(month // 100, month % 100, 10, 20), **values)


def test_only_checked_sessions_that_are_neither_deleted_nor_demo_count(
    session: Session, world: World
) -> None:
    for stage in DataStage:
        _live(world, AUGUST, gmv=100, stage=stage)
    _live(world, AUGUST, gmv=100, deleted_at=DELETED)
    _live(world, AUGUST, gmv=100, is_demo=True)
    assert _figure(session, world, "L05").value == 200
    assert indicators.month(session, AUGUST).provisional == 1


def test_a_session_belongs_to_the_month_of_its_start(session: Session, world: World) -> None:
    world.session(start_at=datetime(2026, 8, 31, 23, 50), end_at=datetime(2026, 9, 1, 3, 0), minutes=190)
    assert _figure(session, world, "L03").value == 190
    assert indicators.month(session, 202609).figures["L01"].value is None


def test_zero_is_a_figure_and_missing_is_none(session: Session, world: World) -> None:
    _live(world, AUGUST, gmv=0, orders=0)
    found = _figure(session, world, "L05")
    assert (found.value, found.last_month) == (0, None)
    others = indicators.month(session, AUGUST).figures
    assert others["L06"].value is None
    assert (others["L08"].value, others["L11"].value) == (None, None)
    assert others["L19"].value == 0
    assert others["L20"].note == "各场均缺直播时长"


def test_sessions_none_of_which_tells_its_sales_leave_large_ones_unknown(
    session: Session, world: World
) -> None:
    _live(world, AUGUST, minutes=60)
    found = _figure(session, world, "L19")
    assert (found.value, indicators.month(session, AUGUST).figures["L18"].value) == (None, None)


def test_a_year_is_compared_with_all_of_the_year_before(session: Session, world: World) -> None:
    for month in (202501, 202512, 202601, 202612):
        _live(world, month, gmv=300)
    world.fill(session)
    found = indicators.of(session, Period(202601, 202612)).figures["L05"]
    assert (found.value, found.last_month, found.last_year, found.partly) == (600, 600, 600, frozenset())


def test_a_month_without_sessions_inside_the_data_is_zero_and_before_them_missing(
    session: Session, world: World
) -> None:
    _live(world, 202606, gmv=500)
    _live(world, AUGUST, gmv=700)
    found = _figure(session, world, "L05")
    assert (found.value, found.last_month, found.last_year) == (700, 0, None)
    assert (found.ytd, found.ytd_last_year) == (1200, None)
    july = indicators.month(session, 202607).figures
    assert (july["L01"].value, july["L04"].value, july["L18"].value, july["L20"].value) == (0, 0, None, None)


def test_sessions_that_lack_a_figure_are_named_in_its_note(session: Session, world: World) -> None:
    _live(world, AUGUST, gmv=500, refund=5)
    _live(world, AUGUST, gmv=500)
    found = _figure(session, world, "L08")
    assert (found.value, found.note) == (Fraction(5, 1000), "1场缺退款金额")
    assert indicators.month(session, AUGUST).figures["L12"].note == "各场均缺观看人次"


def test_a_presenter_of_many_sessions_and_months_is_one_head(session: Session, world: World) -> None:
    world.streamer()
    for month in (202607, AUGUST, AUGUST):
        key = _live(world, month, minutes=120)
        world.add("live_presenter", session_id=key, streamer_id=1, share=None)
    world.add("live_presenter", session_id=1, streamer_id=2, share=None)
    found = _figure(session, world, "L04")
    assert (found.value, found.last_month, found.ytd) == (1, 2, 2)


@pytest.mark.parametrize(
    ("lengths", "active"),
    [((240,), 1), ((25, 215), 1), ((25, 214), 0), ((25,) * 10, 1), ((24,) * 20, 0), ((), 0)],
)
def test_active_needs_one_effective_session_and_four_hours(
    session: Session, world: World, lengths: tuple[int, ...], active: int
) -> None:
    _live(world, AUGUST, minutes=24)
    for length in lengths:
        world.add(
            "live_presenter", session_id=_live(world, AUGUST, minutes=length), streamer_id=1, share=None
        )
    world.streamer()
    world.add("live_presenter", session_id=1, streamer_id=2, share=None)
    assert _figure(session, world, "A03").value == active


def test_active_hours_are_not_saved_up_over_months(session: Session, world: World) -> None:
    for month in (202607, AUGUST):
        world.add("live_presenter", session_id=_live(world, month, minutes=200), streamer_id=1, share=None)
    found = _figure(session, world, "A03")
    assert (found.value, found.ytd) == (0, 0)


def test_thresholds_are_the_ones_the_base_set(session: Session, world: World) -> None:
    for length in (29, 30, 31):
        _live(world, AUGUST, minutes=length)
    session.execute(metadata.tables["setting"].insert().values(name="effective_minutes", value="30"))
    found = _figure(session, world, "L02")
    assert found.value == 2
    assert "30分钟" in found.formula


def test_ten_million_begins_at_ten_million_yuan(session: Session, world: World) -> None:
    for gmv in (999_999_999, 1_000_000_000, 1_000_000_001, -5):
        _live(world, AUGUST, gmv=gmv)
    assert _figure(session, world, "L19").value == 2


def test_the_best_session_of_a_year_stands_in_its_month(session: Session, world: World) -> None:
    _live(world, 202602, gmv=900)
    _live(world, AUGUST, gmv=None)
    _live(world, AUGUST, gmv=300, title="秋装专场", guest="嘉宾甲")
    world.add("live_presenter", session_id=3, streamer_id=1, share=None)
    found = _figure(session, world, "L18")
    assert (found.value, found.last_month, found.ytd) == (300, None, 900)
    best = indicators.month(session, AUGUST).best
    assert best is not None
    assert (best.streamers, best.title, best.gmv, best.highlights) == (
        "小满",
        "秋装专场",
        300,
        ("嘉宾：嘉宾甲",),
    )


def test_refunds_by_their_date_need_every_account_that_was_live(session: Session, world: World) -> None:
    world.account(None)
    _live(world, AUGUST, account_id=1)
    _live(world, AUGUST, account_id=2)
    world.add("account_day", account_id=1, on=END, month=AUGUST, refund_by_refund_date=40)
    world.add("account_day", account_id=2, on=END, month=AUGUST, refund_by_refund_date=None)
    assert _figure(session, world, "L07").value is None
    later = {"account_id": 2, "on": date(2026, 8, 30), "month": AUGUST, "refund_by_refund_date": 2}
    session.execute(metadata.tables["account_day"].insert().values(id=3, **later))
    assert indicators.month(session, AUGUST).figures["L07"].value == 42


def test_refunds_tell_the_days_they_were_read(session: Session, world: World) -> None:
    for on, refund in ((date(2026, 9, 3), 5), (date(2026, 9, 1), 0), (date(2026, 12, 1), None)):
        _live(world, AUGUST, refund=refund, refund_as_of=on)
    world.fill(session)
    assert indicators.month(session, AUGUST).refund_as_of == (date(2026, 9, 1), date(2026, 9, 3))


@pytest.mark.parametrize(
    ("contract", "signed"),
    [
        ({}, 1),
        ({"start_on": END}, 1),
        ({"start_on": END + timedelta(1)}, 0),
        ({"end_on": END}, 1),
        ({"end_on": END - timedelta(1)}, 0),
        ({"ended_on": END}, 0),
        ({"ended_on": END + timedelta(1)}, 1),
        ({"status": ContractState.DRAFT}, 0),
        ({"status": ContractState.REVIEW}, 0),
        ({"status": ContractState.VOID}, 0),
        ({"status": ContractState.EXPIRED}, 1),
        ({"deleted_at": DELETED}, 0),
    ],
)
def test_signed_means_in_the_team_and_bound_on_the_last_day(
    session: Session, world: World, contract: dict[str, Any], signed: int
) -> None:
    world.turn(1, StreamerState.SUSPENDED, END)
    world.contract(1, **{"start_on": date(2026, 1, 1)} | contract)
    found = _figure(session, world, "A01")
    assert (found.value, bool(found.note)) == (signed, not signed)


def test_a_move_counts_from_its_day_on(session: Session, world: World) -> None:
    world.turn(1, StreamerState.READY, None)
    world.turn(1, StreamerState.ACTIVE, END, StreamerState.READY)
    world.turn(1, StreamerState.LEFT, END + timedelta(1), StreamerState.ACTIVE)
    found = _figure(session, world, "A02")
    assert (found.value, found.last_month, found.ytd) == (1, 0, None)
    september = indicators.month(session, 202609).figures
    assert (september["A02"].value, september["A05"].value, september["A05E"].value) == (0, 0, 1)
    assert (september["A05"].last_month, september["A05"].ytd) == (1, 1)


def test_a_move_inside_the_team_is_neither_signing_nor_leaving(session: Session, world: World) -> None:
    world.turn(1, StreamerState.SIGNED, date(2026, 7, 1))
    world.turn(1, StreamerState.ACTIVE, date(2026, 8, 2), StreamerState.SIGNED)
    world.turn(1, StreamerState.PAUSED, date(2026, 8, 9), StreamerState.ACTIVE)
    found = _figure(session, world, "A05")
    assert (found.value, found.last_month, found.last_year) == (0, 1, None)


def test_a_million_is_reached_with_all_accounts_of_a_person_together(session: Session, world: World) -> None:
    world.account(1, platform=Platform.DOUYIN)
    world.turn(1, StreamerState.ACTIVE, None)
    world.add("follower_snapshot", account_id=1, on=date(2026, 7, 31), followers=600_000)
    world.add("follower_snapshot", account_id=2, on=END, followers=400_000)
    world.add("follower_snapshot", account_id=2, on=END + timedelta(1), followers=1)
    assert _figure(session, world, "A04").value == 1
    assert indicators.month(session, 202607).figures["A04"].value == 0
    assert indicators.month(session, 202609).figures["A04"].value == 0


def test_followers_read_long_ago_are_counted_and_named(session: Session, world: World) -> None:
    world.turn(1, StreamerState.ACTIVE, None)
    world.add("follower_snapshot", account_id=1, on=END - timedelta(32), followers=2_000_000)
    found = _figure(session, world, "A04")
    assert (found.value, "1人" in found.note) == (1, True)
    assert indicators.month(session, AUGUST).stale_followers == 1
    fresh = {"account_id": 1, "on": END - timedelta(31), "followers": 2_000_000}
    session.execute(metadata.tables["follower_snapshot"].insert().values(id=2, **fresh))
    assert indicators.month(session, AUGUST).stale_followers == 0


def test_every_account_counts_and_who_left_is_named_beside_the_million(
    session: Session, world: World
) -> None:
    world.account(None)
    world.turn(1, StreamerState.ACTIVE, None)
    world.turn(1, StreamerState.LEFT, date(2026, 8, 20), StreamerState.ACTIVE)
    world.add("follower_snapshot", account_id=1, on=date(2026, 7, 1), followers=2_000_000)
    world.add("follower_snapshot", account_id=2, on=date(2026, 7, 1), followers=500)
    found = _figure(session, world, "A06")
    assert (found.value, found.last_month, found.last_year) == (2_000_500, 2_000_500, None)
    million = indicators.month(session, AUGUST).figures["A04"]
    assert (million.value, "1人已不在队" in million.note) == (1, True)


def test_who_is_born_on_the_29th_of_february_is_a_minor_until_march(session: Session, world: World) -> None:
    minor = world.rows["streamer"][0]
    minor.update(birth_on=date(2008, 2, 29), guardian_name="监护人", guardian_phone="sealed")
    minor.update(guardian_consent_on=date(2026, 2, 1))
    world.turn(1, StreamerState.ACTIVE, None)
    world.contract(1, date(2025, 1, 1))
    found = _figure(session, world, "A07", 202603)
    assert (found.value, found.last_month) == (0, 1)
    consented = indicators.month(session, 202603).figures["A07C"]
    assert consented.last_month == 1
    assert indicators.month(session, 202602).figures["A07C"].last_month == 0


def test_verified_means_verified_by_the_last_day(session: Session, world: World) -> None:
    for on in (END, END + timedelta(1), None):
        person = world.streamer(verified=Verified.YES, verified_on=on)
        world.turn(person, StreamerState.ACTIVE, None)
        world.contract(person, date(2026, 1, 1))
    found = _figure(session, world, "A08")
    assert (found.value, found.last_month) == (Fraction(2, 3), Fraction(1, 3))


def test_deleted_streamers_are_in_no_stock(session: Session, world: World) -> None:
    world.rows["streamer"][0]["deleted_at"] = DELETED
    world.turn(1, StreamerState.ACTIVE, None)
    assert _figure(session, world, "A02").value is None
