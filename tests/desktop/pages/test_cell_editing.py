"""Cells of a list changed in place and pasted into."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from db import store
from db.models import Org, Streamer
from db.queries.brands import BRANDS
from db.queries.contract_list import CONTRACT_LIST
from db.queries.lives import LIVES
from db.queries.roster import STREAMERS
from db.queries.selected import editable
from desktop.pages.streamers import StreamersPage
from desktop.records.cell_edit import CellEditing
from desktop.tasks import Tasks
from desktop.widgets.notice import Notice
from tests.desktop.pages.roster_cells import (
    CTRL,
    KEY,
    change,
    click,
    column_of,
    drag,
    editor,
    names_of,
)


@pytest.mark.usefixtures("roster_window")
def test_a_cell_is_changed_in_place_and_enter_leads_to_the_next_row(
    roster: StreamersPage, qtbot: QtBot, tasks: Tasks
) -> None:
    key, following = roster.model.key_at(2), roster.model.key_at(3)
    assert key is not None
    change(roster, qtbot, (2, "stage_name"), "新艺名")
    qtbot.waitUntil(lambda: roster.table.current_key() == following)
    field = editor(roster, qtbot)
    QTest.keyClick(field, KEY.Key_Escape)
    qtbot.waitUntil(roster.table.hasFocus)
    qtbot.waitUntil(lambda: not tasks.is_busy())
    with tasks.database.read() as session:
        assert store.load(session, Streamer, key).values["stage_name"] == "新艺名"
    assert roster.table.current_key() == following
    assert names_of(roster) == ("stage_name",), "the column stays when the list is read again"
    notices = roster.window().findChildren(Notice)
    assert any("新艺名" in each.text or "修改" in each.text for each in notices), "with the way back"


@pytest.mark.usefixtures("roster_window")
def test_tab_goes_on_to_the_next_cell_that_can_be_changed(roster: StreamersPage, qtbot: QtBot) -> None:
    change(roster, qtbot, (1, "name"), "程小满", KEY.Key_Tab)
    qtbot.waitUntil(lambda: names_of(roster) == ("stage_name",))
    assert roster.table.currentIndex().row() == 1
    QTest.keyClick(editor(roster, qtbot), KEY.Key_Escape)


@pytest.mark.usefixtures("roster_window")
def test_a_link_is_changed_in_place_by_choosing_from_what_is_found(
    roster: StreamersPage, qtbot: QtBot, tasks: Tasks
) -> None:
    with tasks.database.write() as session:
        other = store.save(session, Org, {"name": "远山运营二组"})
    key = roster.model.key_at(2)
    assert key is not None
    click(roster, 2, "team_id")
    QTest.keyClick(roster.table, KEY.Key_F2)
    field = editor(roster, qtbot)
    assert isinstance(field, QLineEdit)
    completer = field.completer()
    assert completer is not None
    assert field.text() == "启航运营一组"
    QGuiApplication.clipboard().setText("远山")
    field.paste()  # QTest types no Chinese
    offers = completer.popup()
    assert offers is not None
    qtbot.waitUntil(offers.isVisible)
    QTest.keyClick(offers, KEY.Key_Down)
    QTest.keyClick(offers, KEY.Key_Return)
    assert field.text() == "远山运营二组"
    QTest.keyClick(field, KEY.Key_Return)
    qtbot.waitUntil(lambda: roster.model.text_at(2, column_of(roster, "team_id")) == "远山运营二组")
    QTest.keyClick(editor(roster, qtbot), KEY.Key_Escape)
    with tasks.database.read() as session:
        assert store.load(session, Streamer, key).values["team_id"] == other


@pytest.mark.usefixtures("roster_window")
def test_what_cannot_be_taken_is_told_under_the_cell_and_nothing_is_saved(
    roster: StreamersPage, qtbot: QtBot, tasks: Tasks
) -> None:
    before = roster.model.text_at(2, 1)
    change(roster, qtbot, (2, "name"), "")
    (editing,) = roster.table.findChildren(CellEditing)
    qtbot.waitUntil(editing.reason.isVisible)
    assert editing.reason.text() == "请填写"
    assert editing.editor is not None
    QTest.keyClick(editing.editor.input, KEY.Key_Escape)
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert not editing.reason.isVisible()
    assert roster.model.text_at(2, 1) == before


@pytest.mark.usefixtures("roster_window")
def test_a_cell_that_may_not_be_changed_opens_the_record(roster: StreamersPage, qtbot: QtBot) -> None:
    click(roster, 2, "status")
    qtbot.waitUntil(lambda: roster.panel.key == roster.model.key_at(2))
    QTest.keyClick(roster.table, KEY.Key_F2)
    qtbot.waitUntil(lambda: roster.panel.isAncestorOf(QApplication.focusWidget() or roster))


def test_only_plain_fields_are_changed_in_a_list() -> None:
    names = {column.name for column in STREAMERS.columns if editable(STREAMERS, column.name)}
    assert {"name", "stage_name", "joined_on", "team_id", "category_id"} <= names
    assert not names & {"code", "status", "followers", "tier", "phone", "accounts", "contract_end"}
    assert editable(CONTRACT_LIST, "org_id")
    assert editable(CONTRACT_LIST, "streamer_id") is None, "a contract belongs to its person"
    assert editable(BRANDS, "status") is None
    assert {"gmv", "minutes"} <= {column.name for column in LIVES.columns if editable(LIVES, column.name)}
    assert editable(STREAMERS, "nothing") is None


@pytest.mark.usefixtures("roster_window")
def test_one_value_is_pasted_into_several_cells_after_a_question(
    roster: StreamersPage, qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def agree(_parent: object, _title: str, text: str, *_more: str) -> bool:
        asked.append(text)
        return True

    monkeypatch.setattr("desktop.records.cell_paste.confirm", agree)
    QGuiApplication.clipboard().setText("同一个艺名\n")
    drag(roster, (1, "stage_name"), (3, "stage_name"))
    keys = roster.table.selected_keys()
    QTest.keyClick(roster.table, KEY.Key_V, CTRL)
    assert asked == ["把 3 条记录的“艺名”都填为“同一个艺名”？"]
    qtbot.waitUntil(lambda: not tasks.is_busy())
    with tasks.database.read() as session:
        assert {store.load(session, Streamer, key).values["stage_name"] for key in keys} == {"同一个艺名"}


@pytest.mark.usefixtures("roster_window")
def test_a_name_is_pasted_as_the_link_it_stands_for(
    roster: StreamersPage, qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tasks.database.write() as session:
        other = store.save(session, Org, {"name": "远山运营二组"})
    monkeypatch.setattr("desktop.records.cell_paste.confirm", lambda *_words: True)
    drag(roster, (1, "team_id"), (3, "team_id"))
    keys = roster.table.selected_keys()
    QGuiApplication.clipboard().setText("没有这个组")
    QTest.keyClick(roster.table, KEY.Key_V, CTRL)
    told = "没有找到“没有这个组”，请从列表中选择"
    qtbot.waitUntil(lambda: told in [each.text for each in roster.window().findChildren(Notice)])
    QGuiApplication.clipboard().setText("远山运营二组")
    QTest.keyClick(roster.table, KEY.Key_V, CTRL)
    cells = [(row, column_of(roster, "team_id")) for row in (1, 2, 3)]
    qtbot.waitUntil(lambda: {roster.model.text_at(*cell) for cell in cells} == {"远山运营二组"})
    with tasks.database.read() as session:
        assert {store.load(session, Streamer, key).values["team_id"] for key in keys} == {other}


@pytest.mark.usefixtures("roster_window")
@pytest.mark.parametrize(
    ("text", "last", "told"),
    [
        ("甲\t乙", "stage_name", "一次只能粘贴一个值；整张表请用“导入 Excel”"),
        ("甲", "status", "请只选一列，再粘贴"),
    ],
)
def test_what_cannot_be_pasted_is_said(roster: StreamersPage, text: str, last: str, told: str) -> None:
    QGuiApplication.clipboard().setText(text)
    drag(roster, (1, "stage_name"), (2, last))
    QTest.keyClick(roster.table, KEY.Key_V, CTRL)
    assert told in [each.text for each in roster.window().findChildren(Notice)]
