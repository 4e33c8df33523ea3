"""How a field says what the user sees, and how the rest of the program reads that."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from sqlmodel import SQLModel

from db.values import Kind


class Itself(SQLModel):
    """Stands in ``Shown.refers_to`` for the model the field belongs to (a brand coached by another)."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Facts of a field: what the user calls it and how it behaves. Never a callable or a widget.

    ``label`` is the Chinese name; ``aliases`` are other headers seen in spreadsheets; ``unit`` is printed
    beside it; ``section`` groups the form; ``sealed`` means stored encrypted, with ``<name>_index`` and
    ``<name>_tail`` beside it; ``key`` means it takes part in finding an existing record; ``of`` are the words
    a field of kind WORDS may hold several of (None: any words).
    """

    label: str
    aliases: tuple[str, ...] = ()
    kind: Kind | None = None
    unit: str = ""
    width: int = 110
    section: str = "基本资料"
    help: str = ""
    search: bool = False
    key: bool = False
    sealed: bool = False
    in_table: bool = True
    in_form: bool = True
    in_sheet: bool = True
    refers_to: type[SQLModel] | None = None
    of: type[StrEnum] | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A field as list, form, check, import and export see it."""

    name: str
    shown: Shown
    kind: Kind
    required: bool = False
    max_length: int | None = None
    choices: type[StrEnum] | None = None

    @property
    def label(self) -> str:
        """The Chinese name of the field."""
        return self.shown.label

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header a spreadsheet may use for it, the label first."""
        return (self.shown.label, *self.shown.aliases)


_KINDS: dict[type, Kind] = {
    bool: Kind.YESNO,
    int: Kind.COUNT,
    float: Kind.NUMBER,
    str: Kind.TEXT,
    datetime: Kind.MOMENT,
    date: Kind.DATE,
}


@cache
def columns_of(model: type[SQLModel]) -> tuple[Column, ...]:
    """Return the shown fields of a model, in the order they are declared."""
    columns = []
    for name, field in model.model_fields.items():
        shown = next((fact for fact in field.metadata if isinstance(fact, Shown)), None)
        if shown is None:
            continue
        if shown.refers_to is Itself:
            shown = replace(shown, refers_to=model)
        bare, optional = _bare(field.annotation)
        choices = bare if issubclass(bare, StrEnum) else shown.of
        columns.append(
            Column(
                name=name,
                shown=shown,
                kind=shown.kind or _kind(bare, shown),
                required=not optional and field.is_required(),
                max_length=next((m.max_length for m in field.metadata if hasattr(m, "max_length")), None),
                choices=choices,
            )
        )
    return tuple(columns)


def column(model: type[SQLModel], name: str) -> Column:
    """Return one column of a model by its field name; KeyError when it is not shown."""
    for found in columns_of(model):
        if found.name == name:
            return found
    raise KeyError(name)


def _bare(annotation: Any) -> tuple[type, bool]:
    """Return the type without None, and whether None was allowed."""
    if get_origin(annotation) in (Union, UnionType):
        arguments = [part for part in get_args(annotation) if part is not type(None)]
        return _bare(arguments[0])[0], len(arguments) < len(get_args(annotation))
    return annotation, False


def _kind(bare: type, shown: Shown) -> Kind:
    """Return the kind that follows from the type of the field."""
    if shown.refers_to is not None:
        return Kind.LINK
    if issubclass(bare, StrEnum):
        return Kind.CHOICE
    return _KINDS[bare]
