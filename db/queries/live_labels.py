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
    of = SESSIONS.c
    sums = [
        part
        for _, column in _MARKS
        for part in (
            func.count().filter(of[column].is_(True)),
            func.sum(of.gmv).filter(of[column].is_(True)),
        )
    ]
    within = of.month.between(period.first, period.last)
    found = session.execute(select(*sums).where(within, COUNTED)).one()
    return tuple(
        LabelRow(label, count, None if gmv is None else int(gmv))
        for (label, _), count, gmv in zip(_MARKS, found[::2], found[1::2], strict=True)
        if count
    )
