"""From the lines of a declared kind of sheet to items: read, resolve links, keep what is known of each."""

from collections import defaultdict
from functools import cached_property
from typing import Any

from db import secrets
from db.columns import columns_of
from db.engine import Session
from db.errors import BadValue
from db.imports import MappedSheet
from db.intake.cells import Reader
from db.intake.declared_columns import links_of, target_of
from db.intake.declared_items import CODE, Declared, Item, New
from db.intake.declared_links import Finder
from db.intake.lines import Lines
from db.intake.years import Dated


class ItemReader:
    """Turns the lines of one import into items, column by column."""

    def __init__(self, kind: Declared, session: Session, lines: Lines) -> None:
        self._kind, self._session, self._lines = kind, session, lines
        self._secrets = secrets.of(session)
        self._new: defaultdict[Any, dict[Any, New]] = defaultdict(dict)
        shown = {one.name: one for one in columns_of(kind.model)}
        links = links_of(kind)
        helping = {f"{name}.{field}" for name, link in links.items() for field in link.by or {}}
        self._fields: list[tuple[str, list[Any]]] = []
        self._more: list[tuple[str, list[Any]]] = []
        for name, values in lines.columns.items():
            if name == CODE or name in links or name in helping:
                continue
            (self._fields if name in shown else self._more).append((name, values))
        self._links = [(name, self._resolved(name)) for name in links if self._is_named(name)]
        self._codes = lines.column(CODE)
        self._sealed = [name for name, one in shown.items() if one.shown.sealed]

    def item(self, line: int) -> Item:
        """Return what a line tells."""
        values = {name: value for name, column in self._fields if (value := column[line]) is not None}
        values |= {name: key for name, keys in self._links if (key := keys[line]) is not None}
        item = Item([line], values, code=self._codes[line], extra=self._extra(line))
        if self._more:
            item.more = {name: value for name, column in self._more if (value := column[line]) is not None}
        for name in self._sealed:
            if name in values:
                item.indexes[name] = self._secrets.index(values[name])
        return item

    @cached_property
    def _keeps_extra(self) -> bool:
        """Whether records of this kind have room for what the program does not know."""
        return "extra" in self._kind.model.model_fields

    def _extra(self, line: int) -> dict[str, str]:
        """Return what a line says in unknown columns."""
        return self._lines.unknown(line) if self._keeps_extra and self._lines.extras else {}

    def _is_named(self, name: str) -> bool:
        """Say whether any column of the sheets tells of a link."""
        return any(one == name or one.startswith(f"{name}.") for one in self._lines.columns)

    def _resolved(self, name: str) -> list[int | New | None]:
        """Return the record each line means by a link; lines where that cannot be told are refused."""
        link = links_of(self._kind)[name]
        by = [self._lines.column(f"{name}.{field}") for field in link.by or {}]
        words = self._lines.column(name)
        named = list(zip(words, zip(*by, strict=True) if by else [()] * len(words), strict=True))
        label = self._lines.checked.kind.column(name).label
        finder = Finder(self._session, link, target_of(self._kind.model, name), label, named)
        finder.new = self._new[finder.model]
        known: dict[Any, tuple[int | New | None, str] | BadValue] = {}
        found: list[int | New | None] = []
        for line, said in enumerate(named):
            if said not in known:
                try:
                    known[said] = finder.find(*said)
                except BadValue as fault:
                    known[said] = fault
            answer = known[said]
            if isinstance(answer, BadValue):
                self._lines.fail(line, self._place(name, said), answer.reason)
                found.append(None)
                continue
            key, remark = answer
            found.append(key)
            if remark:
                self._lines.warn_once(line, name, remark, key.sign if isinstance(key, New) else (name, said))
        return found

    def _place(self, name: str, said: tuple[Any, tuple[Any, ...]]) -> str:
        """Return the column a fault of a link is shown in: its own, or the one filled in beside it."""
        word, given = said
        if word is not None:
            return name
        fields = links_of(self._kind)[name].by or {}
        filled = (f"{name}.{field}" for field, value in zip(fields, given, strict=True) if value is not None)
        return next(filled, name)


def choose(kind: Declared, name: str, sheet: MappedSheet, index: int) -> Reader | None:
    """Return how to read a column that needs more than its kind."""
    if (dated := kind.dated.get(name)) is not None:
        return Dated(dated, sheet, index)
    return kind.readers.get(name)
