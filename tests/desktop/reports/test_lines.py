"""Lines break where a Chinese printer would break them."""

import random

import pytest

from desktop.reports.lines import balance, break_lines, shorten

_MAY_NOT_BEGIN = "，。、；：！？）》”’%‰"
_MAY_NOT_END = "（《“‘"
_PIECES = (
    "临沂", "直播", "12,345.67万元", "231场", "-3.4个百分点", "（上年同期206场）", "，", "。", "、",
    "“金秋专场”",
    "GMV", "《", "办法》", "同比增长12.3%", "；", "2026年9月", "hello-world", "　",
)  # fmt: skip


def _width(text: str) -> float:
    """Measure as a full-width font does: Latin signs take half."""
    return sum(0.5 if ord(sign) < 0x300 else 1 for sign in text)


def _made(seed: int) -> str:
    chosen = random.Random(seed)  # noqa: S311 - texts for a test
    return "文" + "".join(chosen.choice(_PIECES) for _ in range(60))


@pytest.mark.parametrize("seed", range(40))
def test_no_line_begins_with_a_closing_mark_and_none_loses_a_sign(seed: int) -> None:
    text = _made(seed)
    lines = break_lines(text, 28, _width, 2)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines[1:]:
        assert line[0] not in _MAY_NOT_BEGIN
    for line in lines[:-1]:
        assert line[-1] not in _MAY_NOT_END


@pytest.mark.parametrize("seed", range(40))
def test_lines_keep_within_the_width_but_for_half_a_closing_mark(seed: int) -> None:
    lines = break_lines(_made(seed), 28, _width)
    assert all(_width(line) <= 28.5 for line in lines)
    assert all(_width(line) <= 28 for line in lines if line[-1] not in "，。、；）》！？")


@pytest.mark.parametrize("whole", ["12,345.67万元", "231场", "-3.4个百分点", "12.3%", "表4", "1,234,567单"])
def test_a_number_never_parts_from_its_sign_or_unit(whole: str) -> None:
    for before in range(30):
        lines = break_lines("字" * before + whole + "字" * 5, 14, _width)
        assert any(whole in line for line in lines)


def test_what_is_wider_than_a_line_is_given_up_to_characters() -> None:
    assert break_lines("W" * 50, 10, _width) == ["W" * 20, "W" * 20, "W" * 10]


def test_an_empty_text_is_one_empty_line() -> None:
    assert break_lines("", 10, _width) == [""]


def test_a_title_turns_over_into_lines_of_about_the_same_length() -> None:
    first, second = balance("关于临沂市沂蒙云直播电商产业基地运行情况的报告", 20, _width)
    assert abs(len(first) - len(second)) <= 2


def test_a_cell_that_goes_on_and_on_is_cut_with_a_mark() -> None:
    assert shorten(["甲甲", "乙乙", "丙丙"], 2) == ["甲甲", "乙…"]
    assert shorten(["甲甲"], 2) == ["甲甲"]
