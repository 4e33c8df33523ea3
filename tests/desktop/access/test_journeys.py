"""Whole pieces of work by keys alone: whoever has no mouse, or no time for it, gets everything done."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from sqlmodel import select

from db.models import Report, Streamer
from db.models.report_words import ReportState as State
from db.queries.periods import month_of, months_before
from desktop.records.import_wizard import ImportWizard
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.windows.main import MainWindow
from tests.db.reports.office import furnish, live
from tests.desktop.access.hands import Hands
from tests.desktop.invented import add_streamers
from tests.desktop.records.check_steps import PEOPLE as ROWS
from tests.desktop.records.check_steps import book

PEOPLE = 20


@pytest.fixture
def window(tasks: Tasks, settings: Settings, qtbot: QtBot) -> Iterator[MainWindow]:
    """Give the window on a base of twenty people and a month that can be reported, as it is opened."""
    month = months_before(month_of(date.today()), 1)
    with tasks.database.write() as session:
        account = furnish(session)
        live(session, account, 5, 1_000_000_000, month % 100, month // 100)
    add_streamers(tasks.database, PEOPLE - 1)  # the account belongs to somebody too
    made = MainWindow(settings)
    made.showNormal()
    made.resize(1366, 768)
    made.activateWindow()
    made.fill(tasks, shared=False)
    qtbot.waitUntil(lambda: not tasks.is_busy() and made.isActiveWindow())
    yield made
    made.hide()
    made.guide.close()
    made.deleteLater()


@pytest.fixture
def hands(window: MainWindow, tasks: Tasks, qtbot: QtBot) -> Hands:
    """Give the hands of somebody who sits before the window."""
    return Hands(window, tasks, qtbot)


def people(tasks: Tasks) -> list[Streamer]:
    """Return everybody as stored."""
    with tasks.database.read() as session:
        return list(session.exec(select(Streamer).where(Streamer.deleted_at.is_(None))))  # type: ignore[union-attr]


def first(tasks: Tasks) -> Streamer:
    """Return the first of the list as stored."""
    return min(people(tasks), key=lambda each: each.code)


def test_a_new_person_is_entered_found_and_changed(hands: Hands, tasks: Tasks) -> None:
    hands.press("Alt+2")
    hands.press("Ctrl+N")
    assert hands.is_at("姓名")
    hands.write("沈星回")
    hands.to("手机号")
    hands.write("13900001234")
    hands.press("Ctrl+S")
    hands.until(lambda: len(people(tasks)) == PEOPLE + 1 and hands.is_at("主播列表"))
    hands.press("Ctrl+F")
    hands.write("shenxinghui")
    hands.until(lambda: hands.rows() == 1)
    hands.press("Down")
    hands.press("Return")
    hands.to("艺名")
    hands.write("星星")
    hands.press("Ctrl+S")
    hands.until(lambda: any(each.stage_name == "星星" for each in people(tasks)))
    hands.press("Escape")
    assert hands.is_at("主播列表")


def test_a_search_that_finds_nothing_leaves_the_keys_where_one_can_go_on(hands: Hands) -> None:
    hands.press("Alt+2")
    hands.press("Return")
    assert hands.is_at("姓名")
    hands.press("Ctrl+F")
    hands.write("查无此人")
    hands.press("Down")
    hands.press("Return")  # quicker than the answer: into the form of who was shown before
    hands.until(lambda: hands.is_at("清除筛选"))
    hands.press("Space")
    hands.until(lambda: hands.rows() == PEOPLE)


def test_a_filter_becomes_a_view(hands: Hands, window: MainWindow, settings: Settings) -> None:
    hands.press("Alt+2")
    hands.press("Ctrl+Shift+L")
    hands.menu("主播类型")
    assert hands.is_at("主播类型")
    hands.press("Space")
    hands.press("Escape")
    hands.to("视图")
    hands.press("Space")
    hands.menu("保存当前为")
    assert hands.is_at("视图名称")
    hands.write("本基地的人")
    hands.press("Return")
    assert "本基地的人" in settings.views["streamers"]
    assert hands.is_at("视图：本基地的人")
    hands.press("Space")
    hands.menu("全部主播")
    hands.until(lambda: window.page is not None and hands.is_at("视图：全部主播"))


def test_a_state_is_moved_and_the_move_taken_back(hands: Hands, tasks: Tasks) -> None:
    hands.press("Alt+2")
    before = first(tasks).status
    hands.to("变更状态")
    hands.press("Space")
    hands.menu("已邀约")
    assert hands.is_at("生效日期")
    hands.to("原因")
    hands.write("电话邀约")
    hands.press("Return")
    hands.until(lambda: first(tasks).status != before)
    assert hands.is_at("变更状态")
    hands.press("Ctrl+Z")
    hands.until(lambda: first(tasks).status == before)


def test_several_get_a_tag_and_lose_it_again(hands: Hands, tasks: Tasks) -> None:
    def tagged() -> int:
        return sum("重点" in (each.tags or "") for each in people(tasks))

    hands.press("Alt+2")
    hands.press("Shift+Space")
    hands.press("Shift+Down", times=3)
    hands.to("标签")
    hands.press("Space")
    assert hands.is_at("新标签")
    hands.write("重点")
    hands.press("Return")
    hands.until(lambda: tagged() == 4)
    hands.press("Ctrl+Z")
    hands.until(lambda: tagged() == 0)


def test_a_deleted_person_leaves_the_keys_on_the_list_and_comes_back(
    hands: Hands, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.records.record_actions.confirm_delete", lambda *_words: True)
    hands.press("Alt+2")
    hands.press("Down")
    hands.press("Delete")
    hands.until(lambda: len(people(tasks)) == PEOPLE - 1)
    assert hands.is_at("主播列表")
    hands.press("Ctrl+Z")
    hands.until(lambda: len(people(tasks)) == PEOPLE)
    assert hands.is_at("主播列表")


def test_a_deletion_is_asked_about_and_taken_back_when_its_notice_is_long_gone(
    hands: Hands, tasks: Tasks
) -> None:
    hands.press("Alt+2")
    hands.press("Down")
    hands.answer("Delete", "取消")
    assert len(people(tasks)) == PEOPLE
    assert hands.is_at("主播列表")
    hands.answer("Delete", "删除")
    hands.until(lambda: len(people(tasks)) == PEOPLE - 1)
    assert hands.is_at("主播列表")
    hands.to("关闭提示")
    hands.press("Space")
    hands.press("Ctrl+K")
    hands.write("操作记录")
    hands.press("Return")
    hands.to("撤销")
    hands.press("Space")
    hands.until(lambda: len(people(tasks)) == PEOPLE)
    hands.until(lambda: hands.is_at("恢复"))
    hands.press("Space")
    hands.until(lambda: len(people(tasks)) == PEOPLE - 1)


def test_an_edit_is_taken_back_later_from_the_history_of_its_record(hands: Hands, tasks: Tasks) -> None:
    hands.press("Alt+2")
    before = first(tasks).stage_name
    hands.press("Return")
    hands.to("艺名")
    hands.write("星星")
    hands.press("Ctrl+S")
    hands.until(lambda: first(tasks).stage_name == "星星")
    hands.to("关闭提示")
    hands.press("Space")
    hands.to("更多")
    hands.press("Space")
    hands.menu("变更记录")
    hands.to("撤销：修改主播")
    hands.press("Space")
    hands.until(lambda: first(tasks).stage_name == before)


def test_a_file_is_taken_in(
    hands: Hands, window: MainWindow, tasks: Tasks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wizard() -> ImportWizard:
        return window.findChildren(ImportWizard)[0]

    chosen = book(tmp_path / "名册.xlsx", *ROWS)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_given, **_named: ([str(chosen)], ""))
    hands.press("Alt+2")
    hands.to("导入 Excel")
    hands.press("Space")
    assert hands.is_at("选择文件")
    hands.press("Return")
    hands.to("下一步")
    hands.press("Return")
    hands.until(lambda: hands.is_at("下一步") and wizard().step == 1)
    hands.press("Return")
    hands.until(lambda: wizard().check.is_settled and hands.is_at("导入 1 行"))
    hands.press("Return")
    hands.until(lambda: hands.is_at("完成"))
    hands.press("Return")
    assert hands.is_at("导入 Excel")
    assert any(each.name == "钱春生" for each in people(tasks))


def test_a_report_is_brought_to_its_signature(hands: Hands, tasks: Tasks) -> None:
    def reach(wanted: State) -> None:
        """Wait until the report stands so."""

        def stands() -> bool:
            with tasks.database.read() as session:
                return session.exec(select(Report.status)).one_or_none() == wanted

        hands.until(stands)

    hands.press("Ctrl+K")
    hands.write("报送")
    hands.press("Return")
    for words, reached in (("提交审核", State.CHECKING), ("送签", State.SIGNING)):
        hands.to(words)
        hands.press("Space")
        reach(reached)
    hands.to("签署")
    hands.press("Space")
    assert hands.is_at("签署人")
    hands.press("Return")
    reach(State.SIGNED)
    hands.to("登记报送")
