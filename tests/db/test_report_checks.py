"""What stands in the way of handing a report in, and how complete its data are."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from db.errors import BadValue
from db.models import Setting
from db.models.partner_words import DocumentKind, PartnerState
from db.models.words import ContractState, DataStage, OrgRoleKind, StreamerState
from db.queries import indicators
from db.queries.check_rules import Finding, Level
from db.queries.periods import read_period
from db.queries.report_checks import CheckResult, checks, set_level
from db.record import metadata
from tests.db.figure_world import World
from tests.db.record_world import RecordWorld

if TYPE_CHECKING:
    from db.engine import Session

AUGUST = 202608


@pytest.fixture
def world() -> World:
    """Return a base that is filled in, with one bound streamer and one account."""
    made = World()
    people = {"responsible": "沂山", "statistician": "蒙水", "filler": "云舟"}
    made.record("live_base", name="沂河直播基地", bureau="临沂市商务局", **people)
    made.streamer(stage_name="小满")
    made.account(1)
    made.turn(1, StreamerState.ACTIVE, date(2025, 1, 1))
    made.contract(1, date(2025, 1, 1), status=ContractState.ACTIVE)
    return made


def _live(world: World, month: int = AUGUST, *, presenter: bool = True, **values: object) -> None:
    """Add a session that tells everything but what is said otherwise."""
    told = {"gmv": 1000, "minutes": 60, "views": 5, "refund": 0, "orders": 2}
    key = world.session(start_at=datetime(month // 100, month % 100, 10, 20), **told | values)
    if presenter:
        world.add("live_presenter", session_id=key, streamer_id=1, share=None)


def _checked(session: Session, world: World | None = None, period: str = "2026-08") -> CheckResult:
    """Fill the database and run the checks."""
    if world:
        world.fill(session)
    return checks(session, indicators.of(session, read_period(period)))


def _found(result: CheckResult, key: str) -> Finding | None:
    """Return the finding of a check."""
    return next((finding for finding in result.findings if finding.key == key), None)


def test_a_whole_month_has_nothing_in_its_way(session: Session, world: World) -> None:
    for month in (202607, AUGUST):
        _live(world, month)
    result = _checked(session, world)
    assert result.blocking == ()
    assert [finding.key for finding in result.findings] == ["missing"]


@pytest.mark.parametrize(
    ("changes", "key", "level", "filters"),
    [
        ({"presenter": False}, "presenter", Level.WARNING, {"month": AUGUST, "gap": "无出镜主播"}),
        ({"gmv": None}, "gmv", Level.WARNING, {"month": AUGUST, "gap": "未录支付GMV"}),
        ({"minutes": None}, "minutes", Level.WARNING, {"month": AUGUST, "gap": "未录直播时长"}),
        ({"refund": 2001}, "refunds", Level.BLOCKING, {"month": AUGUST}),
        (
            {"stage": DataStage.PROVISIONAL},
            "provisional",
            Level.BLOCKING,
            {"month": AUGUST, "gap": "数据为临时"},
        ),
    ],
)
def test_a_session_that_lacks_something_is_told_with_the_rows_to_mend(
    session: Session,
    world: World,
    changes: dict[str, object],
    key: str,
    level: Level,
    filters: dict[str, object],
) -> None:
    _live(world)
    _live(world, **changes)  # type: ignore[arg-type]
    found = _found(_checked(session, world), key)
    assert found is not None
    assert (found.level, found.page, dict(found.filters)) == (level, "lives", filters)


def test_few_provisional_sessions_only_warn(session: Session, world: World) -> None:
    for _ in range(5):
        _live(world)
    _live(world, stage=DataStage.PROVISIONAL)
    found = _found(_checked(session, world), "provisional")
    assert found is not None
    assert (found.level, found.count) == (Level.WARNING, 1)


def test_a_quarter_shows_the_sessions_of_all_its_days(session: Session, world: World) -> None:
    _live(world, 202607, gmv=None)
    _live(world, 202609, gmv=None)
    found = _found(_checked(session, world, "2026Q3"), "gmv")
    assert found is not None
    assert found.count == 2
    assert dict(found.filters)["days"] == (date(2026, 7, 1), date(2026, 9, 30))


def test_a_presenter_without_a_contract_in_force_is_told(session: Session, world: World) -> None:
    world.rows["contract"][0]["end_on"] = date(2026, 8, 1)
    _live(world)
    found = _found(_checked(session, world), "unbound")
    assert found is not None
    assert found.count == 1


def test_a_platform_that_fell_silent_is_told(session: Session, world: World) -> None:
    world.account(1, platform="抖音")
    _live(world, 202607, account_id=2, platform="抖音")
    _live(world)
    found = _found(_checked(session, world), "platform")
    assert found is not None
    assert "抖音上期有 1 场直播" in found.text


def test_a_period_that_is_not_over_and_a_base_without_names_block(session: Session) -> None:
    year = date.today().year
    keys = {finding.key for finding in _checked(session, World(), f"{year}").blocking}
    assert keys == {"nameless", "unsigned", "running", "empty"}


def test_a_base_without_any_data_is_told_once(session: Session) -> None:
    result = _checked(session, World())
    assert _found(result, "missing") is None
    empty = _found(result, "empty")
    assert empty is not None
    assert (empty.page, dict(empty.filters)) == ("lives", {"month": AUGUST})


def test_declared_figures_need_their_method(session: Session, world: World) -> None:
    _live(world)
    world.add("retail_month", month=AUGUST, total=5, live=2, note=None)
    result = _checked(session, world)
    assert _found(result, "retail_note") is not None
    session.execute(metadata.tables["retail_month"].update().values(note="入驻企业申报"))
    assert _found(_checked(session), "retail_note") is None


def test_the_base_sets_the_level_of_a_check_but_not_of_a_signature(session: Session, world: World) -> None:
    world.rows["live_base"][0]["filler"] = None
    _live(world)
    _live(world, gmv=None)
    world.fill(session)
    set_level(session, "gmv", Level.BLOCKING)
    set_level(session, "unsigned", Level.WARNING)
    result = _checked(session)
    assert {finding.key for finding in result.blocking} == {"gmv", "unsigned"}
    assert [finding.level for finding in result.findings] == sorted(
        (finding.level for finding in result.findings), key=lambda level: level is not Level.BLOCKING
    )


def test_the_score_is_the_sum_of_what_is_told(session: Session, world: World) -> None:
    for month in (202607, AUGUST):
        _live(world, month)
    _live(world, refund=None, presenter=False)
    result = _checked(session, world)
    points = {measure.label: (measure.points, measure.told, measure.asked) for measure in result.measures}
    assert sum(points[0] for points in points.values()) == 100
    assert points["退款金额已填报"] == (10, 1, 2)
    assert points["出镜主播已登记"] == (10, 1, 2)
    # 100 − 5 (refunds) − 5 (presenters) − 5 (nobody verified) − 5 (no retail) − 5 (no employment)
    assert (result.score, result.is_complete) == (75, False)


@pytest.mark.parametrize(("counted", "level"), [(4, Level.BLOCKING), (5, Level.WARNING)])
def test_a_fifth_of_provisional_sessions_blocks(
    session: Session, world: World, counted: int, level: Level
) -> None:
    for _ in range(counted):
        _live(world)
    _live(world, stage=DataStage.PROVISIONAL)
    found = _found(_checked(session, world), "provisional")
    assert found is not None
    assert (found.level, found.count) == (level, 1)


@pytest.mark.parametrize(
    ("valid_to", "key"), [(None, "lacking"), (date(2026, 1, 1), "papers"), (date(2099, 1, 1), "")]
)
def test_partners_without_valid_documents_are_told_apart(
    session: Session, valid_to: date | None, key: str
) -> None:
    world = RecordWorld()
    org = world.company(roles=OrgRoleKind.SUPPLIER, status=PartnerState.QUALIFIED)
    world.move("org", org, PartnerState.QUALIFIED, date(2026, 1, 1))
    world.insert("mandatory_document", kind=DocumentKind.LICENCE)
    if valid_to:
        papers = {"kind": DocumentKind.LICENCE, "valid_to": valid_to, "verified": "未核验"}
        world.insert("qualification", org_id=org, **papers)
    world.fill(session)
    found = {finding.key: finding.count for finding in _checked(session).findings}
    told = {name: count for name, count in found.items() if name in ("papers", "lacking")}
    assert told == ({key: 1} if key else {})


def test_a_quarter_is_held_against_the_quarter_before_it(session: Session, world: World) -> None:
    _live(world, 202604)
    found = _found(_checked(session, world, "2026Q3"), "platform")
    assert found is not None
    assert found.count == 1


def test_a_level_written_past_the_rules_does_not_loosen_a_fixed_check(session: Session, world: World) -> None:
    session.add(Setting(name="check_levels", value='{"nameless": "提醒", "refunds": "提醒"}'))
    world.rows["live_base"].clear()
    _live(world, refund=2001)
    result = _checked(session, world)
    assert {
        finding.key: finding.level for finding in result.findings if finding.key in ("nameless", "refunds")
    } == {
        "nameless": Level.BLOCKING,
        "refunds": Level.WARNING,
    }


def test_a_period_is_written_in_three_ways() -> None:
    words = {text: read_period(text) for text in ("2026-09", "2026-9", "2026Q3", "2026q1", "2026")}
    assert {text: (period.first, period.last) for text, period in words.items()} == {
        "2026-09": (202609, 202609), "2026-9": (202609, 202609), "2026Q3": (202607, 202609),
        "2026q1": (202601, 202603), "2026": (202601, 202612),
    }  # fmt: skip
    for wrong in ("2026-13", "2026Q5", "26", "", "2026年", "2026-00"):
        with pytest.raises(BadValue, match="2026-09（月）"):
            read_period(wrong)
