"""导入记录: what was imported is listed, its file opened, its refused lines saved, its records found."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select, text

from db.models import Trail
from db.queries.tables import table_of
from db.undoing import undo
from desktop.pages.tidying import batches_page
from desktop.pages.tidying.batches_page import BatchesPage
from desktop.records.undo_dialog import UndoDialog
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.widgets.notice import Notice
from tests.desktop.pages.tidying.taken_in import LATER, PEOPLE, take_in


@pytest.fixture
def page(tasks: Tasks, settings: Settings, qtbot: QtBot, tmp_path: Path) -> Iterator[BatchesPage]:
    """Give the page of a base that took two files in."""
    take_in(tasks.database, tmp_path / "名册10月.csv", PEOPLE)
    take_in(tasks.database, tmp_path / "名册11月.csv", LATER)
    made = BatchesPage(tasks, settings)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.refresh()
    wait(qtbot, tasks)
    yield made
    made.hide()


def wait(qtbot: QtBot, tasks: Tasks) -> None:
    """Wait until everything asked for is answered."""
    qtbot.waitUntil(lambda: not tasks.is_busy())


def row(page: BatchesPage, number: int) -> list[str]:
    """Return the words of a row of the list."""
    model = page.table.model()
    return [str(model.index(number, column).data()) for column in range(model.columnCount())]


def said(page: BatchesPage) -> str:
    """Return what the panel says."""
    return "\n".join(each.text() for each in page.panel.findChildren(QLabel) if not each.isHidden())


def test_the_newest_import_stands_first_with_its_counts(page: BatchesPage, qtmodeltester: Any) -> None:
    qtmodeltester.check(page.table.model())
    assert page.table.model().rowCount() == 2
    assert row(page, 0)[1:] == ["主播花名册", "名册11月.csv", "有效", "测试员", "1", "1", "0", "1", "0"]
    assert row(page, 1)[2] == "名册10月.csv"


def test_the_panel_tells_what_was_done_and_where_the_records_are(page: BatchesPage) -> None:
    told = said(page)
    assert "文件共 3 行，方式：新增或更新" in told
    assert "新增 1 · 更新 1 · 错误 1" in told
    wanted: list[tuple[str, dict[str, object]]] = []
    page.page_wanted.connect(lambda place, filters: wanted.append((place, filters)))
    (way,) = [each for each in page.panel.findChildren(QPushButton) if each.accessibleName() == "查看主播"]
    way.click()
    chosen = page.table.chosen()
    assert chosen is not None
    assert wanted == [("streamers", {"part": "streamers", "batch": chosen.id})]


def test_the_original_file_opens_byte_by_byte_and_that_is_recorded(
    page: BatchesPage, qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(batches_page, "open_path", lambda path, _widget: opened.append(path))
    page.panel.file.click()
    qtbot.waitUntil(lambda: bool(opened))
    wait(qtbot, tasks)
    assert opened[0].name == "名册11月.csv"
    assert opened[0].read_bytes() == LATER.encode()
    with tasks.database.read() as session:
        assert "查看原文件" in session.scalars(select(table_of(Trail).c.action)).all()


def test_the_refused_lines_are_saved_again_at_any_time_and_that_is_recorded(
    page: BatchesPage, qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "改一改.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(path), ""))
    page.panel.errors.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(Notice)))
    rows = list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))
    assert rows[2][0] == "坏号"
    with tasks.database.read() as session:
        assert session.scalars(select(table_of(Trail).c.action)).all().count("另存错误行") == 1
    page.table.choose(page._found[1].id)
    assert page.panel.errors.isHidden()


def test_a_file_that_is_no_longer_kept_cannot_be_opened(
    page: BatchesPage, qtbot: QtBot, tasks: Tasks
) -> None:
    with tasks.database.write() as session:
        session.execute(text("DELETE FROM kept_file"))
    page.refresh()
    wait(qtbot, tasks)
    assert not page.panel.file.isEnabled()
    assert not page.panel.errors.isEnabled()
    assert "没有留存" in page.panel.file.toolTip()


def test_words_typed_narrow_the_list_and_the_chosen_one_stays(page: BatchesPage) -> None:
    older = page._found[1]
    page.table.choose(older.id)
    page.search.setText("名册10")
    assert page.table.model().rowCount() == 1
    page.search.setText("")
    chosen = page.table.chosen()
    assert chosen is not None
    assert chosen.id == older.id
    page.search.setText("没有这样的文件")
    assert page.table.isHidden()
    assert page.panel.isHidden()
    assert not page._no_match.isHidden()


def test_what_was_taken_back_says_so_and_is_listed_once(
    page: BatchesPage, qtbot: QtBot, tasks: Tasks
) -> None:
    newest = page._found[0].id
    with tasks.database.write() as session:
        undo(session, newest)
    page.refresh()
    wait(qtbot, tasks)
    assert page.table.model().rowCount() == 2
    assert row(page, 0)[3] == "已撤销"
    assert "移除 2 条 · 还原 1 条" in said(page)
    page.search.setText("已撤销")
    assert page.table.model().rowCount() == 1
    assert page.panel.undo.isHidden()
    assert not page.panel.redo.isHidden()


def test_the_page_opens_on_an_import_asked_for(page: BatchesPage, qtbot: QtBot, tasks: Tasks) -> None:
    older = page._found[1].id
    page.search.setText("11月")
    page.narrow({"key": older})
    page.refresh()
    wait(qtbot, tasks)
    chosen = page.table.chosen()
    assert chosen is not None
    assert chosen.id == older


def test_undoing_is_asked_for_in_a_dialog_and_the_list_follows(
    page: BatchesPage, qtbot: QtBot, tasks: Tasks
) -> None:
    tasks.saved.connect(page.refresh)
    page.panel.undo.click()
    (dialog,) = page.window().findChildren(UndoDialog)
    qtbot.waitUntil(dialog.back.isEnabled)
    dialog.back.click()
    qtbot.waitUntil(lambda: row(page, 0)[3] == "已撤销")
    wait(qtbot, tasks)
    dialog.reject()


def test_a_base_without_imports_says_what_to_do(tasks: Tasks, settings: Settings, qtbot: QtBot) -> None:
    page = BatchesPage(tasks, settings)
    qtbot.addWidget(page)
    page.refresh()
    wait(qtbot, tasks)
    assert page._stack.currentIndex() == 0
    wanted: list[str] = []
    page.import_wanted.connect(wanted.append)
    [each for each in page.findChildren(QPushButton) if each.text() == "导入 Excel"][-1].click()
    assert wanted == [""]
