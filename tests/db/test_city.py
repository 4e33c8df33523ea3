"""Events, agreements and city figures: kept as written, understood beside it."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from db import store
from db.engine import Session
from db.models import Agreement, CampaignEvent, CityFigure, EventGuest
from db.queries.campaigns import EVENTS
from db.store import Query
from db.values.spans import first_day

FIGURE = {"name": "专业快手电商主播", "scope": "临沂市，快手平台", "source": "公开报道"}


def figure(session: Session, words: str) -> int:
    return store.save(session, CityFigure, {**FIGURE, "as_written": words})


def test_a_city_figure_is_understood_and_its_words_stay(session: Session) -> None:
    key = figure(session, "超过1.5万名")
    values = store.load(session, CityFigure, key).values
    assert values["as_written"] == "超过1.5万名"
    assert (values["comparator"], values["value"], values["unit"]) == ("超", 15_000, "名")
    store.save(session, CityFigure, {"as_written": "电商之都"}, key, 1)
    values = store.load(session, CityFigure, key).values
    assert (values["comparator"], values["value"], values["unit"]) == ("无", None, None)


def test_what_is_understood_cannot_be_typed_over(session: Session) -> None:
    key = store.save(session, CityFigure, {**FIGURE, "as_written": "25%以上", "value": 99, "comparator": "="})
    values = store.load(session, CityFigure, key).values
    assert (values["comparator"], values["value"], values["unit"]) == ("以上", 25, "%")


def event(session: Session, **values: object) -> int:
    return store.save(session, CampaignEvent, {"name": "快品牌当红夜", **values})


def row(session: Session, key: int) -> dict[str, Any]:
    found = session.execute(text("SELECT * FROM campaign_event WHERE id = :key"), {"key": key})
    return dict(found.mappings().one())


def test_head_count_and_amount_of_an_event_are_read_off_the_words(session: Session) -> None:
    key = event(session, headcount_text="近百位", gmv_text="3000万元", when_text="2021年10月")
    kept = row(session, key)
    assert (kept["headcount_text"], kept["headcount_comparator"], kept["headcount"]) == ("近百位", "近", 100)
    assert (kept["gmv_text"], kept["gmv_comparator"], kept["gmv"]) == ("3000万元", "=", 3_000_000_000)
    assert str(kept["sort_on"]) == "2021-10-01"
    store.save(session, CampaignEvent, {"headcount_text": None, "gmv_text": "很多"}, key, 1)
    kept = row(session, key)
    assert (kept["headcount_text"], kept["headcount"], kept["gmv_text"], kept["gmv"]) == (
        None,
        None,
        "很多",
        None,
    )


def test_events_stand_in_the_order_they_happened(session: Session) -> None:
    event(session, name="签约仪式", held_on=date(2022, 6, 26))
    event(session, name="产业带落地", when_text="2019年")
    event(session, name="博览会", when_text="2021年10月")
    page = store.search(session, EVENTS, Query(sort=(("sort_on", False),)))
    place = [column.name for column in EVENTS.columns].index("when_text")
    assert [row.values[place] for row in page.rows] == ["2019年", "2021年10月", "2022-06-26"]


def test_a_guest_may_be_several_things_at_once(session: Session) -> None:
    night = event(session)
    key = store.save(
        session, EventGuest, {"event_id": night, "name": "何以琛", "roles": "品牌主理人，发言人"}
    )
    assert store.load(session, EventGuest, key).values["roles"] == "发言人、品牌主理人"


def test_an_agreement_names_its_parties(session: Session) -> None:
    values = {
        "name": "战略合作协议",
        "parties": "甲市人民政府，乙科技公司",
        "cooperation": "人才培养\n城市宣传",
    }
    key = store.save(session, Agreement, values)
    loaded = store.load(session, Agreement, key).values
    assert (loaded["parties"], loaded["cooperation"]) == ("甲市人民政府、乙科技公司", "人才培养\n城市宣传")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2019年", date(2019, 1, 1)),
        ("2021年10月", date(2021, 10, 1)),
        ("2022年6月26日晚", date(2022, 6, 26)),
        ("2022-06-26", date(2022, 6, 26)),
        ("2021年13月", date(2021, 1, 1)),
        ("6月26日晚", None),
        ("", None),
    ],
)
def test_a_time_in_words_has_a_first_day(words: str, day: date | None) -> None:
    assert first_day(words) == day
