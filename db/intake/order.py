"""In which order kinds of sheets are taken in when a file holds several."""

from collections.abc import Iterable

from db.intake import KINDS
from db.record import metadata


def in_order(names: Iterable[str]) -> list[str]:
    """Return kinds in the order they must be saved: what others point to comes first."""
    tables = {table.name: place for place, table in enumerate(metadata.sorted_tables)}
    known = list(KINDS)
    return sorted(names, key=lambda name: (tables[str(KINDS[name].model.__tablename__)], known.index(name)))
