"""附件 of one person: added, looked at in a private copy, saved elsewhere, removed and brought back."""

import gc
import os
import stat
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.engine import Database
from db.errors import NotAllowed
from db.models import Streamer
from desktop.records import attachments_tab
from desktop.records.attachments_tab import AttachmentsTab, size_words
from desktop.records.opened_files import OpenedFiles
from desktop.records.reading import read_record
from desktop.tasks import Tasks
from desktop.widgets.notice import Notice
from tests.db.attached_files import PDF, jpg, png
from tests.desktop.invented import add_streamers


@pytest.fixture
def tab(tasks: Tasks, qtbot: QtBot, sqlite_database: Database) -> AttachmentsTab:
    """Show the attachments of a person who has none."""
    (key,) = add_streamers(sqlite_database, 1)
    made = AttachmentsTab(tasks, Streamer)
    qtbot.addWidget(made)
    made.resize(420, 500)
    made.show()
    with sqlite_database.read() as session:
        record = read_record(session, Streamer, key)
    made.show_record(record)
    tasks.saved.connect(lambda: made.show_record(record))  # as the window does
    qtbot.waitUntil(lambda: "还没有附件" in words(made))
    return made


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Write a contract and a picture with the wrong ending."""
    made = [tmp_path / "合同.pdf", tmp_path / "身份证.png"]
    for path, content in zip(made, (PDF, jpg()), strict=True):
        path.write_bytes(content)
    return made


def words(tab: AttachmentsTab) -> str:
    return " ".join(each.text() for each in tab.findChildren(QLabel) if each.isVisibleTo(tab))


def names(tab: AttachmentsTab) -> list[str]:
    return [str(tab.table.words.index(row, 0).data()) for row in range(tab.table.words.rowCount())]


def press(tab: AttachmentsTab, words: str) -> None:
    next(each for each in tab.window().findChildren(QPushButton) if each.text() == words).click()


def drop(tab: AttachmentsTab, files: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    tab.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))


def test_files_chosen_are_listed_and_a_wrong_ending_is_told(
    tab: AttachmentsTab, qtbot: QtBot, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a: ([str(file) for file in files], ""))
    press(tab, "添加附件")
    qtbot.waitUntil(lambda: sorted(names(tab)) == ["合同.pdf", "身份证.jpg"])
    assert "共 2 个" in words(tab)
    assert "“身份证.png”的内容其实是 JPG，已改名保存。" in {
        each.text for each in tab.window().findChildren(Notice)
    }


def test_files_dropped_are_added_but_workbooks_are_left_to_the_window(
    tab: AttachmentsTab, qtbot: QtBot, files: list[Path], tmp_path: Path
) -> None:
    drop(tab, [files[0], tmp_path / "名册.xlsx"])
    qtbot.waitUntil(lambda: names(tab) == ["合同.pdf"])


def test_a_file_that_cannot_be_taken_says_why_and_the_others_are_taken(
    tab: AttachmentsTab, qtbot: QtBot, files: list[Path], tmp_path: Path
) -> None:
    told: list[BaseException] = []
    tab._tasks.failed.disconnect()
    tab._tasks.failed.connect(told.append)
    (tmp_path / "假.pdf").write_bytes(b"MZ")
    tab.add([tmp_path / "假.pdf", files[0], files[0]])
    qtbot.waitUntil(lambda: len(told) == 2 and names(tab) == ["合同.pdf"])
    assert all(isinstance(each, NotAllowed) for each in told)
    assert "已经添加过了" in str(told[1])


def test_enter_opens_a_private_copy_that_goes_at_the_end(
    tab: AttachmentsTab, qtbot: QtBot, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def note(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    tab.add(files[:1])
    qtbot.waitUntil(lambda: names(tab) == ["合同.pdf"])
    tab.table.setFocus()
    tab.open()
    qtbot.waitUntil(lambda: len(opened) == 1)
    (copy,) = opened
    assert copy.name == "合同.pdf"
    assert copy.read_bytes() == PDF
    assert stat.S_IMODE(copy.parent.parent.stat().st_mode) == 0o700
    tab._opened.remove()
    assert not copy.exists()
    assert not copy.parent.parent.exists()


def test_copies_go_with_whoever_holds_them() -> None:
    opened = OpenedFiles()
    copy = opened.copy("证.png", png())
    assert copy.exists()
    del opened
    gc.collect()
    assert not copy.parent.parent.exists()


def test_what_a_killed_program_left_behind_is_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    old, young = tmp_path / "basedesk-old", tmp_path / "basedesk-young"
    for folder in (old, young):
        folder.mkdir()
        (folder / "合同.pdf").write_bytes(PDF)
    os.utime(old, (0, 0))
    opened = OpenedFiles()
    opened.copy("证.png", png())
    assert not old.exists()
    assert young.exists()
    opened.remove()


def test_a_copy_is_saved_where_the_user_wants_it(
    tab: AttachmentsTab, qtbot: QtBot, tmp_path: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "另存.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    tab.add(files[:1])
    qtbot.waitUntil(lambda: names(tab) == ["合同.pdf"])
    tab.save_as()
    qtbot.waitUntil(target.exists)
    assert target.read_bytes() == PDF
    qtbot.waitUntil(lambda: not tab._tasks.is_busy())


def test_a_file_is_removed_by_key_and_brought_back(
    tab: AttachmentsTab, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def agree(_window: QWidget, what: str, _more: str) -> bool:
        asked.append(what)
        return True

    monkeypatch.setattr(attachments_tab, "confirm_delete", agree)
    (tmp_path / "现场.png").write_bytes(png())
    tab.add([tmp_path / "现场.png"])
    qtbot.waitUntil(lambda: names(tab) == ["现场.png"])
    tab.activateWindow()
    tab.table.setFocus()
    qtbot.waitUntil(tab.table.hasFocus)
    QTest.keyClick(tab.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names(tab) == [])
    assert asked == ["附件“现场.png”"]
    press(tab, "撤销")
    qtbot.waitUntil(lambda: names(tab) == ["现场.png"])


def test_sizes_are_written_as_people_read_them() -> None:
    assert [size_words(size) for size in (1, 823_000, 2_500_000)] == ["1 KB", "804 KB", "2.4 MB"]
