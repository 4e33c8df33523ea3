"""Where a row behind a figure is at home: the page of the window that shows it, and how to find it there."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from db.engine import Session
from db.queries.lists import ListView
from db.queries.periods import month_of
from db.queries.tables import HISTORY, table_of


@dataclass(frozen=True, slots=True)
class Home:
    """A page of the window by its key, and the column that holds the key of the record it shows.

    ``month`` names the column that tells the month such a page has to show.
    """

    page: str
    filters: dict[str, object] = field(default_factory=dict)
    column: str = "id"
    month: str = ""


HOMES: dict[str, Home] = {
    "live_session": Home("lives"),
    "streamer": Home("streamers"),
    "platform_account": Home("streamers", column="streamer_id"),
    "assessment": Home("streamers", column="streamer_id"),
    "certificate": Home("trainings", {"part": "certificates"}),
    "contract": Home("streamers", {"part": "contracts"}),
    "training": Home("trainings", {"part": "sessions"}),
    "attendance": Home("trainings", {"part": "sessions"}, "training_id"),
    "org": Home("partners", {"part": "companies"}),
    "qualification": Home("partners", {"part": "qualifications"}),
    "product": Home("partners", {"part": "products"}),
    "product_check": Home("partners", {"part": "product_checks"}),
    "evaluation": Home("partners", {"part": "evaluations"}),
    "brand": Home("brands", {"part": "list"}),
    "brand_month": Home("brands", {"part": "metrics"}),
    "support": Home("brands", {"part": "list"}, "brand_id"),
    "incident": Home("reports", {"tab": "declared"}, month="on"),
    "employment_month": Home("reports", {"tab": "declared"}, month="month"),
    "retail_month": Home("reports", {"tab": "declared"}, month="month"),
}
"""Table → where its rows are shown."""


def page_of(session: Session, view: ListView, key: int) -> tuple[str, dict[str, object]] | None:
    """Return the page and the filters that show a row of a list; None for a row no page shows."""
    table = table_of(view.model)
    if table is HISTORY:
        entity, owner = session.execute(
            select(HISTORY.c.entity, HISTORY.c.entity_id).where(HISTORY.c.id == key)
        ).one()
        home = HOMES.get(entity)
        return None if home is None else (home.page, {**home.filters, "key": owner})
    home = HOMES.get(table.name)
    if home is None:
        return None
    when = table.c[home.month or "id"]
    row = session.execute(select(table.c[home.column], when).where(table.c.id == key)).first()
    if row is None or row[0] is None:
        return None
    month = month_of(row[1]) if isinstance(row[1], date) else row[1]
    shown = {"month": month} if home.month else {}
    return home.page, {**home.filters, **shown, "key": row[0]}
