"""Before a merge everything is told: both values, the one offered, what moves, what to mind."""

import pytest

from db import store
from db.duplicates import Choice, FieldPair, compare
from db.engine import Database, Session
from db.errors import NotAllowed
from db.models import Org, Streamer
from db.undoing.shapes import label_of
from tests.db.duplicates.two_of_one import enter_twice, person


def fields(session: Session, stays: int, goes: int) -> dict[str, FieldPair]:
    return {field.label: field for field in compare(session, Streamer, stays, goes).fields}


@pytest.fixture
def twins(sqlite_database: Database) -> tuple[int, int]:
    """Enter one person twice."""
    return enter_twice(sqlite_database)


def test_both_values_are_shown_and_the_one_that_is_there_is_offered(
    sqlite_database: Database, twins: tuple[int, int]
) -> None:
    with sqlite_database.read() as session:
        found = fields(session, *twins)
    number, phone, name = found["身份证号"], found["手机号"], found["姓名"]
    assert (number.stays, number.goes, number.choice) == ("", "**************0026", Choice.GOES)
    assert (phone.stays, phone.goes, phone.choice) == ("*******5063", "", Choice.STAYS)
    assert not name.differs
    assert (found["备注"].both, found["备注"].choice) == ("老主播\n由运营推荐", Choice.BOTH)
    assert found["操盘团队"].goes == "沂蒙红队"
    assert found["实名核验"].choice is Choice.GOES  # it goes with the number


def test_what_moves_and_what_becomes_one_is_told(sqlite_database: Database, twins: tuple[int, int]) -> None:
    with sqlite_database.read() as session:
        found = compare(session, Streamer, *twins)
    moved = dict(found.moved)
    assert moved[label_of("platform_account")] == moved[label_of("contract")] == 1
    assert (moved["直播场次"], moved["附件"]) == (2, 1)
    assert sum("1 处重复" in note for note in found.notes) == 3
    assert any("生效中的合同" in note for note in found.notes)


def test_two_hidden_numbers_with_one_ending_are_told_apart(session: Session) -> None:
    keys = [person(session, "韩沉", phone=phone) for phone in ("13812345063", "13912345063")]
    phone = fields(session, *keys)["手机号"]
    assert phone.differs
    assert phone.goes == "*******5063（与左边不同）"


def test_two_people_by_their_documents_are_warned_of(session: Session) -> None:
    first, second = (store.save(session, Org, {"name": name}) for name in ("沂河食品厂", "沂蒙食品厂"))
    of = Org.__table__  # type: ignore[attr-defined]
    for key in (first, second):
        session.execute(of.update().where(of.c.id == key).values(credit_code=f"9137130{key}"))
    assert any("信用代码不同" in note for note in compare(session, Org, first, second).notes)


def test_one_that_is_gone_cannot_be_compared(session: Session) -> None:
    first, second = (person(session, "韩沉") for _ in range(2))
    store.delete(session, Streamer, second, 1)
    with pytest.raises(NotAllowed, match="已不存在"):
        compare(session, Streamer, first, second)
