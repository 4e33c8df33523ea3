"""The first page: cards that say what the report says, and what is to be done."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from db import store
from db.engine import Session
from db.models import LiveSession, PlatformAccount, Streamer
from db.queries import indicators, today
from db.queries.lives import LIVES
from db.queries.roster import STREAMERS
from db.store import Query

NOW = date(2026, 10, 3)


@pytest.fixture
def account(session: Session) -> int:
    """Add a streamer with an account."""
    key = store.save(session, Streamer, {"name": "韩沉", "status": "在播"})
    return store.save(session, PlatformAccount, {"streamer_id": key, "platform": "快手", "account_no": "ks1"})


def live(session: Session, account: int, month: int, day: int, **more: object) -> None:
    """Add a session of an evening."""
    start = datetime(2026, month, day, 19)
    store.save(session, LiveSession, {"account_id": account, "start_at": start, "minutes": 60, **more})


def test_the_cards_show_the_newest_month_and_the_one_before(session: Session, account: int) -> None:
    for month, day, gmv in ((8, 1, 10_000), (9, 1, 20_000), (9, 2, 30_000)):
        live(session, account, month, day, gmv=gmv)
    home = today.home(session, NOW)
    assert home.cards.month == 202609
    shown = {card.code: (card.value, card.last_month) for card in home.cards.figures}
    assert shown["L01"] == (2, 1)
    assert shown["L05"] == (50_000, 10_000)
    figures, codes = indicators.month(session, 202609).figures, (*today.LIVE_CARDS, *today.TEAM_CARDS)
    assert (*home.cards.figures, *today.team(session, NOW).figures) == tuple(
        replace(figures[code], ytd=None, ytd_last_year=None, ytd_comparable=True) for code in codes
    )
    assert home.cards.trends["L05"][-3:] == (None, 10_000, 50_000)


def test_large_counts_are_told_with_thousands(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(today, "_count", lambda *_asked: 15_000)
    texts = [task.text for task in today.tasks(session, date(2026, 10, 20), 202609) if task.filters]
    assert texts
    assert all("15,000" in text for text in texts)


def test_an_empty_base_shows_this_month_and_what_to_begin_with(session: Session) -> None:
    home = today.home(session, NOW)
    assert home.cards.month == 202610
    assert [(task.text, task.page) for task in today.tasks(session, NOW)] == [
        ("导入主播名册", "streamers"),
        ("导入直播数据", "lives"),
    ]
    assert not home.has_report


def test_what_was_begun_with_is_no_task_any_more(session: Session, account: int) -> None:
    assert today.tasks(session, NOW)[0].text == "导入直播数据"
    live(session, account, 9, 1)
    home = today.home(session, NOW)
    assert not [task for task in today.tasks(session, NOW) if task.text.startswith("导入")]
    assert home.has_report


def test_a_session_still_to_come_does_not_turn_the_page(session: Session, account: int) -> None:
    live(session, account, 9, 1)
    live(session, account, 12, 1)
    assert today.newest_month(session, NOW) == 202609


def test_each_task_leads_to_exactly_what_it_counts(session: Session, account: int) -> None:
    live(session, account, 8, 1)
    live(session, account, 9, 1, gmv=1, stage="临时")
    tasks = today.tasks(session, NOW, 202609)
    assert {task.kind for task in tasks} >= {
        "缺身份证号",
        "无有效合同",
        "未录支付GMV",
        "数据为临时",
    }
    for task in tasks:
        view = {"streamers": STREAMERS, "lives": LIVES}.get(task.page)
        if view is not None:
            assert store.search(session, view, Query(filters=task.filters)).total == task.count
            assert f" {task.count} " in f" {task.text} "
