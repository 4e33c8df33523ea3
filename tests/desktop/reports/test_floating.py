"""Where a figure has no room the text that follows fills the page, within the chapter."""

from dataclasses import replace
from io import BytesIO

from pypdf import PdfReader

from desktop.reports import pdf
from desktop.reports.document import Block, Column, Document, Heading, Paragraph, Table, Title
from tests.desktop.reports import made_up

_LINE = "这是一段用来占满一行的文字共计二十四字。"


def _pages(blocks: list[Block]) -> list[str]:
    """Print blocks and return the text of each page."""
    document = Document("标题", "", "", "", made_up.DAY, tuple(blocks))
    return [
        page.extract_text() for page in PdfReader(BytesIO(pdf.draw(document, font_folders=()).content)).pages
    ]


def _table(caption: str) -> Table:
    """Return a table of eight rows, kept whole."""
    return Table(caption, (Column("项目", 8), Column("数值", 4)), tuple((f"第{n}项", "1") for n in range(8)))


def _filled(lines: int) -> list[Block]:
    """Return a title and so many lines of text."""
    return [Title(("标题",)), Heading(1, "一、第一章"), *(Paragraph(_LINE) for _ in range(lines))]


def test_the_text_after_a_table_without_room_fills_the_page_before_it() -> None:
    first, second = _pages([*_filled(14), _table("表甲"), Heading(2, "（二）后文"), Paragraph("后文在前。")])
    assert "后文在前" in first
    assert "表甲" in second
    assert "表甲" not in first


def test_a_table_with_room_stays_where_it_is_told() -> None:
    (first,) = _pages([*_filled(2), _table("表甲"), Paragraph("后文在后。")])
    assert first.index("表甲") < first.index("后文在后")


def test_text_of_the_next_chapter_waits_for_the_table() -> None:
    first, second = _pages([*_filled(14), _table("表甲"), Heading(1, "二、第二章"), Paragraph("下一章。")])
    assert "下一章" not in first
    assert second.index("表甲") < second.index("下一章")


def test_several_tables_wait_in_their_order_and_long_ones_too() -> None:
    long = replace(_table("表乙"), rows=tuple((f"乙{n}项", "1") for n in range(40)))
    pages = _pages([*_filled(14), _table("表甲"), long, Paragraph("后文一。"), Paragraph("后文二。")])
    assert "后文一" in pages[0]
    assert "后文二" in pages[0]
    whole = "".join(pages)
    assert whole.index("表甲") < whole.index("表乙")
