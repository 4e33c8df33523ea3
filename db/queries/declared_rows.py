"""就业与合规安全 in a report (T13): the people employed as declared, incidents, and how many of each kind."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import String, select, type_coerce

from db.engine import Session
from db.models.report_words import IncidentKind
from db.queries.declared_figures import EMPLOYMENT, INCIDENTS, Employment
from db.queries.periods import Period, month_end
from db.queries.tables import ORGS, STREAMERS, alive

__all__ = ["Employment", "IncidentCounts", "IncidentRow", "employment", "incident_counts", "incidents"]


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident; ``about`` tells the streamer and company it concerns, "" for nobody.

    A streamer is told by stage name, else by code: a report prints no real name.
    """

    on: date
    kind: str
    platform: str | None
    about: str
    description: str
    measures: str | None
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class IncidentCounts:
    """Incidents of a period by kind; how many were answered with measures, and closed by its end."""

    breaches: int = 0
    bans: int = 0
    complaints: int = 0
    opinion: int = 0
    safety: int = 0
    answered: int = 0
    closed: int = 0

    @property
    def total(self) -> int:
        """All of them (E03)."""
        return self.breaches + self.bans + self.complaints + self.opinion + self.safety


def employment(session: Session, period: Period) -> Employment:
    """Return the people employed at a period's end, as declared for its last month."""
    of = EMPLOYMENT.c
    asked = select(of.direct, of.induced, of.method).where(alive(EMPLOYMENT), of.month == period.last)
    row = session.execute(asked).first()
    return Employment(*row) if row else Employment()


def incidents(session: Session, period: Period) -> tuple[IncidentRow, ...]:
    """Return the incidents dated in a period, in the order of their days."""
    of, first = INCIDENTS.c, date(period.first // 100, period.first % 100, 1)
    asked = (
        select(
            of.on,
            type_coerce(of.kind, String),
            type_coerce(of.platform, String),
            STREAMERS.c.stage_name,
            STREAMERS.c.code,
            ORGS.c.name,
            of.description,
            of.measures,
            of.closed_on,
        )
        .outerjoin_from(INCIDENTS, STREAMERS, STREAMERS.c.id == of.streamer_id)
        .outerjoin(ORGS, ORGS.c.id == of.org_id)
        .where(alive(INCIDENTS), of.on.between(first, month_end(period.last)))
        .order_by(of.on, of.id)
    )
    return tuple(
        IncidentRow(on, kind, platform, "、".join(filter(None, (stage_name or code, org))), *told)
        for on, kind, platform, stage_name, code, org, *told in session.execute(asked)
    )


def incident_counts(rows: Iterable[IncidentRow], end: date) -> IncidentCounts:
    """Count the incidents of a period that ends on a day."""
    rows = list(rows)
    kinds = Counter(row.kind for row in rows)
    return IncidentCounts(
        kinds[IncidentKind.BREACH],
        kinds[IncidentKind.BAN],
        kinds[IncidentKind.COMPLAINT],
        kinds[IncidentKind.OPINION],
        kinds[IncidentKind.SAFETY],
        sum(bool(row.measures) for row in rows),
        sum(row.closed_on is not None and row.closed_on <= end for row in rows),
    )
