"""The sentences of the report say each case as a clerk would."""

from fractions import Fraction
from typing import Any

import pytest

from db.queries.figures import Figure, Nature, Value
from db.queries.periods import Period
from desktop.cells import names_of
from desktop.reports.wording import Wording, sentence, so_far_not_compared, year_so_far

SAY = Wording(names_of(Period(202609, 202609)))


def figure(value: Value, last_month: Value = None, last_year: Value = None, **changes: Any) -> Figure:
    facts: dict[str, Any] = {
        "code": "L01", "name": "直播场次", "unit": "场", "base_unit": "场", "nature": Nature.FLOW,
        "at_month_end": False, "ytd": None, "ytd_last_year": None, "formula": "",
    }  # fmt: skip
    return Figure(value=value, last_month=last_month, last_year=last_year, **(facts | changes))


@pytest.mark.parametrize(
    ("value", "last_month", "last_year", "said"),
    [
        (231, 240, 206, "开播231场，同比增长12.1%（上年同期206场），环比下降3.8%"),
        (100_001, 100_000, 100_000, "开播100,001场，同比持平（上年同期100,000场），环比持平"),
        (231, None, None, "开播231场"),
        (231, 200, None, "开播231场，环比增长15.5%"),
        (231, 0, 0, "开播231场，上年同期为0，上月为0"),
        (0, 10, 20, "开播0场，同比下降100.0%（上年同期20场），环比下降100.0%"),
        (None, 10, 20, "直播场次暂缺"),
        (5, -3, -3, "开播5场，同比不可比（上年同期-3场），环比不可比"),
    ],
)
def test_a_flow_is_said_with_its_comparisons(
    value: Value, last_month: Value, last_year: Value, said: str
) -> None:
    assert SAY.stated("开播", figure(value, last_month, last_year)) == said


def test_a_rate_moves_by_percentage_points() -> None:
    refunds = figure(Fraction(80, 1000), Fraction(75, 1000), Fraction(92, 1000), unit="%")
    assert SAY.rated("退款率", refunds) == "退款率8.0%，同比下降1.2个百分点，环比上升0.5个百分点"


def test_a_rate_that_moves_less_than_it_is_printed_stays() -> None:
    refunds = figure(Fraction(80, 1000), Fraction(8001, 100_000), None, unit="%")
    assert SAY.rated("退款率", refunds) == "退款率8.0%，环比持平"


def test_a_stock_changes_by_heads() -> None:
    signed = figure(312, 306, 320, unit="人", nature=Nature.STOCK)
    assert SAY.stood("签约主播", signed) == "签约主播312人，较上月末增加6人，较上年同期末减少8人"


def test_money_is_said_in_wan_yuan_with_two_decimals() -> None:
    sold = figure(123_456_789, unit="万元", base_unit="分")
    assert SAY.stated("成交", sold) == "成交123.46万元"


def test_the_year_so_far_is_left_out_when_it_is_missing() -> None:
    assert SAY.summed("累计开播", figure(1)) == ""
    assert SAY.summed("累计开播", figure(1, ytd=90, ytd_last_year=100)) == "累计开播90场，同比下降10.0%"


def test_years_so_far_of_different_months_are_not_compared_and_that_is_said() -> None:
    partly = figure(1, ytd=90, ytd_last_year=10, ytd_comparable=False)
    assert SAY.summed("累计开播", partly) == "累计开播90场"
    assert so_far_not_compared([partly]) == "上年同期累计数据不全，不作同比。"
    assert so_far_not_compared([figure(1, ytd=90, ytd_last_year=10)]) == ""
    assert so_far_not_compared([figure(1, ytd=90, ytd_comparable=False)]) == ""


@pytest.mark.parametrize(
    ("month", "first", "last", "said"),
    [
        (202609, 202410, 202609, "1至9月"),
        (202609, 202608, 202610, "8至9月"),
        (202611, 202410, 202610, "1至10月"),
        (202602, 202601, 202601, "1月"),
        (202609, 202609, 202609, ""),
        (202601, 202410, 202601, ""),
        (202609, None, None, ""),
        (202609, 202410, 202512, ""),
    ],
)
def test_the_year_so_far_names_the_months_that_have_data(
    month: int, first: int | None, last: int | None, said: str
) -> None:
    assert year_so_far(Period(month, month), first, last) == said


def test_a_quarter_and_a_year_name_the_months_before_them_alone() -> None:
    assert year_so_far(Period(202607, 202609), 202410, 202609) == "1至9月"
    assert year_so_far(Period(202601, 202603), 202410, 202609) == ""
    assert year_so_far(Period(202601, 202612), 202410, 202612) == ""


def test_a_quarter_and_a_year_are_compared_in_their_own_words() -> None:
    quarter, year = (
        Wording(names_of(Period(202607, 202609))),
        Wording(names_of(Period(202601, 202612)), is_year=True),
    )
    assert quarter.stated("开播", figure(231, 0, 206)) == "开播231场，同比增长12.1%（上年同季206场），上季为0"
    assert year.stated("开播", figure(231, 206, 206)) == "开播231场，同比增长12.1%（上年206场）"
    signed = figure(312, 306, 306, unit="人", nature=Nature.STOCK)
    assert quarter.stood("签约主播", signed) == "签约主播312人，较上季末增加6人，较上年同季末增加6人"
    assert year.stood("签约主播", signed) == "签约主播312人，较上年末增加6人"
    assert year.not_compared([figure(1)]) == "本年为首次填报，暂无上年数据。"
    assert quarter.not_compared([figure(1)]) == "本季为首次填报，暂无上年同季和上季数据。"


def test_why_nothing_is_compared_is_said_once() -> None:
    assert SAY.not_compared([figure(1), figure(2)]) == "本月为首次填报，暂无上年同期和上月数据。"
    assert SAY.not_compared([figure(1, 1), figure(2, 1)]) == "上年同期尚未纳入统计，暂不作同比。"
    assert SAY.not_compared([figure(1, None, 1)]) == "上月数据暂缺，不作环比。"
    assert SAY.not_compared([figure(1, 1, 1)]) == ""
    assert SAY.not_compared([figure(None)]) == ""


def test_nothing_said_is_no_sentence() -> None:
    assert sentence(["", ""]) == ""
    assert sentence(["甲", "", "乙"]) == "甲；乙。"
