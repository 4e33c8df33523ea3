"""Numbers by which people and companies are known: format, real dates and checksums, and nothing else.

No list of regions is asked: county codes change, and people keep the number they were given. 居民身份证 and
港澳台居民居住证 follow GB 11643, 统一社会信用代码 follows GB 32100.
"""

import re
import unicodedata
from datetime import date
from operator import mul

from db.errors import BadValue

ID_LENGTH = 18
_ID = re.compile(r"[1-9][0-9]{16}[0-9X]")
_OLD_ID = re.compile(r"[1-9][0-9]{14}")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = b"10X98765432"
_ZEROS = ord("0") * sum(_ID_WEIGHTS)  # what the digits' bytes add beyond the digits
_CREDIT_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_VALUES = {letter: value for value, letter in enumerate(_CREDIT_LETTERS)}
_CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"0\d{9,11}|[2-8]\d{6,7}|400\d{7}|800\d{7}")
ADULT = 18
"""Age from which no guardian's consent is asked (未成年人保护法)."""
_YOUNGEST = 16
_OLDEST_BIRTH = date(1900, 1, 1)


class OldIdError(BadValue):
    """An ID number of 15 digits, as they were given until 1999: it is converted only when that is allowed."""


class MisreadCodeError(BadValue):
    """A 统一社会信用代码 in which letters O and I stand for 0 and 1; ``likely`` is the code that is meant."""

    def __init__(self, likely: str) -> None:
        super().__init__(f"统一社会信用代码不含字母 O、I，是否应为 {likely}？请核对营业执照后改正")
        self.likely = likely


def check_id_no(text: str, today: date) -> str:
    """Return an 18-character ID number half-width with capital X; raises BadValue that says what to do."""
    number = text
    if not _ID.fullmatch(number):
        number = _tidy(text)
        if _OLD_ID.fullmatch(number):
            raise OldIdError("这是15位旧身份证号，请按现在的证件填写18位号码")
        if not _ID.fullmatch(number):
            raise BadValue(_wrong_shape(number))
    digits = number.encode()
    if _ID_CHECKS[(sum(map(mul, digits, _ID_WEIGHTS)) - _ZEROS) % 11] != digits[17]:
        raise BadValue(
            "身份证号疑似被Excel截断（末三位为000），请核对原件后重新填写"
            if number.endswith("000")
            else "身份证号校验位不对，请核对原件"
        )
    born = birth_date(number)
    if born > today:
        raise BadValue("身份证号里的出生日期晚于今天，请核对原件")
    return number


def is_old_id_no(text: str) -> bool:
    """Say whether a text is an ID number of 15 digits."""
    return _OLD_ID.fullmatch(_tidy(text)) is not None


def converted_id_no(text: str) -> str:
    """Return a number of 15 digits as the 18 that belong to it: with its century and check character."""
    number = _tidy(text)
    digits = f"{number[:6]}19{number[6:]}".encode()
    return digits.decode() + chr(_ID_CHECKS[(sum(map(mul, digits, _ID_WEIGHTS)) - _ZEROS) % 11])


def birth_date(id_no: str) -> date:
    """Return the day of birth in an 18-character ID number; raises BadValue when there is no such day."""
    try:
        born = date(int(id_no[6:10]), int(id_no[10:12]), int(id_no[12:14]))
    except ValueError:
        born = date.min
    if born < _OLDEST_BIRTH:
        raise BadValue("身份证号里的出生日期不存在，请核对原件")
    return born


def gender(id_no: str) -> str:
    """Return 男 or 女 by the 17th digit of an ID number."""
    return "男" if int(id_no[16]) % 2 else "女"


def check_credit_code(text: str) -> str:
    """Return a 统一社会信用代码 in capitals (GB 32100, modulo 31); raises BadValue that says what to do."""
    code = _tidy(text)
    if len(code) == 9 or (len(code) == 10 and "-" in text):  # noqa: PLR2004 - GB 11714, the code before 2015
        raise BadValue("这是旧的组织机构代码（9位），请填写18位统一社会信用代码")
    if len(code) != ID_LENGTH:
        raise BadValue(f"统一社会信用代码应为18位，现有 {len(code)} 位")
    if set(code) & set("IOSVZ"):
        raise _misread(code)
    if not set(code) <= _CREDIT_VALUES.keys():
        raise BadValue("统一社会信用代码只含数字和大写字母，请核对")
    if credit_check(code) != code[17]:
        raise BadValue("统一社会信用代码校验位不对，请核对营业执照")
    return code


def credit_check(code: str) -> str:
    """Return the check character that belongs to the first 17 of a 统一社会信用代码."""
    total = sum(
        _CREDIT_VALUES[letter] * weight for letter, weight in zip(code, _CREDIT_WEIGHTS, strict=False)
    )
    return _CREDIT_LETTERS[-total % 31]


def check_phone(text: str) -> str:
    """Return a mobile or landline number, digits only; raises BadValue that says what to do."""
    if _MOBILE.fullmatch(text):
        return text
    number = re.sub(r"[\s()-]", "", unicodedata.normalize("NFKC", text))
    number = re.sub(r"^(?:\+|00)?86(?=1\d{10}$)", "", number)
    if _MOBILE.fullmatch(number) or _LANDLINE.fullmatch(number):
        return number
    raise BadValue("手机号应为 11 位数字，请核对" if number.isdigit() else "电话只能填数字，请核对")


def age(birth: date, on: date) -> int:
    """Return the full years of age on a day; who is born on 29 February ages on 1 March."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def is_too_young(birth: date, on: date) -> bool:
    """Say whether a person may not go live yet: under 16 (未成年人保护法 art. 76, 网络直播营销管理办法)."""
    return age(birth, on) < _YOUNGEST


def needs_guardian(birth: date, on: date) -> bool:
    """Say whether a person goes live with the guardian's consent only: 16 or 17."""
    return _YOUNGEST <= age(birth, on) < ADULT


def _tidy(text: str) -> str:
    """Return text half-width and in capitals, without spaces and hyphens."""
    return "".join(unicodedata.normalize("NFKC", text).upper().replace("-", "").split())


def _misread(code: str) -> BadValue:
    """Return the fault of letters a code cannot hold: O for 0 and I for 1 where the check then agrees."""
    likely = code.replace("O", "0").replace("I", "1")
    if set(likely) <= _CREDIT_VALUES.keys() and credit_check(likely) == likely[17]:
        return MisreadCodeError(likely)
    return BadValue("统一社会信用代码不含字母 I、O、S、V、Z，请核对是否应为数字 1、0、5、2")


def _wrong_shape(number: str) -> str:
    """Return what is wrong with a number that is not 17 digits and a check character."""
    if len(number) != ID_LENGTH:
        return f"身份证号应为18位，现有 {len(number)} 位，请核对原件"
    return "身份证号只能是数字，最后一位可为X，请核对原件"
