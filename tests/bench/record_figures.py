"""The figures of training and partners of a large base, and what the report says below them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from db.opening import open_database
from db.queries import partner_figures, training_figures
from db.queries.declared import thresholds
from db.queries.partner_ledger import partner_ledger
from db.queries.partner_tables import partner_tables
from db.queries.periods import Span, month_of, period_of, periods_of
from db.queries.training_ledger import training_ledger
from db.queries.training_tables import training_rows
from tests.bench.large_base import TODAY, fill
from tests.bench.measured import Line, held_to, milliseconds

if TYPE_CHECKING:
    from collections.abc import Callable

_ROUNDS = 7
_FIGURES, _TABLES = 40, 60


def measure() -> dict[str, Line]:
    """Return the ms of each subject's figures, and of tables and whole ledgers of a year (the best round)."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "base.db", settings_folder=Path(folder))
        with database.write() as session:
            fill(session)
        with database.read() as session:
            limits, month = thresholds(session), month_of(TODAY)
            periods, year = periods_of(period_of(month, Span.MONTH)), period_of(month, Span.YEAR)
            lines = {
                "T01-T07 (60,000 sign-ins)": _line(
                    lambda: training_figures.counted(session, periods, limits), _FIGURES
                ),
                "P01-P07 (5,000 companies)": _line(
                    lambda: partner_figures.counted(session, periods, limits), _FIGURES
                ),
                "T6 of a year": _line(lambda: training_rows(session, year), _TABLES),
                "T8 and T9 of a year": _line(lambda: partner_tables(session, year), _TABLES),
                "annex 3 of a year": _line(lambda: list(training_ledger(session, year)), _TABLES),
                "annex 4": _line(lambda: list(partner_ledger(session, year)), _TABLES),
            }
        database.close()
    return lines


def _line(work: Callable[[], object], limit: float) -> Line:
    """Return the line of one piece of work: its best round."""
    return held_to(limit, min(milliseconds(work) for _ in range(_ROUNDS)), "ms")
