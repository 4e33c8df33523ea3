"""What was done by hand and is taken back late: rules that stand by then are kept to."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from db import lifecycle, store, trail
from db.models import Contract, LiveSession, Org, PlatformAccount, Streamer
from db.queries.tables import ORGS
from db.undoing import as_moment, undo
from tests.db.contract_world import TODAY, contract, person
from tests.db.undoing.photographs import differences, photograph

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.engine import Database, Session
    from db.record import Record

DAY = timedelta(days=1)
START = datetime(2026, 9, 1, 20)
EXCLUSIVE = {"kind": "独家", "end_on": TODAY + timedelta(days=99), "base_pay": 100_00}


def done(database: Database, do: Callable[[Session], object]) -> int:
    """Do something as a moment, and return that."""
    with database.write() as session, as_moment(session, "改动") as moment:
        do(session)
    assert moment.batch
    return moment.batch


def save(model: type[Record], key: int, **values: object) -> Callable[[Session], object]:
    """Return work that saves fields of a record as the window does."""
    return lambda session: store.save(session, model, values, key, store.load(session, model, key).version)


def why_not(database: Database, moment: int) -> list[str]:
    """Undo a moment, and return why anything stayed."""
    with database.write() as session:
        return [each.reason for each in undo(session, moment).kept]


def value(database: Database, model: type[Record], key: int, name: str) -> object:
    """Return what a field holds."""
    with database.read() as session:
        return store.load(session, model, key).values[name]


def test_terms_of_a_contract_by_now_in_force_do_not_go_back(database: Database) -> None:
    with database.write() as session:
        key = contract(session, person(session), **EXCLUSIVE)  # type: ignore[arg-type]
    edit = done(database, save(Contract, key, base_pay=200_00))
    move = done(database, lambda session: lifecycle.move(session, Contract, key, "生效"))
    (reason,) = why_not(database, edit)
    assert "不能直接修改" in reason
    assert value(database, Contract, key, "base_pay") == 200_00
    assert why_not(database, move) == []
    assert why_not(database, edit) == []
    assert value(database, Contract, key, "base_pay") == 100_00


def test_what_was_filled_into_a_contract_in_force_goes_back_at_once_but_not_later(database: Database) -> None:
    with database.write() as session:
        key = contract(session, person(session), **{**EXCLUSIVE, "base_pay": None, "status": "生效"})  # type: ignore[arg-type]
    assert why_not(database, done(database, save(Contract, key, base_pay=200_00))) == []
    edit = done(database, save(Contract, key, base_pay=200_00))
    with database.write() as session:
        person(session, "白锦曦")
    assert len(why_not(database, edit)) == 1


def test_a_contract_made_void_does_not_come_back_beside_the_one_in_its_place(database: Database) -> None:
    with database.write() as session:
        who = person(session)
        key = contract(session, who, **EXCLUSIVE)  # type: ignore[arg-type]
        lifecycle.move(session, Contract, key, "生效")
    void = done(database, lambda session: lifecycle.move(session, Contract, key, "作废", reason="写错了"))
    with database.write() as session:
        lifecycle.move(session, Contract, contract(session, who, **EXCLUSIVE), "生效")  # type: ignore[arg-type]
    (reason,) = why_not(database, void)
    assert "重叠" in reason
    assert value(database, Contract, key, "status") == "作废"


def test_a_company_gets_no_name_or_life_back_that_another_was_given_meanwhile(database: Database) -> None:
    with database.write() as session:
        renamed = store.save(session, Org, {"name": "沂河食品有限公司"})
        deleted = store.save(session, Org, {"name": "蒙山果业有限公司"})
    rename = done(database, save(Org, renamed, name="沂河新食品有限公司"))
    delete = done(database, lambda session: store.delete(session, Org, deleted, 1))
    with database.write() as session:
        for name in ("沂河食品有限公司", "蒙山果业有限公司"):
            store.save(session, Org, {"name": name})
    for moment in (rename, delete):
        (reason,) = why_not(database, moment)
        assert "疑似同一家企业" in reason


def test_a_session_entered_again_meanwhile_does_not_come_back_beside_it(database: Database) -> None:
    with database.write() as session:
        account = {"streamer_id": person(session), "platform": "快手", "account_no": "ks1"}
        live = {"account_id": store.save(session, PlatformAccount, account), "start_at": START}
        key = store.save(session, LiveSession, {**live, "end_at": START + timedelta(hours=2)})
    delete = done(database, lambda session: store.delete(session, LiveSession, key, 1))
    with database.write() as session:
        store.save(session, LiveSession, {**live, "end_at": START + timedelta(hours=3)})
    (reason,) = why_not(database, delete)
    assert "是同一场" in reason


def test_an_edit_of_a_record_deleted_since_goes_back_once_that_one_is_back(database: Database) -> None:
    with database.write() as session:
        key = person(session)
    edit = done(database, save(Streamer, key, name="韩沉舟"))
    delete = done(database, lambda session: store.delete(session, Streamer, key, 2))
    assert why_not(database, edit) == ["之后已经删除"]
    assert why_not(database, delete) == []
    assert why_not(database, edit) == []
    assert value(database, Streamer, key, "name") == "韩沉"


def test_a_sealed_number_changed_since_stays_with_all_that_tells_of_it(database: Database) -> None:
    with database.write() as session:
        key = person(session, phone="13812345060")
    edit = done(database, save(Streamer, key, phone="13900001111", remark="话少"))
    done(database, save(Streamer, key, phone="13800001111"))
    (reason,) = why_not(database, edit)
    assert "手机号之后又改过" in reason
    with database.write() as session:
        assert str(store.load(session, Streamer, key).values["phone"]).endswith("1111")
        assert store.reveal(session, Streamer, key, "phone", "核对") == "13800001111"
        assert store.load(session, Streamer, key).values["remark"] is None


def test_what_is_wrong_with_a_record_anyway_keeps_no_edit_from_going_back(database: Database) -> None:
    with database.write() as session:
        store.save(session, Org, {"name": "沂河食品有限公司"})
        key = store.save(session, Org, {"name": "蒙山果业有限公司"})
        session.execute(update(ORGS).where(ORGS.c.id == key).values(name="沂河食品有限公司"))
    edit = done(database, lambda session: lifecycle.move(session, Org, key, "资料收集"))
    with database.write() as session:
        person(session)
    assert why_not(database, edit) == []


@pytest.mark.parametrize("is_late", [False, True])
def test_a_renewal_in_force_goes_back_with_the_contract_it_renewed(
    database: Database,
    is_late: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    with database.write() as session:
        who = person(session)
        old = contract(session, who, **{**EXCLUSIVE, "end_on": TODAY - DAY, "status": "生效"})  # type: ignore[arg-type]
        new = contract(session, who, TODAY, **EXCLUSIVE, previous_id=old)
    before = photograph(database)
    move = done(database, lambda session: lifecycle.move(session, Contract, new, "生效"))
    assert value(database, Contract, old, "status") == "已续签"
    after = photograph(database)
    with database.write() as session:
        back = undo(session, move)
    assert (back.kept, differences(before, photograph(database))) == ((), {})
    if is_late:
        with database.write() as session:
            trail.record(session, "查看", "streamer", who, None)
    assert why_not(database, back.undo or 0) == []
    assert differences(after, photograph(database)) == {}
    if is_late:
        with database.write() as session:
            trail.record(session, "查看", "streamer", who, None)
    assert why_not(database, move) == []
    assert differences(before, photograph(database)) == {}
