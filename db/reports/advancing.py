"""Bring the report of a period one step on or back, begun when nobody wrote on it yet."""

from datetime import date

from db import lifecycle, store
from db.engine import Session
from db.errors import NotAllowed
from db.models import Report
from db.models.report_words import ReportState
from db.queries.periods import Period
from db.queries.report_standing import report_of
from db.reports.opening import begin


def advance(
    session: Session, period: Period, to: ReportState, on: date | None = None, reason: str = ""
) -> None:
    """Move the newest report of a period to a state as of a day (today when None).

    Raises NotAllowed with everything that is missing; ``sign`` is what brings it to 已签署.
    """
    lifecycle.move(session, Report, begin(session, period).id, to, on, reason)


def give_up(session: Session, period: Period) -> None:
    """Drop a correction that is not signed yet; NotAllowed for any other report."""
    report = report_of(session, period)
    if report is None or not report.correction or report.is_signed:
        raise NotAllowed("没有正在编制的更正，不能撤销。")
    store.delete(session, Report, report.id, report.version)
