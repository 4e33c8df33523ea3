"""The page as it is drawn: margins, grid, page number, cells; nothing is asked of how it was made."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from db.queries.figures import ReportFigures
from desktop.reports import monthly, pdf
from desktop.reports.content import ReportContent
from desktop.reports.document import (
    Align,
    Amount,
    AttachmentTitle,
    Block,
    Cell,
    Chart,
    Column,
    Document,
    Ledger,
    Numbering,
    PageBreak,
    Paragraph,
    Reread,
    Table,
)
from desktop.reports.pipeline import Pipeline
from tests.desktop.reports import made_up
from tests.desktop.reports.drawn import Box, Page, pages_of, texts_of

MM = 72 / 25.4
LEFT, RIGHT = 28 * MM, 184 * MM
TOP, BOTTOM = 37 * MM, 262 * MM
NUMBER = 14.0
MARK = monthly.DEMO_MARK
DASH = 0.293
"""Top of the dash of the bundled 宋体 above the ground line, read from the font."""


def _print(folder: Path, *blocks: Block, numbering: Numbering = Numbering.OUTER) -> list[Page]:
    document = Document("题", "基地", "月报", "", made_up.DAY, blocks, numbering=numbering)
    return pages_of(pdf.write(document, folder / "a.pdf", font_folders=()).path)


def _block(page: Page) -> Box:
    """Return the part of a page its text has, closing marks half out of their lines included."""
    if page.width < page.height:
        return Box(LEFT - 0.5, TOP - 0.5, RIGHT + 8.5, BOTTOM + 3)
    return Box(35 * MM - 0.5, 28 * MM - 0.5, 260 * MM + 8.5, 184 * MM + 3)


def _holds(box: Box, word: Box) -> bool:
    """Tell whether a word is within a box."""
    across = box.left <= word.left and word.right <= box.right
    return across and box.top <= word.top and word.bottom <= box.bottom


def _number(page: Page) -> tuple[str, Box]:
    """Return what stands outside of the text, and the box around it."""
    parts = [word for word in page.words if not _holds(_block(page), word)]
    parts = [part for part in parts if part.text != MARK]
    return "".join(part.text for part in parts), Box(
        min(part.left for part in parts), min(part.top for part in parts),
        max(part.right for part in parts), max(part.bottom for part in parts),
    )  # fmt: skip


def test_a_page_holds_22_lines_of_28_characters(tmp_path: Path) -> None:
    first, second = _print(tmp_path, Paragraph("字" * (28 * 30 - 2)))
    lines: dict[int, list[Box]] = {}
    for word in first.words:
        if "字" in word.text:
            lines.setdefault(round(word.top), []).append(word)
    counts = [sum(len(word.text) for word in line) for _, line in sorted(lines.items())]
    assert counts == [26] + [28] * 21
    assert sum(word.text.count("字") for word in second.words) == 28 * 8
    assert max(word.right for line in lines.values() for word in line) == pytest.approx(RIGHT, abs=1.5)


@pytest.mark.parametrize("month", [made_up.full_month, made_up.hostile_month, made_up.first_month])
def test_everything_stands_within_the_margins(tmp_path: Path, month: Callable[[], ReportFigures]) -> None:
    document = monthly.lay_out(ReportContent(month()), made_up.DAY)
    written = pdf.write(document, tmp_path / "a.pdf", font_folders=()).path
    for number, page in enumerate(pages_of(written), 1):
        assert _number(page)[0] == f"—{number}—"


@pytest.mark.parametrize("month", [made_up.full_month, made_up.hostile_month, made_up.empty_month])
def test_no_text_leaves_its_cell(tmp_path: Path, month: Callable[[], ReportFigures]) -> None:
    document = monthly.lay_out(ReportContent(month()), made_up.DAY)
    tables = tuple(block for block in document.blocks if not isinstance(block, Chart | Pipeline))
    written = pdf.write(replace(document, blocks=tables), tmp_path / "a.pdf", font_folders=()).path
    assert [page.crossed() for page in pages_of(written)] == [[] for _ in pages_of(written)]


def test_another_program_reads_the_text_in_its_order(tmp_path: Path) -> None:
    said = tuple(f"第{n}段：临沂直播基地堃喆昇翀犇淼甯䶮㛃𠮷。" for n in range(40))
    document = Document("题", "基地", "月报", "", made_up.DAY, tuple(map(Paragraph, said)))
    path = pdf.write(document, tmp_path / "a.pdf", font_folders=()).path
    assert re.sub(r"—\d+—", "", "".join(texts_of(path))) == "".join(said)


def test_page_numbers_stand_at_the_outer_side_one_character_in(tmp_path: Path) -> None:
    pages = _print(
        tmp_path, *(block for _ in range(3) for block in (Paragraph("字"), PageBreak())), Paragraph("字")
    )
    for number, page in enumerate(pages, 1):
        box = _number(page)[1]
        if number % 2:
            assert box.right == pytest.approx(RIGHT - NUMBER, abs=1.3)
        else:
            assert box.left == pytest.approx(LEFT + NUMBER, abs=1)
        ground = box.top + (box.bottom - box.top) * _ascent(box)
        assert ground - DASH * NUMBER == pytest.approx(BOTTOM + 7 * MM, abs=0.6)


def _ascent(box: Box) -> float:
    """Return the part of a box above the ground line: Noto Serif has 0.88 of 1.0 above, or 1.16 of 1.448."""
    return 0.88 if box.bottom - box.top < 1.2 * NUMBER else 1.151 / 1.437


def test_page_numbers_may_stand_in_the_middle(tmp_path: Path) -> None:
    blocks = (Paragraph("字"), AttachmentTitle("附件1", "表", wide=True), Paragraph("字"))
    upright, wide = _print(tmp_path, *blocks, numbering=Numbering.CENTRED)
    box = _number(upright)[1]
    assert (box.left + box.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=1)
    box = _number(wide)[1]
    assert (box.left + box.right) / 2 == pytest.approx((35 + 225 / 2) * MM, abs=1)
    assert box.top > 184 * MM


def test_the_number_of_a_turned_page_stands_where_the_others_have_it(tmp_path: Path) -> None:
    wide = AttachmentTitle("附件1", "表", wide=True)
    pages = _print(
        tmp_path, Paragraph("字"), wide, Paragraph("字"), replace(wide, label="附件2"), Paragraph("字")
    )
    for number in (2, 3):
        page, box = pages[number - 1], _number(pages[number - 1])[1]
        assert page.width > page.height
        assert box.bottom - box.top > box.right - box.left, "it runs down the side"
        assert box.right < (35 - 7) * MM + NUMBER
        if number % 2:
            assert box.bottom == pytest.approx(RIGHT - NUMBER, abs=1.3)
        else:
            assert box.top == pytest.approx(LEFT + NUMBER, abs=1)


_COLUMNS = (
    Column("序号", 3, Align.CENTRE), Column("编号", 8, Align.CENTRE), Column("主播", 5, Align.LEFT),
    Column("主题", 10, Align.LEFT), Column("支付GMV（万元）", 5),
)  # fmt: skip


def _rows(count: int, theme: str = "金秋专场") -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (
            Amount(str(n), Decimal(n)), f"CC-{n:06}", made_up.HOSTILE[n % len(made_up.HOSTILE)][:400],
            theme * (n % 9), Amount(f"{n * 977 / 100:,.2f}", Decimal(n * 977) / 100),
        )
        for n in range(1, count + 1)
    )  # fmt: skip


@pytest.mark.parametrize("count", [1, 2, 3, 26, 27, 28, 29, 30, 31, 120])
def test_a_ledger_holds_every_row_once_with_its_header_on_each_page(tmp_path: Path, count: int) -> None:
    rows = _rows(count)
    ledger = Ledger(
        "台账", _COLUMNS, Reread(lambda: iter(rows)), ("合计", "", "", "", "9.99"), ("注：按序排列。",)
    )
    pages = _print(tmp_path, AttachmentTitle("附件2", "台账", wide=True), ledger)[1:]
    found = [[word.text for word in page.words if word.text.startswith("CC-")] for page in pages]
    assert [code for page in found for code in page] == [f"CC-{n:06}" for n in range(1, count + 1)]
    assert all(any(word.text == "编号" for word in page.words) for page in pages)
    assert len(found[-1]) >= min(2, count)
    assert any("按序排列" in word.text for word in pages[-1].words)
    assert [page.crossed() for page in pages] == [[]] * len(pages)


def test_long_words_shrink_turn_over_and_are_cut_but_numbers_stay_whole(tmp_path: Path) -> None:
    columns = (Column("名称", 4, Align.LEFT), Column("状态", 2, Align.CENTRE), Column("金额", 3))
    long = "沂蒙优选旗舰店" * 60
    huge = Amount("123,456,789,012,345,678.90", Decimal("123456789012345678.90"))
    others = tuple(Column(f"第{n}列", 4) for n in range(9))
    rows: tuple[tuple[Cell, ...], ...] = (
        (long, long, huge, *["1.00"] * 9), ("W" * 90, "短", "—", *[huge] * 9),
    )  # fmt: skip
    for block in (Table("表1", (*columns, *others), rows), Ledger("", (*columns, *others), rows)):
        (page,) = _print(tmp_path, block)
        assert page.crossed() == []
        text = "".join(word.text for word in page.words)
        assert text.count("123,456,789,012,345,678.90") == 10
        assert "…" in text
