"""What is opened by the system's own programs, and what is said when it cannot be."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.notice import Notice
from desktop.widgets.opener import open_path

pytestmark = pytest.mark.usefixtures("themed")


@pytest.mark.parametrize(
    ("there", "opened", "said"),
    [
        (True, True, []),
        (True, False, ["没有可打开“九月.pdf”的程序，文件在：{folder}"]),
        (False, True, ["“九月.pdf”已不在原处，可能被移走、改名或删除。"]),
    ],
)
def test_a_file_that_cannot_be_opened_is_never_passed_over(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    said: list[str],
    *,
    there: bool,
    opened: bool,
) -> None:
    file = tmp_path / "九月.pdf"
    if there:
        file.write_bytes(b"%PDF")
    asked: list[QUrl] = []

    def answer(url: QUrl) -> bool:
        asked.append(url)
        return opened

    monkeypatch.setattr(QDesktopServices, "openUrl", answer)
    window = QWidget()
    qtbot.addWidget(window)
    open_path(file, window)
    assert asked == [QUrl.fromLocalFile(str(file))] * there
    assert [each.text for each in window.findChildren(Notice)] == [
        words.format(folder=tmp_path) for words in said
    ]
