"""What is known of the base itself and of its city."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from db.engine import Session
from db.models import CityFigure, LiveBase
from db.queries import indicators
from db.queries.figures import BaseFacts


@dataclass(frozen=True, slots=True)
class CityFact:
    """One published figure of the city, as it was written; never added to the base's own."""

    name: str
    as_written: str
    scope: str
    as_of: date | None
    source: str


def base_id(session: Session) -> int | None:
    """Return the key of the database's one base; None before the first start was answered."""
    alive = col(LiveBase.deleted_at).is_(None)
    return session.exec(select(LiveBase.id).where(alive).order_by(col(LiveBase.id)).limit(1)).first()


def base_facts(session: Session) -> BaseFacts | None:
    """Return the base that fills in and signs the report; None before the first start was answered."""
    base = indicators.base_facts(session)
    return base if base.name else None


def city_figures(session: Session) -> list[CityFact]:
    """Return the city's background figures in the order they were entered."""
    return [
        CityFact(fact.name, fact.as_written, fact.scope, fact.as_of, fact.source)
        for fact in session.exec(
            select(CityFigure).where(col(CityFigure.deleted_at).is_(None)).order_by(col(CityFigure.id))
        )
    ]
