"""Reading one column of a sheet: each spelling once, remarks and refusals kept apart from values."""

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from functools import partial
from itertools import islice
from typing import Any

from db import identity
from db.columns import Column
from db.columns import column as column_of
from db.errors import BadValue
from db.identity import MisreadCodeError, OldIdError
from db.imports import MappedSheet, Offer
from db.intake.years import Dated
from db.secrets import is_masked
from db.values import MISSING, Kind, Raw, Read, folded, read, read_text
from db.values.dates import NoOrderError
from db.values.people_names import SeveralNamesError
from db.values.splits import PERCENT, is_percent

Reader = Callable[[Raw], Read]

CORRECTED = "字母O、I已改成数字0、1，记为 {code}，请与营业执照核对"
MASKED_IN_PART = "号码里有 *，请填写完整号码，或留空"
_UNIT = re.compile(
    r"[(\[](?:单位:?)?(?:(亿|千万|百万|十万|万|千|百)(?:元|人次|人|次|场|单|笔|件|个|款|条|粉丝?|数)?"
    r"|(元|分|小时|h|时|分钟|min|秒|s))[)\]]"
)
_SPAN_UNIT = re.compile(r"(小时|分钟)$")
UNITS = {
    1: "",
    100: "百",
    1_000: "千",
    10_000: "万",
    100_000: "十万",
    1_000_000: "百万",
    10_000_000: "千万",
    100_000_000: "亿",
}
"""Factor of plain numbers → how their unit begins: 万元, 万人."""
_HELD_TO = {Kind.PHONE: identity.check_phone, Kind.CREDIT_CODE: identity.check_credit_code}
_VOTING = 5_000
"""Rows whose plain numbers tell whether a column of shares is in percent."""
_REMEMBERED = 20_000
_KEPT = 500
_LONGEST_WORD_FOR_NOTHING = max(len(word) for word in MISSING if word.isalnum())
_OFFERS: dict[type[BadValue], tuple[Offer, ...]] = {
    NoOrderError: (Offer.DAY_FIRST, Offer.MONTH_FIRST),
    OldIdError: (Offer.OLD_ID,),
    MisreadCodeError: (Offer.MISREAD_CODE,),
    SeveralNamesError: (Offer.SEVERAL_NAMES,),
}
"""Faults the user can lift for all lines of a file at once."""
_PLAIN = {Kind.ID_NO: re.compile(r"[1-9][0-9]{16}[0-9X]"), Kind.PHONE: re.compile(r"1[3-9][0-9]{9}")}


def offers_for(fault: BadValue) -> tuple[Offer, ...]:
    """Return what would let a refused cell in."""
    return next((offers for sort, offers in _OFFERS.items() if isinstance(fault, sort)), ())


class Flaw:
    """What reading a cell left besides its value: a remark, or a refusal and what would lift it."""

    __slots__ = ("offers", "refused", "remark", "value")

    def __init__(self, value: Any, remark: str, *, refused: bool, offers: tuple[Offer, ...] = ()) -> None:
        self.value, self.remark, self.refused, self.offers = value, remark, refused, offers


class Cells(dict[Any, Any]):
    """The readings of one column by spelling: a value, or a Flaw (then ``flawed`` is true)."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self._reader = reader
        self.flawed = False

    def __missing__(self, raw: Raw) -> Any:
        """Read a spelling met for the first time."""
        self[raw] = made = self._read(raw)
        return made

    def read_all(self, raws: Sequence[Raw]) -> list[Any]:
        """Return a value or a Flaw for each cell."""
        if bool in set(map(type, raws)):  # True, 1 and 1.0 would be one spelling
            return list(map(self._read, raws))
        found = list(map(self.__getitem__, raws))
        if len(self) > _REMEMBERED:
            self.clear()
        return found

    def _read(self, raw: Raw) -> Any:
        """Read one cell."""
        try:
            value, remark = self._reader(raw)
        except BadValue as fault:
            self.flawed = True
            return Flaw(None, fault.reason, refused=True, offers=offers_for(fault))
        if not remark:
            return value
        self.flawed = True
        return Flaw(value, remark, refused=False)


def reader_for(
    column: Column, sheet: MappedSheet, index: int, allowed: Collection[Offer] = frozenset()
) -> Reader:
    """Return how to read a column of a sheet: by kind, header's unit, sheet's year, and what is allowed."""
    reader = partial(read, column.kind, choices=column.choices, unit=unit_of(column, sheet, index))
    if column.kind in (Kind.DATE, Kind.MONTH, Kind.MOMENT):
        return Dated(lambda raw, year: read(column.kind, raw, year=year), sheet, index)
    if column.kind in _HELD_TO:
        corrects = Offer.MISREAD_CODE in allowed
        reader = partial(_held_to, reader, _HELD_TO[column.kind], corrects=corrects)
    if column.shown.sealed:
        return partial(_unless_masked, reader, _PLAIN[column.kind])
    if column.kind in (Kind.TEXT, Kind.LINK):
        return partial(_text, reader, _longest(column))
    return reader if column.max_length is None else partial(_capped, reader, column.max_length)


def held_short(reader: Reader, column: Column) -> Reader:
    """Return a kind's own reader of a text, held to the length its column can hold."""
    if column.kind is not Kind.TEXT or column.shown.sealed or column.max_length is None:
        return reader
    return partial(_capped, reader, column.max_length)


def unit_of(column: Column, sheet: MappedSheet, index: int) -> str:
    """Return the unit plain numbers of a column are in: the header's own, else the sheet's for money."""
    header = folded(sheet.sheet.header[index])
    if column.kind is Kind.SPLIT:
        top = islice(sheet.sheet.all_rows, _VOTING)
        is_rate = PERCENT in header or is_percent(cells[index] for _, cells in top if index < len(cells))
        return PERCENT if is_rate else ""
    found = _UNIT.search(header) or _SPAN_UNIT.search(header)
    if found:
        word = found[found.lastindex or 0]
        return {"h": "小时", "时": "小时", "min": "分钟", "s": "秒"}.get(word, word)
    return UNITS[sheet.factor] if column.kind is Kind.MONEY else ""


def _longest(column: Column) -> int:
    """Return how long a text may be: as its field says, or the name of the record it points to."""
    target = column.shown.refers_to
    if target is not None and "name" in target.model_fields:
        column = column_of(target, "name")
    return column.max_length or _KEPT


def kept_text(raw: Raw) -> Read:
    """Return a cell of an unknown column as text."""
    text = read_text(raw)[:_KEPT]
    return text or None, ""


def _unless_masked(reader: Reader, plain: re.Pattern[str], raw: Raw) -> Read:
    """Read a sealed cell; one still masked by our own export means "as it was"."""
    if isinstance(raw, str):
        if plain.fullmatch(raw):  # what nearly every cell holds
            return raw, ""
        if "*" in raw:
            if is_masked(raw.strip()):
                return None, ""
            raise BadValue(MASKED_IN_PART)
    return reader(raw)


def _text(reader: Reader, most: int, raw: Raw) -> Read:
    """Read a text no longer than its column; plain words, which most cells hold, the short way."""
    if isinstance(raw, str) and raw.isalnum() and _LONGEST_WORD_FOR_NOTHING < len(raw) <= most:
        return unicodedata.normalize("NFC", raw), ""
    return _capped(reader, most, raw)


def _held_to(reader: Reader, rule: Callable[[str], str], raw: Raw, *, corrects: bool) -> Read:
    """Read a number that is a name and hold it to its rule; ``corrects`` takes 0 and 1 for O and I."""
    value, remark = reader(raw)
    try:
        return (None if value is None else rule(value)), remark
    except MisreadCodeError as fault:
        if not corrects:
            raise
        return fault.likely, CORRECTED.format(code=fault.likely)


def _capped(reader: Reader, most: int, raw: Raw) -> Read:
    """Read a text no longer than its column."""
    value, remark = reader(raw)
    if value is not None and len(value) > most:
        raise BadValue(f"最多 {most} 个字，现有 {len(value)} 个字，请缩短")
    return value, remark
