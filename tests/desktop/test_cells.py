"""A value is written the same way wherever the user reads it, and rounded once, half away from zero."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random

import pytest

from db.models.words import StreamerState
from db.queries.figures import Figure, Nature, Value
from db.values import Kind
from desktop import cells
from desktop.cells import Direction


def _figure(unit: str, nature: Nature, value: Value) -> Figure:
    """Return a figure of which only the unit, the nature and the value matter."""
    return Figure("L00", "指标", unit, "", nature, nature is Nature.STOCK, value, None, None, None, None, "")


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(5, 1000), 2, "0.01"),
        (Fraction(4999, 1_000_000), 2, "0.00"),
        (Fraction(-1, 1000), 2, "0.00"),
        (Fraction(2, 3), 1, "0.7"),
        (Decimal("2.675"), 2, "2.68"),
        (0, 2, "0.00"),
        (7, 0, "7"),
        (10**30 + 1, 2, f"{10**30 + 1}.00"),
    ],
)
def test_rounding_is_half_away_from_zero(value: Fraction, places: int, expected: str) -> None:
    assert str(cells.rounded(value, places)) == expected


def test_rounding_agrees_with_decimal_for_any_amount() -> None:
    random = Random(5)  # noqa: S311 - nothing here is a secret
    for _ in range(2_000):
        fen = random.randint(-(10**13), 10**13)
        expected = (Decimal(fen) / 10**6).quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert cells.number(fen, "万元") == expected
        assert cells.printed(fen, "万元") == f"{expected:,}".replace("-0.00", "0.00")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (cells.printed(1_234_565_000, "万元"), "1,234.57"),
        (cells.printed(None, "万元"), "—"),
        (cells.printed(0, "万元"), "0.00"),
        (cells.yuan(123_450), "1,234.50"),
        (cells.yuan(Fraction(1, 3)), "0.00"),
        (cells.printed(204, "小时"), "3.4"),
        (cells.printed(123_456, "万"), "12.35"),
        (cells.count(1_234_567), "1,234,567"),
        (cells.percent(Fraction(1, 8)), "12.5%"),
        (cells.percent(None), "—"),
        (cells.printed(None, "场", cells.MISSING), "…"),
        (cells.printed(Fraction(2, 3), "%"), "66.7"),
        (cells.with_unit(231, "场"), "231场"),
        (cells.with_unit(None, "万元"), "—"),
    ],
)
def test_amounts_are_written_in_their_unit(written: str, expected: str) -> None:
    assert written == expected


@pytest.mark.parametrize(
    ("now", "before", "screen", "cell", "words"),
    [
        (1123, 1000, "+12.3%", "12.3", "增长12.3%"),
        (966, 1000, "-3.4%", "-3.4", "下降3.4%"),
        (0, 1000, "-100.0%", "-100.0", "下降100.0%"),
        (1000, 1000, "0.0%", "0.0", "持平"),
        (100_049, 100_000, "0.0%", "0.0", "持平"),
        (100_050, 100_000, "+0.1%", "0.1", "增长0.1%"),
        (99_951, 100_000, "0.0%", "0.0", "持平"),
        (99_950, 100_000, "-0.1%", "-0.1", "下降0.1%"),
        (5, 0, "—", "—", "基数为0"),
        (0, 0, "—", "—", "基数为0"),
        (5, -10, "不可比", "不可比", "不可比"),
        (5, None, "…", "…", "首报"),
        (None, 5, "…", "…", "缺数据"),
        (None, None, "…", "…", "缺数据"),
        (60_000, 1_000, "+5,900.0%", "5,900.0", "增长5,900.0%"),
    ],
)
def test_growth_is_told_on_screen_in_tables_and_in_words(
    now: Value, before: Value, screen: str, cell: str, words: str
) -> None:
    assert cells.growth(now, before) == screen
    assert cells.growth_cell(now, before) == cell
    assert cells.compare(now, before).words == words


def test_growth_has_a_rate_only_where_it_can_be_counted() -> None:
    assert cells.compare(3, 2) == cells.Growth(Direction.UP, Fraction(1, 2))
    assert cells.compare(3, 0).rate is None
    assert cells.growth_number(3, 2) == Decimal("50.0")
    assert cells.growth_number(3, None) is None


def test_a_rate_moves_by_points_a_stock_by_heads_and_a_flow_by_percent() -> None:
    rate = _figure("%", Nature.RATIO, Fraction(1, 4))
    assert (cells.compared_unit(rate), cells.compared(rate, Fraction(1, 4), Fraction(1, 5))) == (
        "个百分点",
        "+5.0",
    )
    stock = _figure("人", Nature.STOCK, 7)
    assert (cells.compared_unit(stock), cells.compared(stock, 7, 9)) == ("人", "-2")
    flow = _figure("万元", Nature.FLOW, 7)
    assert (cells.compared_unit(flow), cells.compared(flow, 3, 2)) == ("%", "50.0")
    price = _figure("元", Nature.RATIO, Fraction(7, 3))
    assert cells.compared_unit(price) == "%"
    assert cells.compared_number(stock, 7, None) is None
    assert cells.compared(stock, 7, None) == "…"


def test_changes_carry_their_sign_and_zero_none() -> None:
    assert [cells.change(now, 1_500) for now in (3_000, 0, 1_500, None)] == ["+1,500", "-1,500", "0", "…"]
    assert cells.change(2_000_000, 0, "万") == "+200.00"
    assert cells.points(Fraction(1, 3), Fraction(1, 3)) == "0.0"
    assert cells.points(Fraction(1, 3), None) == "…"


def test_excel_holds_the_number_that_is_printed() -> None:
    figure = _figure("万元", Nature.FLOW, 123_456_789)
    assert cells.number(figure.value, figure.unit) == Decimal("123.46")
    assert cells.number(Fraction(1, 3), "%") == Decimal("33.3")
    assert cells.number(None, "场") is None
    assert [cells.decimals(unit) for unit in ("万元", "小时", "场", "%")] == [2, 1, 0, 1]


def test_days_months_and_durations_are_written_as_in_letters() -> None:
    assert cells.date_words(date(2026, 9, 5)) == "2026年9月5日"
    assert cells.month_words(202609) == "2026年9月"
    assert cells.moment(datetime(2026, 9, 5, 8, 5, 59)) == "2026-09-05 08:05"
    assert [cells.duration(minutes) for minutes in (0, 45, 180, 204)] == ["0分", "45分", "3小时", "3小时24分"]


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (Kind.MONEY, 123_456_789, "1,234,567.89"),
        (Kind.MONEY, -5, "-0.05"),
        (Kind.MONEY, 0, "0.00"),
        (Kind.COUNT, 12_345, "12,345"),
        (Kind.NUMBER, 12.5, "12.5"),
        (Kind.DURATION, 204, "3小时24分"),
        (Kind.DATE, date(2026, 9, 5), "2026-09-05"),
        (Kind.MOMENT, datetime(2026, 9, 5, 20, 0), "2026-09-05 20:00"),
        (Kind.MONTH, 202609, "2026-09"),
        (Kind.CHOICE, StreamerState.ACTIVE, "在播"),
        (Kind.YESNO, False, "否"),
        (Kind.LINK, "沂河团队", "沂河团队"),
        (Kind.PHONE, "*******1234", "*******1234"),
        (Kind.TEXT, "", ""),
    ],
)
def test_a_cell_of_a_list_is_written_by_its_kind(kind: Kind, value: object, expected: str) -> None:
    assert cells.show(kind, value) == expected


@pytest.mark.parametrize("kind", list(Kind))
def test_a_missing_value_is_a_dash_whatever_its_kind(kind: Kind) -> None:
    assert cells.show(kind, None) == "—"
