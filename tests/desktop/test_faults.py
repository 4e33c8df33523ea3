"""Troubles are shown once, in words, and nothing personal is written down."""

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.errors import Cancelled, NotAllowed
from desktop import faults
from desktop.widgets.crash_box import CrashBox
from desktop.widgets.notice import Notice


@pytest.fixture
def window(themed: QApplication, qtbot: QtBot) -> QWidget:
    del themed
    made = QWidget()
    made.resize(800, 600)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    path = faults.start_log(tmp_path / "log")
    yield path
    logger = logging.getLogger("basedesk")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()


def crash_boxes() -> list[CrashBox]:
    return [box for box in QApplication.topLevelWidgets() if isinstance(box, CrashBox) and box.isVisible()]


def words_in(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def bug(message: str) -> BaseException:
    try:
        known: dict[str, str] = {}
        known[message].upper()
    except KeyError as error:
        return error
    return AssertionError()


def test_a_known_error_is_a_sentence_in_the_window(window: QWidget) -> None:
    faults.report(NotAllowed("未满16周岁，不能签约"), window)
    (notice,) = window.findChildren(Notice)
    assert words_in(notice) == "未满16周岁，不能签约"


def test_a_second_notice_takes_the_place_of_the_first(window: QWidget, qtbot: QtBot) -> None:
    faults.report(NotAllowed("第一条"), window)
    faults.report(NotAllowed("第二条"), window)
    qtbot.waitUntil(lambda: [n.text for n in window.findChildren(Notice)] == ["第二条"])


def test_cancelled_is_shown_to_nobody(window: QWidget) -> None:
    faults.report(Cancelled(), window)
    assert window.findChildren(Notice) == []
    assert crash_boxes() == []


def test_a_bug_opens_one_crash_box_whose_text_can_be_copied(window: QWidget, log: Path) -> None:
    faults.report(bug("x"), window)
    faults.report(bug("y"), window)
    (box,) = crash_boxes()
    assert not box.isModal()
    assert str(log) in words_in(box)
    copy = next(button for button in box.findChildren(QPushButton) if "复制" in button.text())
    copy.click()
    assert "KeyError" in QGuiApplication.clipboard().text()
    box.close()


def test_neither_log_nor_crash_text_holds_names_phones_or_id_numbers(window: QWidget, log: Path) -> None:
    personal = "王佳怡 13812345678 371302199003076512 37130219900307651X"
    faults.report(bug(personal), window)
    logging.getLogger("basedesk").warning("import of %s", "13812345678")
    (box,) = crash_boxes()
    for text in (box.details, log.read_text(encoding="utf-8")):
        assert "王佳怡" not in text
        assert "1381234" not in text
        assert "371302" not in text
    assert "KeyError" in box.details
    assert "import of ***" in log.read_text(encoding="utf-8")
    box.close()


def test_what_nobody_caught_is_shown_from_any_thread(window: QWidget, qtbot: QtBot) -> None:
    hooks = faults.Hooks(window)
    error = bug("thread")
    worker = threading.Thread(
        target=lambda: threading.excepthook(
            threading.ExceptHookArgs((type(error), error, error.__traceback__, threading.current_thread()))
        )
    )
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: len(crash_boxes()) == 1)
    crash_boxes()[0].close()
    sys.excepthook(KeyError, error, error.__traceback__)
    qtbot.waitUntil(lambda: len(crash_boxes()) == 1)
    crash_boxes()[0].close()
    hooks.remove()
    assert sys.excepthook is sys.__excepthook__
