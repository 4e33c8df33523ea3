"""Windows without a screen: one application in our look, and nothing that waits for a click."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QMessageBox
from pytestqt.qtbot import QtBot

from db.engine import Database
from db.opening import open_database
from db.steps import no_step
from desktop import theme
from desktop.pages.streamers import StreamersPage
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.windows.founding import Answers, found_base
from tests.desktop.access.names import nameless
from tests.desktop.invented import add_streamers
from tests.desktop.patience import PatientBot

_OFFSCREEN_NOISE = r"propagateSizeHints|This plugin does not support"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the offscreen plugin say what it cannot do; every other line of Qt's log fails the test."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(_OFFSCREEN_NOISE, extend=True))


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Give a hand on the window that no load makes fail."""
    assert qapp
    return PatientBot(request)


@pytest.fixture(scope="session")
def _settings_of_session(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(tmp_path_factory.mktemp("config"), theme="light", density="compact")


@pytest.fixture
def themed(qapp: QApplication, _settings_of_session: Settings) -> QApplication:
    """Give the application in the light, compact look."""
    theme.apply(qapp, _settings_of_session)
    return qapp


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory, settings_folder: Path) -> Path:
    """Make a base with all samples (300 people, 19,000 sessions), once for a process; only to be read."""
    path = tmp_path_factory.mktemp("samples") / "sample.db"
    with (
        closing(open_database(path, settings_folder=settings_folder)) as database,
        database.write() as session,
    ):
        found_base(session, no_step, Answers("沂河示例直播基地", sample=True))
    return path


@pytest.fixture
def sample_base(sample_file: Path, settings_folder: Path) -> Iterator[Database]:
    """Open the base with all samples; only to be read."""
    with closing(open_database(sample_file, settings_folder=settings_folder)) as database:
        yield database


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Give a user's settings in a folder of their own."""
    return Settings(tmp_path / "config", theme="light", density="compact")


@pytest.fixture(autouse=True)
def _no_unexpected_question(monkeypatch: pytest.MonkeyPatch) -> None:
    """Turn a modal box that no test expects into a failure: it would wait for ever."""

    def refuse(box: object, *_arguments: object, **_named: object) -> int:
        words = box.text() if isinstance(box, QMessageBox) else type(box).__name__
        pytest.fail(f"an unexpected modal box: {words}")

    for box in (QMessageBox, QInputDialog, QFileDialog, QDialog):
        monkeypatch.setattr(box, "exec", refuse)
    for name in ("warning", "critical", "information", "question"):
        monkeypatch.setattr(QMessageBox, name, refuse)
    for name in ("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory"):
        monkeypatch.setattr(QFileDialog, name, refuse)


@pytest.fixture(autouse=True)
def _every_dialog_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where a dialog is opened with a control a screen reader has no name for."""
    open_dialog = QDialog.open

    def open_and_listen(dialog: QDialog) -> None:
        open_dialog(dialog)
        assert [*nameless(dialog)] == []

    monkeypatch.setattr(QDialog, "open", open_and_listen)


@pytest.fixture
def tasks(themed: QApplication, sqlite_database: Database) -> Iterator[Tasks]:
    """Give the door to threads of a fresh database; an error nobody takes fails the test."""
    del themed
    made = Tasks(sqlite_database)
    untold: list[BaseException] = []
    made.failed.connect(untold.append)
    yield made
    made.close()
    if untold:
        raise untold[0]


@pytest.fixture
def roster(tasks: Tasks, settings: Settings, qtbot: QtBot, sqlite_database: Database) -> StreamersPage:
    """Show the roster page of a base with twenty people, read again after each save."""
    add_streamers(sqlite_database, 20)
    made = StreamersPage(tasks, settings)
    qtbot.addWidget(made)
    tasks.saved.connect(made.refresh)
    made.resize(1158, 742)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.model.rowCount() == 20 and made.panel.form.record is not None)
    return made
