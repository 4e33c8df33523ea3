"""就业情况 of one month as it is typed: read whole, kept whole, two seats told apart."""

from dataclasses import dataclass

from sqlalchemy import select

from db.engine import Session
from db.models import EmploymentMonth
from db.queries.tables import table_of
from db.store.saving import delete, save

_MONTHS = table_of(EmploymentMonth)


@dataclass(frozen=True, slots=True)
class EmploymentEntry:
    """People employed at a month's end (202609); ``id`` and ``version`` of what was read, None if new."""

    month: int
    direct: int | None = None
    induced: int | None = None
    method: str | None = None
    id: int | None = None
    version: int | None = None


def employment_of(session: Session, month: int) -> EmploymentEntry:
    """Return what was declared for a month; an empty entry while nothing was."""
    of = _MONTHS.c
    asked = select(of.month, of.direct, of.induced, of.method, of.id, of.version)
    row = session.execute(asked.where(of.month == month, of.deleted_at.is_(None))).first()
    return EmploymentEntry(*row) if row else EmploymentEntry(month)


def declare_employment(session: Session, wanted: EmploymentEntry) -> None:
    """Keep an entry; an emptied one is deleted.

    Raises BadValues for an estimate without its method, Conflict when it was changed since it was read.
    """
    values = {"direct": wanted.direct, "induced": wanted.induced, "method": wanted.method}
    if any(value is not None for value in values.values()):
        save(session, EmploymentMonth, {"month": wanted.month, **values}, wanted.id, wanted.version)
    elif wanted.id is not None and wanted.version is not None:
        delete(session, EmploymentMonth, wanted.id, wanted.version)
