"""What the sheets with one figure for each account and day share: 账号粉丝数 and 账号日退款."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Table, select
from sqlmodel import SQLModel

from db.engine import Session
from db.errors import BadValue
from db.imports import Checked, MappedSheet, Mode, Outcome
from db.intake.bulk import insert, reserve
from db.intake.cells import Reader
from db.intake.changes import Changes
from db.intake.cleaning import read_number_name
from db.intake.lines import STRIDE, Lines
from db.intake.signed import Signed
from db.queries.among import among
from db.queries.periods import month_of
from db.queries.tables import ACCOUNTS
from db.steps import Step
from db.store.words import word_of

ACCOUNT_NO = ("账号", "账号ID", "平台账号ID", "抖音号", "快手号", "抖音号/快手号", "直播账号", "主播账号")
"""What else the column of the account's number is called."""

_BATCH = 500


@dataclass(slots=True)
class DayFigure:
    """What one line tells; ``id`` and ``known`` are the row the base has of that account and day.

    ``is_held``: the known figure was typed by hand over an imported one, so it stays.
    """

    line: int
    account: int
    on: date
    figure: int
    id: int | None = None
    known: int | None = None
    is_held: bool = False

    @property
    def changes(self) -> bool:
        """Whether the base has another figure of this day."""
        return self.id is not None and self.figure != self.known


F = TypeVar("F", bound=DayFigure)


def reader(name: str, _sheet: MappedSheet, _index: int) -> Reader | None:
    """Return how to read a column that needs more than its kind."""
    return read_number_name if name == "account_no" else None


def gather(lines: Lines, tell: Callable[[int], F], field: str, twice: str, step: Step) -> list[F]:
    """Return what the lines tell, one for each account and day.

    ``tell`` reads a line and raises BadValue; ``twice`` refuses a second line that says otherwise ({where}).
    """
    found: dict[tuple[int, date], F] = {}
    for line in lines.good():
        if line % STRIDE == 0:
            step(len(lines) + line, 2 * len(lines))
        try:
            one = tell(line)
        except BadValue as fault:
            lines.fail(line, fault.label, fault.reason)
            continue
        lines.tie(line, (one.account, one.on))
        first = found.setdefault((one.account, one.on), one)
        if first.figure != one.figure:
            lines.fail(line, field, twice.format(where=lines.where(first.line, line)))
    return list(found.values())


def match(
    session: Session, table: Table, field: str, found: Sequence[F], *further: str
) -> list[tuple[F, Sequence[Any]]]:
    """Tie figures to the rows the base has of them; return those it has, with ``further`` columns."""
    if not found:
        return []
    of = table.c
    days = of.on.between(min(one.on for one in found), max(one.on for one in found))
    asked = select(of.account_id, of.on, of.id, of[field], *(of[name] for name in further))
    asked = asked.where(among(session, of.account_id, {one.account for one in found}), days)
    known = {(account, on): row for account, on, *row in session.execute(asked)}
    there = [(one, known[one.account, one.on]) for one in found if (one.account, one.on) in known]
    for one, row in there:
        one.id, one.known = row[:2]
    return [(one, row[2:]) for one, row in there]


def tell_signed(session: Session, model: type[SQLModel], lines: Lines, found: Sequence[DayFigure]) -> None:
    """Leave a remark on figures that a signed report has otherwise."""
    signed = Signed(session, model)
    for one in found if signed.months else ():
        if (one.changes or one.id is None) and (words := signed.words([month_of(one.on)])):
            lines.warn(one.line, "on", words)


def weigh(session: Session, checked: Checked, mode: Mode, field: str) -> tuple[Outcome, list[Any], list[Any]]:
    """Return what saving comes to, and the figures to insert and to change; what is held is only told."""
    found: list[DayFigure] = checked.good
    new = [one for one in found if one.id is None]
    outcome = Outcome(rejected=len(checked.rejected), warnings=checked.warnings)
    outcome.new, outcome.known = len(new), len(found) - len(new)
    new = [] if mode is Mode.UPDATE else new
    changed = [] if mode is Mode.ADD else [one for one in found if one.changes]
    outcome.changes = _told(session, checked, changed, field)
    outcome.conflicts = sum(one.is_held for one in changed)
    changed = [one for one in changed if not one.is_held]
    outcome.added, outcome.updated = len(new), len(changed)
    outcome.unchanged = checked.rows - outcome.rejected - outcome.added - outcome.updated
    return outcome, new, changed


def _told(session: Session, checked: Checked, changed: Sequence[DayFigure], field: str) -> Changes:
    """Return the figures that change; each is called by its account."""
    told = Changes([mapped.sheet.name for mapped in checked.sheets])
    of, keys = ACCOUNTS.c, {one.account for one in changed}
    asked = select(of.id, of.code).where(among(session, of.id, keys))
    codes = {key: code for key, code in session.execute(asked)} if keys else {}  # noqa: C416 - rows
    label = told.label(checked.kind.column(field).label, checked.kind.column(field))
    for one in changed:
        fields = [(label, word_of(one.known), word_of(one.figure))]
        line = checked.lines.number_of(one.line)
        told.add(line, codes[one.account], fields, is_conflict=one.is_held)
    return told.close(session)


def add(
    session: Session,
    table: Table,
    found: Sequence[DayFigure],
    columns: Mapping[str, Sequence[Any]],
    batch: int,
    step: Step,
) -> None:
    """Insert new figures, with ``columns`` of their own."""
    shared: dict[str, Sequence[Any]] = {
        "id": reserve(session, table.name, len(found)),
        "account_id": [one.account for one in found],
        "on": [one.on for one in found],
        "batch_id": [batch] * len(found),
    }
    insert(session, table.name, {**shared, **columns}, step)


def exported(
    session: Session, table: Table, field: str, only: frozenset[int] | None
) -> Iterator[dict[str, Any]]:
    """Yield every figure of the accounts that are there, by day; ``only`` these rows where given."""
    of = table.c
    asked = (
        select(of.id, ACCOUNTS.c.platform, ACCOUNTS.c.account_no, of.on, of[field])
        .join(ACCOUNTS, ACCOUNTS.c.id == of.account_id)
        .where(of[field].is_not(None), ACCOUNTS.c.deleted_at.is_(None))
        .order_by(of.on, of.id)
    )
    for row in session.connection().execute(asked.execution_options(yield_per=_BATCH)).mappings():
        if only is None or row["id"] in only:
            yield dict(row)
