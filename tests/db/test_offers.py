"""What filters offer: words in their order, records that anything points to, yes and no."""

from datetime import datetime

import pytest
from sqlalchemy import select

from db import store
from db.engine import Session
from db.models import LiveSession, Org, PlatformAccount, Streamer
from db.models.words import StreamerState
from db.queries.lives import LIVES
from db.queries.partners import PARTNERS
from db.queries.roster import STREAMERS
from db.queries.tables import table_of
from db.store.offers import called, offers


@pytest.fixture
def teams(session: Session) -> dict[str, int]:
    """Add three teams; two have people."""
    keys = {name: store.save(session, Org, {"name": name}) for name in ("启航一组", "启航二组", "空着的组")}
    for number, name in enumerate(("启航一组", "启航二组", "启航一组")):
        store.save(session, Streamer, {"name": f"周{'甲乙丙'[number]}", "team_id": keys[name]})
    return keys


def test_words_are_offered_in_the_order_they_are_declared(session: Session) -> None:
    assert offers(session, STREAMERS.filter("status")) == [(word.value, word.value) for word in StreamerState]
    assert offers(session, STREAMERS.filter("status"), "签约") == [("待签约", "待签约"), ("已签约", "已签约")]


def test_only_records_that_others_point_to_are_offered(session: Session, teams: dict[str, int]) -> None:
    asked = STREAMERS.filter("team_id")
    assert dict(offers(session, asked)) == {teams[name]: name for name in ("启航一组", "启航二组")}
    assert offers(session, asked, "二组") == [(teams["启航二组"], "启航二组")]


def test_where_no_index_tells_who_is_pointed_to_all_are_offered(
    session: Session, teams: dict[str, int]
) -> None:
    assert {name for _key, name in offers(session, LIVES.filter("team_id"))} == set(teams)


def test_a_yes_or_no_is_offered_as_such(session: Session) -> None:
    assert offers(session, LIVES.filter("is_farm_aid")) == [(True, "是"), (False, "否")]


def test_names_are_told_of_deleted_records_too(session: Session, teams: dict[str, int]) -> None:
    store.delete(session, Org, teams["空着的组"], 1)
    assert called(session, STREAMERS.filter("team_id"), [teams["空着的组"], 999]) == {
        teams["空着的组"]: "空着的组"
    }


def test_every_filter_of_a_list_can_be_asked_for_those_without_a_value_where_there_may_be_some(
    session: Session,
) -> None:
    who = store.save(session, Streamer, {"name": "周甲"})
    store.save(session, Org, {"name": "沂河食品有限公司", "roles": "供应商"})
    account = store.save(
        session, PlatformAccount, {"streamer_id": who, "platform": "快手", "account_no": "ks1"}
    )
    store.save(session, LiveSession, {"account_id": account, "start_at": datetime(2026, 9, 1, 20)})
    for view in (STREAMERS, PARTNERS, LIVES):
        (row,) = session.execute(select(table_of(view.model))).mappings()
        blank = [each.name for each in view.narrowing if each.blank]
        assert blank
        for name in blank:
            found = store.search(session, view, store.Query(filters=((name, None),))).total
            assert (name, found) == (name, int(row[name] is None))


def test_tags_are_offered_as_they_are_used_and_found_one_by_one(session: Session) -> None:
    tags = {"甲一": "重点、可带货", "乙二": "可带货", "丙三": None}
    keys = {name: store.save(session, Streamer, {"name": name, "tags": held}) for name, held in tags.items()}
    assert offers(session, STREAMERS.filter("tags")) == [("可带货", "可带货"), ("重点", "重点")]

    def found(*wanted: str | None) -> list[int]:
        """Return who answers."""
        query = store.Query(filters=tuple(("tags", each) for each in wanted))
        return list(store.search(session, STREAMERS, query).ids)

    assert found("可带货") == [keys["甲一"], keys["乙二"]]
    assert found("重点", None) == [keys["甲一"], keys["丙三"]]
