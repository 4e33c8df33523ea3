"""Sign-in sheet and certificates, read back with pypdf: words, fonts, places, the code."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream
from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

from desktop.reports.pdf import Drawn
from desktop.reports.training import Diploma, SheetLine, SignInSheet, draw_diplomas, draw_sheet

_NAMES = ("张三", "李堃喆", "𠮷田昇", "古丽巴哈尔·艾合买提江", "<b>粗</b>")
_LONG = "临沂某某电子商务有限公司直播事业部第二操盘团队"
_MM = 72 / 25.4


def _people(count: int) -> tuple[SheetLine, ...]:
    return tuple(
        SheetLine(f"{_NAMES[n % len(_NAMES)]}", _LONG if n % 3 else "一队", f"*******{1000 + n}")
        for n in range(count)
    )


def _sheet(count: int) -> SignInSheet:
    return SignInSheet(
        number="PX-000123", base="沂河示例直播基地", title="主播话术提升训练（第二期）",
        course="直播话术入门",
        time="2026年11月22日 14:00—16:30", place="三楼培训教室", trainer="沂山", host="沂河示例直播基地",
        hours="4学时", on=date(2026, 11, 22), people=_people(count), is_demo=True,
    )  # fmt: skip


def _diploma(name: str = "张三") -> Diploma:
    return Diploma(
        "ZS-000021", name, "直播话术入门", "2026年9月12日", "8", "56.5", date(2026, 9, 30), "沂河示例直播基地"
    )


def _read(drawn: Drawn) -> PdfReader:
    return PdfReader(BytesIO(drawn.content))


def _text(reader: PdfReader) -> str:
    return "".join("".join(page.extract_text() for page in reader.pages).split())


def _fonts(reader: PdfReader) -> Iterator[Any]:
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            yield font.get_object()


def _pieces(reader: PdfReader) -> list[tuple[str, float, float]]:
    """Return each piece of text, where it begins and how wide it is, a sign being as wide as high."""
    found: list[tuple[str, float, float]] = []

    def visit(text: str, _cm: object, matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            found.append((text.strip(), matrix[4], len(text.strip()) * size))

    for page in reader.pages:
        page.extract_text(visitor_text=visit)
    return found


def _lines_with(reader: PdfReader, sign: str) -> list[tuple[float, float]]:
    """Return where the pieces with a sign begin and how wide they are; there is at least one."""
    found = [(left, width) for text, left, width in _pieces(reader) if sign in text]
    assert found
    return found


def _squares(reader: PdfReader) -> set[tuple[float, float]]:
    """Return where the filled squares of the first page stand (left, bottom)."""
    found = set()
    rectangle: tuple[float, ...] = ()
    for operands, operator in ContentStream(reader.pages[0].get_contents(), reader).operations:
        if operator == b"re":
            rectangle = tuple(round(float(each), 2) for each in operands)
        elif operator in (b"f", b"f*") and rectangle[2] == rectangle[3]:
            found.add((rectangle[0], rectangle[1]))
    return found


@pytest.mark.parametrize("count", [0, 1, 13, 14, 40, 200])
def test_a_sheet_has_everyone_once_and_at_least_eight_empty_lines(count: int) -> None:
    reader = _read(draw_sheet(_sheet(count), ()))
    pieces = _pieces(reader)
    numbers = [int(text) for text, left, _width in pieces if text.isdecimal() and left < 32 * _MM]
    assert numbers == list(range(1, len(numbers) + 1))
    assert count + 8 <= len(numbers) <= max(20, count + 8 + 5)
    assert sum(text.startswith("*******1") for text, *_place in pieces) == count


@pytest.mark.parametrize("count", [0, 40, 200])
def test_every_page_has_the_heads_of_the_columns_and_its_number(count: int) -> None:
    pages = _read(draw_sheet(_sheet(count), ())).pages
    for number, page in enumerate(pages, 1):
        text = "".join(page.extract_text().split())
        assert "序号姓名单位/团队联系电话签名备注" in text
        assert f"第{number}页共{len(pages)}页" in text
        assert "PX-000123" in text
        assert ("讲师签名：" in text) == (number == len(pages))


def test_a_sheet_says_what_when_where_and_who() -> None:
    text = _text(_read(draw_sheet(_sheet(3), ())))
    for words in (
        "培训签到表", "编号：PX-000123", "主播话术提升训练（第二期）", "直播话术入门",
        "2026年11月22日14:00—16:30",
        "三楼培训教室", "沂山", "4学时", "应到：3人", "张三", "李堃喆", "𠮷田昇", "*******1002", "示例数据",
    ):  # fmt: skip
        assert words in text


def test_the_code_on_a_sheet_is_the_training_s_number() -> None:
    squares = _squares(_read(draw_sheet(_sheet(0), ())))
    wanted = QRCode(None, QRErrorCorrectLevel.M)
    wanted.addData("PX-000123")
    wanted.make()
    left, top = min(x for x, _ in squares), max(y for _, y in squares)
    dot = 21 * _MM / wanted.getModuleCount()
    found = {(round((top - y) / dot), round((x - left) / dot)) for x, y in squares}
    assert found == {
        (row, place) for row, dots in enumerate(wanted.modules) for place, dark in enumerate(dots) if dark
    }


@pytest.mark.parametrize(
    "drawn", [draw_sheet(_sheet(30), ()), draw_diplomas([_diploma(n) for n in _NAMES], ())]
)
def test_every_font_is_embedded_as_a_subset_and_no_character_is_missing(drawn: Drawn) -> None:
    for font in _fonts(_read(drawn)):
        assert "+" in font["/BaseFont"]
        assert "/FontFile2" in font["/FontDescriptor"].get_object()
    assert drawn.notes == ()
    assert "〓" not in _text(_read(drawn))


def test_no_words_leave_the_cells_of_a_sheet() -> None:
    people = tuple(SheetLine("很" * 30, "长" * 60, "*******1234") for _ in range(3))
    reader = _read(draw_sheet(replace(_sheet(0), people=people), ()))
    lefts = (32 * _MM, 59 * _MM, 100 * _MM, 131 * _MM, 169 * _MM, 195 * _MM)
    for sign, cell in (("很", 0), ("长", 1)):
        for left, width in _lines_with(reader, sign):
            assert lefts[cell] <= left
            assert left + width <= lefts[cell + 1]


def test_a_certificate_says_who_finished_what_and_how_much_there_is_in_all() -> None:
    reader = _read(draw_diplomas([_diploma(), _diploma("𠮷田昇")], ()))
    assert len(reader.pages) == 2
    first, second = ("".join(page.extract_text().split()) for page in reader.pages)
    for words in (
        "结业证书", "证书编号：ZS-000021", "张三学员：", "于2026年9月12日参加“直播话术入门”培训",
        "8学时，考核合格，准予结业",
        "累计学时：56.5学时", "特发此证", "沂河示例直播基地2026年9月30日",
    ):  # fmt: skip
        assert words in first
    assert "𠮷田昇学员：" in second
    assert {(round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in reader.pages} == {
        (842, 595)
    }


def test_a_certificate_without_assessment_speaks_of_none() -> None:
    text = _text(_read(draw_diplomas([replace(_diploma(), assessed=False)], ())))
    assert "8学时，准予结业" in text
    assert "考核" not in text


def test_no_certificate_leaves_its_frame_whatever_its_words() -> None:
    long = replace(_diploma("很" * 30), course="长" * 60, base="基" * 60)
    reader = _read(draw_diplomas([long], ()))
    assert len(reader.pages) == 1
    for sign in ("很", "长", "基"):
        for left, width in _lines_with(reader, sign):
            assert left >= 20 * _MM
            assert left + width <= 277 * _MM


@pytest.mark.parametrize("name", ["欧阳" + "阿" * 18, "买买提·阿不都热合曼·" + "艾" * 19, "W" * 30])
def test_a_name_on_a_certificate_is_never_cut(name: str) -> None:
    assert name in _text(_read(draw_diplomas([_diploma(name)], ())))


def test_a_character_without_a_font_is_replaced_and_told() -> None:
    drawn = draw_diplomas([_diploma("张😀")], ())
    assert "张〓" in _text(_read(drawn))
    assert drawn.notes == ("有1个字符没有可用的字体，已印为“〓”，请核对。",)


def test_prints_say_what_they_are_and_the_same_print_is_the_same_file() -> None:
    drawn = draw_sheet(_sheet(3), ())
    reader = _read(drawn)
    facts = reader.metadata
    assert facts is not None
    assert facts.title == "培训签到表_主播话术提升训练（第二期）"
    assert facts.author == "沂河示例直播基地"
    assert str(facts["/CreationDate"]).startswith("D:20261122")
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "zh-CN"
    assert draw_sheet(_sheet(3), ()).content == drawn.content
