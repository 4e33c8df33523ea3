"""A link field: found while typing, two of one name told apart, a team made where it is missed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from db import store
from db.columns import column
from db.engine import Database
from db.errors import BadValue
from db.models import Category, Course, LiveSession, Org, PlatformAccount, Streamer, Training
from db.record import Record
from desktop.records.link_editor import LinkEditor
from desktop.tasks import Tasks
from tests.desktop.invented import add_account, add_streamers


def editor_of(tasks: Tasks, qtbot: QtBot, model: type[Record], name: str, target: type[Record]) -> LinkEditor:
    """Return a link field in sight, with the cursor in it."""
    made = LinkEditor(column(model, name), target, tasks)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.line.setFocus()
    qtbot.waitUntil(made.line.hasFocus)
    return made


def type_name(editor: LinkEditor, text: str) -> None:
    """Type a name; QTest types no Chinese."""
    editor.line.clear()
    editor.line.insert(text)


def offers(editor: LinkEditor) -> list[str]:
    """Return what is offered, as it reads."""
    model = editor.line.completer().model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def choose(editor: LinkEditor, row: int) -> None:
    """Choose an offer as a click on it does."""
    completer = editor.line.completer()
    completer.activated.emit(completer.completionModel().index(row, 0).data(Qt.ItemDataRole.EditRole))


def test_an_unknown_team_can_be_made_of_its_name_and_is_chosen(
    tasks: Tasks, qtbot: QtBot, sqlite_database: Database
) -> None:
    add_streamers(sqlite_database, 1)
    editor = editor_of(tasks, qtbot, Streamer, "team_id", Org)
    type_name(editor, "启航")
    qtbot.waitUntil(lambda: offers(editor) == ["启航运营一组", "新建“启航”"])
    choose(editor, 1)
    qtbot.waitUntil(lambda: isinstance(editor._key, int))
    with sqlite_database.read() as session:
        assert store.load(session, Org, editor.value()).values["name"] == "启航"  # type: ignore[arg-type]


def test_enter_takes_the_team_found_by_its_pinyin_and_makes_none_of_that_name(
    tasks: Tasks, qtbot: QtBot, sqlite_database: Database
) -> None:
    add_streamers(sqlite_database, 1)
    editor = editor_of(tasks, qtbot, Streamer, "team_id", Org)
    QTest.keyClicks(editor.line, "qh")
    qtbot.waitUntil(lambda: offers(editor) == ["启航运营一组", "新建“qh”"])
    assert editor.line.text() == "qh"
    qtbot.waitUntil(editor._popup.isVisible)
    QTest.keyClick(editor._popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: editor.line.text() == "启航运营一组")
    assert isinstance(editor.value(), int)
    with sqlite_database.read() as session:
        assert "qh" not in [name for _key, name in store.names(session, Org)]


def test_a_team_that_is_known_is_not_offered_as_new(
    tasks: Tasks, qtbot: QtBot, sqlite_database: Database
) -> None:
    add_streamers(sqlite_database, 1)
    editor = editor_of(tasks, qtbot, Streamer, "team_id", Org)
    type_name(editor, "启航运营一组")
    qtbot.waitUntil(lambda: offers(editor) == ["启航运营一组"])
    assert isinstance(editor.value(), int)


def test_a_name_too_long_for_a_category_is_refused_at_the_field(tasks: Tasks, qtbot: QtBot) -> None:
    editor = editor_of(tasks, qtbot, Streamer, "category_id", Category)
    type_name(editor, "类" * 21)
    qtbot.waitUntil(lambda: len(offers(editor)) == 1)
    with qtbot.waitSignal(editor.left):
        choose(editor, 0)
    with pytest.raises(BadValue, match="20 个字"):
        editor.value()


def test_people_of_one_name_are_told_apart_and_the_one_chosen_is_taken(
    tasks: Tasks, qtbot: QtBot, sqlite_database: Database
) -> None:
    with sqlite_database.write() as session:
        keys = [store.save(session, Streamer, {"name": "林夕"}) for _ in range(2)]
    editor = editor_of(tasks, qtbot, PlatformAccount, "streamer_id", Streamer)
    type_name(editor, "林夕")
    qtbot.waitUntil(lambda: offers(editor) == ["林夕（ZB-000001）", "林夕（ZB-000002）"])
    with pytest.raises(BadValue):
        editor.value()
    choose(editor, 1)
    assert editor.value() == keys[1]


def test_a_name_left_before_the_answer_came_is_judged_again(
    tasks: Tasks, qtbot: QtBot, sqlite_database: Database
) -> None:
    add_streamers(sqlite_database, 1)
    editor = editor_of(tasks, qtbot, Streamer, "team_id", Org)
    other = QLineEdit()
    qtbot.addWidget(other)
    other.show()
    type_name(editor, "启航运营一组")
    other.activateWindow()
    other.setFocus()
    with pytest.raises(BadValue):
        editor.value()
    judged: list[object] = []
    editor.left.connect(lambda: judged.append(editor.value() if editor._found else None))
    qtbot.waitUntil(lambda: bool(judged) and isinstance(judged[-1], int))


def test_an_empty_field_lists_what_there_is_on_down_and_on_a_click(
    tasks: Tasks, qtbot: QtBot, sqlite_database: Database
) -> None:
    add_streamers(sqlite_database, 1)
    with sqlite_database.write() as session:
        store.save(session, Org, {"name": "远航运营二组"})
    for press in (
        lambda made: QTest.keyClick(made.line, Qt.Key.Key_Down),
        lambda made: QTest.mouseClick(made.line, Qt.MouseButton.LeftButton),
        lambda made: made.line.actions()[0].trigger(),
    ):
        editor = editor_of(tasks, qtbot, Streamer, "team_id", Org)
        press(editor)
        popup = editor.line.completer().popup()
        assert popup is not None
        qtbot.waitUntil(popup.isVisible)
        assert offers(editor) == ["启航运营一组", "远航运营二组"]
        popup.hide()


def test_a_field_with_a_name_chosen_lists_the_others_too(
    tasks: Tasks, qtbot: QtBot, sqlite_database: Database
) -> None:
    add_streamers(sqlite_database, 1)
    with sqlite_database.write() as session:
        key = store.save(session, Org, {"name": "远航运营二组"})
    editor = editor_of(tasks, qtbot, Streamer, "team_id", Org)
    editor.show_value(key)
    editor.show_name("远航运营二组")
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: offers(editor) == ["启航运营一组", "远航运营二组"])
    assert editor.value() == key


def test_an_account_is_found_by_the_name_of_its_streamer(
    tasks: Tasks, qtbot: QtBot, sqlite_database: Database
) -> None:
    keys = add_streamers(sqlite_database, 2)
    for number, key in enumerate(keys, start=1):
        add_account(sqlite_database, key, f"ks{number}")
    editor = editor_of(tasks, qtbot, LiveSession, "account_id", PlatformAccount)
    type_name(editor, "单雄信")
    qtbot.waitUntil(lambda: offers(editor) == ["快手 ks2"])


def test_a_course_can_be_made_of_its_name_but_an_account_cannot(
    tasks: Tasks, qtbot: QtBot, sqlite_database: Database
) -> None:
    course = editor_of(tasks, qtbot, Training, "course_id", Course)
    type_name(course, "选品与话术")
    qtbot.waitUntil(lambda: offers(course) == ["新建“选品与话术”"])
    choose(course, 0)
    qtbot.waitUntil(lambda: isinstance(course._key, int))
    with sqlite_database.read() as session:
        assert store.load(session, Course, course.value()).values["name"] == "选品与话术"  # type: ignore[arg-type]
    account = editor_of(tasks, qtbot, LiveSession, "account_id", PlatformAccount)
    type_name(account, "ks_nobody")
    with pytest.raises(BadValue, match=r"请从列表中选择$"):
        account.value()
