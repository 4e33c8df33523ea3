"""What a declared kind of sheet is, and a record as its lines tell of it; see ``db.intake.declared``."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement

from db.columns import Column
from db.engine import Session
from db.errors import BadValue
from db.intake.cells import Reader
from db.intake.lines import Lines
from db.record import Record
from db.steps import Step
from db.values import Raw, Read

CODE = "code"
DatedReader = Callable[[Raw, int | None], Read]
"""Reads a cell that may need the year of its sheet."""
Turn = tuple[str | None, str, date | None]
"""One state of a new record: before, after, since when (None = from the start)."""
Turns = Callable[[Mapping[str, Any]], Iterable[Turn]]


@dataclass(frozen=True)
class Link:
    """How a column of the model that names another record is read; links not declared are found by name.

    ``headers`` replace label and aliases. ``by`` are further columns that tell which record is meant: "code"
    or a field of the record → their headers. ``makes`` adds a record the base does not have, with a remark,
    and ``fresh`` fields; without it ``absent`` is the sentence for a name the base does not have. ``trusts``
    are those of ``by`` that decide when nothing is called by the name beside them. ``shows`` is what the
    export writes: "name" or "code".
    """

    name: str
    headers: tuple[str, ...] = ()
    by: Mapping[str, tuple[str, ...]] | None = None
    makes: bool = False
    trusts: tuple[str, ...] = ("credit_code",)
    absent: str = ""
    fresh: Mapping[str, Any] = field(default_factory=dict)
    shows: str = "name"


class New:
    """A record another one points to and the base does not have yet: it is added with the lines.

    ``sign`` is what other lines would mean it by.
    """

    __slots__ = ("id", "model", "sign", "values")

    def __init__(self, model: type[Record], values: dict[str, Any], sign: Hashable = None) -> None:
        self.model, self.values, self.sign = model, values, sign
        self.id: int | None = None


@dataclass(slots=True, eq=False)
class Item:
    """A record as one line tells of it, or several.

    ``values`` are its fields (only those given; links are keys or New; sealed ones in clear), ``more`` the
    further columns, ``extra`` unknown ones, ``indexes`` the blind indexes of sealed fields, ``known`` the row
    in the base (None for a new one), ``changes`` the fields a save writes, ``held`` those of them that were
    typed by hand since an import. A value of None empties its field.
    """

    lines: list[int]
    values: dict[str, Any]
    more: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    code: str | None = None
    indexes: dict[str, str] = field(default_factory=dict)
    id: int | None = None
    known: dict[str, Any] | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    held: frozenset[str] = frozenset()

    def get(self, name: str) -> Any:
        """Return what a field will be: as the lines say, else as it is in the base; None when missing."""
        return self.values[name] if name in self.values else (self.known or {}).get(name)


@dataclass(slots=True)
class Written:
    """What a save wrote: records added and changed, all with their keys, and under which batch."""

    added: list[Item]
    changed: list[Item]
    batch: int
    step: Step


class Review:
    """All items of one import while they are looked at: what hooks are given.

    ``whole`` has each item's record as it would be saved, once the rules are asked (``faults``).
    """

    def __init__(self, kind: "Declared", session: Session, lines: Lines) -> None:
        self.kind = kind
        self.session = session
        self.lines = lines
        self.items: list[Item] = []
        self.whole: dict[Item, dict[str, Any]] = {}
        self._names = {column.label: column.name for column in reversed(lines.checked.kind.columns)}

    def refuse(self, item: Item, reason: str, column: str = CODE) -> None:
        """Refuse an item with all its lines, because of one column (its name or its label)."""
        for line in item.lines:
            self.lines.fail(line, self._names.get(column, column), reason)

    def refuse_for(self, item: Item, fault: BadValue) -> None:
        """Refuse an item for a fault as checks tell it."""
        self.refuse(item, fault.reason, fault.label)

    def warn(self, item: Item, reason: str, column: str = CODE) -> None:
        """Leave a remark on the first line of an item."""
        self.lines.warn(item.lines[0], self._names.get(column, column), reason)

    def warn_once(self, item: Item, reason: str, column: str, about: Hashable) -> None:
        """Leave a remark on the first item, of those that deserve it, that is not refused in the end."""
        self.lines.warn_once(item.lines[0], self._names.get(column, column), reason, about)

    def drop_refused(self) -> None:
        """Keep the items none of whose lines was refused; the other lines of such an item go with it."""
        bad, kept = self.lines.bad, []
        for item in self.items:
            wrong = [line for line in item.lines if line in bad]
            if not wrong:
                kept.append(item)
            for line in item.lines if wrong else ():
                if line not in bad:
                    self.lines.fail(line, CODE, "同一条记录的另一行有错误，请一并更正")
        self.items = kept


def no_day(_item: Item) -> date | None:
    """Know no day but today."""


def no_review(_review: Review) -> None:
    """Find nothing to say."""


def nothing_follows(_session: Session, _written: Written) -> None:
    """Do nothing after a save."""


@dataclass(frozen=True)
class Declared:
    """A kind of sheet whose lines are records of one model; ``db.intake.declared`` tells how to write one.

    ``keys`` are tuples of fields an existing record is found by when no code is given, the surest first; a
    name that ends in "?" may be empty (and then means the record where it is empty too).
    ``columns`` are names of the model's fields, or columns of their own, which end up in ``Item.more``; by
    default all shown fields with ``in_sheet`` (``fields_but`` leaves some out). ``readers`` read a column by
    more than its kind, ``dated`` ones with the year of the sheet. ``own_codes`` lets new records keep the
    code the sheet gives them. ``fixed`` are fields a sheet gives to new records only (``status`` where moves
    have gates).

    Hooks look at all items at once: ``complete`` fills in fields before records are looked for, ``faults``
    tells what only the database knows (in place of ``store.completing``), ``follow`` runs after the save in
    the same transaction. ``first`` gives what a new record has where the sheet says nothing, ``turns`` the
    states it has been through (from its values), ``moved_on`` the day a move told of took effect (today),
    ``show`` the columns of a stored row that are no fields. ``scope`` says which records go out (None: all).
    """

    name: str
    title: str
    model: type[Record]
    noun: str
    keys: tuple[tuple[str, ...], ...] = ()
    columns: tuple[str | Column, ...] = ()
    links: tuple[Link, ...] = ()
    ask: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    anchors: tuple[tuple[str, ...], ...] = ()
    code_headers: tuple[str, ...] = ()
    readers: Mapping[str, Reader] = field(default_factory=dict)
    dated: Mapping[str, DatedReader] = field(default_factory=dict)
    own_codes: bool = False
    fixed: tuple[str, ...] = ()
    first: Callable[[Item], Mapping[str, Any]] | None = None
    turns: Turns | None = None
    moved_on: Callable[[Item], date | None] = no_day
    complete: Callable[[Review], None] = no_review
    faults: Callable[[Review], None] | None = None
    follow: Callable[[Session, Written], None] = nothing_follows
    show: Callable[[Session, Mapping[str, Any]], Mapping[str, Any]] | None = None
    scope: ColumnElement[bool] | None = None
