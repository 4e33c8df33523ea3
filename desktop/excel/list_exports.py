"""Write what a list shows: its records in their order, its columns as they stand on screen.

A list of a kind of sheet can be taken in again: what its columns share with the kind is headed as the kind
heads it, and the code of a record is always among them. What the program works out (剩余天数, 最近月GMV) says
so in its header, and the import passes over it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.engine import Session
from db.imports import SheetKind
from db.intake import KINDS
from db.intake.columns import WORKED_OUT
from db.queries.lists import CODE, ListColumn, ListView
from db.steps import Step, no_step
from db.store import rows
from db.values import Kind
from desktop.excel.exports import as_cell, sheet_column
from desktop.excel.flat_table import LOOKS, PIXELS, Cell, Look, Table, TableColumn, Written
from desktop.excel.tables import write_table

_AT_ONCE = 500
_ACCOUNT = "account_id"
"""Shown as “快手 kuaishou123”; sheets have two columns for it."""
_TOTALS = ("followers",)
"""What a list adds up over the accounts of a person; a sheet has it for each account."""


@dataclass(frozen=True, slots=True)
class _Given:
    """One column of the file: its header, the column of the list, and what becomes of a value."""

    head: TableColumn
    name: str
    write: Callable[[object], Cell]


def export_list(  # noqa: PLR0913 - what a list on screen is
    session: Session,
    view: ListView,
    keys: Sequence[int],
    names: Sequence[str],
    path: str | Path,
    *,
    kind: str,
    title: str = "",
    step: Step = no_step,
) -> Written:
    """Write the records with these keys, in their order, and the columns named, in theirs.

    ``kind`` is the name of the kind of sheet the list takes in, "" for none. Sealed values are masked as on
    screen. Raises FileTrouble, Cancelled.
    """
    given = _columns(view, names, KINDS[kind] if kind else None)
    asked = view.showing([one.name for one in given])
    places = {column.name: place for place, column in enumerate(asked.read)}

    def lines() -> Iterator[list[Cell]]:
        """Yield the records as cells, some hundred read at a time."""
        for start in range(0, len(keys), _AT_ONCE):
            step(start, len(keys))
            for row in rows(session, asked, keys[start : start + _AT_ONCE]):
                yield [one.write(row.values[places[one.name]]) for one in given]

    return write_table(path, Table([one.head for one in given], lines(), name=title or view.name))


def _columns(view: ListView, names: Sequence[str], kind: SheetKind | None) -> list[_Given]:
    """Return the columns of the file; of a kind the code comes along, so that records are known again."""
    shown = {column.name: column for column in view.offered}
    wanted = [*names]
    if kind is not None and CODE.name in shown and CODE.name not in names:
        wanted.append(CODE.name)
    return [given for name in wanted for given in _given(shown[name], kind, wanted)]


def _given(shown: ListColumn, kind: SheetKind | None, wanted: Sequence[str]) -> Iterator[_Given]:
    """Yield the columns of the file for one of the list."""
    known = {column.name: column for column in kind.template if column.name not in _TOTALS} if kind else {}
    if shown.name == _ACCOUNT and "account_no" in known:
        if "platform" not in wanted:
            yield _Given(sheet_column(known["platform"]), shown.name, _platform)
        yield _Given(sheet_column(known["account_no"]), shown.name, _account_no)
    elif shown.name in known:
        yield _Given(sheet_column(known[shown.name]), shown.name, _writer(shown.kind))
    else:
        header = f"{_headed(shown)}{WORKED_OUT if kind else ''}"
        look = LOOKS.get(shown.kind, Look.TEXT)
        head = TableColumn(header, look, max(8.0, shown.width / PIXELS, 2.0 * len(header)))
        yield _Given(head, shown.name, _writer(shown.kind))


def _headed(shown: ListColumn) -> str:
    """Return the header of a column with its unit."""
    unit = "" if shown.label.endswith(shown.unit) else shown.unit
    unit = "分钟" if shown.kind is Kind.DURATION else unit
    return f"{shown.label}({unit})" if unit else shown.label


def _writer(kind: Kind) -> Callable[[object], Cell]:
    """Return how values of a kind are written."""
    return lambda value: as_cell(kind, value)


def _platform(value: object) -> Cell:
    """Return the platform of an account as lists show it."""
    return str(value).partition(" ")[0] if value else None


def _account_no(value: object) -> Cell:
    """Return the number of an account as lists show it."""
    return str(value).partition(" ")[2] or None if value else None
