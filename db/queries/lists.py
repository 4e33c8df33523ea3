"""What a list shows: columns, filters and the SQL behind them, derived from a model and widened where needed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, String, select, type_coerce
from sqlmodel import SQLModel

from db import secrets
from db.columns import Column, columns_of
from db.engine import Session
from db.models import PlatformAccount
from db.record import Record
from db.values import Kind

Align = Literal["left", "centre", "right"]
Sql = ColumnElement[Any]

_RIGHT = (Kind.COUNT, Kind.NUMBER, Kind.MONEY, Kind.DURATION)
_MASKS: dict[Kind, Callable[[str], str]] = {Kind.ID_NO: secrets.mask_id, Kind.PHONE: secrets.mask_phone}


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column of a list: ``width`` in pixels; ``kind`` and ``unit`` decide how a value is written."""

    name: str
    label: str
    kind: Kind
    width: int = 110
    align: Align = "left"
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ListFilter:
    """One way to narrow a list: its values are ``choices``, records of ``refers_to``, or numbers (a month).

    ``condition`` turns a chosen value into SQL; callers outside ``db`` have no use for it.
    """

    name: str
    label: str
    condition: Callable[[Any], ColumnElement[bool]]
    choices: type[StrEnum] | None = None
    refers_to: type[Record] | None = None


@dataclass(frozen=True, eq=False)
class ListView:
    """A list of records: what is shown (columns, filters) and how it is asked for.

    ``sql`` gives each column's expression, ``finish`` what is done to a value read (masks, tiers),
    ``text`` the condition for words typed into the search box.
    """

    name: str
    model: type[Record]
    columns: tuple[ListColumn, ...]
    sql: Mapping[str, Sql]
    text: Callable[[Session, str], ColumnElement[bool]]
    filters: tuple[ListFilter, ...] = ()
    finish: Mapping[str, Callable[[Any], object]] = field(default_factory=dict)

    def filter(self, name: str) -> ListFilter:
        """Return one filter by its name; KeyError when the list has none of that name."""
        for found in self.filters:
            if found.name == name:
                return found
        raise KeyError(name)
