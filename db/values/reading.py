"""One door for every kind of value: ``read(kind, raw)``."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from db.errors import BadValue
from db.values.choices import read_choice, read_yesno
from db.values.dates import read_date, read_moment
from db.values.durations import read_duration
from db.values.kinds import Kind, Raw
from db.values.months import read_month
from db.values.numbers import read_count, read_credit, read_money, read_number
from db.values.personal import read_id_no, read_phone
from db.values.several import read_words
from db.values.splits import read_split
from db.values.text import folded, is_missing, read_text

Read = tuple[Any, str]
"""(value, warning): the value is None when nothing was given, the warning "" when there is nothing to say."""

_LONG = 2000
_SHORT = 200


def read(
    kind: Kind, raw: Raw, *, choices: type[StrEnum] | None = None, unit: str = "", year: int | None = None
) -> Read:
    """Return what a cell says and a remark in Chinese ("" for none); raises BadValue (without a label).

    Money comes as integer 分, a duration as integer minutes, a link as the name written, several words
    joined by “、”, ID, phone and credit
    code tidied but not judged (that is ``db.identity``'s). ``unit`` is what the header says of plain numbers
    (万元, 万, 小时, 秒 …), ``year`` completes dates written without one.
    """
    if is_missing(raw) and not _is_choice(raw, choices):
        return None, ""
    if kind is Kind.TEXT or kind is Kind.LINK:
        return _read_text(raw)
    if kind is Kind.WORDS or choices is not None:
        return _read_chosen(kind, raw, choices)
    if kind in _BY_UNIT:
        return _BY_UNIT[kind](raw, unit)
    if kind in _BY_YEAR:
        return _BY_YEAR[kind](raw, year)
    return _PLAIN[kind](raw)


def _is_choice(raw: Raw, choices: type[StrEnum] | None) -> bool:
    """Say whether a word that elsewhere stands for nothing (无) is one of the choices here."""
    return choices is not None and isinstance(raw, str) and raw.strip() in set(choices)


def _read_text(raw: Raw) -> Read:
    """Return a text of one line, without invisible characters; an empty one is None."""
    return _short(read_text(raw), _SHORT) or None, ""


def _read_chosen(kind: Kind, raw: Raw, choices: type[StrEnum] | None) -> Read:
    """Return one word of a set, or several."""
    if kind is Kind.WORDS or choices is None:
        return read_words(raw, choices)
    return read_choice(raw, choices)


def _read_lines(raw: Raw) -> Read:
    """Return a text that may have several lines; an empty one is None."""
    return _short(read_text(raw, lines=True), _LONG) or None, ""


def _read_credit_code(raw: Raw) -> Read:
    """Return a 统一社会信用代码 half-width and in capitals."""
    return folded(read_text(raw)).upper(), ""


def _short(text: str, most: int) -> str:
    """Return a text that a column can hold; raises BadValue for a longer one."""
    if len(text) > most:
        raise BadValue(f"文字过长，最多 {most} 个字，请缩短")
    return text


_BY_UNIT: dict[Kind, Callable[[Raw, str], Read]] = {
    Kind.COUNT: read_count,
    Kind.MONEY: read_money,
    Kind.DURATION: read_duration,
    Kind.SPLIT: read_split,
}
_BY_YEAR: dict[Kind, Callable[[Raw, int | None], Read]] = {
    Kind.DATE: read_date,
    Kind.MONTH: read_month,
    Kind.MOMENT: read_moment,
}
_PLAIN: dict[Kind, Callable[[Raw], Read]] = {
    Kind.NUMBER: read_number,
    Kind.CREDIT: read_credit,
    Kind.CHOICE: _read_text,
    Kind.YESNO: read_yesno,
    Kind.ID_NO: read_id_no,
    Kind.PHONE: read_phone,
    Kind.CREDIT_CODE: _read_credit_code,
    Kind.LONG_TEXT: _read_lines,
}
