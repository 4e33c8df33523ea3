"""重点活动 of a month (T12): which campaigns are its own, and what stands in each line."""

from datetime import date, datetime

import pytest

from db import store
from db.engine import Session
from db.lifecycle import move
from db.models import (
    Campaign,
    CampaignEvent,
    CampaignLine,
    CampaignParty,
    LiveSession,
    PlatformAccount,
    Streamer,
)
from db.models.words import DataStage
from db.queries.campaign_months import month_campaigns
from db.queries.periods import Period


def campaign(session: Session, name: str, start: date | None, end: date | None = None) -> int:
    return store.save(session, Campaign, {"name": name, "start_on": start, "end_on": end})


def live(session: Session, account: int, campaign_id: int, start: datetime, **values: object) -> None:
    fields = {"account_id": account, "platform": "快手", "campaign_id": campaign_id, "start_at": start}
    store.save(session, LiveSession, {**fields, **values})


@pytest.fixture
def account(session: Session) -> int:
    who = store.save(session, Streamer, {"name": "韩沉"})
    return store.save(session, PlatformAccount, {"streamer_id": who, "platform": "快手", "account_no": "ks1"})


def test_a_month_has_what_runs_happens_or_is_broadcast_in_it(session: Session, account: int) -> None:
    campaign(session, "跨月的活动", date(2026, 8, 20), date(2026, 10, 5))
    campaign(session, "当月的活动", date(2026, 9, 30))
    campaign(session, "上月的活动", date(2026, 8, 1), date(2026, 8, 31))
    campaign(session, "下月的活动", date(2026, 10, 1))
    undated = campaign(session, "无日期有大事", None)
    store.save(session, CampaignEvent, {"name": "签约", "campaign_id": undated, "held_on": date(2026, 9, 9)})
    early = campaign(session, "提前开播的活动", date(2026, 10, 2))
    live(session, account, early, datetime(2026, 9, 28, 20))
    called_off = campaign(session, "取消的活动", date(2026, 9, 3))
    move(session, Campaign, called_off, "取消", date(2026, 9, 3), "天气原因")
    names = [one.name for one in month_campaigns(session, Period(202609, 202609))]
    assert names == ["跨月的活动", "当月的活动", "提前开播的活动", "无日期有大事"]


def test_a_line_has_its_three_lists_parties_sums_and_reactions(session: Session, account: int) -> None:
    fair = campaign(session, "秋收专场", date(2026, 9, 1), date(2026, 9, 30))
    for kind, words, reaction in (
        ("主题", "秋收好物", None),
        ("场景", "田间直播", "群众叫好"),
        ("内容", "苹果专场", None),
        ("内容", "板栗专场", None),
    ):
        values = {"campaign_id": fair, "kind": kind, "text": words, "reaction": reaction}
        store.save(session, CampaignLine, values)
    store.save(session, CampaignParty, {"campaign_id": fair, "name": "沂蒙鲜品合作社"})
    live(session, account, fair, datetime(2026, 9, 3, 20), gmv=12_345)
    live(session, account, fair, datetime(2026, 9, 4, 20), gmv=None)
    live(session, account, fair, datetime(2026, 9, 5, 20), gmv=99_999, stage=DataStage.PROVISIONAL)
    live(session, account, fair, datetime(2026, 8, 31, 20), gmv=55_555)
    (told,) = month_campaigns(session, Period(202609, 202609))
    assert (told.themes, told.scenes) == (("秋收好物",), ("田间直播",))
    assert told.contents == ("苹果专场", "板栗专场")
    assert (told.parties, told.reactions) == (("沂蒙鲜品合作社",), ("群众叫好",))
    assert (told.sessions, told.gmv) == (2, 12_345)
    (before,) = month_campaigns(session, Period(202608, 202608))
    assert (before.sessions, before.gmv) == (1, 55_555)


def test_no_session_is_nought_and_no_amount_is_missing(session: Session) -> None:
    campaign(session, "秋收专场", date(2026, 9, 1))
    (told,) = month_campaigns(session, Period(202609, 202609))
    assert (told.sessions, told.gmv) == (0, None)


def test_a_deleted_event_brings_no_campaign_into_a_month(session: Session) -> None:
    undated = campaign(session, "无日期", None)
    values = {"name": "签约", "campaign_id": undated, "held_on": date(2026, 9, 9)}
    key = store.save(session, CampaignEvent, values)
    assert len(month_campaigns(session, Period(202609, 202609))) == 1
    store.delete(session, CampaignEvent, key, 1)
    assert month_campaigns(session, Period(202609, 202609)) == ()


def test_a_quarter_adds_up_what_its_months_had(session: Session, account: int) -> None:
    fair = campaign(session, "秋收专场", date(2026, 8, 20), date(2026, 9, 30))
    campaign(session, "十月的活动", date(2026, 10, 1))
    for month, gmv in ((6, 1), (7, 100), (8, 20), (9, 3), (10, 4_000)):
        live(session, account, fair, datetime(2026, month, 3, 20), gmv=gmv)
    (told,) = month_campaigns(session, Period(202607, 202609))
    assert (told.name, told.sessions, told.gmv) == ("秋收专场", 3, 123)
