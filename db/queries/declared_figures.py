"""R01, R01L and the parts of L17: retail sales as the base declared them, month by month."""

from db.engine import Session
from db.queries import live_rows
from db.queries.figures import Counted, Value
from db.queries.periods import Five, Period


def counted(session: Session, periods: Five[Period]) -> Counted:
    """Return what was declared; a month nothing was declared of is not told."""
    both = live_rows.retail(session, periods)
    months: dict[str, dict[int, Value]] = {
        "L17L": {month: live for month, (live, _) in both.items()},
        "L17T": {month: total for month, (_, total) in both.items()},
    }
    return Counted({**months, "R01": months["L17T"], "R01L": months["L17L"]}, {}, {})
