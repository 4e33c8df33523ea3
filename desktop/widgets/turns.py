"""Work on widgets that takes long is done in turns: keys and clicks are looked at in between."""

from __future__ import annotations

import time
from collections import deque
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Iterator

_TURN = 0.006
"""Seconds of work after which the user's turn comes; one piece may take a little longer."""
_OVER = object()


class Turns(QObject):
    """Does the pieces of a generator, some in each turn of the event loop, as long as its owner lives.

    ``finish`` does what is left at once, for whoever needs all of it; ``is_over`` tells whether all is done.
    """

    def __init__(self, owner: QObject, pieces: Iterator[object]) -> None:
        super().__init__(owner)
        self._pieces = pieces
        self.is_over = False
        _queue().join(self)

    def finish(self) -> None:
        """Do all that is left."""
        while self.step():
            pass

    def step(self) -> bool:
        """Do one piece; say whether there was one."""
        self.is_over = next(self._pieces, _OVER) is _OVER
        return not self.is_over


class _Queue(QObject):
    """All who have something to do, one after the other: together they take no longer turns than one."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[Turns] = deque()
        self._ended = time.thread_time()
        self._gave_way = False
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._turn)

    def join(self, turns: Turns) -> None:
        """Wait for the turns of those before."""
        self._waiting.append(turns)
        self._next.start()

    def _turn(self) -> None:
        """Do what fits into one turn; after other long work the user's turn comes first, but never twice."""
        begun = time.thread_time()
        self._next.start()
        self._gave_way = not self._gave_way and begun - self._ended >= _TURN
        while self._waiting and not self._gave_way and time.thread_time() - begun < _TURN:
            if not (isValid(self._waiting[0]) and self._waiting[0].step()):
                self._waiting.popleft()
        self._ended = time.thread_time()
        if not self._waiting:
            self._next.stop()

    @property
    def is_empty(self) -> bool:
        """Whether nobody waits."""
        return not self._waiting


_queue = cache(_Queue)


def are_over() -> bool:
    """Whether everything begun in turns is done."""
    return _queue().is_empty
