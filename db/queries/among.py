"""Ask for many rows at once: one parameter, however many keys, on both databases."""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import ARRAY, BigInteger, ColumnElement, String, any_, bindparam, column, func, select

from db.engine import Session, is_sqlite


def among(session: Session, wanted: ColumnElement[Any], values: Collection[Any]) -> ColumnElement[bool]:
    """Return the condition that a column is one of many thousand values, as one parameter of the query."""
    if is_sqlite(session):
        listed = func.json_each(json.dumps(list(values)))
        return wanted.in_(select(column("value")).select_from(listed))
    numbers = all(isinstance(value, int) for value in values)
    kind = ARRAY(BigInteger if numbers else String)
    return wanted == any_(bindparam(None, list(values), kind))
