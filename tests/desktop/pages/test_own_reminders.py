"""Reminders written down by hand: added, changed, deleted and brought back on their page."""

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from db import store
from db.deeds import remind_all
from db.engine import Database
from db.models import Contract, OwnReminder, Streamer
from db.queries.lists import view_of
from desktop.pages.reminders import RemindersPage
from desktop.records.form_dialog import FormDialog
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.widgets.notice import Notice

TODAY = date.today()


@pytest.fixture
def page(tasks: Tasks, settings: Settings, qtbot: QtBot, sqlite_database: Database) -> RemindersPage:
    """Show the page of a base with one reminder about a person, due today, read again after each save."""
    with sqlite_database.write() as session:
        person = store.save(session, Streamer, {"name": "林夕"})
        remind_all(session, Streamer, [person], "回访续约意向", TODAY)
    made = RemindersPage(tasks, settings)
    qtbot.addWidget(made)
    tasks.saved.connect(made.refresh)
    made.resize(1158, 742)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: lines(made) == ["林夕：回访续约意向"])
    return made


def lines(page: RemindersPage) -> list[str]:
    """Return what is reminded of, line by line."""
    model = page.table.words
    return [str(model.index(row, 1).data()) for row in range(model.rowCount())]


def fill(dialog: FormDialog, text: str) -> None:
    """Type what to be reminded of and save."""
    field = dialog.form.grid.editors["text"].findChild(QLineEdit)
    assert field is not None
    field.setFocus()
    field.setText(text)
    dialog.form.grid.changed_names.add("text")
    dialog.form.save()


def test_one_that_is_due_leads_to_the_person(page: RemindersPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.page_wanted) as wanted:
        page.open()
    assert wanted.args[0] == "streamers"
    assert "key" in wanted.args[1]


def test_one_for_a_day_to_come_waits_under_later(page: RemindersPage, qtbot: QtBot) -> None:
    page.own.add.click()
    (dialog,) = page.findChildren(FormDialog)
    fill(dialog, "报送季度统计表")
    page._choose_standing(1)
    qtbot.waitUntil(lambda: lines(page) == ["报送季度统计表"])
    assert page.own.edit.isVisible()


def test_one_is_changed_in_its_form(page: RemindersPage, qtbot: QtBot) -> None:
    page.own.edit.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(FormDialog)))
    (dialog,) = page.findChildren(FormDialog)
    fill(dialog, "回访直播计划")
    qtbot.waitUntil(lambda: lines(page) == ["林夕：回访直播计划"])


def test_one_is_deleted_and_brought_back(page: RemindersPage, qtbot: QtBot) -> None:
    page.own.drop.click()
    qtbot.waitUntil(lambda: lines(page) == [] and bool(page.findChildren(Notice)))
    (notice,) = page.findChildren(Notice)
    next(each for each in notice.findChildren(QPushButton) if each.text() == "撤销").click()
    qtbot.waitUntil(lambda: lines(page) == ["林夕：回访续约意向"])


def test_those_the_program_computes_cannot_be_changed(
    page: RemindersPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    with sqlite_database.write() as session:
        for own in store.search(session, view_of(OwnReminder), store.Query()).ids:
            store.delete(session, OwnReminder, own, 1)
        who = store.save(session, Streamer, {"name": "小满", "status": "在播"})
        term = {"start_on": TODAY - timedelta(days=200), "end_on": TODAY + timedelta(days=5)}
        store.save(session, Contract, {"streamer_id": who, "status": "生效", **term})
    page.refresh()
    qtbot.waitUntil(lambda: any("小满" in each for each in lines(page)))
    page.table.selectAll()
    assert not page.own.edit.isVisible()
    assert not page.own.drop.isVisible()
