"""跨境、助农 and 本地产品: how many counted sessions of a period carry each mark, and what they sold."""

from dataclasses import dataclass

from sqlalchemy import func, select

from db.engine import Session
from db.queries.periods import Period
from db.queries.tables import COUNTED, SESSIONS

_MARKS = (("跨境", "is_cross_border"), ("助农", "is_farm_aid"), ("本地产品", "is_local_goods"))


@dataclass(frozen=True, slots=True)
class LabelRow:
    """The sessions with one mark; ``gmv`` in 分, None when none tells it. One session may have several."""

    label: str
    sessions: int
    gmv: int | None


def labels(session: Session, period: Period) -> tuple[LabelRow, ...]:
    """Return the marks that sessions of a period carry, in a fixed order; a mark on none is left out."""
    found = []
    for label, column in _MARKS:
        asked = select(func.count(), func.sum(SESSIONS.c.gmv)).where(
            SESSIONS.c.month.between(period.first, period.last), SESSIONS.c[column].is_(True), COUNTED
        )
        count, gmv = session.execute(asked).one()
        if count:
            found.append(LabelRow(label, count, None if gmv is None else int(gmv)))
    return tuple(found)
