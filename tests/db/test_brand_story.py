"""The timeline of a brand: everything that happened, in the order it happened."""

from datetime import date

from db import store
from db.engine import Session
from db.lifecycle import move
from db.lifecycle.brands import refuse
from db.models import Brand
from db.models.brand_words import BrandStage
from db.queries.brand_story import story_of
from tests.db.brand_world import add_brand

TODAY = date.today()


def test_what_happened_on_one_day_is_told_in_the_order_it_happened(session: Session) -> None:
    brand = add_brand(session, trademark="未知")
    refuse(session, brand, BrandStage.S1, "商标还没有查", on=TODAY)
    store.save(session, Brand, {"trademark": "已注册"}, brand, store.load(session, Brand, brand).version)
    move(session, Brand, brand, BrandStage.S1)
    refuse(session, brand, BrandStage.S2, "扶持计划不全", on=TODAY)
    told = [event.text for event in story_of(session, brand) if event.on == TODAY]
    assert told == [
        "申请进入 S2 冷启动扶持",
        "S0 摸底入库 → S1 初评立项",
        "申请进入 S1 初评立项",
        "入库：S0 摸底入库",
    ]
