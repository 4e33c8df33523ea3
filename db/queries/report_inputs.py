"""What a report was counted from: how many rows of each subject, and a fingerprint of them as they were.

One question per table gives its rows as one text (key, version, what is added up), which is hashed: 400,000
sessions take well under a second on both databases.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, String, Table, and_, cast, func, literal, or_, select
from sqlalchemy import aggregate_order_by as in_order

from db import models
from db.engine import Session
from db.queries.periods import Period
from db.queries.tables import COUNTED, HISTORY, SESSIONS, alive, table_of

_Where = Callable[[Table, Period], ColumnElement[bool]]
_BETWEEN, _END = ";", "~"
_SETTINGS = ("effective_minutes", "active_hours", "lesson_minutes")


@dataclass(frozen=True, slots=True)
class Inputs:
    """The rows of one subject that a report was counted from: how many, and their hash (64 hex digits)."""

    rows: int
    hash: str


@dataclass(frozen=True, slots=True)
class _Source:
    """One table a subject is counted from: which rows, and which of their fields tell of a change.

    ``is_summed`` adds the fields up instead of telling each row: for rows that are many and matter little.
    """

    group: str
    table: Table
    fields: tuple[str, ...]
    where: _Where
    is_summed: bool = False

    def read(self, session: Session, period: Period) -> tuple[int, str]:
        """Return how many rows there are and all of them as one text, in the order of their keys."""
        if self.is_summed:
            sums = [func.sum(self.table.c[name]) for name in self.fields]
            row = session.execute(select(func.count(), *sums).where(self.where(self.table, period))).one()
            return 0, ",".join(str(int(value or 0)) for value in row)
        text = in_order(func.aggregate_strings(self._line(), _BETWEEN), self.table.c.id)
        asked = select(func.count(), text).where(self.where(self.table, period))
        count, found = session.execute(asked).one()
        return count, found or ""

    def _line(self) -> ColumnElement[str]:
        """Return one row as text: its fields one after another, "~" for those that are missing."""
        fields = [func.coalesce(cast(self.table.c[name], String), _END) for name in self.fields]
        line: ColumnElement[str] = fields[0]
        for each in fields[1:]:
            line = line.concat(literal(",")).concat(each)
        return line


def inputs_of(session: Session, period: Period) -> dict[str, Inputs]:
    """Return the inputs of a period's report by the letter of the subject (L, A …); "" is the base."""
    rows: dict[str, int] = {}
    hashes: dict[str, Any] = {}
    for source in _sources():
        count, text = source.read(session, period)
        rows[source.group] = rows.get(source.group, 0) + count
        hashes.setdefault(source.group, sha256()).update(f"{source.table.name}:{text}\n".encode())
    return {group: Inputs(rows[group], found.hexdigest()) for group, found in hashes.items()}


def hash_of(inputs: Mapping[str, Inputs]) -> str:
    """Return one hash over the inputs of every subject."""
    lines = "\n".join(f"{group}:{each.rows}:{each.hash}" for group, each in sorted(inputs.items()))
    return sha256(lines.encode()).hexdigest()


def _sources() -> Iterator[_Source]:
    """Yield every table, subject by subject."""
    counted = ("id", "version", "gmv", "refund", "minutes", "views", "orders")
    yield _Source("L", SESSIONS, counted, lambda of, when: and_(COUNTED, _in_months(of.c.month, when)))
    yield _Source("L", table_of(models.AccountDay), ("id", "refund_by_refund_date"), _of_months)
    yield from _alive("A", models.Streamer, models.Contract, models.PlatformAccount)
    snapshots = table_of(models.FollowerSnapshot)
    yield _Source("A", snapshots, ("id", "followers"), _on_days)
    yield _Source("A", snapshots, ("id", "followers"), _before, is_summed=True)
    yield _history("A", "streamer")
    yield _Source("T", table_of(models.Training), _VERSIONS, _started)
    yield _Source("T", table_of(models.Attendance), _VERSIONS, _attended)
    yield _Source("T", table_of(models.Assessment), _VERSIONS, _alive_on_days)
    yield from _alive("T", models.Certificate)
    partners = (models.Org, models.Qualification, models.Evaluation, models.MandatoryDocument)
    yield from _alive("P", *partners, models.ProductCheck)
    yield _history("P", "org")
    yield from _alive("B", models.Brand, models.BrandMonth, models.Support)
    yield _history("B", "brand")
    yield _Source("E", table_of(models.EmploymentMonth), _VERSIONS, _alive_of_months)
    yield _Source("E", table_of(models.Incident), _VERSIONS, _alive_on_days)
    yield _Source("R", table_of(models.RetailMonth), ("id", "total", "live", "note"), _of_months)
    yield from _alive("", models.LiveBase, models.Campaign)
    settings = table_of(models.Setting)
    yield _Source("", settings, ("name", "value"), lambda of, _when: of.c.name.in_(_SETTINGS))


_VERSIONS = ("id", "version")


def _alive(group: str, *kinds: Any) -> Iterator[_Source]:
    """Yield tables all of whose records count."""
    for kind in kinds:
        yield _Source(group, table_of(kind), _VERSIONS, lambda of, _when: alive(of))


def _history(group: str, entity: str) -> _Source:
    """Return the moves of one kind of record up to the end of a period."""

    def before(of: Table, when: Period) -> ColumnElement[bool]:
        """Return the condition that a move counts by then."""
        return and_(of.c.entity == entity, or_(of.c.on.is_(None), of.c.on <= when.ends_on))

    return _Source(group, HISTORY, ("id", "entity_id", "to_state", "on"), before)


def _in_months(column: ColumnElement[int], when: Period) -> ColumnElement[bool]:
    """Return the condition that a month lies in a period."""
    return column.between(when.first, when.last)


def _of_months(of: Table, when: Period) -> ColumnElement[bool]:
    """Return the condition that a row's month lies in a period."""
    return _in_months(of.c.month, when)


def _alive_of_months(of: Table, when: Period) -> ColumnElement[bool]:
    """Return the condition that a record's month lies in a period."""
    return and_(alive(of), _of_months(of, when))


def _on_days(of: Table, when: Period) -> ColumnElement[bool]:
    """Return the condition that a row's day lies in a period."""
    return of.c.on.between(when.starts_on, when.ends_on)


def _before(of: Table, when: Period) -> ColumnElement[bool]:
    """Return the condition that a row's day lies before a period."""
    condition: ColumnElement[bool] = of.c.on < when.starts_on
    return condition


def _alive_on_days(of: Table, when: Period) -> ColumnElement[bool]:
    """Return the condition that a record's day lies in a period."""
    return and_(alive(of), _on_days(of, when))


def _started(of: Table, when: Period) -> ColumnElement[bool]:
    """Return the condition that a training began in a period."""
    after: Any = datetime.combine(when.ends_on + timedelta(days=1), time())
    since: Any = datetime.combine(when.starts_on, time())
    return and_(alive(of), of.c.start_at >= since, of.c.start_at < after)


def _attended(of: Table, when: Period) -> ColumnElement[bool]:
    """Return the condition that a sign-in belongs to a training that began in a period."""
    trainings = table_of(models.Training)
    return and_(alive(of), of.c.training_id.in_(select(trainings.c.id).where(_started(trainings, when))))
