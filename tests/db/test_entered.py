"""What is entered at a record – who presented, followed, came, for whom – is told there and can be undone."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from db import deeds, store
from db.models import (
    Brand,
    Campaign,
    CampaignLine,
    LiveSession,
    Org,
    PlatformAccount,
    Streamer,
    Training,
)
from db.models.brand import BrandStreamer
from db.models.brand_words import BrandStage, Decision
from db.models.campaign_words import LineKind
from db.models.training_words import Present
from db.queries.batches import deeds as steps
from db.queries.tables import SNAPSHOTS
from db.queries.training import roll
from db.store import brand_people
from db.store.signing import sign
from db.undoing import as_moment
from tests.db.undoing.photographs import differences, photograph
from tests.db.undoing.there_and_back import back, goes_there_and_back, history_offers

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.deeds import Deed
    from db.engine import Database, Session
    from db.record import Record

START = datetime(2026, 9, 1, 20)
DAY = date(2026, 9, 3)
LIVE = ACCOUNT = TRAINING = BRAND = CAMPAIGN = 1


@pytest.fixture
def base(database: Database) -> Database:
    """Fill a base with one of each, three people, and two lines of the campaign."""
    ends = START + timedelta(hours=2)
    with database.write() as session:
        for name in ("韩沉", "陆远", "周也"):
            store.save(session, Streamer, {"name": name})
        store.save(session, PlatformAccount, {"streamer_id": 1, "platform": "快手", "account_no": "ks1"})
        store.save(session, LiveSession, {"account_id": ACCOUNT, "start_at": START, "end_at": ends})
        held = {"title": "直播话术", "trainer": "王敏", "start_at": START, "end_at": ends}
        store.save(session, Training, held)
        org = store.save(session, Org, {"name": "沂河食品有限公司"})
        store.save(session, Brand, {"name": "沂蒙山珍", "org_id": org})
        store.save(session, Campaign, {"name": "快赞临沂消费季", "start_on": DAY})
        for text in ("好物进万家", "品牌之夜"):
            store.save(session, CampaignLine, {"campaign_id": CAMPAIGN, "kind": "主题", "text": text})
        sign(session, TRAINING, 1, Present.ATTENDED)
    return database


def add_lead(session: Session) -> Deed:
    """Let somebody be a lead streamer of the brand."""
    return deeds.change_people(session, BRAND, lambda: brand_people.add_lead(session, BRAND, 2))


def issue(session: Session) -> Deed:
    """Issue the certificate of the one who was there."""
    return deeds.issue_all(session, TRAINING)[0]


ENTERED: list[tuple[type[Record], int, Callable[[Session], Deed], str]] = [
    (
        LiveSession,
        LIVE,
        lambda s: deeds.present(s, LIVE, 1, {2: 60, 3: 40}),
        "修改直播场次“CC-000001”的出镜主播",
    ),
    (
        PlatformAccount,
        ACCOUNT,
        lambda s: deeds.count_followers(s, ACCOUNT, DAY, 12_500),
        "登记平台账号“快手 ks1”的粉丝数",
    ),
    (
        Training,
        TRAINING,
        lambda s: deeds.enrol_all(s, TRAINING, [1, 2, 3, 3]),
        "给培训场次“直播话术”报名 2 人",
    ),
    (Brand, BRAND, add_lead, "修改品牌“沂蒙山珍”的主播与账号"),
    (
        Campaign,
        CAMPAIGN,
        lambda s: deeds.delete_line(s, CAMPAIGN, 1),
        "删除活动“快赞临沂消费季”的主题“好物进万家”",
    ),
    (
        Campaign,
        CAMPAIGN,
        lambda s: deeds.order_lines(s, CAMPAIGN, LineKind.THEME, [2, 1]),
        "重新排列活动“快赞临沂消费季”的主题",
    ),
    (Training, TRAINING, issue, "签发培训场次“直播话术”的 1 张结业证"),
    (
        Brand,
        BRAND,
        lambda s: deeds.refuse_stage(s, BRAND, BrandStage.S1, "资料不全", Decision.REFUSED),
        "驳回品牌“沂蒙山珍”进入“S1 初评立项”",
    ),
    (
        Brand,
        BRAND,
        lambda s: deeds.refuse_stage(s, BRAND, BrandStage.S1, "等年报", Decision.POSTPONED, DAY),
        "暂缓品牌“沂蒙山珍”进入“S1 初评立项”",
    ),
]


@pytest.mark.parametrize(("_model", "_key", "do", "words"), ENTERED)
def test_it_goes_there_and_back(
    base: Database, _model: type[Record], _key: int, do: Callable[[Session], Deed], words: str
) -> None:
    assert goes_there_and_back(base, do).words == words


@pytest.mark.parametrize(("model", "key", "do", "_words"), ENTERED)
def test_the_history_of_the_record_offers_it(
    base: Database, model: type[Record], key: int, do: Callable[[Session], Deed], _words: str
) -> None:
    history_offers(base, model, key, do)


@pytest.mark.parametrize(
    "do",
    [
        lambda s: deeds.present(s, LIVE, 1, {1: None}),
        lambda s: deeds.enrol_all(s, TRAINING, [1]),
        lambda s: deeds.change_people(s, BRAND, lambda: brand_people.remove_lead(s, BRAND, 2)),
    ],
)
def test_what_changes_nothing_is_no_moment(base: Database, do: Callable[[Session], Deed]) -> None:
    with base.write() as session:
        assert do(session).batch is None


def test_followers_typed_over_since_stay_until_those_are_undone(base: Database) -> None:
    moments = []
    for count in (100, 200):
        with base.write() as session:
            moments.append(deeds.count_followers(session, ACCOUNT, DAY, count).batch or 0)
    with base.write() as session:
        left = deeds.take_back(session, moments[0])
    assert (left.undo, [each.label for each in left.kept]) == (None, ["粉丝数"])
    for moment in reversed(moments):
        back(base, moment)
    with base.read() as session:
        assert session.execute(select(SNAPSHOTS)).all() == []


def test_bringing_back_tells_of_how_many_it_is(base: Database) -> None:
    with base.write() as session:
        deed = deeds.enrol_all(session, TRAINING, [1, 2, 3])
    with base.read() as session:
        assert [each.updated for each in steps(session, 10)] == [2]
    undone = back(base, deed.batch)
    with base.read() as session:
        told = store.history(session, Training, TRAINING)[0].moment
    assert told is not None
    assert (told.batch, told.records) == (undone, 3)  # two on the roll, and the training


def test_a_lead_taken_away_since_leaves_nothing_to_undo(base: Database) -> None:
    with base.write() as session:
        deed = add_lead(session)
    with base.write() as session:
        brand_people.remove_lead(session, BRAND, 2)
    with base.write() as session:
        left = deeds.take_back(session, deed.batch or 0)
    assert (left.undo, left.restored, left.removed) == (None, 0, 0)


def test_what_is_longer_than_its_place_is_cut_and_goes_back_all_the_same(base: Database) -> None:
    with base.write() as session:
        line = store.save(
            session, CampaignLine, {"campaign_id": CAMPAIGN, "kind": "主题", "text": "好" * 200}
        )
    before = photograph(base)
    with base.write() as session:
        deed = deeds.delete_line(session, CAMPAIGN, line)
    assert len(deed.words) > 200
    back(base, deed.batch)
    assert differences(before, photograph(base)) == {}


def test_objects_that_wait_to_be_written_belong_to_the_moment(base: Database) -> None:
    before = photograph(base)
    with base.write() as session, as_moment(session, "添加主理主播") as moment:
        session.add(BrandStreamer(brand_id=BRAND, streamer_id=3))
    back(base, moment.batch)
    assert differences(before, photograph(base)) == {}


def test_who_was_marked_absent_together_waits_again_together(base: Database) -> None:
    with base.write() as session:
        deeds.enrol_all(session, TRAINING, [2, 3])
    before = photograph(base)
    with base.write() as session:
        deed = deeds.mark_absent(session, TRAINING)
        held = roll(session, TRAINING)
    assert (deed.done, deed.words) == (2, "把培训场次“直播话术”的 2 人记为缺席")
    assert (held.count(Present.ABSENT), held.waiting) == (2, 0)
    back(base, deed.batch)
    assert differences(before, photograph(base)) == {}


def test_a_sign_in_completed_is_open_again_and_completed_again(base: Database) -> None:
    before = photograph(base)
    with base.write() as session:
        deed = deeds.finish_sign_in(session, TRAINING)
    assert (deed.done, deed.words) == (1, "完成培训场次“直播话术”的签到")
    after = photograph(base)
    undone = back(base, deed.batch)
    assert differences(before, photograph(base)) == {}
    back(base, undone)
    assert differences(after, photograph(base)) == {}
    with base.write() as session:
        assert deeds.finish_sign_in(session, TRAINING).done == 0
