"""分成约定: a share of the sales, in one rate or by tiers of the month's sales.

Written as 30% or 10万元以下 30%；10万元至50万元 35%；50万元以上 40%; read from the ways people write that.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from db.errors import BadValue
from db.values.kinds import Raw
from db.values.numbers import parse, read_money
from db.values.text import brief, folded, read_text

WHOLE = 10_000
"""A rate of 100 %: rates are counted in 万分之一."""

PERCENT = "%"
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_MOST_PERCENT = 100
_BETWEEN = "；"
_WAN = 1_000_000  # 分 of 1 万元
_PARTS = re.compile(r"[;；\n]+|(?<=[%％])\s*[,，、]")
_RATE = re.compile(r"[:：=,，\s]*(\d+(?:\.\d+)?)\s*[%％](?:分成)?$")
_AMOUNT = r"\d[\d,.]*(?:万元|万|w|元|亿元|亿)?"
_RANGE = re.compile(rf"({_AMOUNT})[-~–—至到]+({_AMOUNT})(?:以下)?")
_BELOW = re.compile(rf"(?:小于|低于|不足|<|≤|<=)({_AMOUNT})|({_AMOUNT})(?:元)?(?:以下|以内|及以下)")
_ABOVE = re.compile(rf"(?:大于|高于|超过|满|>|≥|>=)({_AMOUNT})|({_AMOUNT})(?:元)?(?:以上|及以上|起)")
_HOW = "请写成“30%”，或“10万元以下 30%；10万元至50万元 35%；50万元以上 40%”"


@dataclass(frozen=True, slots=True)
class Tier:
    """One step: for sales from ``since`` up to ``until`` (分, None = without end) a ``rate`` in 万分之一."""

    since: int
    until: int | None
    rate: int


def is_percent(raws: Iterable[Raw]) -> bool:
    """Say whether most plain numbers of a column of shares are percent (30) and not parts of one (0.3)."""
    texts = (raw.strip() if isinstance(raw, str) else repr(raw) for raw in raws)
    plain = [float(text) for text in texts if _PLAIN.fullmatch(text)]
    return sum(number > 1 for number in plain) > sum(0 < number < 1 for number in plain)


def read_split(raw: Raw, unit: str = "") -> tuple[str | None, str]:
    """Return a share as it is stored, with a remark where its sign was left out; raises BadValue.

    ``unit`` % says that plain numbers of the column are percent: 0.5 is half of one.
    """
    tiers = read_tiers(raw, unit)
    plain = not isinstance(raw, str) or _PLAIN.fullmatch(raw.strip())
    return write_tiers(tiers), f"没有写 %，按 {rate_words(tiers[0].rate)} 记，请核对" if plain else ""


def read_tiers(raw: Raw, unit: str = "") -> tuple[Tier, ...]:
    """Return the tiers a cell tells of, one that has no bounds for a plain rate; raises BadValue."""
    text = read_text(raw, lines=True).strip()
    if _PLAIN.fullmatch(text):  # 0.3 is what a cell of Excel holds that shows 30%
        if float(text) > _MOST_PERCENT:
            raise BadValue(_HOW)
        rate = float(text) * (1 if float(text) <= 1 and unit != PERCENT else 1 / 100)
        text = rate_words(round(rate * WHOLE))
    tiers = tuple(_tier(part.strip()) for part in _PARTS.split(text) if part.strip())
    if not tiers:
        raise BadValue(_HOW)
    if fault := tiers_fault(tiers):
        raise BadValue(fault)
    return tiers


def write_tiers(tiers: tuple[Tier, ...]) -> str:
    """Write tiers the one way they are stored and shown."""
    return _BETWEEN.join(f"{_bounds(tier)}{rate_words(tier.rate)}" for tier in tiers)


def rate_words(rate: int) -> str:
    """Write a rate of 万分之一: 3000 is 30%, 3350 is 33.5%."""
    return f"{rate / 100:.2f}".rstrip("0").rstrip(".") + "%"


def amount_words(fen: int) -> str:
    """Write a bound the short way: 10万元, 8500元."""
    if fen >= _WAN and fen % (_WAN // 100) == 0:
        return f"{fen / _WAN:.2f}".rstrip("0").rstrip(".") + "万元"
    return f"{fen / 100:.2f}".rstrip("0").rstrip(".") + "元"


def tiers_fault(tiers: tuple[Tier, ...]) -> str:
    """Return what is wrong with tiers; "" when they follow each other from 0 on without gap."""
    expected: int | None = 0
    for tier in tiers:
        if not 0 < tier.rate <= WHOLE:
            return f"分成比例须在 0 至 100% 之间，现为 {rate_words(tier.rate)}"
        if expected is None:
            return "不封顶的一档须放在最后"
        if tier.since != expected:
            return (
                "第一档须从 0 开始"
                if expected == 0
                else f"上一档到 {amount_words(expected)}，下一档须从 {amount_words(expected)} 开始"
            )
        if tier.until is not None and tier.until <= tier.since:
            return f"{amount_words(tier.since)}至{amount_words(tier.until)}：止须大于起"
        expected = tier.until
    return "" if expected is None else f"{amount_words(expected)} 以上的分成没有约定，请补一档"


def _tier(part: str) -> Tier:
    """Return one tier of a text."""
    found = _RATE.search(part)
    if found is None:
        raise BadValue(f"“{brief(part)}”缺少分成比例，{_HOW}")
    rate = round(float(found[1]) * WHOLE / 100)
    bounds = folded(part[: found.start()]).removeprefix("月gmv").removeprefix("gmv").strip(" :")
    if not bounds:
        return Tier(0, None, rate)
    if between := _RANGE.fullmatch(bounds):
        return Tier(_fen(between[1], like=between[2]), _fen(between[2]), rate)
    if below := _BELOW.fullmatch(bounds):
        return Tier(0, _fen(below[1] or below[2]), rate)
    if above := _ABOVE.fullmatch(bounds):
        return Tier(_fen(above[1] or above[2]), None, rate)
    raise BadValue(f"“{brief(part)}”看不懂，{_HOW}")


def _fen(amount: str, like: str = "") -> int:
    """Return a bound in 分; the first of 10-50万 is counted in the unit of the second."""
    unit = next((unit for unit in ("亿", "万", "w") if unit in like), "")
    if unit and not parse(amount)[1] and parse(amount)[0]:
        amount += unit
    return read_money(amount)[0]


def _bounds(tier: Tier) -> str:
    """Write the bounds of a tier, with a space before its rate; "" for one without bounds."""
    if tier.until is None:
        return f"{amount_words(tier.since)}以上 " if tier.since else ""
    until = amount_words(tier.until)
    return f"{amount_words(tier.since)}至{until} " if tier.since else f"{until}以下 "
