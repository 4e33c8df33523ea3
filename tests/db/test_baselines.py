"""历史数据: written in the unit of print, read exactly, of what can be entered and of nothing else."""

from contextlib import suppress
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from db import store
from db.engine import Session
from db.errors import BadValue, BadValues
from db.models import BaselineValue
from db.queries import indicators
from db.queries.baselines import ENTERED, baselines_of, called, fault_of, indicator_of, read_baseline
from db.queries.dictionary import BY_CODE, INDICATORS
from db.queries.figures import Indicator, Nature
from db.queries.periods import Span, month_of, month_period, months_before, period_of
from db.store.baseline_rules import enter
from db.values.printing import number

L05, L12, L03, L01, T04, A06 = (BY_CODE[code] for code in ("L05", "L12", "L03", "L01", "T04", "A06"))
IN_BASE = {"万元": 1_000_000, "小时": 60, "学时": 10, "万": 10_000} | dict.fromkeys(
    ("万人", "万人次", "万件"), 10_000
)
"""How many base units one unit of print is, written down once more by hand; all others are 1."""


def enters(session: Session, code: str, month: int, text: str, *, is_ytd: bool = False) -> int:
    """Enter one value and return its key."""
    values = {"indicator": code, "month": month, "value_text": text, "is_ytd": is_ytd}
    return store.save(session, BaselineValue, values)


def refused(session: Session, code: str, month: int, text: str, *, is_ytd: bool = False) -> str:
    """Return why a value is refused."""
    with pytest.raises(BadValues) as trouble:
        enters(session, code, month, text, is_ytd=is_ytd)
    return str(trouble.value)


@pytest.mark.parametrize(
    ("entry", "text", "value"),
    [
        (L05, "1,234.56", 123_456 * 10_000),
        (L05, "1234.56万元", 123_456 * 10_000),
        (L05, "0.000001", 1),
        (L05, "12.5万", 12_500_000),
        (L05, "1.2亿元", 12_000_000_000),
        (L05, "３０３．６", 303_600_000),
        (L12, "3.5", 35_000),
        (L12, "12.5万", 125_000),
        (L12, "691人次", 691),
        (L03, "12.5", 750),
        (L03, "1.2万小时", 720_000),
        (L01, "691,000", 691_000),
        (L01, "69.1万场", 691_000),
        (T04, "1.5", 15),
        (A06, "12.5万", 125_000),
        (L01, "0", 0),
    ],
)
def test_a_number_is_read_in_the_unit_it_is_printed_in_or_names(
    entry: Indicator, text: str, value: int
) -> None:
    assert read_baseline(entry, text) == value


@pytest.mark.parametrize(
    ("entry", "text", "said"),
    [
        (L05, "0.0000001", "小数位数过多"),
        (L01, "1.5", "小数位数过多"),
        (L05, "1e-999999999", "小数位数过多"),
        (L03, "12.33", "小数位数过多"),
        (L01, "-1", "不能为负数"),
        (L05, "99999999999", "数值过大"),
        (L01, "很多", "不是数字"),
        (L05, "1.234,5", "逗号"),
        (L05, "12%", "%"),
    ],
)
def test_what_cannot_be_read_exactly_is_refused_in_words(entry: Indicator, text: str, said: str) -> None:
    with pytest.raises(BadValue, match=said):
        read_baseline(entry, text)


@given(entry=some.sampled_from(ENTERED), value=some.integers(0, 10**12), commas=some.booleans())
def test_whatever_was_printed_to_the_last_base_unit_is_read_back(
    entry: Indicator,
    value: int,
    commas: bool,  # noqa: FBT001 - drawn
) -> None:
    exact = Decimal(value) / IN_BASE.get(entry.unit, 1)
    if exact * IN_BASE.get(entry.unit, 1) != value or (entry.unit == "小时" and value % 3):
        return  # a third of an hour has no end
    text = f"{exact:,f}" if commas else f"{exact:f}"
    assert read_baseline(entry, text) == value
    assert read_baseline(entry, f" {text}{entry.unit}") == value


@given(entry=some.sampled_from(ENTERED), value=some.integers(0, 10**12))
def test_a_figure_typed_off_an_old_report_prints_as_it_stood_there(entry: Indicator, value: int) -> None:
    printed = number(value, entry.unit)
    assert printed is not None
    assert number(read_baseline(entry, f"{printed:,f}"), entry.unit) == printed


@given(text=some.text(max_size=30))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    for entry in (L05, L03, L01):
        with suppress(BadValue):
            assert read_baseline(entry, text) >= 0


def test_indicators_are_known_by_code_by_name_and_by_both() -> None:
    for entry in INDICATORS:
        for words in (entry.code, entry.code.lower(), entry.name, called(entry.code), f" {entry.name} "):
            assert indicator_of(words) is entry
    assert indicator_of("退款金额(场次口径)").code == "L06"
    with pytest.raises(BadValue, match="没有“利润”这个指标"):
        indicator_of("利润")


def test_ratios_and_differences_are_reckoned_and_sums_have_no_year_so_far() -> None:
    for entry in INDICATORS:
        assert bool(fault_of(entry, is_ytd=False)) == (entry.parts is not None)
        can_ytd = entry.parts is None and entry.nature is Nature.DISTINCT
        assert bool(fault_of(entry, is_ytd=True)) != can_ytd
    assert "“退款金额（场次口径）”和“支付GMV”计算得出" in fault_of(BY_CODE["L08"], is_ytd=False)


def test_a_saved_value_has_code_and_base_value_and_one_of_a_kind_is_enough(session: Session) -> None:
    key = enters(session, "支付GMV", 202509, "1,234.56")
    row = session.get(BaselineValue, key)
    assert row is not None
    assert (row.indicator, row.value, row.value_text) == ("L05", 1_234_560_000, "1,234.56")
    assert "请核对是否重复" in refused(session, "L05", 202509, "1")
    enters(session, "L04", 202509, "30")
    enters(session, "L04", 202509, "120", is_ytd=True)
    assert "计算得出" in refused(session, "退款率", 202509, "3.1")
    assert "按月填写" in refused(session, "L05", 202509, "3.1", is_ytd=True)
    assert "没有“利润”这个指标" in refused(session, "利润", 202509, "1")
    assert "还没到这个月" in refused(session, "L05", months_before(month_of(date.today()), -1), "1")
    store.save(session, BaselineValue, {"value_text": "2"}, key, 1)
    session.expire_all()
    row = session.get(BaselineValue, key)
    assert row is not None
    assert row.value == 2_000_000


def test_entered_months_are_added_up_compared_with_and_marked(session: Session) -> None:
    for month, text in ((202507, "100"), (202508, "200"), (202509, "300.5")):
        enters(session, "L05", month, text)
    enters(session, "L10", 202509, "1000")
    figures = indicators.of(session, month_period(202609)).figures
    assert (figures["L05"].last_year, figures["L05"].ytd_last_year) == (300_500_000, 600_500_000)
    assert "last_year" in figures["L05"].declared
    assert figures["L11"].last_year == Fraction(300_500_000, 1000)
    quarter = indicators.of(session, period_of(202609, Span.QUARTER)).figures
    assert quarter["L05"].last_year == 600_500_000


def test_a_grid_is_entered_at_once_or_not_at_all(session: Session) -> None:
    typed = {("L05", 202509, False): "12.5", ("L01", 202509, False): "30", ("L04", 202512, True): "99"}
    assert enter(session, typed, "2025年各月月报") == 3
    found = baselines_of(session, 2025)
    assert {cell: one.text for cell, one in found.items()} == typed
    assert {one.source for one in found.values()} == {"2025年各月月报"}
    assert enter(session, typed) == 0
    change = {("L05", 202509, False): "13", ("L01", 202509, False): "", ("L04", 202512, True): " — "}
    assert enter(session, change) == 3
    left = {("L05", 202509, False): "13"}
    assert {cell: one.text for cell, one in baselines_of(session, 2025).items()} == left
    august = {(code, 202508, False): text for code, text in (("L05", "1"), ("L01", "若干"), ("L08", "1"))}
    with pytest.raises(BadValues) as trouble:
        enter(session, august)
    assert "直播场次2025年8月：不是数字" in str(trouble.value)
    assert "退款率2025年8月：" in str(trouble.value)
