"""Windows without a screen: one application in our look, and nothing that waits for a click."""

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QMessageBox

from db.engine import Database
from desktop import theme
from desktop.settings import Settings
from desktop.tasks import Tasks

_OFFSCREEN_NOISE = r"propagateSizeHints|This plugin does not support"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the offscreen plugin say what it cannot do; every other line of Qt's log fails the test."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(_OFFSCREEN_NOISE, extend=True))


@pytest.fixture(scope="session")
def _settings_of_session(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(tmp_path_factory.mktemp("config"), theme="light", density="compact")


@pytest.fixture
def themed(qapp: QApplication, _settings_of_session: Settings) -> QApplication:
    """Give the application in the light, compact look."""
    theme.apply(qapp, _settings_of_session)
    return qapp


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
