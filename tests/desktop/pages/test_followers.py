"""Followers of a day, entered by hand beside the roster."""

from datetime import date, timedelta

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db.engine import Database
from db.queries.person import accounts
from desktop.pages.followers_dialog import FollowersDialog
from desktop.records.editors import LineEditor
from desktop.tasks import Tasks
from tests.desktop.invented import add_account, add_streamers


def opened(tasks: Tasks, qtbot: QtBot, database: Database) -> tuple[FollowersDialog, int]:
    """Open the dialog for a person with one account; return it and the person's key."""
    (key,) = add_streamers(database, 1)
    add_account(database, key)
    with database.read() as session:
        dialog = FollowersDialog(tasks, accounts(session, key))
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog, key


def fill(dialog: FollowersDialog, name: str, text: str) -> None:
    """Type into a field."""
    editor = dialog.grid.editors[name]
    assert isinstance(editor, LineEditor)
    editor.line.setText(text)


def reasons(dialog: FollowersDialog) -> set[str]:
    """Return the reasons in sight."""
    found = dialog.findChildren(QLabel, "reason")
    return {each.text() for each in found if isinstance(each, QLabel) and each.isVisibleTo(dialog)}


def test_a_number_written_in_ten_thousands_is_kept_for_the_day(
    tasks: Tasks, qtbot: QtBot, sqlite_database: Database
) -> None:
    dialog, key = opened(tasks, qtbot, sqlite_database)
    fill(dialog, "followers", "3.2w")
    with qtbot.waitSignals([dialog.accepted, tasks.saved]):
        dialog.save()
    with sqlite_database.read() as session:
        (account,) = accounts(session, key)
    assert (account.followers, account.followers_on) == (32_000, date.today())


def test_a_day_to_come_is_refused_at_its_field_and_nothing_is_lost(
    tasks: Tasks, qtbot: QtBot, sqlite_database: Database
) -> None:
    dialog, key = opened(tasks, qtbot, sqlite_database)
    fill(dialog, "on", (date.today() + timedelta(days=1)).isoformat())
    fill(dialog, "followers", "500")
    dialog.save()
    qtbot.waitUntil(lambda: reasons(dialog) == {"不能晚于今天"})
    assert dialog.grid.values(["followers"]) == {"followers": 500}
    with sqlite_database.read() as session:
        assert accounts(session, key)[0].followers is None


def test_an_empty_number_is_asked_for(tasks: Tasks, qtbot: QtBot, sqlite_database: Database) -> None:
    dialog, _key = opened(tasks, qtbot, sqlite_database)
    dialog.save()
    assert reasons(dialog) == {"请填写"}
