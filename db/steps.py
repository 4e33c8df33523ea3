"""How long work tells how far it is."""

from collections.abc import Callable

Step = Callable[[int, int], None]
"""``step(done, total)`` reports progress (0 of 0: total unknown); it raises Cancelled to stop the work."""


def no_step(done: int, total: int) -> None:
    """Report to nobody: for callers that neither show progress nor cancel."""


def nested(step: Step) -> tuple[Step, Step]:
    """Return a step for a whole work and one for its parts: these let it be stopped and move no bar."""
    last = 0, 0

    def whole(done: int, total: int) -> None:
        """Tell how far the whole is."""
        nonlocal last
        last = done, total
        step(done, total)

    def part(_done: int, _total: int) -> None:
        """Tell once more how far the whole is."""
        step(*last)

    return whole, part


_PARTS = 10_000
"""In how many parts progress of unknown length is told."""
_SHARE = 0.6
"""How much of what is left is given to the next part of the work."""


def onward(step: Step) -> Step:
    """Return a step for work of several parts, each of which counts from 0: it only ever goes forward.

    How many parts there are is not known beforehand; each takes a share of what is left.
    """
    begun, room, last = 0.0, _SHARE, 0.0

    def told(done: int, total: int) -> None:
        """Tell how far the whole is, as far as that can be known."""
        nonlocal begun, room, last
        part = min(done / total, 1.0) if total else 0.0
        if part < last:
            begun += room * last
            room = (1.0 - begun) * _SHARE
        last = part
        step(int((begun + room * part) * _PARTS), _PARTS)

    return told
