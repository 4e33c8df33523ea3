"""Read one record as a form shows it: its values and the names of the records it points to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.columns import columns_of
from db.record import Record
from db.store import Loaded, load

if TYPE_CHECKING:
    from db.engine import Session


@dataclass(frozen=True, slots=True)
class Shown:
    """One record ready for a form; ``names`` holds the name behind each link, by field."""

    loaded: Loaded
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What people call the record; one without a name goes by the record it belongs to."""
        own = title_of(self.loaded)
        above = self.names.get("account_id") or next(iter(self.names.values()), "")
        return above if above and own == self.loaded.code else own


def title_of(loaded: Loaded) -> str:
    """Return what people call a record: its name or title, else platform and account, else its code."""
    values = loaded.values
    if called := values.get("name") or values.get("title"):
        return str(called)
    if values.get("account_no"):
        return f"{values.get('platform') or ''} {values['account_no']}".strip()
    return loaded.code


def read_record(session: "Session", model: type[Record], key: int) -> Shown:
    """Return a record and the names it points to; raises NotAllowed when it does not exist."""
    loaded = load(session, model, key)
    names = {}
    for column in columns_of(model):
        target = column.shown.refers_to
        linked = loaded.values.get(column.name)
        if target is not None and issubclass(target, Record) and isinstance(linked, int):
            names[column.name] = title_of(load(session, target, linked))
    return Shown(loaded, names)
