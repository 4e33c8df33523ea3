"""Closing the window loses nothing that was typed."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from db import store
from db.engine import Database
from db.models import Streamer
from db.steps import no_step
from desktop.pages.people import PeoplePage
from desktop.pages.streamers import StreamersPage
from desktop.records import record_form
from desktop.records.questions import Answer
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.widgets.notice import Notice
from desktop.windows.founding import Answers, found_base
from desktop.windows.main import MainWindow
from tests.desktop.invented import add_streamers
from tests.desktop.pages.roster import line, type_into


@pytest.fixture
def window(tasks: Tasks, settings: Settings, qtbot: QtBot, sqlite_database: Database) -> Iterator[MainWindow]:
    """Show two streamers, with a stage name typed and not saved."""
    with tasks.database.write() as session:
        found_base(session, no_step, Answers("河东直播基地"))
    add_streamers(sqlite_database, 2)
    made = MainWindow(settings)
    made.show()
    made.fill(tasks, shared=False)
    made.go("streamers")
    qtbot.waitUntil(lambda: roster(made).panel.form.record is not None)
    type_into(line(roster(made), "stage_name"), "没存")
    yield made
    made.hide()
    made.deleteLater()


def roster(window: MainWindow) -> StreamersPage:
    """Return the roster page."""
    page = window._pages["streamers"]
    assert isinstance(page, PeoplePage)
    assert isinstance(page.part, StreamersPage)
    return page.part


def answer(monkeypatch: pytest.MonkeyPatch, wanted: Answer) -> list[object]:
    """Answer the question about unsaved work; return what asked it."""
    asked: list[object] = []

    def reply(parent: object) -> Answer:
        asked.append(parent)
        return wanted

    monkeypatch.setattr(record_form, "ask_unsaved", reply)
    return asked


def test_what_was_typed_on_a_page_out_of_sight_is_asked_for_and_shown(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.go("home")
    asked = answer(monkeypatch, Answer.STAY)
    window.close()
    assert len(asked) == 1
    assert window.isVisible()
    assert window.page is window._pages["streamers"]
    assert line(roster(window), "stage_name").line.text() == "没存"


def test_the_window_closes_once_what_was_typed_is_saved(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, sqlite_database: Database
) -> None:
    key = roster(window).panel.key
    assert key is not None
    answer(monkeypatch, Answer.SAVE)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    with sqlite_database.read() as session:
        assert store.load(session, Streamer, key).values["stage_name"] == "没存"


def test_the_window_stays_when_what_was_typed_cannot_be_saved(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    type_into(line(roster(window), "id_no"), "371302199003076519")
    answer(monkeypatch, Answer.SAVE)
    window.close()
    reason = roster(window).panel.form.grid.reasons["id_no"]
    qtbot.waitUntil(lambda: bool(reason.text()))
    assert window.isVisible()
    assert line(roster(window), "stage_name").line.text() == "没存"


def test_what_is_given_up_is_not_asked_for_twice(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answer(monkeypatch, Answer.DROP)
    window.close()
    assert len(asked) == 1
    assert not window.isVisible()


def test_the_database_is_not_changed_over_something_typed(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_form, "ask_unsaved", lambda _parent: Answer.DROP)
    wanted: list[bool] = []
    window.own_base_wanted.connect(lambda: wanted.append(True))
    window.go("home")
    window._banner.own_base_wanted.emit()
    assert wanted == []
    assert window.page is window._pages["streamers"]
    assert any("没保存" in notice.text for notice in window.findChildren(Notice))
    roster(window).panel.form.cancel()
    window._banner.own_base_wanted.emit()
    assert wanted == [True]
