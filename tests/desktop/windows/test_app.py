"""The program from its start: what is asked, what is opened, what is said when it cannot be."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from db.backup import back_up
from db.errors import DatabaseUnavailable
from db.opening import backup_folder, open_database
from db.queries.base import base_facts, city_figures
from db.steps import no_step
from desktop import app, faults
from desktop.app import Program, choose_input_method
from desktop.settings import Settings, user_name
from desktop.widgets.notice import Notice
from desktop.windows.first_run import FirstRun
from desktop.windows.founding import Answers, found_base
from desktop.windows.tour import Tour
from desktop.windows.trouble import DatabaseTrouble


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the user an empty data folder."""
    folder = tmp_path / "data"
    monkeypatch.setattr(app, "data_folder", lambda: folder)
    monkeypatch.setattr(app, "log_folder", lambda: tmp_path / "log")
    monkeypatch.setattr(faults, "start_log", lambda folder: folder)
    return folder


@pytest.fixture
def program(themed: QApplication, settings: Settings, data: Path) -> Iterator[Program]:
    """Give a program that was never started before."""
    del themed, data
    made = Program(settings)
    yield made
    made.window.hide()
    made.close()
    made.window.deleteLater()


def question(program: Program) -> FirstRun:
    """Return the open first-start dialog."""
    return next(dialog for dialog in program.window.findChildren(FirstRun) if dialog.isVisible())


@pytest.mark.parametrize("name", ["QT_IM_MODULE", "XMODIFIERS", "GTK_IM_MODULE"])
def test_under_fcitx_qt_is_led_to_it_by_the_portal_of_ibus(name: str) -> None:
    environment = {name: "@im=fcitx"}
    choose_input_method(environment, "linux")
    assert environment["QT_IM_MODULE"] == "ibus"
    assert environment["IBUS_USE_PORTAL"] == "1"


def test_other_input_methods_and_systems_are_left_alone() -> None:
    for environment, platform in (({"QT_IM_MODULE": "ibus"}, "linux"), ({"XMODIFIERS": "fcitx"}, "win32")):
        before = dict(environment)
        choose_input_method(environment, platform)
        assert environment == before


def test_the_window_is_painted_before_orm_excel_and_pdf_are_loaded() -> None:
    heavy = "sqlalchemy sqlmodel pydantic alembic openpyxl reportlab pypinyin python_calamine sqlcipher3"
    heavy += " pypdfium2 PySide6.QtPrintSupport ctypes desktop.i18n.sentences"
    code = f"""
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from desktop.settings import Settings
from desktop.app import MainWindow, create_application
settings = Settings(Path("nowhere"))
application = create_application(settings)
window = MainWindow(settings)
window.show()
application.processEvents()
print([name for name in {heavy.split()} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_first_start_asks_and_an_empty_base_bears_the_name_given(
    program: Program, data: Path, qtbot: QtBot
) -> None:
    program.start()
    asked = question(program)
    asked.name.setText("蒙阴直播基地")
    asked.empty.setChecked(True)
    asked.begin.click()
    qtbot.waitUntil(lambda: program.window._sidebar._name.text() == "蒙阴直播基地")
    assert (data / "basedesk.db").exists()
    assert not (data / "sample.db").exists()
    assert not program.window._banner.isVisible()


def test_samples_go_into_a_database_of_their_own_and_are_marked(
    program: Program, data: Path, settings: Settings, qtbot: QtBot
) -> None:
    program.start()
    question(program).begin.click()
    qtbot.waitUntil(program.window._banner.isVisible)
    assert not (data / "basedesk.db").exists()
    assert settings.database == str(data / "sample.db")
    tasks = program._tasks
    assert tasks is not None
    assert tasks.database.user == user_name() != ""
    with tasks.database.read() as session:
        base = base_facts(session)
        assert base is not None
        assert base.is_demo
        assert len(city_figures(session)) > 3
    program.window.own_base_wanted.emit()
    asked = question(program)
    assert not asked.sample.isVisible()
    asked.name.setText("沂水直播基地")
    asked.begin.click()
    qtbot.waitUntil(lambda: program.window._sidebar._name.text() == "沂水直播基地")
    assert settings.database == ""
    qtbot.waitUntil(lambda: not program.window._banner.isVisible())


def test_an_own_base_needs_a_name_before_it_begins(themed: QApplication) -> None:
    del themed
    dialog = FirstRun(with_sample=False)
    assert not dialog.begin.isEnabled()
    assert dialog.hint.text() == "请填写基地名称，至少2个字。"
    dialog.name.setText("基")
    assert not dialog.begin.isEnabled()
    assert dialog.hint.text() == "请填写基地名称，至少2个字。"
    dialog.name.setText("基地")
    assert dialog.begin.isEnabled()
    assert "以后都可以" in dialog.hint.text()
    assert dialog.answers.bureau == "临沂市商务局"


def test_whoever_does_not_answer_the_first_start_leaves(program: Program, qtbot: QtBot) -> None:
    program.start()
    question(program).reject()
    qtbot.waitUntil(lambda: not program.window.isVisible())


def test_an_own_base_is_asked_for_without_anything_cut_off(themed: QApplication, qtbot: QtBot) -> None:
    del themed
    dialog = FirstRun(with_sample=False)
    qtbot.addWidget(dialog)
    dialog.show()
    area = dialog._area
    qtbot.waitUntil(lambda: area.viewport().height() >= dialog._asked.minimumSizeHint().height())
    assert not area.verticalScrollBar().isVisible()


def test_samples_broken_off_are_offered_again_and_whoever_does_not_answer_leaves(
    themed: QApplication, settings: Settings, data: Path, qtbot: QtBot
) -> None:
    del themed
    data.mkdir()
    settings.database = str(data / "sample.db")  # chosen, but its base was never entered
    program = Program(settings)
    program.start()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in program.window.findChildren(FirstRun)))
    assert question(program).sample.isVisible()
    question(program).reject()
    qtbot.waitUntil(lambda: not program.window.isVisible())
    program.close()
    program.window.deleteLater()


def test_a_file_that_is_no_database_is_told_in_a_sentence_and_another_can_be_chosen(
    themed: QApplication, settings: Settings, data: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    del themed
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database at all" * 100)
    other = data / "other.db"
    open_database(other, settings_folder=settings.folder).close()
    program = Program(settings, str(broken))
    program.start()
    qtbot.waitUntil(lambda: bool(program.window.findChildren(DatabaseTrouble)))
    trouble = program.window.findChildren(DatabaseTrouble)[0]
    with pytest.raises(DatabaseUnavailable) as told:
        open_database(broken, settings_folder=settings.folder)
    assert trouble.reason.text() == str(told.value)
    trouble.done(1)
    trouble.chosen.emit(str(other))
    qtbot.waitUntil(lambda: program._tasks is not None)
    assert settings.database == str(other)
    assert not program.window.findChildren(Notice)
    program.close()
    program.window.deleteLater()


def test_a_backup_takes_the_place_of_the_open_database(
    program: Program, data: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    program.start()
    asked = question(program)
    asked.name.setText("郯城直播基地")
    asked.empty.setChecked(True)
    asked.begin.click()
    window = program.window
    qtbot.waitUntil(lambda: window._sidebar._name.text() == "郯城直播基地")
    from db.models import LiveBase  # noqa: PLC0415 - wanted here only

    tasks = program._tasks
    assert tasks is not None
    copy = back_up(tasks.database.engine, tmp_path / "copies")
    with tasks.database.write() as session:
        base = session.get(LiveBase, 1)
        assert base is not None
        base.name = "改了名的基地"
    window._read_base()
    qtbot.waitUntil(lambda: window._sidebar._name.text() == "改了名的基地")
    window.restore_wanted.emit(copy.path)
    qtbot.waitUntil(lambda: window._sidebar._name.text() == "郯城直播基地")
    assert (data / "basedesk.db").exists()
    (told,) = window.findChildren(QMessageBox)
    (moved,) = data.glob("basedesk_恢复前_*")
    assert copy.path.name in told.informativeText()
    assert str(moved) in told.informativeText()


def test_a_broken_database_is_brought_back_from_a_backup(
    themed: QApplication, settings: Settings, data: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    del themed
    broken = data / "base.db"
    database = open_database(broken, settings_folder=settings.folder)
    with database.write() as session:
        found_base(session, no_step, Answers("郯城直播基地"))
    copy = back_up(database.engine, backup_folder(broken)).path
    database.close()
    broken.write_bytes(b"no database at all" * 100)
    program = Program(settings, str(broken))
    program.start()
    window = program.window
    qtbot.waitUntil(lambda: bool(window.findChildren(DatabaseTrouble)))
    (trouble,) = window.findChildren(DatabaseTrouble)
    asked: list[str] = []

    def choose(_parent: object, _title: str, folder: str, kinds: str) -> tuple[str, str]:
        asked.extend((folder, kinds))
        return str(copy), kinds

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    trouble.restore.click()
    qtbot.waitUntil(lambda: window._sidebar._name.text() == "郯城直播基地")
    assert asked == [str(copy.parent), "备份 (*.bdbak)"]
    window.hide()
    program.close()
    window.deleteLater()


def test_a_server_is_not_offered_a_restore(themed: QApplication, settings: Settings, qtbot: QtBot) -> None:
    del themed
    trouble = DatabaseTrouble("连不上", settings, None)
    qtbot.addWidget(trouble)
    trouble.show()
    assert not trouble.restore.isVisible()


def test_three_questions_are_answered_and_the_tour_begins_on_the_new_base(
    program: Program, data: Path, qtbot: QtBot
) -> None:
    program.start()
    asked = question(program)
    asked.name.setText("平邑直播基地")
    asked.bureau.setText("平邑县商务局")
    asked.filler.setText(" 卞知秋 ")
    asked.empty.setChecked(True)
    asked.begin.click()
    qtbot.waitUntil(lambda: program.window.findChild(Tour) is not None)
    assert (data / "basedesk.db").exists()
    tasks = program._tasks
    assert tasks is not None
    with tasks.database.read() as session:
        base = base_facts(session)
    assert base is not None
    assert (base.name, base.bureau, base.filler) == ("平邑直播基地", "平邑县商务局", "卞知秋")
