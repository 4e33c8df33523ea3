"""提醒: by kind, the most urgent first; gone to, put off, settled, taken back."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QStyledItemDelegate, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from db import store
from db.engine import Database
from db.models import Contract, Streamer
from db.queries import reminders as asked
from db.queries.reminders import Reminder, ReminderKind
from desktop.pages import reminders as page_module
from desktop.pages.home import HomePage
from desktop.pages.reminders import RemindersPage
from desktop.pages.task_line import TaskLine
from desktop.records.editors import DateEditor
from desktop.records.typed_answers import ask_day
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.theme import look
from desktop.windows.main import MainWindow
from desktop.windows.tray import TrayButton

TODAY = date.today()


@pytest.fixture
def base(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """Save three people with contracts that end, and remind of one document that has lapsed."""
    with sqlite_database.write() as session:
        for name, left in (("林夕", 40), ("赵默笙", 5), ("周慕云", 80)):
            who = store.save(session, Streamer, {"name": name, "status": "在播"})
            term = {"start_on": TODAY - timedelta(days=200), "end_on": TODAY + timedelta(days=left)}
            store.save(session, Contract, {"streamer_id": who, "status": "生效", **term})
    lapsed = Reminder(
        ReminderKind.DOCUMENT, "营业执照到期", TODAY - timedelta(days=3), "partners", (("key", 9),), "org", 9
    )
    subject = asked._subject
    monkeypatch.setattr(asked, "_SUBJECTS", ("roster_reminders:contracts", "here"))
    monkeypatch.setattr(
        asked, "_subject", lambda place: (lambda *_a: [lapsed]) if place == "here" else subject(place)
    )
    return sqlite_database


@pytest.fixture
def page(tasks: Tasks, settings: Settings, qtbot: QtBot, base: Database) -> RemindersPage:
    """Show the page, read again after each save."""
    del base
    made = RemindersPage(tasks, settings)
    qtbot.addWidget(made)
    tasks.saved.connect(made.refresh)
    made.resize(1158, 742)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: len(lines(made)) == 4)
    return made


def lines(page: RemindersPage) -> list[str]:
    model = page.table.words
    return [str(model.index(row, 1).data()).split("的")[0] for row in range(model.rowCount())]


def kinds(page: RemindersPage) -> list[str]:
    return [
        str(page.kinds.item(row).data(Qt.ItemDataRole.AccessibleTextRole))
        for row in range(page.kinds.count())
    ]


def press(page: RemindersPage, words: str) -> None:
    window = page.window()
    next(
        each for each in window.findChildren(QPushButton) if each.text() == words and each.isVisible()
    ).click()


def words(page: RemindersPage) -> str:
    return " ".join(each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page))


def test_what_is_done_most_stands_last_in_the_head(page: RemindersPage) -> None:
    buttons = [each for each in page.findChildren(QPushButton) if each.isVisible()]
    last = max(buttons, key=lambda each: each.mapTo(page, each.rect().topLeft()).x())
    assert (last.text(), last.property("primary")) == ("已办", True)


def test_the_most_urgent_stands_first_and_what_is_overdue_says_so_in_red(page: RemindersPage) -> None:
    assert lines(page) == ["营业执照到期", "赵默笙", "林夕", "周慕云"]
    first, second = (page.table.words.index(row, 3) for row in (0, 1))
    assert first.data() == "已超期 3 天"
    assert first.data(Qt.ItemDataRole.ForegroundRole) == QColor(look().tokens.bad)
    assert second.data() == "还有 5 天"
    assert second.data(Qt.ItemDataRole.ForegroundRole) is None
    assert "未办 4 条" in words(page)


def test_kinds_are_told_with_their_numbers_and_narrow_the_list(page: RemindersPage) -> None:
    assert kinds(page) == ["全部 4", "合同到期 3", "资质到期 1"]
    page.kinds.setCurrentRow(2)
    assert lines(page) == ["营业执照到期"]


def test_enter_leads_to_the_record(page: RemindersPage, qtbot: QtBot) -> None:
    page.activateWindow()
    page.table.setFocus()
    qtbot.waitUntil(page.table.hasFocus)
    with qtbot.waitSignal(page.page_wanted) as wanted:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert wanted.args == ["partners", {"key": 9}]


def test_what_is_settled_goes_is_told_by_whom_and_can_be_taken_back(
    page: RemindersPage, qtbot: QtBot
) -> None:
    press(page, "已办")
    qtbot.waitUntil(lambda: lines(page) == ["赵默笙", "林夕", "周慕云"])
    page.bar.chosen.emit(2)
    assert lines(page) == ["营业执照到期"]
    assert str(page.table.words.index(0, 4).data()).startswith("测试员 · ")
    press(page, "恢复未办")
    qtbot.waitUntil(lambda: lines(page) == [])
    assert "还没有标为已办的提醒。" in words(page)
    page.bar.chosen.emit(0)
    assert len(lines(page)) == 4


def test_a_settled_reminder_is_brought_back_from_the_notice(page: RemindersPage, qtbot: QtBot) -> None:
    press(page, "已办")
    qtbot.waitUntil(lambda: len(lines(page)) == 3)
    press(page, "撤销")
    qtbot.waitUntil(lambda: len(lines(page)) == 4)


def test_several_are_put_off_at_once_and_say_until_when(page: RemindersPage, qtbot: QtBot) -> None:
    page.kinds.setCurrentRow(1)
    page.table.selectAll()
    page._later.actions()[1].trigger()
    qtbot.waitUntil(lambda: kinds(page) == ["全部 1", "资质到期 1"])
    page.bar.chosen.emit(1)
    assert lines(page) == ["赵默笙", "林夕", "周慕云"]
    until = TODAY + timedelta(days=7)
    assert str(page.table.words.index(0, 4).data()).endswith(f"{until.month}月{until.day}日 再提醒")


def test_a_day_can_be_named(page: RemindersPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_module, "ask_day", lambda *_asked: TODAY + timedelta(days=12))
    page._later.actions()[2].trigger()
    qtbot.waitUntil(lambda: len(lines(page)) == 3)
    page.bar.chosen.emit(1)
    assert lines(page) == ["营业执照到期"]


def test_the_question_for_a_day_refuses_one_that_is_past(
    page: RemindersPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def answer(dialog: QDialog) -> int:
        editor = dialog.findChildren(DateEditor)[0]
        confirm = next(each for each in dialog.findChildren(QPushButton) if each.text() == "确定")
        editor.show_value(TODAY)
        confirm.click()
        seen.extend(each.text() for each in dialog.findChildren(QLabel) if not each.isHidden())
        editor.show_value(TODAY + timedelta(days=3))
        confirm.click()
        return dialog.result()

    monkeypatch.setattr(QDialog, "exec", answer)
    first = TODAY + timedelta(days=1)
    assert ask_day(page, "稍后提醒", "再次提醒的日期", first) == TODAY + timedelta(days=3)
    assert f"请填 {first.isoformat()} 或以后的日期" in seen


@pytest.mark.usefixtures("base")
def test_the_bell_counts_again_after_each_save(tasks: Tasks, settings: Settings, qtbot: QtBot) -> None:
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.fill(tasks, shared=False)
    (bell,) = window.findChildren(TrayButton)
    qtbot.waitUntil(lambda: bell.accessibleName() == "提醒（未办 4 条，其中超期 1 条）")
    bell.click()
    qtbot.waitUntil(lambda: isinstance(window.page, RemindersPage) and len(lines(window.page)) == 4)
    assert isinstance(window.page, RemindersPage)
    press(window.page, "已办")
    qtbot.waitUntil(lambda: bell.accessibleName() == "提醒（未办 3 条）")
    window.go("home")
    QTest.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    assert isinstance(window.page, RemindersPage)
    qtbot.waitUntil(lambda: not tasks.is_busy())


@pytest.mark.usefixtures("base")
def test_the_first_page_shows_the_most_urgent_above_what_is_to_be_done(
    tasks: Tasks, settings: Settings, qtbot: QtBot
) -> None:
    made = HomePage(tasks, settings)
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: bool(made.tasks_card.findChildren(TaskLine)))
    shown = made.tasks_card.findChildren(TaskLine)
    texts = [each.text() for each in shown]
    assert texts[0] == "营业执照到期 · 已超期 3 天"
    assert [each.is_overdue for each in shown[:2]] == [True, False]
    assert texts[1].startswith("赵默笙的经纪约")
    assert not any("30天内到期" in text for text in texts)
    with qtbot.waitSignal(made.page_wanted) as wanted:
        shown[0].click()
    assert wanted.args == ["partners", {"key": 9}]


def test_the_number_of_a_kind_stands_apart_from_its_name_however_long_the_name_is(
    page: RemindersPage, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: page.kinds.count() > 1)
    page.kinds.show_kinds({"": 1_234, "一二三四五六七八九十一二三四五六七八九十": 1_200}, "")
    item = page.kinds.item(1)
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == f"{item.text()} 1,200"
    option = QStyleOptionViewItem()
    option.initFrom(page.kinds)
    option.rect = page.kinds.visualItemRect(item)
    delegate = page.kinds.itemDelegate()
    assert isinstance(delegate, QStyledItemDelegate)
    delegate.initStyleOption(option, page.kinds.indexFromItem(item))
    assert option.text.endswith("…")
    words = option.fontMetrics.horizontalAdvance(option.text) + option.fontMetrics.horizontalAdvance("1,200")
    assert words < option.rect.width()
    assert page.kinds.horizontalScrollBar().maximum() == 0


def test_the_keys_are_in_the_list_when_the_page_is_shown(page: RemindersPage) -> None:
    page.window().setFocus()
    page.hide()
    page.show()
    assert page.window().focusWidget() is page.table
