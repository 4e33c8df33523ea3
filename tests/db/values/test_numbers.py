"""Numbers as operators write them."""

from decimal import Decimal

import pytest

from db.errors import BadValue
from db.values import Kind, read

ABOUT = "写的是约数，按数字部分记"


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("12.5万", 125_000),
        ("3.2亿", 320_000_000),
        ("2.4w", 24_000),
        ("2.4W", 24_000),
        ("1.2k", 1_200),
        ("5千", 5_000),
        ("1亿2000万", 120_000_000),
        ("１２３，４５６", 123_456),
        ("１２.５万", 125_000),
        ("1,234,567", 1_234_567),
        ("1 234", 1_234),
        ("3000人", 3_000),
        ("1.2万人次", 12_000),
        ("1。5万", 15_000),
        ("0", 0),
        (0, 0),
        (0.0, 0),
        (123.0, 123),
        (2_000_000_000, 2_000_000_000),
        ("-5", -5),
        ("1.2E+3", 1_200),
    ],
)
def test_a_count_is_multiplied_by_its_unit_and_cleaned_of_grouping(written: str | float, count: int) -> None:
    assert read(Kind.COUNT, written) == (count, "")


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("约3000", 3_000),
        ("近3万", 30_000),
        ("超1.2亿", 120_000_000),
        ("3000余", 3_000),
        ("300余万", 3_000_000),
        ("3万多", 30_000),
        ("10w+", 100_000),
        ("5000左右", 5_000),
    ],
)
def test_an_estimate_is_taken_with_a_remark(written: str, count: int) -> None:
    assert read(Kind.COUNT, written) == (count, ABOUT)


@pytest.mark.parametrize(
    "written",
    [
        "-",
        "--",
        "—",
        "/",
        "无",
        "暂无",
        "N/A",
        "#N/A",
        "#DIV/0!",
        "<NULL>",
        "",
        "  ",
        None,
        float("nan"),
        "null",
    ],
)
@pytest.mark.parametrize("kind", list(Kind))
def test_words_for_nothing_are_missing_in_every_column_and_never_zero(
    kind: Kind, written: str | float | None
) -> None:
    assert read(kind, written) == (None, "")


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("1.234,56", "1234.56"),
        ("12,34", "1234.56"),
        ("1,2345", "1234.56"),
        ("三万", "12.5万"),
        ("12%", "%"),
        ("1234.5", "整数"),
        (12.5, "整数"),
        ("3.71302E+17", "过大"),
        ("1e999999", "过大"),
        ("9" * 5000, "过大"),
        ("12.5.3", "1234.56"),
        ("abc", "不是数字"),
        ("(100", "不是数字"),
    ],
)
def test_what_cannot_be_a_count_is_refused_with_what_to_write(written: str | float, reason: str) -> None:
    with pytest.raises(BadValue, match=reason):
        read(Kind.COUNT, written)


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        ("¥12.5万", 12_500_000),
        ("￥１２.５万", 12_500_000),
        ("￥１２．５亿", 125_000_000_000),
        ("¥1,234.50元", 123_450),
        ("1,234.50", 123_450),
        (1234.5, 123_450),
        (0.1 + 0.2, 30),
        ("1234.505", 123_451),
        (1234.565, 123_457),
        (1.005, 101),
        ("1.005", 101),
        ("0.004", 0),
        ("(1,200)", -120_000),
        ("-¥12", -1_200),
        (-3.2, -320),
        ("3万元", 3_000_000),
        (0, 0),
    ],
)
def test_money_is_whole_fen_rounded_half_up_without_float_error(written: str | float, fen: int) -> None:
    assert read(Kind.MONEY, written) == (fen, "")


@pytest.mark.parametrize(
    ("written", "unit", "fen"),
    [
        ("12.5", "万元", 12_500_000),
        (12.5, "万元", 12_500_000),
        ("¥12.5", "万元", 12_500_000),
        ("12.5万", "万元", 12_500_000),
        ("1,234.50元", "万元", 123_450),
        ("1.5", "亿元", 15_000_000_000),
        (250.0, "分", 250),
        ("12.5", "元", 1_250),
    ],
)
def test_the_unit_of_the_sheet_counts_only_where_the_cell_names_none(
    written: str | float, unit: str, fen: int
) -> None:
    assert read(Kind.MONEY, written, unit=unit) == (fen, "")


def test_a_count_headed_in_wan_is_multiplied() -> None:
    assert read(Kind.COUNT, 12.5, unit="万") == (125_000, "")
    assert read(Kind.COUNT, "3000人", unit="万人") == (30_000_000, "")


def test_money_far_beyond_any_base_is_taken_for_a_wrong_unit() -> None:
    with pytest.raises(BadValue, match="万元"):
        read(Kind.MONEY, "9000亿")


def test_an_estimate_of_money_is_taken_with_a_remark() -> None:
    assert read(Kind.MONEY, "约3万") == (3_000_000, ABOUT)


@pytest.mark.parametrize("cents", range(0, 1000, 7))
def test_every_amount_with_two_decimals_survives_being_a_float(cents: int) -> None:
    yuan = 98_765_432 + Decimal(cents) / 100
    assert read(Kind.MONEY, float(yuan))[0] == int(yuan * 100)


def test_a_rate_with_a_percent_sign_is_a_ratio() -> None:
    assert read(Kind.NUMBER, "12.5%") == (0.125, "")
    assert read(Kind.NUMBER, "0.125") == (0.125, "")


@pytest.mark.parametrize("written", ["四节", "半天"])
def test_what_is_no_credit_is_refused_with_how_to_write_one(written: str) -> None:
    assert read(Kind.CREDIT, "1.5学时") == (15, "")
    with pytest.raises(BadValue, match="不是学时数，格式如 4"):
        read(Kind.CREDIT, written)
