"""A walk over every page, tab and dialog: each control has a name, and Tab comes to it in order."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from db.engine import Database
from desktop.windows import shots, shots_stage
from tests.desktop.access.keyboard import jumps, stops, unreached, unseen
from tests.desktop.access.names import nameless


def faults(window: QWidget) -> Iterator[str]:
    """Yield what is wrong with a window for who has no mouse or does not see it."""
    for words in nameless(window):
        yield f"has no name: {words}"
    reached = stops(window)
    for words in unreached(window, reached):
        yield f"is passed by: {words}"
    for words in jumps(window, reached):
        yield f"goes back: {words}"
    for words in unseen(window, reached):
        yield f"shows no focus: {words}"


def test_every_page_tab_and_dialog_serves_who_has_no_mouse_or_sees_nothing(
    themed: QApplication, sample_base: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del themed
    found: dict[str, list[str]] = defaultdict(list)
    seen = []

    def look(_camera: object, window: QWidget, name: str) -> None:
        """Look at a page in place of taking its picture."""
        seen.append(name)
        if name.startswith(("tour-", "find")):  # what lies over a page has all keys until Esc
            return
        for fault in faults(window):
            found[fault].append(name)

    monkeypatch.setattr(shots_stage.Camera, "take", look)
    shots.take(sample_base, tmp_path, themes=("light",), sizes=((1366, 768),))
    assert len(seen) > 40
    assert not found, "\n".join(f"{fault} ({', '.join(names)})" for fault, names in found.items())


def test_the_walk_finds_what_is_wrong(themed: QApplication, qtbot: QtBot) -> None:
    del themed
    window = QWidget()
    qtbot.addWidget(window)
    lower, upper, nameless_one, trap = QPushButton("下"), QPushButton("上"), QPushButton(), QTextEdit()
    for each in (lower, upper, nameless_one):
        each.setParent(window)
    column = QVBoxLayout(window)
    for each in (upper, lower, nameless_one):
        column.addWidget(each)
    window.show()
    QApplication.processEvents()
    assert {fault.split(":")[0] for fault in faults(window)} == {"has no name", "goes back"}
    trap.setAccessibleName("文字")
    column.addWidget(trap)
    QApplication.processEvents()
    assert "is passed by" in {fault.split(":")[0] for fault in faults(window)}
