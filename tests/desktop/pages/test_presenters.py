"""Who presented a session, edited beside the list of sessions."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from db import store
from db.engine import Database
from db.models import Contract
from desktop.pages.lives import LivesPage
from desktop.pages.presenters_dialog import PresentersDialog
from desktop.records import leave_guard, record_form
from desktop.records.questions import Answer
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.widgets.badge import Badge
from desktop.widgets.notice import Notice
from tests.desktop.invented import add_account, add_sessions, add_streamers


@pytest.fixture
def people(sqlite_database: Database) -> list[int]:
    """Save three streamers and one session of the first one's account."""
    keys = add_streamers(sqlite_database, 3)
    add_sessions(sqlite_database, add_account(sqlite_database, keys[0]), 1, datetime(2026, 9, 10, 20, 0))
    return keys


@pytest.fixture
def page(tasks: Tasks, settings: Settings, qtbot: QtBot, people: list[int]) -> LivesPage:
    """Show the sessions with the tab 出镜主播 in front."""
    assert people
    made = LivesPage(tasks, settings)
    qtbot.addWidget(made)
    tasks.saved.connect(made.refresh)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.panel.form.record is not None)
    made.panel.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: "共 1 位" in words(made))
    return made


def words(page: LivesPage) -> str:
    """Return the words of the tab in sight."""
    return " ".join(each.text() for each in page.panel.tabs.currentWidget().findChildren(QLabel))


def edit(page: LivesPage, qtbot: QtBot) -> PresentersDialog:
    """Press 修改 and return the dialog."""
    tab = page.panel.tabs.currentWidget()
    next(each for each in tab.findChildren(QPushButton) if each.text() == "修改").click()
    qtbot.waitUntil(lambda: bool(page.findChildren(PresentersDialog)))
    return page.findChildren(PresentersDialog)[0]


def fill(dialog: PresentersDialog, number: int, who: int, name: str, share: str) -> None:
    """Choose a person and type a share on a line, added where there is none."""
    line = dialog.lines[number] if number < len(dialog.lines) else dialog.add_line()
    line.who.show_value(who)
    line.who.show_name(name)
    line.share.line.setText(share)


def trouble(dialog: PresentersDialog) -> str:
    """Return the reasons under the lines."""
    return "".join(
        each.text()
        for each in dialog.findChildren(QLabel)
        if each.objectName() == "reason" and each.isVisibleTo(dialog)
    )


def test_the_keys_are_at_the_first_person_when_the_list_opens(page: LivesPage, qtbot: QtBot) -> None:
    dialog = edit(page, qtbot)
    qtbot.waitUntil(lambda: dialog.focusWidget() is not None)
    assert dialog.lines[0].who.isAncestorOf(dialog.focusWidget())


def test_a_second_presenter_is_added_with_a_share(page: LivesPage, people: list[int], qtbot: QtBot) -> None:
    dialog = edit(page, qtbot)
    fill(dialog, 0, people[0], "白锦曦", "60")
    fill(dialog, 1, people[1], "单雄信", "40%")
    dialog.save()
    qtbot.waitUntil(lambda: "共 2 位 白锦曦 60% 单雄信 40%" in words(page))
    (notice,) = page.findChildren(Notice)
    assert "的出镜主播" in notice.text
    next(each for each in notice.findChildren(QPushButton) if each.text() == "撤销").click()
    qtbot.waitUntil(lambda: "共 1 位 白锦曦" in words(page))


def test_a_line_removed_is_not_given_up_by_esc_without_a_question(
    page: LivesPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(leave_guard, "confirm_leaving", asked.append)
    dialog = edit(page, qtbot)
    dialog.lines[0].remove.click()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert asked == [dialog]
    assert dialog.isVisible()


def test_shares_of_more_than_the_whole_are_refused_and_stay_to_be_mended(
    page: LivesPage, people: list[int], qtbot: QtBot
) -> None:
    dialog = edit(page, qtbot)
    fill(dialog, 0, people[0], "白锦曦", "60")
    fill(dialog, 1, people[1], "单雄信", "50")
    dialog.save()
    qtbot.waitUntil(lambda: "合计 110%，不能超过 100%" in trouble(dialog))
    fill(dialog, 1, people[1], "单雄信", "")
    dialog.save()
    qtbot.waitUntil(lambda: "共 2 位 白锦曦 60% 单雄信" in words(page))


def test_one_person_cannot_be_there_twice(page: LivesPage, people: list[int], qtbot: QtBot) -> None:
    dialog = edit(page, qtbot)
    fill(dialog, 1, people[0], "白锦曦", "")
    dialog.save()
    assert "填了两次" in trouble(dialog)


def test_a_removed_line_is_a_removed_presenter(
    page: LivesPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    dialog = edit(page, qtbot)
    dialog.lines[0].remove.click()
    dialog.save()
    qtbot.waitUntil(lambda: "还没有登记出镜主播" in words(page))
    with sqlite_database.read() as session:
        assert page.panel.key is not None
        assert store.presenters(session, page.panel.key) == []


def test_what_was_typed_into_the_form_is_saved_before_the_presenters_change(
    page: LivesPage, people: list[int], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_form, "ask_unsaved", lambda _parent: Answer.SAVE)
    page.panel.form.grid.editors["orders"].show_value(320)
    page.panel.form.grid.changed_names.add("orders")
    dialog = edit(page, qtbot)
    fill(dialog, 0, people[1], "单雄信", "")
    dialog.save()
    qtbot.waitUntil(lambda: "共 1 位 单雄信" in words(page))
    orders = [each.name for each in page.view.columns].index("orders")
    assert page.model.text_at(0, orders) == "320"


def test_who_presented_without_a_contract_that_day_is_marked(
    page: LivesPage, people: list[int], qtbot: QtBot, sqlite_database: Database
) -> None:
    def marks() -> list[str]:
        tab = page.panel.tabs.currentWidget()
        return [each.accessibleName() for each in tab.findChildren(Badge) if each.isVisibleTo(tab)]

    qtbot.waitUntil(lambda: marks() == ["无有效合约"])
    with sqlite_database.write() as session:
        terms = {"streamer_id": people[0], "start_on": date(2026, 9, 10), "end_on": date(2026, 9, 10)}
        store.save(session, Contract, terms)
    page.refresh()
    qtbot.waitUntil(lambda: marks() == [])
