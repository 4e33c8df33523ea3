"""城市背景: published figures, programmes and ideas about the city, with their sources; benchmarks."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from db.engine import Session
from db.models import CampaignEvent, CityFigure, CityProgramme, EventGuest
from db.queries.lists import ListColumn, filter_on, view_of
from db.queries.tables import table_of
from db.values import Kind

_EVENTS, _GUESTS = table_of(CampaignEvent), table_of(EventGuest)


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A session cited as a benchmark: occasion, guests and amount as written; never one of the base's own."""

    name: str
    when: str | None
    gmv_text: str | None
    gmv: int | None
    guests: tuple[str, ...]
    is_cross_border: bool
    source: str | None
    held_on: date | None


def benchmarks(session: Session) -> list[Benchmark]:
    """Return the sessions cited as benchmarks, the newest first."""
    of = _EVENTS.c
    asked = select(_EVENTS).where(of.is_benchmark, of.deleted_at.is_(None))
    found = session.execute(asked.order_by(of.sort_on.desc().nulls_last(), of.id)).mappings().all()
    names = select(_GUESTS.c.event_id, _GUESTS.c.name).where(_GUESTS.c.deleted_at.is_(None))
    guests: dict[int, list[str]] = {row["id"]: [] for row in found}
    for event, name in session.execute(names.where(_GUESTS.c.event_id.in_(guests)).order_by(_GUESTS.c.id)):
        guests[event].append(name)
    return [
        Benchmark(
            row["name"], row["when_text"], row["gmv_text"], row["gmv"], tuple(guests[row["id"]]),
            row["is_cross_border"], row["source"], row["held_on"],
        )
        for row in found
    ]  # fmt: skip


def _plain(value: float | None) -> str | None:
    """Write a number in full: 23,000,000,000 and 1.5."""
    return None if value is None else f"{value:,.6f}".rstrip("0").rstrip(".")


_NARROW = {
    "comparator": ListColumn("comparator", "比较", Kind.CHOICE, 64),
    "value": ListColumn("value", "识别数值", Kind.TEXT, 130, "right"),
    "unit": ListColumn("unit", "单位", Kind.TEXT, 64),
}
_LIST = view_of(
    CityFigure,
    order=("name", "as_written", "scope", "as_of", "comparator", "value", "unit", "source", "code"),
)
FIGURES = replace(
    _LIST,
    columns=tuple(_NARROW.get(one.name, one) for one in _LIST.columns),
    filters=(filter_on(CityFigure, "comparator"),),
    finish={"value": _plain},
)
"""The published figures: as written first, then what is understood of them."""
PROGRAMMES = replace(
    view_of(CityProgramme, order=("name", "kind", "content", "target", "owner", "as_of", "code")),
    filters=(filter_on(CityProgramme, "kind"),),
)
"""The programmes and ideas, each with its content."""
