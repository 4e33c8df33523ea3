"""Cells of ID numbers, phone numbers and other numbers that are names: what a spreadsheet does to them."""

import re
import unicodedata

from db.errors import BadValue
from db.values.kinds import Raw
from db.values.text import folded, read_text

ID_AS_NUMBER = "身份证号被表格存成了数字，末尾几位已丢失，请把该列设为“文本”格式后重新填写"
CODE_AS_NUMBER = "被表格存成了数字，末尾几位已丢失，请把该列设为“文本”格式后重新填写"
SECOND_PHONE = "有两个号码，只记第一个"
MORE_PHONES = "有几个号码，只记第一个"
PHONE_AS_NUMBER = "手机号存成了数字格式，请核对是否缺位"

FURTHER = "另一电话 {numbers}"
"""How a remark tells of phones beside the one that is kept sealed."""

_NOTED = re.compile(r"(?<=另一电话 )\d[\d、]*")
_PLAIN_ID = re.compile(r"[1-9][0-9]{16}[0-9X]")  # what most cells hold
_PLAIN_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_POWER = re.compile(r"\d(?:\.\d+)?e\+?\d+|\d+\.0+")
_SHORT_POWER = re.compile(r"\d(?:\.\d+)?e\+\d+")
_MOBILES = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_EXTENSION = re.compile(r"(?<=\d)(?:转|分机|-转|ext\.?)(\d{1,6})$")
_SEPARATORS = re.compile(r"[、,;/|\\\n]|或|(?<=\d{11})\s+")
_COUNTRY = re.compile(r"^(?:\+|00)?86(?=1\d{10}$|0)")
_NOTE = re.compile(r"\([^)\d]*\)|[^\d+]+$|^[^\d+(]+")
_SHORTEST = 5
_TWO = 2


def read_id_no(raw: Raw) -> tuple[str, str]:
    """Return an ID number half-width, with capital X, without spaces; its rules are ``db.identity``'s.

    Raises BadValue for every numeric cell: a spreadsheet keeps 15 digits, and one truncated number in eleven
    would still pass the checksum.
    """
    if not isinstance(raw, str):
        raise BadValue(ID_AS_NUMBER)
    if _PLAIN_ID.fullmatch(raw):
        return raw, ""
    text = folded(raw.lstrip("'‘’`")).replace("-", "").upper()
    if _POWER.fullmatch(text.lower()):
        raise BadValue(ID_AS_NUMBER)
    return text, ""


def read_code(raw: Raw) -> tuple[str, str]:
    """Return an account or session number as text; raises BadValue when a spreadsheet has rounded it."""
    text = folded_width(read_text(raw)).lstrip("'‘’`@")
    if _SHORT_POWER.fullmatch(text.lower()):
        raise BadValue(CODE_AS_NUMBER)
    return text, ""


def read_phone(raw: Raw) -> tuple[str, str]:
    """Return the first phone number of a cell, digits only (a landline too), and a remark."""
    if isinstance(raw, float | int) and not isinstance(raw, bool):
        if raw != int(raw):
            raise BadValue("不是电话号码，请核对")
        return str(int(raw)), ""  # every number of a workbook is a float
    if isinstance(raw, str) and _PLAIN_MOBILE.fullmatch(raw):
        return raw, ""
    text = folded_width(read_text(raw)).lstrip("'‘’`")
    if _SHORT_POWER.fullmatch(text.lower()):
        raise BadValue(CODE_AS_NUMBER)
    remark = ""
    if text.endswith(".0"):
        text, remark = text[:-2], PHONE_AS_NUMBER
    numbers = phones_in(text)
    if not numbers:
        raise BadValue("不是电话号码，请核对")
    if len(numbers) > 1:
        remark = SECOND_PHONE if len(numbers) == _TWO else MORE_PHONES
    elif _EXTENSION.search(text):
        remark = "分机号没有记录"
    return numbers[0], remark


def phones_in(raw: Raw) -> list[str]:
    """Return the phone numbers of a cell, digits only, in their order: 13800138000、0539-8123456."""
    text = folded_width(read_text(raw)).lstrip("'‘’`")
    found: list[str] = []
    for part in _SEPARATORS.split(text):
        bare = _EXTENSION.sub("", part.strip())
        mobiles = _MOBILES.findall(bare)
        found += mobiles if len(mobiles) > 1 else [_digits(bare)]
    return list(dict.fromkeys(filter(None, found)))


def mask_further(text: str | None) -> str | None:
    """Return a remark with the further phones it tells of masked but for their last four digits."""
    return _NOTED.sub(lambda found: re.sub(r"\d(?=\d{4})", "*", found[0]), text) if text else text


def folded_width(text: str) -> str:
    """Return text half-width and trimmed, its case and inner spaces kept."""
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def _digits(part: str) -> str:
    """Return the digits of one number without +86, spaces, hyphens and notes; "" when there are none."""
    bare = re.sub(r"[\s()-]", "", _NOTE.sub("", part.strip()))
    number = _COUNTRY.sub("", bare)
    return number if number.isdigit() and len(number) >= _SHORTEST else ""
