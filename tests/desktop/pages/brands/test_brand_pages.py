"""列表, 五项扶持, 月度数据: the lists of the page of brands, the tabs of one, its file, its thresholds."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from db import store
from db.engine import Database
from db.lifecycle.brands import refuse
from db.models import Brand, PlatformAccount, Streamer, Support
from db.queries.brand_limits import brand_limits
from db.queries.reminders import ReminderKind, open_reminders
from db.store import brand_people as people
from desktop.pages.brands import BrandsPage
from desktop.pages.brands.file_button import save_brand_file
from desktop.pages.brands.list_page import BrandListPage
from desktop.pages.brands.months_page import MonthsPage
from desktop.pages.brands.people_tab import PeopleTab, PickDialog
from desktop.pages.brands.supports_page import SupportsPage
from desktop.pages.settings.brands_tab import BrandsTab
from desktop.tasks import Tasks
from tests.db.brand_world import WAN, add_brand
from tests.desktop.pages.roster import open_tab


@pytest.fixture
def listed(page: BrandsPage, tasks: Tasks, qtbot: QtBot) -> BrandListPage:
    """Give the list with its first brand shown."""
    part = page.show_part(1)
    assert isinstance(part, BrandListPage)
    part.refresh()
    qtbot.waitUntil(lambda: part.panel.form.record is not None and not tasks.is_busy())
    return part


def words_of(part: BrandListPage, name: str, tasks: Tasks, qtbot: QtBot) -> set[str]:
    """Return what a tab of the brand shown says."""
    tabs = part.panel.tabs
    number = next(place for place in range(tabs.count()) if tabs.tabText(place) == name)
    tabs.choose(number)
    qtbot.waitUntil(lambda: not tasks.is_busy())
    tab = tabs.widget(number)
    assert tab is not None
    return {each.text() for each in tab.findChildren(QLabel) if each.text()}


def show(part: BrandListPage, key: int, tasks: Tasks, qtbot: QtBot) -> None:
    """Show a brand."""
    part.narrow({"key": key})
    part.refresh()
    qtbot.waitUntil(lambda: part.panel.key == key and not tasks.is_busy())


def test_the_list_is_searched_by_brand_and_owner(listed: BrandListPage, tasks: Tasks, qtbot: QtBot) -> None:
    listed.bar.search.setText("果语服饰")
    listed.reload()
    qtbot.waitUntil(lambda: listed.model.rowCount() == 1 and not tasks.is_busy())
    listed.bar.search.clear()
    listed.reload()
    qtbot.waitUntil(lambda: listed.model.rowCount() == 3)


def test_the_gate_stands_live_beside_the_brand(
    listed: BrandListPage, tasks: Tasks, qtbot: QtBot, brands: dict[str, int]
) -> None:
    show(listed, brands["weak"], tasks, qtbot)
    words = words_of(listed, "门槛", tasks, qtbot)
    assert {"进入 S2 冷启动扶持", "1/4 达成", "四项能力合计 45 分，还差 15 分"} <= words
    show(listed, brands["aside"], tasks, qtbot)
    assert any("已暂缓或退出" in word for word in words_of(listed, "门槛", tasks, qtbot))


def test_a_refusal_stands_in_the_story_with_what_was_missing(
    listed: BrandListPage, tasks: Tasks, qtbot: QtBot, brands: dict[str, int], sqlite_database: Database
) -> None:
    with sqlite_database.write() as session:
        refuse(session, brands["weak"], "S2 冷启动扶持", "能力不足")
    show(listed, brands["weak"], tasks, qtbot)
    words = words_of(listed, "时间线", tasks, qtbot)
    assert {"申请进入 S2 冷启动扶持", "1/4 达成", "未达成：四项能力合计 45 分，还差 15 分"} <= words


def test_supports_are_added_up_over_their_ledger(
    listed: BrandListPage, tasks: Tasks, qtbot: QtBot, brands: dict[str, int], sqlite_database: Database
) -> None:
    with sqlite_database.write() as session:
        values = {"brand_id": brands["ready"], "aspect": "流量红利", "name": "流量券", "unit": "万流量"}
        store.save(session, Support, values | {"planned": 9_000, "granted": 8_000, "used": 2_000})
    show(listed, brands["ready"], tasks, qtbot)
    words = words_of(listed, "五项扶持", tasks, qtbot)
    assert {"流量红利（万流量）", "9,000", "8,000", "2,000", "25.0%", "共 1 条"} <= words


def test_the_months_tab_draws_and_reckons(
    listed: BrandListPage, tasks: Tasks, qtbot: QtBot, brands: dict[str, int]
) -> None:
    show(listed, brands["ready"], tasks, qtbot)
    words = words_of(listed, "月度数据", tasks, qtbot)
    assert {"2026年9月：复购率 15.0%，私域占比 30.0%，退货率 30.0%", "共 2 个月"} <= words


def test_lead_streamers_and_accounts_are_added_and_taken_away(
    listed: BrandListPage, tasks: Tasks, qtbot: QtBot, brands: dict[str, int], sqlite_database: Database
) -> None:
    with sqlite_database.write() as session:
        streamer = store.save(session, Streamer, {"name": "苏禾"})
        store.save(
            session, PlatformAccount, {"platform": "快手", "account_no": "ks9", "streamer_id": streamer}
        )
        other = store.save(session, PlatformAccount, {"platform": "抖音", "account_no": "dy9"})
    show(listed, brands["ready"], tasks, qtbot)
    assert {"主理主播 0 位", "自有账号 0 个"} <= words_of(listed, "主播与账号", tasks, qtbot)
    tab = open_tab(listed.panel.tabs, "主播与账号")
    assert isinstance(tab, PeopleTab)
    for key, target in ((streamer, Streamer), (other, PlatformAccount)):
        title = "主理主播" if target is Streamer else "自有账号"
        tab._pick(target, title, people.add_lead if target is Streamer else people.add_account)
        pick = tab.window().findChildren(PickDialog)[-1]
        pick.accept()
        assert pick._trouble.text() == "请从列表中选择"
        pick.editor.show_value(key)
        pick.editor.show_name("已选")
        pick.accept()
        qtbot.waitUntil(lambda: not tasks.is_busy())
    qtbot.waitUntil(lambda: "自有账号 2 个" in {each.text() for each in tab.findChildren(QLabel)})
    words = words_of(listed, "主播与账号", tasks, qtbot)
    assert {"主理主播 1 位", "苏禾", "自有账号 2 个", "抖音 dy9", "快手 ks9 · 主播苏禾自有"} <= words
    tab._change(people.remove_lead, streamer)
    qtbot.waitUntil(lambda: "自有账号 1 个" in {each.text() for each in tab.findChildren(QLabel)})
    with sqlite_database.read() as session:
        told = [
            (each.field_label, each.old, each.new) for each in store.history(session, Brand, brands["ready"])
        ]
    assert ("主理主播", "", "ZB-000001") in told
    assert ("主理主播", "ZB-000001", "") in told


def test_the_file_of_the_brand_shown_is_made_where_the_user_says(
    listed: BrandListPage, tasks: Tasks, qtbot: QtBot, brands: dict[str, int], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    save_brand_file(tasks, listed.settings, listed, brands["ready"])
    qtbot.waitUntil(lambda: bool(list(tmp_path.glob("品牌档案_沂水谣_*.pdf"))))
    qtbot.waitUntil(lambda: not tasks.is_busy())


def test_the_ledger_of_all_brands_stands_under_the_sums(
    page: BrandsPage, tasks: Tasks, qtbot: QtBot, brands: dict[str, int], sqlite_database: Database
) -> None:
    with sqlite_database.write() as session:
        values = {"brand_id": brands["ready"], "aspect": "专属服务", "name": "顾问", "unit": "天"}
        store.save(
            session, Support, values | {"planned": 30, "granted": 20, "used": 5, "outcome_gmv": 3 * WAN}
        )
    part = page.show_part(2)
    assert isinstance(part, SupportsPage)
    part.refresh()
    qtbot.waitUntil(lambda: part.model.rowCount() == 1 and not tasks.is_busy())
    words = {each.text() for card in part.cards.values() for each in card.findChildren(QLabel)}
    assert {"专属服务", "天", "30", "20", "5", "25.0%", "3.00 万元", "还没有扶持记录"} <= words


def test_the_months_of_all_brands_open_at_the_newest(page: BrandsPage, tasks: Tasks, qtbot: QtBot) -> None:
    part = page.show_part(4)
    assert isinstance(part, MonthsPage)
    part.refresh()
    qtbot.waitUntil(lambda: part.model.rowCount() == 1 and not tasks.is_busy())
    assert part.bar.filters() == (("month", 202609),)


def test_thresholds_are_changed_in_the_settings(
    tasks: Tasks, qtbot: QtBot, sqlite_database: Database
) -> None:
    tab = BrandsTab(tasks)
    qtbot.addWidget(tab)
    tab.refresh()
    qtbot.waitUntil(lambda: tab.boxes["ability"].value() == 60)
    tab.boxes["ability"].setValue(65)
    tab.refunds.setText("服饰鞋包abc")
    tab.save.click()
    assert "看不懂" in tab._trouble.text()
    tab.refunds.setText("服饰鞋包25%，农产品4")
    tab.save.click()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    with sqlite_database.read() as session:
        known = brand_limits(session)
    assert (known.ability, known.refunds) == (65, (("服饰鞋包", 25), ("农产品", 4)))


def test_a_brand_that_stands_still_is_a_reminder(sqlite_database: Database) -> None:
    today = date.today()
    with sqlite_database.write() as session:
        key = add_brand(session, status="S3 成长培育", agreed_on=date(2025, 3, 1))
        add_brand(session, "别处", status="S6 标杆复制", approved_on=date(2025, 3, 1))
        found = [each for each in open_reminders(session, today) if each.kind == ReminderKind.STUCK]
    (one,) = found
    assert (one.entity_id, one.page, dict(one.filters)) == (key, "brands", {"part": "list", "key": key})
    assert "“沂水谣”在“S3 成长培育”已停留" in one.text
