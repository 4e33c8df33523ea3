"""What a base sets of its training: minutes of a 学时, points that pass, the rubric."""

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from db.engine import Database
from db.queries.training_hours import lesson_minutes
from db.store.certifying import rubric
from db.store.training_rules import pass_mark
from desktop.pages.settings.training_tab import TrainingTab
from desktop.records.form_dialog import FormDialog
from desktop.tasks import Tasks
from tests.desktop.pages.roster import line, type_into


@pytest.fixture
def tab(tasks: Tasks, qtbot: QtBot) -> TrainingTab:
    """Show the tab of a base that set nothing yet."""
    made = TrainingTab(tasks)
    qtbot.addWidget(made)
    tasks.saved.connect(made.refresh)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.table.words.rowCount() == 5)
    return made


def _items(tab: TrainingTab) -> list[list[str]]:
    words = tab.table.words
    return [[words.index(row, column).data() for column in range(3)] for row in range(words.rowCount())]


def test_the_house_s_terms_stand_there_until_the_base_sets_its_own(
    tab: TrainingTab, qtbot: QtBot, sqlite_database: Database
) -> None:
    assert (tab.lesson.currentText(), tab.mark.value()) == ("45 分钟", 60)
    assert _items(tab)[1] == ["技能", "25", "25%"]
    tab.lesson.setCurrentIndex(1)
    tab.mark.setValue(75)
    tab._save()
    qtbot.waitUntil(lambda: not tab._tasks.is_busy())
    with sqlite_database.read() as session:
        assert (lesson_minutes(session), pass_mark(session)) == (60, 75)


def test_an_item_of_the_rubric_is_changed_and_another_deleted(
    tab: TrainingTab, qtbot: QtBot, sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab.table.selectRow(1)
    tab._edit()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in tab.findChildren(FormDialog)))
    dialog = next(each for each in tab.findChildren(FormDialog) if each.isVisible())
    type_into(line(dialog, "weight"), "35")
    with qtbot.waitSignal(dialog.saved):
        dialog.form.save()
    qtbot.waitUntil(lambda: _items(tab)[1] == ["技能", "25", "35%"])

    def agree(box: QMessageBox) -> int:
        next(each for each in box.buttons() if each.text() == "删除").click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", agree)
    tab.table.selectRow(0)
    tab._delete()
    qtbot.waitUntil(lambda: [each[0] for each in _items(tab)] == ["技能", "镜头", "形象", "话术"])
    with sqlite_database.read() as session:
        first = rubric(session)[0]
    assert (first.name, first.weight) == ("技能", 35)
