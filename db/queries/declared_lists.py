"""安全与合规事件 and 就业情况 as lists."""

from db.models import EmploymentMonth, Incident
from db.queries.lists import view_of

INCIDENTS = view_of(
    Incident,
    order=(
        "on", "kind", "description", "platform", "streamer_id", "org_id", "measures", "closed_on", "code",
    ),
)  # fmt: skip
"""What went wrong in safety or compliance."""

EMPLOYMENT = view_of(EmploymentMonth, order=("month", "direct", "induced", "method", "code"))
"""The people employed, month by month, as declared."""
