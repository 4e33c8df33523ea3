"""Begin the report of a period, or go on with the one that was begun."""

from db import store
from db.engine import Session
from db.errors import NotAllowed
from db.models import Report
from db.queries.periods import Period
from db.queries.report_standing import Standing, report_of, standing


def begin(session: Session, period: Period) -> Standing:
    """Return the newest report of a period, begun (编制中) when there is none."""
    found = report_of(session, period)
    if found is not None:
        return found
    key = store.save(session, Report, {"first": period.first, "last": period.last})
    made = standing(session, key)
    if made is None:
        raise RuntimeError("a saved report can be read")
    return made


def open_report(session: Session, period: Period, what: str) -> Standing:
    """Return the report of a period that can still be written, begun when there is none.

    Raises NotAllowed once it is signed; ``what`` is what cannot be changed any more (报告文字).
    """
    found = begin(session, period)
    if found.is_signed:
        raise NotAllowed(f"报告已签署，{what}不能再改；确需修改请办理数据更正。")
    return found
