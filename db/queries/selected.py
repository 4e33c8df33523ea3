"""What is selected in a list, added up: by SQL, because most of it was never read onto the screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select

from db.columns import Column, columns_of
from db.engine import Session
from db.lifecycle import governs
from db.queries.among import among
from db.queries.lists import ListView, sql_of
from db.queries.tables import table_of
from db.values import FIGURES, Kind

_STATE = "status"
_EDITED = FIGURES | {
    Kind.TEXT, Kind.DATE, Kind.MONTH, Kind.CHOICE, Kind.YESNO, Kind.CREDIT_CODE, Kind.LINK
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Total:
    """The figures of one column over some records, in its base unit (分, minutes, tenths of 学时).

    ``count`` is how many of them tell a figure; ``total`` is None where none does.
    """

    name: str
    count: int
    total: Decimal | None


def figures(view: ListView, names: Sequence[str]) -> list[str]:
    """Return those of some columns that hold figures."""
    kinds = {column.name: column.kind for column in view.read}
    return [name for name in names if kinds[name] in FIGURES and name not in view.finish]


def totals(session: Session, view: ListView, keys: Sequence[int], names: Sequence[str]) -> list[Total]:
    """Return count and sum of each of these columns over the records with these keys."""
    if not names:
        return []
    values = [view.sql[name].label(f"v{place}") for place, name in enumerate(names)]
    rows = select(*values).where(among(session, table_of(view.model).c.id, keys)).subquery()
    asked = select(*map(func.count, rows.c), *map(func.sum, rows.c))
    found = session.execute(asked).one()
    return [
        Total(name, count, Decimal(str(total)) if count else None)
        for name, count, total in zip(names, found, found[len(names) :], strict=False)
    ]


def editable(view: ListView, name: str) -> Column | None:
    """Return the field a column of a list shows, where it may be changed in the list; None where it may not.

    Not what is sealed, worked out or long, no state that changes by moves, and not whom a record belongs to.
    """
    field = next((each for each in columns_of(view.model) if each.name == name), None)
    if field is None or field.shown.sealed or not field.shown.in_form or field.kind not in _EDITED:
        return None
    if (name == _STATE and governs(view.model)) or (field.kind is Kind.LINK and field.required):
        return None
    own = str(sql_of(view.model)[name])
    return field if str(view.sql[name]) == own and name not in view.finish else None
