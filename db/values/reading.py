"""One door for every kind of value: ``read(kind, raw)``."""

from enum import StrEnum
from typing import Any

from db.values.kinds import Kind, Raw

Read = tuple[Any, str]
"""(value, warning): the value is None when nothing was given, the warning "" when there is nothing to say."""


def read(
    kind: Kind, raw: Raw, *, choices: type[StrEnum] | None = None, unit: str = "", year: int | None = None
) -> Read:
    """Return what a cell says and a remark in Chinese ("" for none); raises BadValue (without a label).

    Money comes as integer 分, a duration as integer minutes, a link as the name written. ``unit`` is what the
    header says of plain numbers (万元, 万, 小时, 秒 …), ``year`` completes dates written without one.
    """
    raise NotImplementedError
