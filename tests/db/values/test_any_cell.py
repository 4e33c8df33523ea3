"""Whatever stands in a cell: it is read, or refused with a sentence, and nothing else ever happens."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import partial

import pytest

from db.errors import BadValue
from db.intake.cleaning import read_end, read_number_name, read_start
from db.models.words import Platform
from db.values import Kind, Raw, Read, read
from db.values.day_order import order_in, reordered
from db.values.people_names import names_in, read_name, split_names
from db.values.personal import phones_in
from db.values.splits import is_percent

LETTERS = (
    "0123456789..,,--~至年月日时分秒:/ 万亿千wk¥元%eE+()约余多xX*\u200d\u3000\ud800\n\t\0張三（）、，。½²①٣壹"
)
ODD: tuple[Raw, ...] = (
    *(float("inf"), float("-inf"), float("nan"), 1e308, -1e-308, 1e15, 10**30, -5, True),
    *("1e999999", "9" * 5000, "0." + "1" * 60, ""),
    *(time(), timedelta(days=10**6), timedelta(-1), datetime(1, 1, 1), datetime(9999, 12, 31), date.max),
)
READERS: list[Callable[[Raw], Read]] = [
    *(partial(read, kind, year=2026, unit=unit) for kind in Kind for unit in ("", "万", "万元", "小时")),
    partial(read, Kind.CHOICE, choices=Platform),
    lambda raw: read(Kind.DATE, reordered(raw, day_first=True), year=2026),
    lambda raw: read(Kind.MOMENT, reordered(raw, day_first=False), year=2026),
    *(read_name, read_number_name, partial(read_start, year=None), partial(read_end, year=2026)),
]


def is_read(reader: Callable[[Raw], Read], raw: Raw) -> bool:
    try:
        _, remark = reader(raw)
    except BadValue as refusal:
        return bool(refusal.reason)
    return isinstance(remark, str)


@pytest.mark.parametrize("seed", range(4))
def test_no_cell_does_more_than_be_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same cells every time
    drawn = ["".join(chance.choices(LETTERS, k=chance.choice((1, 2, 4, 8, 19, 40)))) for _ in range(400)]
    for raw in (*ODD, *drawn):
        assert all(is_read(reader, raw) for reader in READERS)


@pytest.mark.parametrize(
    "raw", ["／", "Ｎ／Ａ", "\u200b", "－", " — ", "#N/A", "无", "暂无", "", None, float("nan")]
)
def test_what_people_write_for_nothing_is_missing_in_any_width(raw: Raw) -> None:
    assert read(Kind.MONEY, raw) == (None, "")
    assert read(Kind.COUNT, raw) == (None, "")


@pytest.mark.parametrize("raw", [True, False, "$100", "＄100", "100美元"])
def test_what_is_no_amount_of_yuan_is_refused(raw: Raw) -> None:
    with pytest.raises(BadValue):
        read(Kind.MONEY, raw)


@pytest.mark.parametrize("seed", range(4))
def test_what_looks_at_whole_columns_and_lists_never_fails_otherwise(seed: int) -> None:
    chance = random.Random(100 + seed)  # noqa: S311 - the same cells every time
    drawn = ["".join(chance.choices(LETTERS, k=chance.choice((1, 2, 4, 8, 19, 40)))) for _ in range(400)]
    cells: list[Raw] = [*ODD, *drawn]
    order_in(cells)
    is_percent(cells)
    for raw in cells:
        for listed in (names_in, phones_in):
            with suppress(BadValue):
                assert all(listed(raw))
    for text in drawn:
        assert all(split_names(text))
