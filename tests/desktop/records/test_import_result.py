"""The last step of the import: what each batch did, the way to it, and the way back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from sqlmodel import select

from db.models import ImportBatch, Streamer
from desktop.records.import_wizard import ImportWizard
from desktop.records.undo_dialog import UndoDialog
from desktop.settings import Settings
from desktop.tasks import Tasks
from tests.desktop.records.test_import_wizard import book, go_on, people

NAMES = ("姓名", "艺名", "快手号")


@pytest.fixture
def done(tasks: Tasks, settings: Settings, tmp_path: Path, qtbot: QtBot) -> Iterator[ImportWizard]:
    """Give the wizard after two files with three people were taken in."""
    files = [
        book(tmp_path / "一组.xlsx", NAMES, ("李小舟", "小舟", "ks_xz"), ("王大河", "大河", "ks_dh")),
        book(tmp_path / "二组.xlsx", NAMES, ("赵远山", "远山", "ks_ys")),
    ]
    wizard = ImportWizard(tasks, settings, "", files)
    wizard.show()
    for step in (1, 2, 3):
        go_on(wizard, step, qtbot)
    yield wizard
    if isValid(wizard):
        wizard.hide()
        wizard.deleteLater()


def rows(wizard: ImportWizard) -> list[list[str]]:
    """Return the list of batches as it reads."""
    words = wizard.outcome.table.words
    return [
        [words.index(row, column).data() for column in range(words.columnCount())]
        for row in range(words.rowCount())
    ]


def test_every_file_stands_with_what_came_of_it(done: ImportWizard) -> None:
    assert done.outcome.counts.text() == "新增 3 · 更新 0 · 不变 0 · 错误 0"
    assert rows(done) == [
        ["一组.xlsx", "主播花名册", "2", "0", "0", "0", "有效"],
        ["二组.xlsx", "主播花名册", "1", "0", "0", "0", "有效"],
    ]


def test_the_chosen_batch_is_taken_back_and_brought_back_where_it_was_made(
    done: ImportWizard, tasks: Tasks, qtbot: QtBot
) -> None:
    done.outcome.table.selectRow(1)
    done.outcome.undo.click()
    (dialog,) = done.findChildren(UndoDialog)
    qtbot.waitUntil(dialog.back.isEnabled)
    dialog.back.click()
    qtbot.waitUntil(lambda: [row[-1] for row in rows(done)] == ["有效", "已撤销"])
    assert gone(tasks) == {"赵远山"}
    assert done.outcome.undo.text() == "恢复本批…"
    dialog.reject()
    done.outcome.table.selectRow(0)
    assert done.outcome.undo.text() == "撤销本批…"


def gone(tasks: Tasks) -> set[str]:
    """Return who was removed."""
    with tasks.database.read() as session:
        found = session.exec(select(Streamer))
        return {person.name for person in found if person.deleted_at is not None}


def test_the_way_to_a_batch_leads_to_the_page_of_imports(
    done: ImportWizard, tasks: Tasks, qtbot: QtBot
) -> None:
    with tasks.database.read() as session:
        first = min(batch.id or 0 for batch in session.exec(select(ImportBatch)))
    with qtbot.waitSignal(done.page_wanted) as wanted:
        done.outcome.see.click()
    assert wanted.args == ["tidying", {"part": "batches", "key": first}]
    QApplication.processEvents()


def test_the_same_file_once_more_is_told_and_brings_nothing_new(
    done: ImportWizard, tasks: Tasks, settings: Settings, qtbot: QtBot
) -> None:
    again = ImportWizard(tasks, settings, "", done.files.files)
    again.show()
    go_on(again, 1, qtbot)
    told = again.columns._notes.text()
    assert "“一组.xlsx”已在 " in told
    assert "由测试员按“主播花名册”导入过（新增 2 行，更新 0 行）" in told
    go_on(again, 2, qtbot)
    go_on(again, 3, qtbot)
    assert again.outcome.counts.text() == "新增 0 · 更新 0 · 不变 3 · 错误 0"
    assert again.outcome._title.text() == "没有新的内容"
    assert not again.outcome.undo.isVisible()
    assert people(tasks) == {"李小舟", "王大河", "赵远山"}
    again.hide()
    again.deleteLater()
