"""Lines that touch what a signed report counted: taken, with a remark that a correction is needed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlmodel import SQLModel

from db.engine import Session
from db.queries.periods import month_of
from db.queries.signed_months import signed_months

CORRECT = "{year}年{month}月的报告已签署，这一行会改变已报送的数，导入后请办理更正"
HAPPENED: Mapping[str, tuple[str, ...]] = {
    "account_day": ("on",),
    "assessment": ("on",),
    "brand_month": ("month",),
    "certificate": ("issued_on",),
    "employment_month": ("month",),
    "follower_snapshot": ("on",),
    "incident": ("on",),
    "live_session": ("start_at",),
    "product_check": ("checked_on",),
    "support": ("start_on",),
    "training": ("start_at",),
}
"""Table → the day (or month) a row counts in: whatever changes of the row changes that month's figures."""
LASTING: Mapping[str, tuple[str, ...]] = {
    "brand": ("applied_on", "approved_on", "ended_on"),
    "campaign": ("start_on", "end_on"),
    "contract": ("start_on", "end_on", "ended_on"),
    "org": ("signed_on",),
    "qualification": ("issued_on", "valid_to"),
    "streamer": ("joined_on", "first_live_on", "left_on"),
}
"""Table → the days from or to which a row counts: only another day changes figures of the past."""
_UNCOUNTED = frozenset(
    {
        "extra",
        "remark",
        "tags",
        "note",
        "live_no",
        "source",
        "batch_id",
        "certificate_no",
        "description",
        "measures",
    }
)
"""Fields that are in no figure."""

Values = Mapping[str, Any]


class Signed:
    """The signed months of a base, and whether a line touches one."""

    def __init__(self, session: Session, model: type[SQLModel]) -> None:
        table = str(model.__tablename__)
        self._happened, self._lasting = HAPPENED.get(table, ()), LASTING.get(table, ())
        counts = self._happened or self._lasting or table == "attendance"
        self.months = signed_months(session) if counts else frozenset()

    def touched(self, row: Values | None, values: Values) -> tuple[str, str]:
        """Return field and remark for a new row (no ``row``) or for changed fields; both "" for neither."""
        days = self._happened
        if row is not None:
            changed = {name for name in values if values[name] != row.get(name)} - _UNCOUNTED
            if not changed:
                return "", ""
            days = days or tuple(name for name in self._lasting if name in changed)
        else:
            days = days or self._lasting
        for name in days:
            if words := self.words({_month(one.get(name)) for one in (values, row or {})}):
                return name, words
        return "", ""

    def words(self, months: Iterable[int | None]) -> str:
        """Return the remark when one of these months is signed; "" when none is."""
        found = min((month for month in months if month in self.months), default=None)
        return "" if found is None else CORRECT.format(year=found // 100, month=found % 100)


def _month(value: Any) -> int | None:
    """Return the month of a day, or the month itself."""
    return month_of(value) if isinstance(value, date) else value if isinstance(value, int) else None
