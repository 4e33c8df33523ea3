"""How long work tells how far it is."""

from collections.abc import Callable

Step = Callable[[int, int], None]
"""``step(done, total)`` reports progress (0 of 0: total unknown); it raises Cancelled to stop the work."""


def no_step(done: int, total: int) -> None:
    """Report to nobody: for callers that neither show progress nor cancel."""
