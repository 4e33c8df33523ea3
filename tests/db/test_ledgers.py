"""直播场次台账 and the marks of sessions: every counted session once, in order, with its sums."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from db.queries import indicators, ledgers
from db.queries.base_checks import base_checks
from db.queries.declared import set_number
from db.queries.ledgers import session_count, session_lines
from db.queries.live_labels import LabelRow, labels
from db.queries.periods import Period
from tests.db.figure_world import World, random_world

if TYPE_CHECKING:
    import pytest

    from db.engine import Session

QUARTER = Period(202606, 202608)


def test_every_counted_session_stands_in_the_ledger_once_in_the_order_they_began(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledgers, "_PAGE", 7)
    random_world(7).fill(session)
    lines = list(session_lines(session, QUARTER))
    figures = indicators.of(session, QUARTER).figures
    assert len(lines) == session_count(session, QUARTER) == figures["L01"].value
    assert all(one.start_at <= two.start_at for one, two in pairwise(lines))
    assert {line.start_at.month for line in lines} == {6, 7, 8}
    for code, name in (
        ("L05", "gmv"),
        ("L06", "refund"),
        ("L10", "orders"),
        ("L12", "views"),
        ("L03", "minutes"),
    ):
        assert sum(getattr(line, name) or 0 for line in lines) == figures[code].value
    assert any(line.streamers for line in lines)


def test_an_empty_period_has_no_lines(session: Session) -> None:
    assert not list(session_lines(session, QUARTER))
    assert session_count(session, QUARTER) == 0


def test_sessions_are_told_by_their_marks(session: Session) -> None:
    world = World()
    who = world.streamer()
    account = world.record("platform_account", streamer_id=who, platform="快手", account_no="ks1")
    for gmv, marks in ((100, ("is_cross_border", "is_farm_aid")), (None, ("is_cross_border",)), (7, ())):
        world.session(account_id=account, gmv=gmv, **dict.fromkeys(marks, True))
    world.session(account_id=account, gmv=5, is_farm_aid=True, stage="临时")
    world.session(account_id=account, gmv=5, is_farm_aid=True, start_at=datetime(2025, 8, 1))
    world.fill(session)
    assert labels(session, Period(202608, 202608)) == (LabelRow("跨境", 2, 100), LabelRow("助农", 1, 100))


def test_the_base_is_held_against_what_it_set_for_itself(session: Session) -> None:
    world = World()
    world.record("live_base", name="沂蒙基地", area_m2=1999, studios=None, bureau="临沂市商务局")
    world.fill(session)
    checks = {check.name: check for check in base_checks(session, {})}
    assert checks["经营面积"].is_met is False
    assert checks["直播间"].is_met is None
    assert checks["入驻企业（年末）"].is_met is None
    set_number(session, "base_area_m2", 1500)
    assert base_checks(session, {})[0].is_met is True
