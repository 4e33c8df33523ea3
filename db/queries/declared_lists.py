"""安全与合规事件 and 就业情况 as lists."""

from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement

from db.models import EmploymentMonth, Incident
from db.queries.lists import ListFilter, view_of
from db.queries.periods import Period, month_end
from db.queries.tables import table_of

_ON = table_of(Incident).c.on


def _dated(period: Period) -> ColumnElement[bool]:
    """Return the condition that an incident is dated in a period."""
    return _ON.between(date(period.first // 100, period.first % 100, 1), month_end(period.last))


_VIEW = view_of(
    Incident,
    order=(
        "on", "kind", "description", "platform", "streamer_id", "org_id", "measures", "closed_on", "code",
    ),
)  # fmt: skip
INCIDENTS = replace(_VIEW, filters=(ListFilter("period", "期间", _dated), *_VIEW.filters))
"""What went wrong in safety or compliance; ``period`` narrows it to a Period."""

EMPLOYMENT = view_of(EmploymentMonth, order=("month", "direct", "induced", "method", "code"))
"""The people employed, month by month, as declared."""
