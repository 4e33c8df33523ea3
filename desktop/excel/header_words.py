"""The words of headers, title lines and signature lines, and how they are compared."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from db.queries.periods import month_end
from db.values import Raw

_REMEMBERED = 20_000  # a workbook is held against every kind: its headers are looked at a dozen times
_BRACKETS = str.maketrans("[]{}【】〔〕〖〗「」<>《》", "()" * 8)
_DROPPED = re.compile(r"[\s*★☆※:;、\u200b\ufeff]+|^\d+[.)]")
_HINT = re.compile(r"\((?:单位|必填|选填|非必填|可选|如|例|格式|文本|yyyy|\d+位|下拉|勿改|不填)[^()]*\)")
_UNIT = re.compile(
    r"\((?:亿|千万|百万|十万|万|千|百)?(?:元|人次|人|次|场|单|笔|件|个|款|条|粉丝?|数|小时|分钟|分|秒|h|min|s|m²|㎡|%)?\)"
)
_FACTOR = re.compile(
    r"单位[::]?\(?(?:[人场个件次单款名][人次]?[、,/及和])*(十万|百万|千万|亿|万|千|百)?元\)?"
)
_FACTORS = {"百": 10**2, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?:年|[-_./]?(?:0?[1-9]|1[0-2])(?:月|(?!\d)))")
_MONTH = re.compile(r"(?<!\d)(20\d\d)[年\-_.](0?[1-9]|1[0-2])(?:月(?!\s*\d)|(?![\d月\-_.]))")
_AS_OF = re.compile(r"截[至止]\D{0,4}?(20\d\d)[年\-./](\d{1,2})[月\-./](\d{1,2})")
_GUIDE = re.compile(r"填写|示例|样例|说明|必填|选填|格式|下拉|例[:如]|\d+位|字以内|不超过")
_PLAIN = re.compile(r"[\d.,:/\-年月日万元¥ ]+")
_GUIDE_FIRST = re.compile(r"(?:示例|样例|例|填写说明|填表说明|说明|注意事项?|提示)(?:$|[:(])|(?:填写|请)")
_TOTAL = "合计|小计|总计|累计|共计|汇总|总和|总数|(?:sub|grand)?totals?"
_CLOSING = re.compile(
    rf"(?:本?[页月日周年]?(?:{_TOTAL}|平均值?))(?:$|[::(\d]|行)|.{{1,12}}(?:合计|小计|总计)[::]?$"
    r"|(?:讲师|授课人)?(?:制表|审核|复核|填表|填报|统计|负责|单位负责|经办|制单|审批|签字|签名|盖章)"
    r"(?:人|时间|日期|单位|部门)?(?:$|[::])"
    r"|.{0,12}\((?:签字|签名|签章|盖章|公章)\)[::]?.{0,20}$"
    r"|(?:注|备注|说明|备注说明)\d*[::]"
)
_SUM = re.compile(_TOTAL)
_SUM_ALONE = re.compile(rf"(?:本?[页月日周年]?)(?:{_TOTAL})[::]?")
_CLOSING_WORDS = (
    *("合计", "小计", "总计", "累计", "共计", "汇总", "总和", "总数", "平均", "制表", "审核", "复核", "填表"),
    *("填报", "统计", "负责", "经办", "制单", "审批", "签字", "签名", "签章", "盖章", "公章", "注", "说明"),
)
_BLANKS = rb"(?:\s|\xe3\x80\x80|\xc2\xa0)*"
"""What people put between the letters of 合　计, as it is encoded."""


def closing_or(header: Sequence[str]) -> re.Pattern[bytes]:
    """Return what finds rows that may close a table or repeat its header, in the encoded rows of a sheet."""
    spread = [_BLANKS.join(letter.encode() for letter in word) for word in _CLOSING_WORDS]
    begin = [re.escape(text.encode()) for text in [text for text in header if text][:2]]
    total = b"t(?i:otal)", b"T(?i:otal)"  # begun by plain letters as the others: six times as fast
    return re.compile(b"|".join([*spread, *begin, *total]))


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> str:
    """Return a header for comparing: half-width, lower case, one kind of bracket, no blanks and no “*”."""
    plain = unicodedata.normalize("NFKC", text).translate(_BRACKETS).lower()
    return _DROPPED.sub("", plain)


@lru_cache(maxsize=_REMEMBERED)
def spellings(text: str) -> tuple[str, ...]:
    """Return the folded forms under which a header may be known: as it is, and without hints and units.

    “支付GMV(万元)” → “支付gmv(万元)”, “支付gmv”; the content of any other bracket stays: “整体GMV(含券)”.
    """
    whole = fold(text)
    bare = _HINT.sub("", whole)
    return tuple(dict.fromkeys((whole, bare, _UNIT.sub("", bare))))


def text_of(cell: Raw) -> str:
    """Return a cell of a header or title as one line of text; "" for anything that is no text."""
    if isinstance(cell, str):
        return " ".join(unicodedata.normalize("NFC", cell).split())
    return ""


def money_factor(cell: Raw) -> int | None:
    """Return what “单位：万元” makes of plain numbers (10000; 1 for 元); None when the cell does not say."""
    match = _FACTOR.search(fold_line(cell))
    return _FACTORS.get(match[1] or "", 1) if match else None


def year_in(text: str) -> int | None:
    """Return the one year a title, sheet or file name gives (2026年9月, 2026-09); None when it gives two."""
    years = set(_YEAR.findall(unicodedata.normalize("NFKC", text)))
    return int(years.pop()) if len(years) == 1 else None


def as_of_in(cell: Raw) -> date | None:
    """Return the day of “截至2026年9月30日”."""
    match = _AS_OF.search(fold_line(cell))
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def month_end_in(text: str) -> date | None:
    """Return the last day of the one month a text names (2026年9月名册); None for two months or a day."""
    months = set(_MONTH.findall(unicodedata.normalize("NFKC", text)))
    if len(months) != 1:
        return None
    year, month = map(int, months.pop())
    return month_end(year * 100 + month)


def is_guide(cells: Sequence[Raw]) -> bool:
    """Tell whether a row right below the header tells people how to fill in the table.

    It begins with 示例, 填写说明 …, or hints stand in a quarter of its cells and no plain number or day does.
    """
    filled = [fold_line(cell) or "0" for cell in cells if cell not in ("", None)]
    if not filled:
        return False
    if _GUIDE_FIRST.match(filled[0]):
        return True
    hints = sum(1 for cell in filled if _GUIDE.search(cell))
    return hints > 1 and hints * 4 >= len(filled) and not any(map(_PLAIN.fullmatch, filled))


def is_closing(cell: Raw) -> bool:
    """Tell whether a row with this first cell sums up or signs: 合计, 制表：, 注：."""
    return bool(_CLOSING.match(fold_line(cell)))


def sum_words(words: str) -> bool:
    """Tell whether a row that begins with these words sums up: 合计, 快手小计:, not 平均 or 制表人."""
    return bool(_SUM.search(fold_line(words)))


def is_only_sum(words: str) -> bool:
    """Tell whether a cell says 合计 and nothing else."""
    return bool(_SUM_ALONE.fullmatch(fold_line(words)))


def fold_line(cell: Raw) -> str:
    """Return a line of text for comparing: half-width, lower case, no blanks; colons stay."""
    if not isinstance(cell, str):
        return ""
    return "".join(unicodedata.normalize("NFKC", cell).lower().split())
