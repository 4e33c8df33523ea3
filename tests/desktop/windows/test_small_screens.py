"""On a small or enlarged screen everything can be reached."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.models import Streamer
from desktop.records.form_dialog import FormDialog
from desktop.records.import_wizard import ImportWizard
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.windows.main import MainWindow

_FRAME = 30


@pytest.fixture(params=[(1366, 728), (1280, 680), (1093, 574)], ids=["100%", "150% of 1080p", "125%"])
def screen(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> QSize:
    """Give a screen less its taskbar, as laptops and enlarged screens have."""
    size = QSize(*request.param)
    monkeypatch.setattr(QWidget, "screen", lambda _self: SimpleNamespace(availableSize=lambda: size))
    return size


def test_the_first_window_fills_a_screen_it_would_not_fit_on(
    screen: QSize, settings: Settings, themed: QApplication, qtbot: QtBot
) -> None:
    del themed
    window = MainWindow(settings)
    qtbot.addWidget(window)
    assert window.isMaximized()
    assert window.height() + _FRAME <= screen.height()
    assert window.width() <= screen.width()


def test_the_buttons_of_form_and_import_stay_on_the_screen(
    screen: QSize, tasks: Tasks, settings: Settings, qtbot: QtBot
) -> None:
    for dialog in (FormDialog(tasks, Streamer, "新增主播"), ImportWizard(tasks, settings)):
        qtbot.addWidget(dialog)
        dialog.show()
        assert dialog.height() + _FRAME <= screen.height()
        shown = [button for button in dialog.findChildren(QPushButton) if button.isVisible()]
        assert {"取消"} < {button.text() for button in shown}
        for button in shown:
            if button.text() in {"取消", "保存", "下一步"}:
                assert button.mapTo(dialog, button.rect().bottomLeft()).y() < dialog.height()
