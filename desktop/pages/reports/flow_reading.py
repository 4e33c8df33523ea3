"""How the report of a period stands, as the tab 报送 shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.lifecycle import PastMove, history_of, moves
from db.models import Report
from db.queries import indicators
from db.queries.report_differences import Change, Difference, changes_of, differences
from db.queries.report_standing import reports_of
from db.reports.filing import StoredFile, stored_files

if TYPE_CHECKING:
    from db.engine import Session
    from db.lifecycle import Move
    from db.queries.periods import Period
    from db.queries.report_standing import Standing


@dataclass(frozen=True, slots=True)
class Life:
    """One report: how it stands, its moves (newest first), its files, the lines of a correction."""

    report: Standing
    past: tuple[PastMove, ...]
    files: tuple[StoredFile, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """The reports of a period, the newest first; where the next steps of that lead; what differs now.

    ``responsible`` is who signs for the base as a rule, "" when nobody is named.
    """

    period: Period
    lives: tuple[Life, ...]
    moves: tuple[Move, ...]
    differences: tuple[Difference, ...]
    responsible: str

    @property
    def newest(self) -> Standing | None:
        """The report the next step is made with; None before one is begun."""
        return self.lives[0].report if self.lives else None


def read_flow(session: Session, period: Period) -> Flow:
    """Read all of it in one moment."""
    lives = tuple(
        Life(
            report,
            tuple(history_of(session, Report, report.id)),
            stored_files(session, report.id),
            changes_of(session, report.id),
        )
        for report in reports_of(session, period)
    )
    return Flow(
        period=period,
        lives=lives,
        moves=tuple(moves(session, Report, lives[0].report.id)) if lives else (),
        differences=differences(session, period),
        responsible=indicators.base_facts(session).responsible or "",
    )
