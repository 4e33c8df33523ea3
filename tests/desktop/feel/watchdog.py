"""Watches the GUI thread: how long it works without looking at what the user does meanwhile."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from contextlib import contextmanager
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 0.050
"""Seconds of its own work after which the GUI thread must look at the user's events again."""
_TICK = 5  # milliseconds between two looks while nothing keeps the thread busy
_INNERMOST = 12
_SMALL, _USUAL = range(4_000), 0.000_160
"""A little known work, and the seconds it takes on a core of its own; who shares the core adds to both."""

Call = tuple[str, str, int]


class Watchdog(QObject):
    """Ticks in the GUI thread; between two ticks no key and no click is looked at.

    ``stops`` are those over the limit: seconds of the thread's own work (CPU time at the usual pace: what a
    busy machine takes from it is not its fault) and what it was seen at from half-way to the limit on,
    innermost call last. ``longest`` are the most seconds of work, ``waited`` the most by the clock.
    """

    def __init__(self) -> None:
        super().__init__()
        self.longest = self.waited = 0.0
        self.stops: list[tuple[float, str]] = []
        self._thread = threading.get_ident()
        self._clock = time.pthread_getcpuclockid(self._thread)
        self._last = time.thread_time(), time.perf_counter()
        self._pace = _pace()
        self._seen: list[tuple[Call, ...]] = []
        self._over = threading.Event()
        self._ticks = QTimer(self, interval=_TICK)
        self._ticks.setTimerType(Qt.TimerType.PreciseTimer)
        self._ticks.timeout.connect(self._tick)

    @contextmanager
    def watching(self) -> Iterator[Watchdog]:
        """Watch while the block runs."""
        glancing = threading.Thread(target=self._glance, name="watchdog", daemon=True)
        self._last = time.thread_time(), time.perf_counter()
        self._ticks.start()
        glancing.start()
        try:
            yield self
        finally:
            self._tick()
            self._ticks.stop()
            self._over.set()
            glancing.join()

    def told(self) -> str:
        """Return every stop in words, for the one who mends it."""
        return "\n".join(f"{worked * 1000:.0f} ms in one go:\n{where}" for worked, where in self.stops)

    def _tick(self) -> None:
        """Note how long the last tick was ago."""
        now = time.thread_time(), time.perf_counter()
        worked, passed = (this - that for this, that in zip(now, self._last, strict=True))
        before, self._pace = self._pace, _pace()
        worked /= max(before, self._pace)
        self.waited = max(self.waited, passed)
        self.longest = max(self.longest, worked)
        if worked > LIMIT:
            self.stops.append((worked, "\n".join(map(_in_words, dict.fromkeys(self._seen)))))
        self._seen.clear()
        self._last = time.thread_time(), time.perf_counter()

    def _glance(self) -> None:
        """Look from another thread what keeps the GUI thread busy, from half of the limit on."""
        while not self._over.wait(_TICK / 1000):
            if time.clock_gettime(self._clock) - self._last[0] > LIMIT / 2:
                frames = traceback.walk_stack(sys._current_frames().get(self._thread))
                calls = ((each.f_code.co_filename, each.f_code.co_name, line) for each, line in frames)
                self._seen.append((*islice(calls, _INNERMOST),))


def _pace() -> float:
    """Return how many times as long as usual work takes at the moment; 1 where it is as quick or quicker."""
    moments = [time.thread_time()]
    for _ in range(2):  # the first may find the cache cold
        sum(number * number for number in _SMALL)
        moments.append(time.thread_time())
    return max(1, min(after - before for before, after in pairwise(moments)) / _USUAL)


def _in_words(calls: tuple[Call, ...]) -> str:
    """Return calls as Python tells them, innermost last."""
    told = [traceback.FrameSummary(file, line, name) for file, name, line in reversed(calls)]
    return "".join(traceback.StackSummary.from_list(told).format())
