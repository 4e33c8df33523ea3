"""A tab of children: the contracts of one person, added, edited, deleted, brought back."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from db import store
from db.engine import Database
from db.models import Contract, Streamer
from db.queries.lists import view_of
from db.queries.partner_lists import TICKETS
from desktop.records import record_actions
from desktop.records.child_tab import ChildTab
from desktop.records.editors import LineEditor
from desktop.records.form_dialog import FormDialog
from desktop.records.reading import read_record
from desktop.records.record_table import RecordTable
from desktop.records.table_model import RecordModel
from desktop.tasks import Tasks
from desktop.widgets.notice import Notice
from tests.desktop.invented import add_streamers

VIEW = view_of(Contract)


@pytest.fixture
def people(sqlite_database: Database) -> list[int]:
    """Save two people, the first with two contracts, the second with one."""
    keys = add_streamers(sqlite_database, 2)
    with sqlite_database.write() as session:
        for who, year in ((keys[0], 2025), (keys[0], 2026), (keys[1], 2024)):
            store.save(session, Contract, {"streamer_id": who, "start_on": date(year, 3, 1)})
    return keys


@pytest.fixture
def tab(tasks: Tasks, qtbot: QtBot, people: list[int], sqlite_database: Database) -> ChildTab:
    """Show the contracts of the first person, in a panel's width."""
    made = ChildTab(
        tasks,
        VIEW,
        "streamer_id",
        "合同",
        "份",
        columns=("kind", "start_on", "end_on"),
        sort=("start_on", True),
        advice="签约后在这里登记。",
    )
    qtbot.addWidget(made)
    made.resize(420, 500)
    made.show()
    show(made, sqlite_database, people[0])
    qtbot.waitUntil(lambda: starts(made) == ["2026-03-01", "2025-03-01"])
    return made


def show(tab: ChildTab, database: Database, key: int) -> None:
    with database.read() as session:
        tab.show_record(read_record(session, Streamer, key))


def starts(tab: ChildTab) -> list[str]:
    return [tab.model.text_at(row, 1) for row in range(tab.model.rowCount())]


def test_columns_that_were_squeezed_leave_no_pixel_to_scroll(tasks: Tasks, qtbot: QtBot) -> None:
    table = RecordTable(RecordModel(tasks, TICKETS), compact=True)
    qtbot.addWidget(table)
    table.show()
    widest = sum(map(table._width_of, range(table.model().columnCount())))
    for width in range(widest - 1, widest - 100, -1):
        table.resize(width, 300)
        assert table.horizontalScrollBar().maximum() == 0


def form_of(tab: ChildTab, qtbot: QtBot) -> FormDialog:
    """Return the form that is open."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in tab.window().findChildren(FormDialog)))
    return next(each for each in tab.window().findChildren(FormDialog) if each.isVisible())


def type_day(form: FormDialog, name: str, text: str) -> None:
    editor = form.form.grid.editors[name]
    assert isinstance(editor, LineEditor)
    editor.line.setText(text)
    editor.line.textEdited.emit(text)


def words(tab: ChildTab) -> str:
    return " ".join(each.text() for each in tab.findChildren(QLabel) if each.isVisibleTo(tab))


def test_the_children_of_the_record_shown_stand_there_and_no_others(
    tab: ChildTab, qtbot: QtBot, people: list[int], sqlite_database: Database
) -> None:
    assert "共 2 份" in words(tab)
    show(tab, sqlite_database, people[1])
    qtbot.waitUntil(lambda: starts(tab) == ["2024-03-01"])
    heads = [tab.model.headerData(number, Qt.Orientation.Horizontal) for number in range(3)]
    assert heads == ["合同类型", "合同开始", "合同到期"]


def test_a_new_child_belongs_to_the_record_shown_and_is_selected(tab: ChildTab, qtbot: QtBot) -> None:
    next(each for each in tab.findChildren(QPushButton) if each.text() == "新增合同").click()
    form = form_of(tab, qtbot)
    assert "streamer_id" not in form.form.grid.editors
    type_day(form, "start_on", "2026-09-01")
    form.form.save()
    qtbot.waitUntil(lambda: starts(tab) == ["2026-09-01", "2026-03-01", "2025-03-01"])
    assert tab.table.current_key() == tab.model.key_at(0)


def test_enter_opens_the_child_and_what_is_saved_is_read_again(tab: ChildTab, qtbot: QtBot) -> None:
    tab.table.select_key(tab.model.key_at(1))
    QTest.keyClick(tab.table, Qt.Key.Key_Return)
    form = form_of(tab, qtbot)
    type_day(form, "end_on", "2026-02-28")
    form.form.save()
    qtbot.waitUntil(lambda: tab.model.text_at(1, 2) == "2026-02-28")
    assert tab.table.current_key() == tab.model.key_at(1)


def test_a_child_that_cannot_be_saved_stays_in_its_form(tab: ChildTab, qtbot: QtBot) -> None:
    tab.begin_new()
    form = form_of(tab, qtbot)
    type_day(form, "start_on", "不是日期")
    form.form.save()
    assert form.isVisible()
    assert "不是日期" in str(getattr(form.form.grid.editors["start_on"], "line").text())  # noqa: B009
    assert len(starts(tab)) == 2
    form.form.forget_edits()
    form.reject()


def test_a_child_is_deleted_by_key_and_brought_back(
    tab: ChildTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_actions, "confirm_delete", lambda *_words: True)
    QTest.keyClick(tab.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: starts(tab) == ["2025-03-01"])
    undo = next(
        each
        for notice in tab.window().findChildren(Notice)
        for each in notice.findChildren(QPushButton)
        if each.text() == "撤销"
    )
    undo.click()
    qtbot.waitUntil(lambda: not tab._tasks.is_busy())
    tab.reload()
    qtbot.waitUntil(lambda: starts(tab) == ["2026-03-01", "2025-03-01"])


def test_where_there_is_no_child_it_says_how_to_begin(
    tab: ChildTab, qtbot: QtBot, sqlite_database: Database
) -> None:
    with sqlite_database.write() as session:
        newcomer = store.save(session, Streamer, {"name": "林夕"})
    show(tab, sqlite_database, newcomer)
    qtbot.waitUntil(lambda: "还没有合同。签约后在这里登记。" in words(tab))
    assert not tab.table.isVisible()


def test_a_further_button_is_told_whose_tab_it_is(
    tasks: Tasks, qtbot: QtBot, people: list[int], sqlite_database: Database
) -> None:
    asked: list[int] = []
    made = ChildTab(tasks, VIEW, "streamer_id", "合同", extra=[("续签", "refresh", asked.append)])
    qtbot.addWidget(made)
    show(made, sqlite_database, people[0])
    next(each for each in made.findChildren(QPushButton) if each.text() == "续签").click()
    assert asked == [people[0]]
