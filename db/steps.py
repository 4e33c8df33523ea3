"""How long work tells how far it is."""

from collections.abc import Callable

Step = Callable[[int, int], None]
"""``step(done, total)`` reports progress (0 of 0: total unknown); it raises Cancelled to stop the work."""


def no_step(done: int, total: int) -> None:
    """Report to nobody: for callers that neither show progress nor cancel."""


_PARTS = 10_000
"""In how many parts progress of unknown length is told."""
_SHARE = 0.6
"""How much the first part of the work is given of the whole."""


def onward(step: Step) -> Step:
    """Return a step for work of several parts, each of which counts from 0: it only ever goes forward.

    How many parts there are is not known beforehand. Each takes a share of what is left, later ones a smaller
    one, so that the bar still moves in the fortieth. Until a length is told it stays unknown.
    """
    begun, room, last, parts = 0.0, _SHARE, -1.0, 1

    def told(done: int, total: int) -> None:
        """Tell how far the whole is, as far as that can be known."""
        nonlocal begun, room, last, parts
        if not total and last < 0:
            step(0, 0)
            return
        part = min(done / total, 1.0) if total else max(last, 0.0)
        if part < last:
            begun += room * last
            parts += 1
            room = (1.0 - begun) / (parts + 1)
        last = part
        step(int((begun + room * part) * _PARTS), _PARTS)

    return told


def within(step: Step, begin: int, end: int, total: int) -> Step:
    """Return a step for the work between two places of a larger one, in as many parts as it likes."""

    def told(done: int, parts: int) -> None:
        """Tell how far the larger work is."""
        step(begin + (end - begin) * done // parts if parts else begin, total)

    return onward(told)
