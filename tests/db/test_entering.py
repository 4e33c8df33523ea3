"""Records written as plain data: links by name, values as people write them, states back-dated."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from db import store
from db.engine import Session
from db.errors import BadValues, NotAllowed
from db.models import Campaign, FollowerSnapshot, LiveSession, Org, PlatformAccount, Streamer
from db.queries.tables import SNAPSHOTS, table_of
from db.store.entering import Known, enter
from tests.db.states import state_on

TEAM: dict[str, Any] = {"model": "Org", "values": {"name": "启航运营一组", "short_name": "启航"}}


def one(session: Session, model: type[Any]) -> dict[str, Any]:
    return dict(session.execute(select(table_of(model))).mappings().one())


def person(**values: object) -> dict[str, Any]:
    return {"model": "Streamer", "values": {"name": "韩沉", **values}}


@pytest.mark.parametrize("called", ["启航运营一组", "启航", "JG-000001"])
def test_a_link_is_found_by_name_short_name_or_code(session: Session, called: str) -> None:
    assert enter(session, [TEAM, person(team_id=called)]) == 2
    assert one(session, Streamer)["team_id"] == one(session, Org)["id"]


def test_a_link_to_nothing_says_where_it_stands(session: Session) -> None:
    with pytest.raises(LookupError, match="nothing is called 云上团队 in org") as fault:
        enter(session, [TEAM, person(team_id="云上团队")])
    assert "韩沉" in fault.value.__notes__[0]


def test_a_name_two_records_share_is_no_link(session: Session) -> None:
    shared = [person(), person(), account_of("韩沉")]
    with pytest.raises(LookupError, match="several are called 韩沉"):
        enter(session, shared)


def test_a_name_given_in_one_file_is_known_in_the_next(session: Session) -> None:
    known: Known = {}
    enter(session, [TEAM, person() | {"as": "队长"}, person(stage_name="二号")], known)
    enter(session, [account_of("队长")], known)
    assert one(session, PlatformAccount)["streamer_id"] == known["streamer", "队长"]


def account_of(streamer: str, **further: object) -> dict[str, Any]:
    values = {"streamer_id": streamer, "platform": "快手", "account_no": "ks1"}
    return {"model": "PlatformAccount", "values": values, **further}


def test_children_stand_inside_their_parent_and_facts_are_entered_too(session: Session) -> None:
    count = {"model": "FollowerSnapshot", "values": {"on": date(2026, 9, 30), "followers": 12_000}}
    assert enter(session, [person() | {"children": [account_of("韩沉", children=[count])]}]) == 3
    account = one(session, PlatformAccount)
    assert account["streamer_id"] == one(session, Streamer)["id"]
    assert session.scalar(select(SNAPSHOTS.c.account_id)) == account["id"]
    assert FollowerSnapshot.__tablename__ == "follower_snapshot"


def test_values_are_read_as_people_write_them(session: Session) -> None:
    live: dict[str, object] = {
        "start_at": "2026-9-1 19:30",
        "platform": "快手",
        "account_id": "快手 ks1",
        "gmv": "3000万元",
    }
    live |= {"minutes": "2小时30分", "remark": ["第一行", "第二行"], "is_farm_aid": "是"}
    enter(session, [person(), account_of("韩沉"), {"model": "LiveSession", "values": live}])
    saved = one(session, LiveSession)
    assert (saved["gmv"], saved["minutes"], saved["remark"]) == (3_000_000_000, 150, "第一行\n第二行")
    assert saved["is_farm_aid"] is True


def test_a_record_that_is_there_already_is_changed(session: Session) -> None:
    enter(session, [person(), account_of("韩沉")])
    found = {"platform": "快手", "account_no": "ks1"}
    enter(session, [{"model": "PlatformAccount", "record": found, "values": {"nickname": "小韩严选"}}])
    assert one(session, PlatformAccount)["nickname"] == "小韩严选"


def test_states_are_back_dated_and_guarded(session: Session) -> None:
    begun = person() | {"since": "2026-03-01", "moves": [{"to": "已邀约", "on": "2026-03-05"}]}
    enter(session, [begun])
    key = one(session, Streamer)["id"]
    days = [state_on(session, Streamer, date(2026, 3, day)).get(key) for day in (4, 5)]
    assert days == ["线索", "已邀约"]
    assert state_on(session, Streamer, date(2026, 3, 1) - timedelta(days=1)) == {}
    with pytest.raises(NotAllowed, match="尚未实名核验"):
        enter(session, [person(stage_name="三号") | {"moves": [{"to": "已签约", "on": "2026-03-05"}]}])


def test_what_the_checks_refuse_and_fields_nobody_knows_are_refused(session: Session) -> None:
    with pytest.raises(BadValues, match="姓名") as fault:
        enter(session, [person(name="韩1沉")])
    assert "韩1沉" in fault.value.__notes__[0]
    with pytest.raises(LookupError, match="no field colour"):
        enter(session, [person(colour="红")])
    with pytest.raises(LookupError, match="no model is called Person"):
        enter(session, [{"model": "Person"}])


def test_an_entered_record_is_in_the_trail_like_any_other(session: Session) -> None:
    enter(session, [TEAM])
    changes = store.history(session, Org, one(session, Org)["id"])
    assert {change.action for change in changes} == {"新增"}


def test_a_move_finds_the_children_its_guards_ask_for(session: Session) -> None:
    lines = [
        {"model": "CampaignLine", "values": {"kind": kind, "text": "一条"}}
        for kind in ("主题", "场景", "内容")
    ]
    fair = {"model": "Campaign", "values": {"name": "年货节", "start_on": "2026-01-10"}, "children": lines}
    enter(session, [{**fair, "moves": [{"to": "进行中", "on": "2026-01-10"}]}])
    key = one(session, Campaign)["id"]
    assert state_on(session, Campaign, date(2026, 1, 10))[key] == "进行中"
