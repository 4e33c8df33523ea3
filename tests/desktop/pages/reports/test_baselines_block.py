"""Blocks from spreadsheets: by name where they have names, as they stand where they have none."""

from hypothesis import given
from hypothesis import strategies as some

from db.queries.baseline_grid import MONTHS, ROWS
from desktop.pages.reports.baselines_block import label_of, placed

PLACE = {(row.entry.code, row.is_ytd): number for number, row in enumerate(ROWS)}
L01, L04, L04_YTD, L05 = (
    PLACE[key] for key in (("L01", False), ("L04", False), ("L04", True), ("L05", False))
)


def test_a_block_without_names_lands_from_the_cell_chosen_as_far_as_the_grid_goes() -> None:
    block = placed("1\t2\t3\r\n4\t5\t6\r\n", 2025, (len(ROWS) - 1, MONTHS - 2))
    assert block.texts == {(len(ROWS) - 1, 10): "1", (len(ROWS) - 1, 11): "2"}
    assert block.unmatched == ()


def test_a_block_with_names_lands_by_them_wherever_the_cursor_is() -> None:
    text = "\t单位\t3月\t2025年1月\t合计\n支付GMV\t万元\t3\t1\t4\nL01 直播场次（场）\t场\t30\t10\t40\n"
    block = placed(text, 2025, (20, 5))
    assert block.texts == {(L05, 2): "3", (L05, 0): "1", (L01, 2): "30", (L01, 0): "10"}


def test_names_without_months_above_begin_at_the_column_chosen() -> None:
    assert placed("L05\t3\t4", 2025, (0, 10)).texts == {(L05, 10): "3", (L05, 11): "4"}


def test_months_of_another_year_are_left_out_and_strange_lines_are_told() -> None:
    text = (
        "项目\t2024-12\t2025-01\n直播场次\t9\t1\n利润\t8\t2\n\t\t\n参播主播人数累计\t7\t3\n参播主播人数\t6\t4"
    )
    block = placed(text, 2025, (0, 0))
    assert block.texts == {(L01, 0): "1", (L04_YTD, 0): "3", (L04, 0): "4"}
    assert block.unmatched == ("利润",)


CELLS = some.text(alphabet="0123456789.,万 ", max_size=6)


@given(lines=some.dictionaries(some.integers(0, len(ROWS) - 1), some.lists(CELLS, min_size=12, max_size=12)))
def test_whatever_is_filled_into_the_copied_form_comes_back_to_its_place(lines: dict[int, list[str]]) -> None:
    months = "\t".join(["", *(f"{month}月" for month in range(1, 13))])
    body = (f"{label_of(ROWS[row])}\t" + "\t".join(words) for row, words in lines.items())
    block = placed("\r\n".join((months, *body)) + "\r\n", 2025, (3, 7))
    if lines:
        assert block.texts == {
            (row, column): word for row, words in lines.items() for column, word in enumerate(words)
        }
