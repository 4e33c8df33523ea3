"""Numbers as people write them: 12.5万, 2.4w, １２３，４５６, ¥1,234.50元, 约3000, (1,200) → Decimal."""

import re
from decimal import ROUND_HALF_UP, Decimal

from db.errors import BadValue
from db.values.kinds import Raw
from db.values.text import folded

UNITS: dict[str, int] = {
    "": 1,
    "百": 100,
    "千": 1000,
    "k": 1000,
    "万": 10**4,
    "w": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}
"""What a unit behind a number multiplies by; ``w`` and ``k`` are what platforms print."""

ESTIMATE = "写的是约数，按数字部分记"
"""The remark on a number written as an estimate: 约3000, 3万多, 至少500."""

MOST_COUNT = 2_147_483_647
MOST_MONEY = 10**13
"""In 分: a hundred thousand million 元, more than any base sells; beyond it the unit was mistaken."""

_FAST = re.compile(r"-?\d{1,15}(?:\.\d{1,6})?")
_WRITTEN = re.compile(
    r"""(?P<about>大约|大概|约|近|将近|接近|超过|超出|超|逾|突破|高于|多于|大于|不少于|不低于|不小于|至少|达到|达
          |不超过|不多于|不足|不到|少于|低于|小于|至多|最多|≈|~|>=|<=|>|<|≥|≤)?
        (?P<sign>[-+])?(?:¥|rmb|cny|人民币)?(?P<minus>-)?(?P<open>\()?(?:¥)?
        (?P<digits>[\d,.]*\d)
        (?P<more>[余多+])?(?P<unit>[十百千万]?亿|[十百千]?万|万亿|[百千wk])?(?P<still>[余多+])?
        (?P<word>元|块钱|块|rmb|人次|人|次|件|单|款|条|个|场|位|粉丝|粉|间|平方米|平米|㎡|m2)?
        (?P<after>左右|上下|及?以上|及?以下|以内|[余多+])?(?P<close>\))?""",
    re.VERBOSE,
)
_CREDIT = re.compile(r"个?(?:学时|课时)$")
_CHAIN = re.compile(r"(?:\d+(?:\.\d+)?(?:亿|千万|百万|十万|万|千|百)){2,}(?=(?:元|人次|人|次)?$)")
_LINK = re.compile(r"(\d+(?:\.\d+)?)(亿|千万|百万|十万|万|千|百)")
_PLAIN = re.compile(r"\d*\.?\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_SWAPPED = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d+,\d{1,2}")
_POWER = re.compile(r"-?\d(?:\.\d+)?e[+-]?\d+")
_FULL_STOPS = str.maketrans("。", ".")
_NOISE = 0.000001
_SMALL = 10**9
_MOST_DIGITS = 18

Number = tuple[Decimal, bool, bool]
"""(value, whether the cell itself names its unit, whether it says 约, 超, 余 …)."""


def parse(raw: Raw) -> Number:
    """Return the number in a cell; raises BadValue with what to write instead."""
    number = _parsed(raw)
    if number[0].adjusted() > _MOST_DIGITS:
        raise BadValue("数值过大，请核对")
    return number


def _parsed(raw: Raw) -> Number:
    """Return the number in a cell, however large."""
    if isinstance(raw, bool):
        raise BadValue("这里应是数字，单元格里却是 TRUE 或 FALSE")
    if isinstance(raw, int | float):
        return Decimal(repr(raw)) if isinstance(raw, float) else Decimal(raw), False, False
    if not isinstance(raw, str):
        raise BadValue("这里应是数字，单元格里却是日期或时间")
    text = raw.strip()
    if _FAST.fullmatch(text) and text.isascii():
        return Decimal(text), False, False
    text = folded(text).translate(_FULL_STOPS)
    if _POWER.fullmatch(text):
        return Decimal(text), False, False
    if chain := _CHAIN.match(text):
        return _chained(chain[0]), True, False
    return _written(text)


def _chained(text: str) -> Decimal:
    """Return the number of a chain of units (1亿2000万); each part is less than the unit before it."""
    total, least = Decimal(0), Decimal(10**18)
    for digits, unit in _LINK.findall(text):
        part = Decimal(digits) * UNITS[unit]
        if part >= least:
            raise BadValue("不是数字，格式如 1234.5 或 12.5万")
        total, least = total + part, Decimal(UNITS[unit])
    return total


def read_count(raw: Raw, unit: str = "") -> tuple[int, str]:
    """Return a whole number; ``unit`` 万 or 千 of the header multiplies plain numbers."""
    if type(raw) is float and not unit and raw.is_integer() and 0 <= raw <= MOST_COUNT:
        return int(raw), ""  # what nearly every cell is
    number, own_unit, about = parse(raw)
    if not own_unit:
        number *= UNITS.get(unit.removesuffix("人次").removesuffix("人").removesuffix("次"), 1)
    whole = number.to_integral_value(ROUND_HALF_UP)
    if abs(number - whole) > _NOISE:
        raise BadValue("应为整数，请去掉小数")
    if abs(whole) > MOST_COUNT:
        raise BadValue("数值过大，请核对单位")
    return int(whole), _about(about)


def read_number(raw: Raw) -> tuple[float, str]:
    """Return a number that may have decimals; 12.5% is 0.125."""
    if isinstance(raw, str) and folded(raw).endswith("%"):
        number, _, about = parse(folded(raw)[:-1])
        return float(number / 100), _about(about)
    number, _, about = parse(raw)
    return float(number), _about(about)


def read_credit(raw: Raw) -> tuple[int, str]:
    """Return 学时 in tenths: 1.5, 4学时, 2课时; raises BadValue for a finer part than a tenth."""
    text = folded(raw) if isinstance(raw, str) else raw
    try:
        number, _, about = parse(_CREDIT.sub("", text) if isinstance(text, str) else text)
    except BadValue as trouble:
        raise BadValue("不是学时数，格式如 4、1.5") from trouble
    tenths = number * 10
    whole = tenths.to_integral_value(ROUND_HALF_UP)
    if abs(tenths - whole) > _NOISE:
        raise BadValue("学时最多一位小数，格式如 1.5")
    if not 0 <= whole <= MOST_COUNT:
        raise BadValue("学时不能为负数" if whole < 0 else "数值过大，请核对")
    return int(whole), _about(about)


def read_money(raw: Raw, unit: str = "") -> tuple[int, str]:
    """Return money in 分, rounded half up; ``unit`` 万元 or 分 of the header applies to plain numbers."""
    if type(raw) is float and unit in ("", "元") and abs(raw) < _SMALL:
        near = round(raw * 100)
        if abs(raw * 100 - near) < _NOISE:  # what nearly every cell is; all else is counted exactly
            return near, ""
    number, own_unit, about = parse(raw)
    if not own_unit:
        number *= 1 if unit == "分" else 100 * UNITS.get(unit.removesuffix("元"), 1)
    else:
        number *= 100
    fen = int(number.to_integral_value(ROUND_HALF_UP))
    if abs(fen) > MOST_MONEY:
        raise BadValue("金额过大，请核对单位是元还是万元")
    return fen, _about(about)


def _written(text: str) -> Number:
    """Return the number in a text that is more than digits; the text is folded."""
    found = _WRITTEN.fullmatch(text)
    if found is None or (found["open"] is None) != (found["close"] is None):
        raise BadValue(
            "%不能填在这里，请写数字" if text.endswith("%") else "不是数字，格式如 1234.5 或 12.5万"
        )
    digits = found["digits"]
    if not _PLAIN.fullmatch(digits):
        swapped = _SWAPPED.fullmatch(digits)
        raise BadValue(
            "分不清逗号是千分位还是小数点，格式如 1234.56"
            if swapped
            else "逗号或小数点位置不对，格式如 1234.56"
        )
    number = Decimal(digits.replace(",", "")) * UNITS[found["unit"] or ""]
    if "-" in (found["sign"], found["minus"]) or found["open"]:
        number = -number
    own_unit = bool(found["unit"]) or found["word"] in ("元", "块", "块钱")
    return number, own_unit, any(found[part] for part in ("about", "more", "still", "after"))


def _about(about: bool) -> str:  # noqa: FBT001 - the flag a number came with
    """Return the remark on a number that was written as an estimate."""
    return ESTIMATE if about else ""
