"""撤销本批: three counts before and after, what stays and why, and the way to bring it back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from db import store
from db.engine import Session
from db.errors import NotAllowed
from db.models import Streamer
from db.queries.roster import STREAMERS
from db.steps import Step
from db.undoing import Reversal
from desktop.records import undo_dialog
from desktop.records.undo_dialog import UndoDialog
from desktop.tasks import Tasks
from tests.desktop.pages.tidying.taken_in import LATER, PEOPLE, take_in


@pytest.fixture
def batch(tasks: Tasks, tmp_path: Path) -> int:
    """Take two files in and return the later batch: one added, one changed."""
    take_in(tasks.database, tmp_path / "名册10月.csv", PEOPLE)
    return take_in(tasks.database, tmp_path / "名册11月.csv", LATER)


@pytest.fixture
def dialog(tasks: Tasks, batch: int, qtbot: QtBot) -> Iterator[UndoDialog]:
    """Give the dialog of the later batch, once it shows what would be done."""
    made = UndoDialog(tasks, batch)
    made.show()
    settle(qtbot, tasks)
    yield made
    if isValid(made):
        made.reject()


def settle(qtbot: QtBot, tasks: Tasks) -> None:
    """Wait until everything asked for is answered."""
    qtbot.waitUntil(lambda: not tasks.is_busy())


def figures(dialog: UndoDialog) -> list[str]:
    """Return the counts shown: removed, restored, kept."""
    cards = (dialog.removed, dialog.restored, dialog.kept)
    return [each.findChildren(QLabel)[1].text() for each in cards]


def people(tasks: Tasks) -> dict[str, object]:
    """Return the stage names of the people there are."""
    with tasks.database.read() as session:
        keys = store.search(session, STREAMERS, store.Query()).ids
        values = [store.load(session, Streamer, key).values for key in keys]
    return {str(each["name"]): each["stage_name"] for each in values}


def test_it_tells_before_anything_is_done(dialog: UndoDialog, tasks: Tasks) -> None:
    assert dialog.title.text() == "撤销“名册11月.csv”？"
    assert figures(dialog) == ["2", "1", "0"]  # a streamer and her account; a stage name
    assert dialog.table.isHidden()
    assert people(tasks) == {"林夕": "夕夕", "韩沉": "沉沉", "苏晚": "晚晚"}


def test_it_tells_after_and_brings_back_again(dialog: UndoDialog, tasks: Tasks, qtbot: QtBot) -> None:
    told: list[bool] = []
    dialog.changed.connect(lambda: told.append(True))
    dialog.back.click()
    qtbot.waitUntil(lambda: dialog.title.text() == "已撤销“名册11月.csv”")
    assert figures(dialog) == ["2", "1", "0"]
    assert people(tasks) == {"林夕": "小夕", "韩沉": "沉沉"}
    dialog.again.click()
    qtbot.waitUntil(lambda: dialog.title.text() == "恢复“名册11月.csv”？")
    assert dialog.back.isHidden()
    dialog.forth.click()
    qtbot.waitUntil(lambda: dialog.title.text() == "已恢复“名册11月.csv”")
    assert people(tasks) == {"林夕": "夕夕", "韩沉": "沉沉", "苏晚": "晚晚"}
    assert told == [True, True]


def test_what_was_changed_since_stays_and_is_listed_with_the_reason(
    tasks: Tasks, batch: int, qtbot: QtBot
) -> None:
    with tasks.database.write() as session:
        for key in store.search(session, STREAMERS, store.Query()).ids:
            loaded = store.load(session, Streamer, key)
            if loaded.values["name"] == "林夕":
                store.save(session, Streamer, {"stage_name": "夕姐"}, key, loaded.version)
    dialog = UndoDialog(tasks, batch)
    dialog.show()
    settle(qtbot, tasks)
    assert figures(dialog) == ["2", "0", "1"]
    model = dialog.table.model()
    row = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    assert (row[0], row[2]) == ("主播", "林夕")
    assert row[3].startswith("测试员 于 ")
    dialog.copy.click()
    assert QGuiApplication.clipboard().text().splitlines() == ["类型\t编号\t名称\t保留原因", "\t".join(row)]
    dialog.back.click()
    qtbot.waitUntil(lambda: dialog.title.text().startswith("已撤销"))
    assert people(tasks) == {"林夕": "夕姐", "韩沉": "沉沉"}
    dialog.reject()


def test_a_batch_that_cannot_be_taken_back_is_told_in_a_sentence(tasks: Tasks, qtbot: QtBot) -> None:
    dialog = UndoDialog(tasks, 7)
    dialog.show()
    settle(qtbot, tasks)
    assert "已不存在" in dialog._note.text()
    assert not dialog.back.isEnabled()
    dialog.reject()


def test_closing_while_it_works_stops_the_work_and_changes_nothing(
    dialog: UndoDialog, tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(_session: Session, _batch: int, step: Step) -> Reversal:
        while True:
            step(0, 0)

    monkeypatch.setattr(undo_dialog, "undo", endless)
    dialog.back.click()
    dialog.reject()
    qtbot.waitUntil(lambda: not isValid(dialog))
    settle(qtbot, tasks)
    assert people(tasks)["苏晚"] == "晚晚"


def test_what_was_refused_is_told_and_the_dialog_stays(
    dialog: UndoDialog, tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_asked: object) -> Reversal:
        raise NotAllowed("这一批已经撤销。")

    monkeypatch.setattr(undo_dialog, "undo", refuse)
    dialog.back.click()
    settle(qtbot, tasks)
    assert not dialog.isHidden()
    assert dialog.title.text() == "撤销“名册11月.csv”？"
