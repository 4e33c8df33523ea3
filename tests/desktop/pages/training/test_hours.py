"""Everybody's hours by month, and what a streamer's own tab says of them."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from db import store
from db.engine import Database
from db.models import Course, Streamer, Training
from db.models.training_words import Present
from db.store.signing import finish_signing, sign
from desktop.pages.streamer_training import StreamerTrainingTab
from desktop.pages.training import TrainingsPage
from desktop.pages.training.hours import HoursPage
from desktop.pages.training.sessions import SessionsPage
from desktop.records.reading import read_record
from desktop.settings import Settings
from desktop.tasks import Tasks
from tests.desktop.pages.training.room import add_people

_HELD = ((datetime(2026, 3, 9, 9), 40), (datetime(2026, 3, 20, 9), 15), (datetime(2026, 5, 8, 9), 20))
"""When trainings were held, and their 学时 in tenths."""


@pytest.fixture
def people(sqlite_database: Database) -> list[int]:
    """Hold three trainings: 韩沉 was at all, 林夕 at the first only, 周慕云 asked for leave each time."""
    found = add_people(sqlite_database, ["韩沉", "林夕", "周慕云"])
    with sqlite_database.write() as session:
        for number, (start, credit) in enumerate(_HELD):
            values = {"title": f"第{number + 1}期", "start_at": start, "credit": credit, "trainer": "沂山"}
            key = store.save(session, Training, values)
            sign(session, key, found[0], Present.ATTENDED)
            sign(session, key, found[1], Present.LEAVE if number else Present.LATE)
            sign(session, key, found[2], Present.LEAVE)
            finish_signing(session, key)
    return found


@pytest.fixture
def page(tasks: Tasks, settings: Settings, qtbot: QtBot, people: list[int]) -> TrainingsPage:
    """Show the hours of 2026."""
    assert people
    made = TrainingsPage(tasks, settings)
    qtbot.addWidget(made)
    made.resize(1158, 742)
    made.show()
    made.narrow({"part": "hours"})
    made.refresh()
    qtbot.waitUntil(lambda: _hours(made).table.words.rowCount() == 3)
    return made


def _hours(page: TrainingsPage) -> HoursPage:
    part = page.part
    assert isinstance(part, HoursPage)
    return part


def _line(page: HoursPage, row: int) -> list[str]:
    return [page.table.words.index(row, column).data() for column in range(15)]


def test_people_stand_by_their_hours_under_the_sum_of_all(page: TrainingsPage) -> None:
    hours = _hours(page)
    assert _line(hours, 0) == ["合计", "", "", "", "9.5", "", "2", *[""] * 7, "11.5"]
    assert _line(hours, 1) == ["韩沉", "一队", "", "", "5.5", "", "2", *[""] * 7, "7.5"]
    assert _line(hours, 2) == ["林夕", "一队", "", "", "4", "", "", *[""] * 7, "4"]
    fonts = [hours.table.words.index(row, 14).data(Qt.ItemDataRole.FontRole) for row in range(3)]
    assert [font is not None and font.bold() for font in fonts] == [True, False, False]


def test_the_arrow_keys_walk_the_people_as_soon_as_they_are_in_sight(page: TrainingsPage) -> None:
    assert page.window().focusWidget() is _hours(page).table


def test_visits_and_people_are_two_figures_and_explained(page: TrainingsPage) -> None:
    words = [each.text() for each in _hours(page).findChildren(QLabel)]
    for name, value in (("培训场次", "3"), ("培训人次", "4"), ("培训人数", "2"), ("总学时", "11.5")):
        assert words[words.index(name) + 1] == value
    assert any("每人每场计一次" in each and "同一人全年只计一次" in each for each in words)


@pytest.mark.parametrize("typed", ["韩沉", "hc", "1000"])
def test_people_are_found_by_name_initials_and_phone(page: TrainingsPage, qtbot: QtBot, typed: str) -> None:
    hours = _hours(page)
    hours.search.setText(typed)
    qtbot.waitUntil(lambda: hours.table.words.rowCount() == 2)
    assert _line(hours, 0)[-1] == _line(hours, 1)[-1] == "7.5"


def test_a_person_leads_to_the_trainings_attended(
    page: TrainingsPage, qtbot: QtBot, people: list[int]
) -> None:
    with qtbot.waitSignal(page.page_wanted) as asked:
        _hours(page).show_person(2)
    assert asked.args == ["trainings", {"part": "sessions", "streamer_id": people[1]}]
    page.narrow({"part": "sessions", "streamer_id": people[0]})
    page.refresh()
    sessions = page.part
    assert isinstance(sessions, SessionsPage)
    qtbot.waitUntil(lambda: sessions.model.rowCount() == 3)


def test_the_table_is_written_with_real_numbers(
    page: TrainingsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "学时.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    _hours(page).save_table()
    qtbot.waitUntil(path.exists)
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[0][:5] == ["编号", "姓名", "操盘团队", "1月", "2月"]
    assert [row[1] for row in rows[1:3]] == ["韩沉", "林夕"]
    assert (rows[1][5], rows[1][7], rows[1][-1]) == (5.5, 2, 7.5)
    assert rows[3][0] == "合计"
    assert rows[3][-1] == 11.5


def test_a_streamer_s_tab_tells_hours_and_what_compliance_lacks(
    tasks: Tasks, qtbot: QtBot, sqlite_database: Database, people: list[int]
) -> None:
    with sqlite_database.write() as session:
        store.save(session, Course, {"name": "直播合规", "credit": 20, "is_mandatory": True})
    tab = StreamerTrainingTab(tasks)
    qtbot.addWidget(tab)
    tab.show()
    with sqlite_database.read() as session:
        record = read_record(session, Streamer, people[0])
    tab.show_record(record)
    qtbot.waitUntil(lambda: tab.table.words.rowCount() == 3)
    assert "累计 7.5 学时" in tab.words
    assert "合规必修课还差 1 门：《直播合规》" in tab.words
    assert "互联网营销师五级：参考学时 120，还差 112.5" in tab.words
    cells = [tab.table.words.index(0, column).data() for column in range(4)]
    assert cells == ["2026-05-08", "第3期", "出勤", "2"]
