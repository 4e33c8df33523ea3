"""The report of the sample base, print and Excel: from the click until both files lie on the disk."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from db.opening import open_database
from db.queries.lives import months
from db.queries.periods import Span, period_of
from db.steps import no_step
from desktop.reports.content import content_of
from desktop.reports.making import make_files
from desktop.windows.founding import SAMPLE_NAME, Answers, found_base

_BUDGET = 2.0
_ROUNDS = 4


def measure() -> dict[str, dict[str, object]]:
    """Return the seconds of a month's report the first time and again, and of a year's."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = open_database(folder / "base.db", settings_folder=folder)
        with database.write() as session:
            found_base(session, no_step, Answers(SAMPLE_NAME, sample=True))
        spent: dict[str, list[float]] = {}
        with database.read() as session:
            last = months(session)[0]
            for span in (Span.MONTH, Span.YEAR):
                for _ in range(_ROUNDS):
                    begun = time.perf_counter()
                    make_files(content_of(session, period_of(last, span)), folder)
                    spent.setdefault(span, []).append(time.perf_counter() - begun)
        database.close()
    return {
        "report of a month, first time (sample base)": _line(spent[Span.MONTH][0]),
        "report of a month, again": _line(min(spent[Span.MONTH][1:])),
        "report of a year, again": _line(min(spent[Span.YEAR][1:])),
    }


def _line(seconds: float) -> dict[str, object]:
    """Return one line of the table of benchmarks."""
    return {
        "value": seconds,
        "unit": "s",
        "against": f"{_BUDGET:g} s",
        "ratio": seconds / _BUDGET,
        "budget": 1,
    }
