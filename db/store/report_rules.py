"""What must be kept of reports: a signed one stays for as long as the retention period runs."""

from datetime import date

from db.engine import Session
from db.models import Report
from db.models.report_words import ReportState
from db.queries.known_values import FROZEN
from db.queries.retention import summary_years, years_after
from db.store.completing import Keeps, Values


def kept(session: Session, row: Values) -> str:
    """Return why a report may not be deleted; "" when it may: it was never signed, or long ago."""
    if ReportState(row["status"]) not in FROZEN:
        return ""
    years = summary_years(session)
    until = years_after(row["signed_on"], years)
    if date.today() > until:
        return ""
    return f"已签署的报告须保存 {years} 年（至{until.year}年{until.month}月{until.day}日），不能删除。"


KEEPS: Keeps = {Report: kept}
"""Why a record of each kind may not be deleted."""
