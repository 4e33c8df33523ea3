"""Somebody without a mouse: presses keys where the window has them, and finds things as Tab leads to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QAction, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QTableView, QWidget

from desktop.widgets import turns
from tests.desktop.access.names import name_of, place

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from desktop.tasks import Tasks

_LONGEST = 120


class Hands:
    """Ten fingers and no mouse; after each key the focus is somewhere one can see."""

    def __init__(self, window: QWidget, tasks: Tasks, qtbot: QtBot) -> None:
        self._window, self._tasks, self._qtbot = window, tasks, qtbot

    @property
    def at(self) -> QWidget:
        """What has the keys now; fails when nothing in sight that can be told has them."""
        if QApplication.activeWindow() is None:  # what every desktop does, but not the screenless platform
            (QApplication.activeModalWidget() or self._window).activateWindow()
            QApplication.processEvents()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup.focusWidget() or popup
        found = QApplication.focusWidget()
        if found is None or not found.isVisible() or not name_of(found):
            pytest.fail(f"the focus is lost: {place(found) if found else 'it is nowhere'}")
        return found

    def settle(self) -> None:
        """Wait until everything asked for is answered."""
        QApplication.processEvents()
        self._qtbot.waitUntil(lambda: turns.are_over() and not self._tasks.is_busy())
        QApplication.processEvents()

    def until(self, seen: Callable[[], object]) -> None:
        """Wait for what the user waits for."""
        try:
            self._qtbot.waitUntil(lambda: bool(seen()))
        except self._qtbot.TimeoutError:
            pytest.fail(f"it never came; the keys are at {name_of(self.at)!r}, {place(self.at)}")
        self.settle()

    def press(self, keys: str, times: int = 1) -> None:
        """Press keys as they are written on them: "Ctrl+S", "Tab", "F2"."""
        for _time in range(times):
            combination = QKeySequence(keys)[0]  # type: ignore[index]
            QTest.keyClick(self.at, combination.key(), combination.keyboardModifiers())
            self.settle()

    def answer(self, keys: str, words: str) -> None:
        """Press keys that lead to a question, go to one of its answers and choose that."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(QMessageBox, "exec", lambda box: self._choose(box, words))
            self.press(keys)

    def _choose(self, box: QMessageBox, words: str) -> None:
        """Go to an answer of a question in sight and choose it."""
        box.open()
        self.settle()
        self.to(words)
        self.press("Return")

    def write(self, text: str) -> None:
        """Write as an input method does: Chinese words come whole."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self.at, event)
        self.settle()

    def to(self, name: str, key: str = "Tab") -> None:
        """Press Tab until it stands on something of a name."""
        passed = []
        for _step in range(_LONGEST):
            if self.is_at(name):
                return
            passed.append(f"{name_of(self.at)} [{place(self.at)}]")
            self.press(key)
        pytest.fail(f"{key} never came to {name!r}:\n" + "\n".join(dict.fromkeys(passed)))

    def is_at(self, name: str) -> bool:
        """Say whether what has the keys is called so."""
        return name in name_of(self.at)

    def rows(self) -> int:
        """Return how many rows the list in sight has."""
        tables = (each for each in self._window.findChildren(QTableView) if each.isVisible())
        return next((each.model().rowCount() for each in tables), 0)

    def menu(self, words: str) -> None:
        """Go down a menu to an entry and choose it."""
        for _step in range(_LONGEST):
            popup = QApplication.activePopupWidget()
            if not isinstance(popup, QMenu):
                pytest.fail("there is no menu")
            action: QAction | None = popup.activeAction()
            if action is not None and words in action.text():
                self.press("Return")
                return
            self.press("Down")
        pytest.fail(f"no entry {words!r}")
