"""What was typed and not saved is offered again: after a crash, for a record and for a new one."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db import drafts, store
from db.engine import Database
from db.models import Contract, Draft, Streamer
from db.queries.tables import table_of
from desktop.records.draft_keeper import place_of
from desktop.records.editors import LineEditor
from desktop.records.form_dialog import FormDialog
from desktop.records.reading import read_record
from desktop.records.record_form import RecordForm
from desktop.tasks import Tasks

ROWS = table_of(Draft)


def line(form: RecordForm, name: str) -> LineEditor:
    editor = form.grid.editors[name]
    assert isinstance(editor, LineEditor)
    return editor


def put(form: RecordForm, name: str, text: str) -> None:
    field = line(form, name).line
    field.selectAll()
    QGuiApplication.clipboard().setText(text)
    field.paste()


def opened(tasks: Tasks, qtbot: QtBot, key: int | None = None) -> RecordForm:
    form = RecordForm(tasks, Streamer)
    qtbot.addWidget(form)
    if key is None:
        form.begin_new({})
    else:
        with tasks.database.read() as session:
            form.show_record(read_record(session, Streamer, key))
    form.show()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    return form


def kept(database: Database, place: str) -> dict[str, object] | None:
    with database.read() as session:
        found = drafts.kept(session, place)
    return None if found is None else dict(found.fields)


@pytest.fixture
def person(sqlite_database: Database) -> int:
    with sqlite_database.write() as session:
        return store.save(session, Streamer, {"name": "林夕", "agent": "陈果"})


def test_what_was_typed_is_kept_by_itself_and_read_by_nobody(
    tasks: Tasks, qtbot: QtBot, sqlite_database: Database
) -> None:
    told: list[bool] = []
    tasks.saved.connect(lambda: told.append(True))
    form = opened(tasks, qtbot)
    put(form, "name", "沈砚秋")
    put(form, "phone", "13800138000")
    qtbot.waitUntil(lambda: kept(sqlite_database, "streamer/new") is not None)
    assert kept(sqlite_database, "streamer/new") == {"name": "沈砚秋", "phone": "13800138000"}
    with sqlite_database.read() as session:
        assert "沈砚秋".encode() not in bytes(session.execute(select(ROWS.c.sealed)).scalar_one())
    assert told == []


def test_it_is_offered_when_the_form_is_opened_again_and_comes_back(
    tasks: Tasks, qtbot: QtBot, person: int
) -> None:
    first = opened(tasks, qtbot, person)
    put(first, "agent", "周可")
    put(first, "joined_on", "13月")
    first._drafts.write()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    again = opened(tasks, qtbot, person)
    bar = again.shell.draft
    assert bar.isVisible()
    assert bar.text.text().startswith("上次没有保存的修改（")
    assert line(again, "agent").line.text() == "陈果"
    bar.restore.click()
    assert (line(again, "agent").line.text(), line(again, "joined_on").line.text()) == ("周可", "13月")
    assert again.is_dirty
    assert again.grid.reasons["joined_on"].text()
    assert not bar.isVisible()
    again.editing.undo.undo()
    again.editing.undo.undo()
    assert not again.is_dirty


def test_a_draft_of_an_older_version_says_so(
    tasks: Tasks, qtbot: QtBot, person: int, sqlite_database: Database
) -> None:
    with sqlite_database.write() as session:
        drafts.keep(session, f"streamer/{person}", {"agent": "周可"}, 1)
        store.save(session, Streamer, {"source": None, "stage_name": "小夕"}, person, 1)
    form = opened(tasks, qtbot, person)
    assert "此后记录又保存过" in form.shell.draft.text.text()


def test_dropping_the_offer_lets_go_of_it(tasks: Tasks, qtbot: QtBot, sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        drafts.keep(session, "streamer/new", {"name": "沈砚秋"})
    form = opened(tasks, qtbot)
    form.shell.draft.drop.click()
    qtbot.waitUntil(lambda: kept(sqlite_database, "streamer/new") is None)
    assert line(form, "name").line.text() == ""


def test_an_offer_not_answered_stays_while_something_else_is_typed(
    tasks: Tasks, qtbot: QtBot, sqlite_database: Database
) -> None:
    with sqlite_database.write() as session:
        drafts.keep(session, "streamer/new", {"name": "沈砚秋"})
    form = opened(tasks, qtbot)
    put(form, "agent", "周可")
    form._drafts.write()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert kept(sqlite_database, "streamer/new") == {"name": "沈砚秋", "agent": "周可"}


@pytest.mark.parametrize("way", ["save", "cancel", "back"])
def test_saving_giving_up_and_typing_it_back_let_go_of_the_draft(
    tasks: Tasks, qtbot: QtBot, person: int, sqlite_database: Database, way: str
) -> None:
    form = opened(tasks, qtbot, person)
    put(form, "agent", "周可")
    form._drafts.write()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert kept(sqlite_database, f"streamer/{person}")
    if way == "save":
        form.save()
    elif way == "cancel":
        form.cancel()
    else:
        put(form, "agent", "陈果")
        form._drafts.write()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert kept(sqlite_database, f"streamer/{person}") is None


def test_a_draft_written_while_the_save_waits_does_not_outlive_it(
    tasks: Tasks, qtbot: QtBot, sqlite_database: Database
) -> None:
    form = opened(tasks, qtbot)
    put(form, "name", "林夕")
    form.save()
    form._drafts.write()  # the two seconds are over while an import keeps the save waiting
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert kept(sqlite_database, "streamer/new") is None


def test_a_save_that_is_refused_keeps_the_draft(
    tasks: Tasks, qtbot: QtBot, sqlite_database: Database
) -> None:
    form = opened(tasks, qtbot)
    put(form, "name", "林夕")
    put(form, "id_no", "371302199003076519")
    form._drafts.write()
    form.save()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert kept(sqlite_database, "streamer/new") == {"name": "林夕", "id_no": "371302199003076519"}


def test_a_draft_that_says_what_the_record_says_is_not_offered(
    tasks: Tasks, qtbot: QtBot, person: int, sqlite_database: Database
) -> None:
    with sqlite_database.write() as session:
        drafts.keep(session, f"streamer/{person}", {"agent": "陈果", "gone_field": 1}, 1)
    form = opened(tasks, qtbot, person)
    assert not form.shell.draft.isVisible()
    qtbot.waitUntil(lambda: kept(sqlite_database, f"streamer/{person}") is None)


def test_a_draft_of_another_shape_does_no_harm(tasks: Tasks, qtbot: QtBot, sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        drafts.keep(session, "streamer/new", {"team_id": "不是列表", "name": "林夕", "gender": 7})
    form = opened(tasks, qtbot)
    form.shell.draft.restore.click()
    assert line(form, "name").line.text() == "林夕"


def test_new_records_of_different_owners_have_drafts_of_their_own() -> None:
    assert place_of(Streamer, 7, {}) == "streamer/7"
    assert place_of(Contract, None, {"streamer_id": 5, "kind": "x"}) == "contract/new/streamer_id=5"
    assert place_of(Contract, None, {"streamer_id": 6}) != place_of(Contract, None, {"streamer_id": 5})


def test_a_dialog_closed_by_its_cancel_leaves_no_draft(
    tasks: Tasks, qtbot: QtBot, sqlite_database: Database, tmp_path: Path
) -> None:
    del tmp_path
    dialog = FormDialog(tasks, Streamer, "新增主播")
    qtbot.addWidget(dialog)
    dialog.open_new()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    put(dialog.form, "name", "林夕")
    dialog.form._drafts.write()
    qtbot.waitUntil(lambda: kept(sqlite_database, "streamer/new") is not None)
    dialog.form.shell.cancel.click()
    qtbot.waitUntil(lambda: kept(sqlite_database, "streamer/new") is None)
