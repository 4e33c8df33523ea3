"""The first rows of a file chosen for import are seen at once, personal numbers masked."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from pytestqt.qtbot import QtBot

from desktop.excel import sheets
from desktop.records.import_files_step import FilesStep
from desktop.settings import Settings
from desktop.tasks import Tasks


@pytest.fixture
def step(tasks: Tasks, settings: Settings, qtbot: QtBot) -> FilesStep:
    """Return the first step of an import."""
    made = FilesStep(tasks, settings, "")
    qtbot.addWidget(made)
    made.resize(960, 520)
    made.show()
    return made


def book(path: Path) -> Path:
    """Write a workbook whose first sheet is hidden."""
    made = Workbook()
    hidden = made.active
    assert hidden is not None
    hidden.append(["不该看"])
    hidden.sheet_state = "hidden"
    roster = made.create_sheet("名单")
    for row in (["九月名单"], ["姓名", "手机"], ["李小满", "13800138000"], ["王大同", "+86 138-0013-8001"]):
        roster.append(row)
    for number in range(100):
        roster.append([f"某{number}"])
    made.save(path)
    return path


def words(step: FilesStep) -> list[list[str]]:
    """Return the rows shown."""
    model = step.glance.rows.words
    return [
        [str(model.data(model.index(row, column))) for column in range(1, model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_first_rows_of_the_first_sheet_in_sight_are_shown_with_numbers_masked(
    step: FilesStep, qtbot: QtBot, tmp_path: Path
) -> None:
    step.add_files([book(tmp_path / "名单.xlsx")])
    qtbot.waitUntil(step.glance.rows.isVisible)
    assert "名单" in step.glance.about.text()
    assert words(step)[:2] == [["九月名单", ""], ["姓名", "手机"]]
    assert words(step)[2][0] == "李小满"
    assert [row[1] for row in words(step)[2:4]] == ["******8000", "******8001"]


def test_another_chosen_file_takes_its_place_and_none_leaves_nothing(
    step: FilesStep, qtbot: QtBot, tmp_path: Path
) -> None:
    text = tmp_path / "直播.csv"
    text.write_bytes("开播时间,账号\n2026-09-01 20:00,ks1\n".encode("gb18030"))
    step.add_files([book(tmp_path / "名单.xlsx"), text])
    step.list.selectRow(1)
    qtbot.waitUntil(lambda: words(step)[:1] == [["开播时间", "账号"]])
    step.list.selectAll()
    step.remove.click()
    assert not step.glance.isVisible()


def test_a_file_that_cannot_be_read_says_so_in_place_of_rows(
    step: FilesStep, qtbot: QtBot, tmp_path: Path
) -> None:
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04nothing")
    step.add_files([broken])
    qtbot.waitUntil(lambda: "已损坏" in step.glance.about.text())
    assert not step.glance.rows.isVisible()


def test_a_glance_reads_no_more_than_it_shows(tmp_path: Path) -> None:
    found = sheets.glance(book(tmp_path / "名单.xlsx"))
    assert [sheet.name for sheet in found.sheets] == ["名单"]
    assert [number for number, _ in found.sheets[0].rows] == list(range(1, 31))
