"""Values as the trail keeps them and as people read them; sealed ones are masked in both."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from sqlalchemy import select

from db.columns import Column, columns_of
from db.engine import Session
from db.queries.lists import masked, name_of
from db.queries.tables import table_of
from db.record import Record
from db.values import Kind

_SPELLED: dict[Kind, Callable[[str], str]] = {
    Kind.MONEY: lambda word: f"{Decimal(word) / 100:,.2f}",
    Kind.MONTH: lambda word: f"{word[:4]}-{word[4:]}",
    Kind.CREDIT: lambda word: f"{Decimal(word) / 10:g}",
}
"""How whole numbers that stand for something else are read."""


def word_of(value: Any) -> str | None:
    """Return a value as a history keeps it: days in ISO form, words of the trade, links as digits."""
    if value is None or value == "":
        return None
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, date) else str(value)


def shown_values(model: type[Record], row: Mapping[str, Any]) -> dict[str, object]:
    """Return the shown fields of a row as a form edits them: sealed ones masked, choices as words."""
    values: dict[str, object] = {}
    for shown in columns_of(model):
        value = row[shown.name]
        if shown.shown.sealed:
            value = masked(shown, row[f"{shown.name}_tail"])
        values[shown.name] = value.value if isinstance(value, Enum) else value
    return values


def readable(session: Session, shown: Column, word: str | None) -> str:
    """Return a kept word as people read it: links by name, money in 元, 是 and 否; "" for None."""
    if word is None:
        return ""
    target = shown.shown.refers_to
    if target is not None and word.isdigit():
        table = table_of(target)
        return session.scalar(select(name_of(table)).where(table.c.id == int(word))) or word
    return spelled(shown, word)


def spelled(shown: Column, word: str) -> str:
    """Return a kept word that is no link as people read it: money in 元, 是 and 否."""
    if shown.kind is Kind.YESNO:
        return "是" if word == "True" else "否"
    spell = _SPELLED.get(shown.kind)
    return spell(word) if spell is not None and word.lstrip("-").isdigit() else word
