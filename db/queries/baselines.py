"""历史数据: which indicators can be entered by hand for earlier months, and how what is written is read."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from db.engine import Session
from db.errors import BadValue
from db.models import BaselineValue
from db.queries.dictionary import BY_CODE, INDICATORS
from db.queries.figures import Indicator, Nature
from db.queries.tables import table_of
from db.values import brief, folded
from db.values.numbers import MOST_MONEY, parse
from db.values.printing import base_of

ENTERED: tuple[Indicator, ...] = tuple(entry for entry in INDICATORS if entry.parts is None)
"""What can be entered, in order of print; all others are reckoned from these."""

_NOT_KNOWN = "没有“{text}”这个指标，请填指标代码（如 L05）或全称（如 支付GMV）"
_RECKONED = "“{name}”由“{first}”和“{second}”计算得出，请填这两项"
_NO_YTD = "“{name}”{why}，不填本年累计"
_WHY = {
    Nature.FLOW: "按月填写，累计由程序相加",
    Nature.MAXIMUM: "按月填写，累计由程序取最大值",
    Nature.STOCK: "是期末数",
}
_TOO_FINE = "按“{unit}”填写时小数位数过多，请核对（换算后不足1{base}）"
_FINEST = -30
"""Power of ten below which nothing people count is written."""
_BASELINES = table_of(BaselineValue)
_CALLED: dict[str, str] = {
    folded(words): entry.code
    for entry in INDICATORS
    for words in (entry.code, entry.name, f"{entry.code}{entry.name}")
}

Cell = tuple[str, int, bool]
"""Code of an indicator, month (202509), and whether it is the year so far."""


@dataclass(frozen=True, slots=True)
class Entered:
    """One value entered by hand: its record, what was written, and where it comes from."""

    id: int
    version: int
    text: str
    value: int | None
    source: str | None


def indicator_of(text: str) -> Indicator:
    """Return the indicator a code or a name means (L05, 支付GMV, L05 支付GMV); BadValue for none."""
    code = _CALLED.get(folded(text))
    if code is None:
        raise BadValue(_NOT_KNOWN.format(text=brief(text.strip())))
    return BY_CODE[code]


def called(code: str) -> str:
    """Return what a sheet calls an indicator: its code and its name."""
    entry = BY_CODE.get(code)
    return code if entry is None else f"{code} {entry.name}"


def fault_of(entry: Indicator, *, is_ytd: bool) -> str:
    """Return why an indicator cannot have a value by hand, of a month or of a year so far; "" when it can."""
    if entry.parts is not None:
        first, second = (BY_CODE[code].name for code in entry.parts)
        return _RECKONED.format(name=entry.name, first=first, second=second)
    if is_ytd and entry.nature is not Nature.DISTINCT:
        return _NO_YTD.format(name=entry.name, why=_WHY[entry.nature])
    return ""


def read_baseline(entry: Indicator, text: str) -> int:
    """Return what is written in the unit of print as a base value, exactly; BadValue with what to write.

    A number that names its own unit counts by that: 12.5万 is 125 000 人次 where 万人次 is printed, too.
    """
    bare, noun = folded(text), entry.unit.removeprefix("万")
    said = next((unit for unit in (entry.unit, noun) if unit and bare.endswith(unit)), "")
    number, has_unit, _about = parse(bare.removesuffix(said))
    if number and number.adjusted() < _FINEST:  # 1e-999999999 would be reckoned for hours
        raise BadValue(_TOO_FINE.format(unit=entry.unit or "个", base=entry.base_unit))
    exact = base_of(number, noun if has_unit else said or entry.unit)
    if exact.denominator != 1:
        raise BadValue(_TOO_FINE.format(unit=entry.unit or "个", base=entry.base_unit))
    if exact < 0:
        raise BadValue("不能为负数，请核对")
    if exact > MOST_MONEY:
        raise BadValue("数值过大，请核对计量单位")
    return int(exact)


def baselines_of(session: Session, year: int) -> Mapping[Cell, Entered]:
    """Return what was entered for the months of a year."""
    of = _BASELINES.c
    asked = select(
        of.indicator, of.month, of.is_ytd, of.id, of.version, of.value_text, of.value, of.source
    ).where(of.deleted_at.is_(None), of.month.between(year * 100 + 1, year * 100 + 12))
    return {
        (code, month, bool(is_ytd)): Entered(*told)
        for code, month, is_ytd, *told in session.execute(asked.order_by(of.id))
    }
