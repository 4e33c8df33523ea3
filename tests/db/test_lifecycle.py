"""States of a streamer: what leads where, what stands in the way, and what was true on a day."""

from datetime import date, datetime, timedelta

import pytest

from db import lifecycle, store
from db.engine import Session
from db.errors import Conflict, NotAllowed
from db.lifecycle.streamers import MOVES
from db.models import Contract, LiveSession, PlatformAccount, Streamer
from db.models.words import StreamerState as State
from tests.db.states import state_on

TODAY = date.today()
GROWN = date(TODAY.year - 30, 1, 1)


def add(session: Session, status: str = "待签约", /, **more: object) -> int:
    """Add a streamer who is verified, grown up and has been with the base for a year."""
    fields = {
        "name": "韩沉",
        "birth_on": GROWN,
        "verified": "已核验",
        "joined_on": TODAY - timedelta(days=365),
    }
    return store.save(session, Streamer, fields | {"status": status, **more})


def bind(session: Session, key: int, start: date = TODAY, **more: object) -> int:
    """Give a streamer a contract."""
    return store.save(session, Contract, {"streamer_id": key, "start_on": start, **more})


def reasons(session: Session, key: int, to: str) -> tuple[str, ...]:
    """Return what stands between a streamer and a state."""
    (found,) = (each for each in lifecycle.moves(session, Streamer, key) if each.to == to)
    assert found.allowed == (not found.reasons)
    return found.reasons


def state(session: Session, key: int) -> object:
    """Return the present state of a streamer."""
    return store.load(session, Streamer, key).values["status"]


def test_who_has_everything_is_signed(session: Session) -> None:
    key = add(session)
    bind(session, key)
    assert reasons(session, key, "已签约") == ()
    lifecycle.move(session, Streamer, key, "已签约", TODAY, "试播合格")
    assert state(session, key) == "已签约"
    assert store.load(session, Streamer, key).version == 2


def test_signing_tells_everything_that_is_missing(session: Session) -> None:
    key = add(session, verified="未核验", birth_on=None)
    told = "；".join(reasons(session, key, "已签约"))
    assert "实名核验" in told
    assert "出生日期" in told
    assert "合同" in told
    assert "在“合同”页登记合同" in told
    with pytest.raises(NotAllowed, match=r"实名核验.*出生日期.*合同"):
        lifecycle.move(session, Streamer, key, "已签约", TODAY)
    assert state(session, key) == "待签约"


@pytest.mark.parametrize(
    ("contract", "binds"),
    [
        ({"start": TODAY}, True),
        ({"start": TODAY + timedelta(days=1)}, False),
        ({"start": TODAY - timedelta(days=9), "end_on": TODAY}, True),
        ({"start": TODAY - timedelta(days=9), "end_on": TODAY - timedelta(days=1)}, False),
        ({"start": TODAY - timedelta(days=9), "ended_on": TODAY}, False),
        ({"start": TODAY, "status": "草稿"}, False),
        ({"start": TODAY, "status": "作废"}, False),
    ],
)
def test_only_a_contract_in_force_that_day_binds(
    session: Session, contract: dict[str, object], *, binds: bool
) -> None:
    key = add(session)
    bind(session, key, **contract)  # type: ignore[arg-type]
    assert (reasons(session, key, "已签约") == ()) is binds


def test_a_minor_is_signed_with_the_guardians_consent_only(session: Session) -> None:
    seventeen = date(TODAY.year - 17, 1, 1)
    guardian: dict[str, object] = {
        "guardian_name": "韩强",
        "guardian_phone": "13812345063",
        "guardian_consent_on": TODAY,
    }
    key = add(session, birth_on=seventeen, **guardian)
    bind(session, key)
    assert reasons(session, key, "已签约") == ()


def test_age_counts_on_the_day_of_the_move(session: Session) -> None:
    guardian: dict[str, object] = {
        "guardian_name": "韩强",
        "guardian_phone": "13812345063",
        "guardian_consent_on": TODAY - timedelta(days=2),
    }
    sixteen_since = TODAY - timedelta(days=2)
    birth = sixteen_since.replace(year=sixteen_since.year - 16)
    key = add(session, birth_on=birth, **guardian)
    bind(session, key, TODAY - timedelta(days=30))
    with pytest.raises(NotAllowed, match="未满16周岁"):
        lifecycle.move(session, Streamer, key, "已签约", TODAY - timedelta(days=3))
    lifecycle.move(session, Streamer, key, "已签约", TODAY - timedelta(days=2))
    assert state(session, key) == "已签约"


def test_a_guardian_who_consents_later_has_not_consented(session: Session) -> None:
    guardian: dict[str, object] = {
        "guardian_name": "韩强", "guardian_phone": "13812345063", "guardian_consent_on": TODAY
    }  # fmt: skip
    key = add(session, birth_on=date(TODAY.year - 17, 1, 1), **guardian)
    bind(session, key, TODAY - timedelta(days=30))
    with pytest.raises(NotAllowed, match="监护人同意"):
        lifecycle.move(session, Streamer, key, "已签约", TODAY - timedelta(days=1))
    lifecycle.move(session, Streamer, key, "已签约", TODAY)


def test_nobody_is_on_air_who_never_went_live(session: Session) -> None:
    key = add(session, "待首播")
    assert len(reasons(session, key, "在播")) == 1
    account = store.save(
        session, PlatformAccount, {"streamer_id": key, "platform": "快手", "account_no": "ks1"}
    )
    store.save(session, LiveSession, {"account_id": account, "start_at": datetime(2026, 9, 1, 19)})
    assert reasons(session, key, "在播") == ()
    told = add(session, "待首播", first_live_on=TODAY)
    assert reasons(session, told, "在播") == ()


def test_the_blacklist_asks_why_on_the_way_in_and_out(session: Session) -> None:
    key = add(session, "在播")
    (found,) = (each for each in lifecycle.moves(session, Streamer, key) if each.to == "黑名单")
    assert (found.allowed, found.needs_reason) == (True, True)
    with pytest.raises(NotAllowed, match="原因"):
        lifecycle.move(session, Streamer, key, "黑名单", TODAY, "  ")
    lifecycle.move(session, Streamer, key, "黑名单", TODAY, "刷单")
    with pytest.raises(NotAllowed, match="原因"):
        lifecycle.move(session, Streamer, key, "已离退", TODAY)
    with pytest.raises(NotAllowed, match="不能从“黑名单”变更为“在播”"):
        lifecycle.move(session, Streamer, key, "在播", TODAY, "已澄清")


def test_who_leaves_gets_the_day_of_the_move(session: Session) -> None:
    key = add(session, "解约中")
    lifecycle.move(session, Streamer, key, "已离退", TODAY - timedelta(days=5))
    assert store.load(session, Streamer, key).values["left_on"] == TODAY - timedelta(days=5)


def test_who_comes_back_has_left_on_no_day_and_leaves_on_a_new_one(session: Session) -> None:
    key = add(session, "解约中")
    bind(session, key, TODAY - timedelta(days=30))
    lifecycle.move(session, Streamer, key, "已离退", TODAY - timedelta(days=20))
    lifecycle.move(session, Streamer, key, "已签约", TODAY - timedelta(days=10))
    assert store.load(session, Streamer, key).values["left_on"] is None
    lifecycle.move(session, Streamer, key, "解约中", TODAY - timedelta(days=5))
    lifecycle.move(session, Streamer, key, "已离退", TODAY - timedelta(days=3))
    assert store.load(session, Streamer, key).values["left_on"] == TODAY - timedelta(days=3)


@pytest.mark.parametrize("days", [1, -366])
def test_a_move_is_neither_in_the_future_nor_before_the_last_one(session: Session, days: int) -> None:
    key = add(session, "在播")
    with pytest.raises(NotAllowed, match="生效日期"):
        lifecycle.move(session, Streamer, key, "休播", TODAY + timedelta(days=days))


def test_the_state_of_any_day_is_answered_from_history(session: Session) -> None:
    key, other = add(session, "在播"), add(session, "线索", joined_on=None)
    lifecycle.move(session, Streamer, key, "休播", TODAY - timedelta(days=60))
    lifecycle.move(session, Streamer, key, "解约中", TODAY - timedelta(days=30))
    lifecycle.move(session, Streamer, key, "已离退", TODAY - timedelta(days=30))
    expected = {
        366: {},
        365: {key: "在播"},
        61: {key: "在播"},
        60: {key: "休播"},
        31: {key: "休播"},
        30: {key: "已离退"},
    }
    for days, states in expected.items():
        assert state_on(session, Streamer, TODAY - timedelta(days=days)) == states
    assert state_on(session, Streamer, TODAY) == {key: "已离退", other: "线索"}


def test_a_move_stands_in_the_history_of_the_record(session: Session) -> None:
    key = add(session, "在播")
    lifecycle.move(session, Streamer, key, "休播", TODAY, "产假")
    told = {
        (each.action, each.field_label, each.old, each.new, each.reason)
        for each in store.history(session, Streamer, key)
    }
    assert ("变更状态", "状态", "在播", "休播", "产假") in told
    assert ("变更状态", "生效日期", "", TODAY.isoformat(), "产假") in told


def test_a_form_opened_before_a_move_is_stale(session: Session) -> None:
    key = add(session, "在播")
    lifecycle.move(session, Streamer, key, "休播", TODAY)
    with pytest.raises(Conflict):
        store.save(session, Streamer, {"stage_name": "沉姐"}, key, 1)


def test_every_state_can_be_reached_and_left() -> None:
    assert set(MOVES) == set(State)
    assert {to for moves in MOVES.values() for to in moves} == set(State)
    assert all(state not in moves for state, moves in MOVES.items())


def test_a_move_keeps_what_it_asked_for_as_it_stood_then(session: Session) -> None:
    key = add(session)
    bind(session, key)
    lifecycle.move(session, Streamer, key, "已签约", TODAY)
    record = store.load(session, Streamer, key)
    store.save(session, Streamer, {"verified": "过期"}, key, record.version)
    (made, _begun) = lifecycle.history_of(session, Streamer, key)
    assert (made.from_state, made.to_state, made.is_override) == ("待签约", "已签约", False)
    verified = made.criteria[0]
    assert (verified.name, verified.found, verified.met) == ("实名核验", "已核验", True)


def test_what_the_program_moves_by_itself_is_told_so(session: Session) -> None:
    key = add(session, "在播")
    lifecycle.move_by_rule(session, Streamer, key, "休播", TODAY, "90天未开播")
    made = lifecycle.history_of(session, Streamer, key)[0]
    assert (made.by, made.reason, made.to_state) == (lifecycle.BY_RULE, "90天未开播", "休播")
    assert state(session, key) == "休播"


def test_nobody_may_override_where_the_rules_do_not_say_so(session: Session) -> None:
    key = add(session, verified="未核验")
    with pytest.raises(NotAllowed, match="实名核验"):
        lifecycle.move(session, Streamer, key, "已签约", TODAY, "领导同意", override=True)


def test_the_history_keeps_an_age_and_no_birth_date(session: Session) -> None:
    key = store.save(session, Streamer, {"name": "韩沉", "status": "休播", "birth_on": date(1995, 3, 4)})
    (found,) = (
        each for each in lifecycle.moves(session, Streamer, key, date(2026, 3, 3)) if each.to == "在播"
    )
    told = {each.name: each.found for each in found.criteria}
    assert told["年龄"] == "30周岁"


def test_who_signs_is_bound_on_the_day_it_counts_from(session: Session) -> None:
    key = add(session)
    bind(session, key, TODAY - timedelta(days=9), end_on=TODAY - timedelta(days=2))
    for day, met in ((TODAY - timedelta(days=2), True), (TODAY - timedelta(days=1), False)):
        (found,) = (each for each in lifecycle.moves(session, Streamer, key, day) if each.to == "已签约")
        assert {each.name: each.met for each in found.criteria}["合同"] is met


def test_a_deleted_session_is_no_first_broadcast(session: Session) -> None:
    key = add(session, "待首播")
    values = {"streamer_id": key, "platform": "快手", "account_no": "ks1"}
    account = store.save(session, PlatformAccount, values)
    start = datetime(2026, 9, 10, 20)
    live = store.save(session, LiveSession, {"account_id": account, "start_at": start, "minutes": 60})
    assert not any("开播记录" in reason for reason in reasons(session, key, "在播"))
    store.delete(session, LiveSession, live, store.load(session, LiveSession, live).version)
    assert any("开播记录" in reason for reason in reasons(session, key, "在播"))
