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
from tests.bench.measured import Line, held_to

_BUDGET = 2.0
_ROUNDS = 4


def measure() -> dict[str, Line]:
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
        "report of a month, first time (sample base)": held_to(_BUDGET, spent[Span.MONTH][0], "s"),
        "report of a month, again": held_to(_BUDGET, min(spent[Span.MONTH][1:]), "s"),
        "report of a year, again": held_to(_BUDGET, min(spent[Span.YEAR][1:]), "s"),
    }
