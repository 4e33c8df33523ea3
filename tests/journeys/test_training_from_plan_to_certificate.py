"""One training through the real window, from the plan to the printed certificate."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from db import store
from db.engine import Database
from db.models import Course, LiveBase, Training
from db.models.training_words import AssessmentKind
from db.queries.training_hours import credit_to
from db.store.signing import enrol
from desktop.pages.training import TrainingsPage
from desktop.pages.training.certificates import CertificatesPage
from desktop.pages.training.sessions import SessionsPage
from desktop.pages.training.sign_in import SignInWindow
from desktop.records.editors import LineEditor
from desktop.records.form_dialog import FormDialog
from desktop.records.link_editor import LinkEditor
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.windows.main import MainWindow
from tests.db.training_world import assess
from tests.desktop.pages.training.room import add_people, lines_of

_NAMES = ["韩沉", "林夕", "周慕云"]


@pytest.fixture
def window(tasks: Tasks, settings: Settings, qtbot: QtBot, sqlite_database: Database) -> MainWindow:
    """Open the window of a base with three people and one course, on the training page."""
    add_people(sqlite_database, _NAMES)
    with sqlite_database.write() as session:
        store.save(session, LiveBase, {"name": "沂河示例直播基地"})
        store.save(session, Course, {"name": "直播话术入门", "category": "直播话术", "credit": 40})
    made = MainWindow(settings)
    qtbot.addWidget(made)
    made.fill(tasks, shared=False)
    made.resize(1366, 768)
    made.show()
    made.go("trainings")
    return made


def _sessions(window: MainWindow) -> SessionsPage:
    page = window.page
    assert isinstance(page, TrainingsPage)
    part = page.part
    assert isinstance(part, SessionsPage)
    return part


def _type(dialog: FormDialog, name: str, text: str) -> None:
    editor = dialog.form.grid.editors[name]
    assert isinstance(editor, LineEditor)
    editor.line.setText(text)
    editor.line.textEdited.emit(text)


def _plan(window: MainWindow, qtbot: QtBot) -> int:
    """Enter a training of today in the form and return its key."""
    part = _sessions(window)
    part.begin_new()
    dialog = next(each for each in window.findChildren(FormDialog) if each.isVisible())
    for name, text in (
        ("title", "主播话术提升训练"), ("trainer", "沂山"), ("place", "三楼培训教室"),
        ("start_at", f"{date.today()} 09:00"), ("end_at", f"{date.today()} 12:00"),
    ):  # fmt: skip
        _type(dialog, name, text)
    course = dialog.form.grid.editors["course_id"]
    assert isinstance(course, LinkEditor)
    course.show_value(1)
    course.show_name("直播话术入门")
    with qtbot.waitSignal(dialog.saved) as saved:
        dialog.form.save()
    qtbot.waitUntil(lambda: part.panel.form.record is not None and part.panel.key == saved.args[0])
    return int(saved.args[0])


def _sees(lectern: SignInWindow, name: str) -> bool:
    return lectern.offers.current is not None and lectern.offers.current.title == name


def _hears(lectern: SignInWindow, name: str) -> bool:
    return lectern.view.told.startswith(name)


def _sign_in(window: MainWindow, qtbot: QtBot) -> None:
    """Sign two in and mark the third absent, by keyboard, and finish."""
    _sessions(window).sign_in.click()
    (lectern,) = window.findChildren(SignInWindow)
    for letters, name, key in (
        ("hc", "韩沉", Qt.Key.Key_Return), ("lx", "林夕", Qt.Key.Key_F2), ("zmy", "周慕云", Qt.Key.Key_F5),
    ):  # fmt: skip
        QTest.keyClicks(lectern.field, letters)
        qtbot.waitUntil(partial(_sees, lectern, name))
        QTest.keyClick(lectern.field, key)
        qtbot.waitUntil(partial(_hears, lectern, name))
    with qtbot.waitSignal(lectern.finished_signing):
        QTest.keyClick(lectern.field, Qt.Key.Key_F9)


def _assess(database: Database, training: int) -> None:
    """Let the first pass and the second fail."""
    points = {"课程": 18.0, "技能": 20.0, "镜头": 20.0, "形象": 12.0, "话术": 12.0}
    with database.write() as session:
        for who, scores in ((1, points), (2, dict.fromkeys(points, 1.0))):
            assess(session, who, AssessmentKind.FINAL, date.today(), scores, training_id=training)


def _print_certificates(window: MainWindow, qtbot: QtBot, path: Path) -> str:
    """Print every certificate of the list and return the words of the only page."""
    page = window.page
    assert isinstance(page, TrainingsPage)
    page.narrow({"part": "certificates"})
    page.refresh()
    certificates = page.part
    assert isinstance(certificates, CertificatesPage)
    qtbot.waitUntil(lambda: certificates.model.rowCount() == 1)
    certificates.table.selectAll()
    certificates.print_selected()
    qtbot.waitUntil(path.exists)
    (sheet,) = PdfReader(path).pages
    return "".join(sheet.extract_text().split())


def test_one_training_goes_from_plan_to_certificate(
    window: MainWindow,
    qtbot: QtBot,
    sqlite_database: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "证.pdf"), ""))
    training = _plan(window, qtbot)
    with sqlite_database.write() as session:
        assert store.load(session, Training, training).values["credit"] == 40
        enrol(session, training, [1, 2, 3])
    _sign_in(window, qtbot)
    with sqlite_database.read() as session:
        assert store.load(session, Training, training).values["status"] == "已完成"
    _assess(sqlite_database, training)
    with qtbot.waitSignal(_sessions(window).tasks.saved):
        _sessions(window).does.issue()
    text = _print_certificates(window, qtbot, tmp_path / "证.pdf")
    assert "韩沉学员：" in text
    assert "4学时，考核合格，准予结业" in text
    lines = lines_of(sqlite_database, training).values()
    assert [str(line.present) for line in lines] == ["出勤", "迟到", "缺席"]
    with sqlite_database.read() as session:
        assert [credit_to(session, who, date.today()) for who in (1, 2, 3)] == [40, 40, 0]
