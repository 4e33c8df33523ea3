"""Records entered twice are found by what they share, and no others."""

from datetime import date

import pytest

from db import store
from db.duplicates import Likelihood, apart, candidates, keep_apart, pairs, take_back
from db.duplicates.finding import CROWD
from db.engine import Session
from db.identity import credit_check
from db.models import Category, Org, PlatformAccount, Streamer
from db.record import Record
from tests.db.identity_numbers import id_no


def person(session: Session, name: str, **values: object) -> int:
    return store.save(session, Streamer, {"name": name, **values})


def company(session: Session, name: str, **values: object) -> int:
    return store.save(session, Org, {"name": name, **values})


def found(session: Session, model: type[Record] = Streamer) -> dict[tuple[int, int], int]:
    """Return the points of each pair."""
    return {
        (pair.first.id, pair.second.id): pair.score for pair in pairs(session, candidates(session, model))
    }


def test_the_same_phone_makes_a_pair_and_the_same_name_beside_it_a_likely_one(session: Session) -> None:
    first = person(session, "韩沉", phone="13812345063")
    second = person(session, "韩沉", phone="138 1234 5063")
    third = person(session, "韩小沉", phone="13812345063")
    person(session, "王芳", phone="13900000000")
    assert found(session) == {(first, second): 75, (first, third): 35, (second, third): 35}
    (best, *_rest) = pairs(session, candidates(session, Streamer))
    assert (best.likelihood, best.reasons) == (Likelihood.PROBABLE, ("电话相同", "姓名相同"))
    assert "电话 *******5063" in best.first.details


def test_name_and_birth_date_make_a_pair_and_other_birth_dates_none(session: Session) -> None:
    team = company(session, "沂蒙红队")
    first = person(session, "李娜", birth_on=date(1998, 5, 1))
    second = person(session, "李娜", birth_on=date(1998, 5, 1), team_id=team)
    person(session, "李娜", birth_on=date(1997, 5, 1), team_id=team)
    assert found(session) == {(first, second): 65}


def test_the_same_name_in_one_team_is_worth_a_doubt_and_in_two_teams_is_not(session: Session) -> None:
    red, blue = company(session, "沂蒙红队"), company(session, "沂河蓝队")
    first, second = (person(session, "张伟", team_id=red) for _ in range(2))
    person(session, "张伟", team_id=blue)
    assert found(session) == {(first, second): 35}
    (pair,) = pairs(session, candidates(session, Streamer))
    assert pair.likelihood is Likelihood.DOUBTFUL


def test_one_account_written_in_two_ways_makes_a_pair(session: Session) -> None:
    first, second = person(session, "赵敏"), person(session, "周芷若")
    for owner, number in ((first, "LinYi_88"), (second, "@linyi_88")):
        fields = {"streamer_id": owner, "platform": "抖音", "account_no": number, "nickname": "小敏"}
        store.save(session, PlatformAccount, fields)
    other = person(session, "小昭")
    store.save(session, PlatformAccount, {"streamer_id": other, "platform": "快手", "account_no": "linyi_88"})
    assert found(session) == {(first, second): 45}


def test_who_is_registered_under_a_stage_name_is_found_in_one_team(session: Session) -> None:
    team = company(session, "沂蒙红队")
    first = person(session, "王小丫", stage_name="丫丫", team_id=team)
    second = person(session, "丫丫", team_id=team)
    person(session, "丫丫")
    assert found(session) == {(first, second): 30}


def test_two_numbers_of_id_documents_speak_against_it(session: Session) -> None:
    first, second = (
        person(session, "陈静", id_no=id_no(date(1995, 3, day), serial=2), phone="13812345063")
        for day in (4, 5)
    )
    person(session, "陈强", id_no=id_no(date(1990, 3, 4), serial=1), phone="13812345063")
    assert found(session) == {}
    assert len(candidates(session, Streamer, least=0)) == 3
    store.save(session, Streamer, {"birth_on": date(1995, 3, 4), "id_no": None}, second, 1)
    assert found(session) == {(first, second): 100}


def test_a_phone_of_a_crowd_is_no_sign(session: Session) -> None:
    for number in range(CROWD + 1):
        person(
            session, f"学员{'甲乙丙丁戊己庚辛壬癸'[number % 10]}{'一二三'[number // 10]}", phone="13812345063"
        )
    assert found(session) == {}


def test_the_deleted_and_those_of_the_demo_stay_out(session: Session) -> None:
    first, second, third = (person(session, "韩沉", phone="13812345063") for _ in range(3))
    store.delete(session, Streamer, third, 1)
    of = Streamer.__table__  # type: ignore[attr-defined]
    session.execute(of.update().where(of.c.id == second).values(is_demo=True))
    assert found(session) == {}
    session.execute(of.update().where(of.c.id == first).values(is_demo=True))
    assert list(found(session)) == [(first, second)]


def test_companies_are_found_by_name_without_suffix_and_by_name_without_place(session: Session) -> None:
    first = company(session, "沂河食品有限公司", phone="0539-8123456")
    twin = {"name": "沂河食品", "match_key": "沂河食品"}
    second = company(session, "沂河食品乙")
    of = Org.__table__  # type: ignore[attr-defined]
    session.execute(
        of.update().where(of.c.id == second).values(**twin)
    )  # from a time before names were compared
    third = company(session, "临沂市兰山区沂河食品厂", phone="0539-8123456")
    fourth = company(session, "临沂市沂河食品厂")
    assert found(session, Org) == {(first, second): 50, (first, third): 50, (third, fourth): 35}


def test_companies_with_two_credit_codes_are_two(session: Session) -> None:
    for number in ("91371300MA3C12345", "91371300MA3C12346"):
        code = number + credit_check(number)
        company(session, "临沂鲁商食品有限公司", credit_code=code, phone="13812345063", legal_rep="王强")
    assert found(session, Org) == {}


def test_a_pair_set_apart_is_not_shown_again_until_that_is_taken_back(session: Session) -> None:
    first, second = (person(session, "韩沉", phone="13812345063") for _ in range(2))
    keep_apart(session, Streamer, second, first)
    keep_apart(session, Streamer, first, second)
    assert found(session) == {}
    (known,) = apart(session, Streamer)
    assert (known.first, known.second, known.by) == ("ZB-000001 韩沉", "ZB-000002 韩沉", "测试员")
    assert next(change.action for change in store.history(session, Streamer, first)) == "标为不同"
    take_back(session, Streamer, known.id)
    take_back(session, Streamer, known.id)
    assert apart(session, Streamer) == []
    assert list(found(session)) == [(first, second)]


def test_what_nobody_looks_through_is_refused(session: Session) -> None:
    with pytest.raises(KeyError):
        candidates(session, Category)
