"""A cell is shown as its sheet shows it, and personal numbers are not."""

from datetime import date, datetime, time, timedelta

import pytest

from db.values import Raw
from desktop.records.raw_preview import letters
from desktop.records.raw_words import guarded_words, masked_words, raw_words


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (None, ""),
        ("  张 \n 三 ", "张 三"),
        (3.0, "3"),
        (0.125, "0.125"),
        (371302199801011000.0, "3.71302199801011E+17"),
        (True, "True"),
        (datetime(2026, 9, 1, 20, 30), "2026-09-01 20:30"),
        (datetime(2026, 9, 1, 20, 30, 5, 7), "2026-09-01 20:30:05"),
        (datetime(2026, 9, 1), "2026-09-01"),
        (date(2026, 9, 1), "2026-09-01"),
        (time(20, 30), "20:30:00"),
        (timedelta(hours=25, minutes=10), "25:10"),
        ("长" * 90, "长" * 59 + "…"),
    ],
)
def test_a_cell_reads_as_in_its_sheet(cell: Raw, words: str) -> None:
    assert raw_words(cell) == words


@pytest.mark.parametrize(
    ("cell", "words"),
    [("13812340001", "******0001"), (13812340001.0, "******0001"), ("123", "******"), ("", "")],
)
def test_a_sealed_cell_shows_its_last_four_signs(cell: Raw, words: str) -> None:
    assert masked_words(cell) == words


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("13812340001", "******0001"),
        ("37130219980101123X", "******123X"),
        ("138-1234 0001", "******0001"),
        ("L00012345", "L00012345"),
        ("李小舟", "李小舟"),
    ],
)
def test_what_reads_like_a_personal_number_is_masked_where_nobody_knows_the_column(
    cell: str, words: str
) -> None:
    assert guarded_words(cell) == words


def test_columns_are_named_as_spreadsheets_do() -> None:
    assert [letters(number) for number in (1, 26, 27, 52, 53, 702, 703)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]
