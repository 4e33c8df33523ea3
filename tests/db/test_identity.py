"""Numbers people and companies are known by: real ones pass, whatever region they were given in."""

from datetime import date

import pytest
from stdnum.cn import uscc

from db.errors import BadValue
from db.identity import (
    age,
    birth_date,
    check_credit_code,
    check_id_no,
    check_phone,
    gender,
    is_too_young,
    needs_guardian,
)
from tests.db.identity_numbers import id_no

TODAY = date(2026, 9, 15)


@pytest.mark.parametrize(
    ("prefix", "born"),
    [
        ("371302", date(1985, 2, 28)),
        ("330113", date(1983, 11, 5)),  # 临平区: a code of 2021, and a person born long before
        ("810000", date(1990, 6, 1)),  # 港澳台居民居住证
        ("830000", date(2001, 12, 31)),
        ("372801", date(1966, 1, 1)),  # 临沂地区, gone since 1995
        ("990000", date(1970, 5, 5)),  # no list of regions is asked
    ],
)
def test_real_looking_numbers_pass_in_every_region(prefix: str, born: date) -> None:
    for serial in range(1, 200, 17):
        number = id_no(born, prefix, serial)
        assert check_id_no(number, TODAY) == number
        assert birth_date(number) == born
        assert gender(number) == ("男" if serial % 2 else "女")


def test_the_published_example_of_the_standard_passes() -> None:
    assert check_id_no(" 11010519491231002x", TODAY) == "11010519491231002X"
    assert check_id_no("１１０１０５１９４９１２３１００２Ｘ", TODAY) == "11010519491231002X"


def test_no_single_mistyped_digit_ever_passes() -> None:
    number = id_no(date(1988, 8, 8), serial=123)
    for place in range(17):
        for digit in "0123456789":
            wrong = number[:place] + digit + number[place + 1 :]
            if wrong != number:
                with pytest.raises(BadValue):
                    check_id_no(wrong, TODAY)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("371302850228123", "15位旧身份证号"),
        ("37130219850228", "现有 14 位"),
        ("3713021985022812345", "现有 19 位"),
        ("07130219850228123X", "数字"),
        ("37130219850228ABCD", "数字"),
        ("", "现有 0 位"),
    ],
)
def test_a_wrong_shape_is_refused_with_what_to_do(number: str, reason: str) -> None:
    with pytest.raises(BadValue, match=reason):
        check_id_no(number, TODAY)


def test_a_day_that_never_was_and_one_still_to_come_are_refused() -> None:
    body = "37130219850230001"
    rest = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(body)) % 11
    check = "X" if (12 - rest) % 11 == 10 else str((12 - rest) % 11)
    with pytest.raises(BadValue, match="不存在"):
        check_id_no(body + check, TODAY)
    with pytest.raises(BadValue, match="晚于今天"):
        check_id_no(id_no(date(2026, 9, 16)), TODAY)
    assert check_id_no(id_no(TODAY), TODAY)


def test_three_zeros_at_the_end_are_taken_for_what_excel_does() -> None:
    for serial in range(1, 40):
        number = id_no(date(1998, 1, 1), serial=serial)[:15] + "000"
        if number != id_no(date(1998, 1, 1), serial=int(number[14:17])):
            with pytest.raises(BadValue, match="疑似被Excel截断"):
                check_id_no(number, TODAY)


def test_credit_codes_agree_with_another_implementation() -> None:
    for serial in range(300):
        body = f"9137130{serial % 10}MA3{serial * 7919 % 10**6:06}"[:17]
        good = body + uscc.calc_check_digit(body)
        assert check_credit_code(good.lower()) == good
        wrong = body + ("A" if good[17] != "A" else "B")
        with pytest.raises(BadValue, match="校验位"):
            check_credit_code(wrong)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("913713001234", "现有 12 位"),
        ("123456789", "组织机构代码"),
        ("12345678-9", "组织机构代码"),
        ("9137130OMA3C12345X", "不含字母"),
        ("91371300MA3C1234-", "位"),
        ("91371300MA3C12345＊", "只含"),
    ],
)
def test_a_wrong_credit_code_is_refused_with_what_to_do(code: str, reason: str) -> None:
    with pytest.raises(BadValue, match=reason):
        check_credit_code(code)


def test_letters_typed_for_digits_are_told_with_the_code_that_would_be_right() -> None:
    good = "91330100799655058B"
    for typed in (
        good.replace("0", "O", 1),
        good.replace("1", "I"),
        good.replace("1", "I").replace("0", "O"),
    ):
        with pytest.raises(BadValue, match=f"是否应为 {good}"):
            check_credit_code(typed)
    for typed in (good.replace("5", "S"), "O" + good[1:]):
        with pytest.raises(BadValue, match="是否应为数字"):
            check_credit_code(typed)


@pytest.mark.parametrize(
    "number", ["13800138000", "+86 138-0013-8000", "05398123456", "8123456", "4008001234"]
)
def test_phones_and_landlines_pass(number: str) -> None:
    assert check_phone(number).isdigit()


@pytest.mark.parametrize("number", ["12800138000", "1380013800", "138001380000", "abc", ""])
def test_what_is_no_phone_is_refused(number: str) -> None:
    with pytest.raises(BadValue, match=r"电话|手机"):
        check_phone(number)


def test_age_counts_full_years_on_the_day_in_question() -> None:
    born = date(2010, 9, 15)
    assert age(born, date(2026, 9, 14)) == 15
    assert age(born, date(2026, 9, 15)) == 16
    assert is_too_young(born, date(2026, 9, 14))
    assert needs_guardian(born, date(2026, 9, 15))
    assert needs_guardian(born, date(2028, 9, 14))
    assert not needs_guardian(born, date(2028, 9, 15))
    assert age(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age(date(2008, 2, 29), date(2026, 3, 1)) == 18
