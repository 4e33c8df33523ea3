"""What a benchmark tells: a figure beside a limit, or beside a peer measured in the same run."""

import time
from collections.abc import Callable

Line = dict[str, object]
"""One line of the table: value, unit, what it is held against, their ratio, and how large that may be."""


def held_to(limit: float, value: float, unit: str) -> Line:
    """Return the line of a figure that has a limit of its own."""
    return {"value": value, "unit": unit, "against": f"{limit:g} {unit}", "ratio": value / limit, "budget": 1}


def beside(peer: float, value: float, unit: str, called: str, budget: float = 1) -> Line:
    """Return the line of a figure that may be so many times what a peer takes."""
    against = f"{called} ({peer:.3f} {unit})"
    return {"value": value, "unit": unit, "against": against, "ratio": value / peer, "budget": budget}


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long some work takes."""
    return seconds(work) * 1000
