"""The PDF: read back with pypdf, which knows nothing of how it was made."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

from db.queries.figures import CategoryRow, ReportFigures, TierRow
from db.queries.periods import month_period
from desktop.reports import monthly, pdf
from desktop.reports.content import ReportContent
from desktop.reports.document import AttachmentTitle
from tests.desktop.reports import made_up

_MONTHS = {
    "full": made_up.full_month, "first": made_up.first_month, "empty": made_up.empty_month,
    "hostile": made_up.hostile_month, "one platform": made_up.one_platform,
}  # fmt: skip


def _print(figures: ReportFigures, path: Path) -> pdf.Printed:
    return pdf.write(monthly.lay_out(ReportContent(figures), made_up.DAY), path, font_folders=())


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PdfReader]:
    """Print every kind of month once."""
    folder = tmp_path_factory.mktemp("printed")
    return {name: PdfReader(_print(month(), folder / f"{name}.pdf").path) for name, month in _MONTHS.items()}


def _pages(figures: ReportFigures, *, whole: bool = False) -> list[str]:
    """Print the body of a report, or all of it; return the text of each page without its number."""
    document = monthly.lay_out(ReportContent(figures), made_up.DAY)
    if not whole:
        body = takewhile(lambda block: not isinstance(block, AttachmentTitle), document.blocks)
        document = replace(document, blocks=tuple(body))
    with pypdfium2.PdfDocument(pdf.draw(document, font_folders=()).content) as drawn:
        told = [page.get_textpage().get_text_range() for page in drawn]
    return [re.sub(r"\s*— \d+ —\s*$", "", text) for text in told]


def _text(reader: PdfReader) -> str:
    return "".join("".join(page.extract_text() for page in reader.pages).split())


def _fonts(reader: PdfReader) -> Iterator[Any]:
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            yield font.get_object()


@pytest.mark.parametrize("name", _MONTHS)
def test_every_font_is_embedded_as_a_subset(printed: dict[str, PdfReader], name: str) -> None:
    fonts = list(_fonts(printed[name]))
    assert {str(font["/BaseFont"]).split("-")[0][8:] for font in fonts} == {
        "BaseDeskSerif", "BaseDeskFangsong", "BaseDeskSans", "BaseDeskKai"
    }  # fmt: skip
    for font in fonts:
        assert "+" in font["/BaseFont"]
        assert "/FontFile2" in font["/FontDescriptor"].get_object()


def test_the_text_comes_back_in_reading_order(printed: dict[str, PdfReader]) -> None:
    text = _text(printed["full"])
    places = [
        text.index(words)
        for words in (
            "关于临沂沂蒙云直播电商基地2026年9月运行情况的报告", "临沂市商务局：", "一、总体运行情况",
            "全月开展直播231场",
            "表1主要指标", "二、直播运营情况", "（一）平台分布", "表2分平台直播情况", "（二）标杆场次",
            "表3标杆场次",
            "（三）类目结构", "表4分类目直播情况", "图1主要类目支付GMV", "（五）成交走势",
            "图2近12个月支付GMV", "三、主播队伍建设",
            "表5主播队伍情况", "图3主播粉丝层级结构", "（三）规范管理", "四、人才培训情况", "表6培训汇总",
            "五、供应链与合作企业情况", "六、品牌培育（快品牌扶持）情况", "七、重点活动与政策落实情况",
            "八、就业与合规安全情况", "九、存在的困难和问题", "十、下步工作安排",
            "附件：1.2026年9月主要指标表", "2026年10月5日",
            "（联系人：云舟联系电话：0539-0000000）", "附件12026年9月主要指标表",
            "附件6指标口径与数据来源",
        )
    ]  # fmt: skip
    figures = [place for place in places if text[place] in "表图"]
    assert figures == sorted(figures)
    assert [place for place in places if place not in figures] == sorted(set(places) - set(figures))
    assert not re.search(r"[表图]\d[表图]\d", text)


def test_the_paper_is_a4_and_only_the_wide_table_is_turned(printed: dict[str, PdfReader]) -> None:
    sizes = [
        (round(float(page.mediabox.width)), round(float(page.mediabox.height)))
        for page in printed["full"].pages
    ]
    labels = [page.extract_text() for page in printed["full"].pages]
    first = next(number for number, text in enumerate(labels) if "附件1\n" in text)
    assert set(sizes[:first]) == {(595, 842)}
    for size, text in zip(sizes[first:], labels[first:], strict=True):
        assert size == ((595, 842) if re.search(r"附件[2-5]\n", text) else (842, 595))


def _lines(page: PageObject) -> list[tuple[float, float, float]]:
    """Return where each line of text begins (x, y) and the size of its type, from the drawing operations."""
    moved, found = [(0.0, 0.0)], []
    x = y = 0.0
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        match operator:
            case b"q":
                moved.append(moved[-1])
            case b"Q":
                moved.pop()
            case b"cm":
                moved[-1] = (moved[-1][0] + float(operands[4]), moved[-1][1] + float(operands[5]))
            case b"Tm":
                x, y = moved[-1][0] + float(operands[4]), moved[-1][1] + float(operands[5])
            case b"Tf":
                found.append((x, y, float(operands[1])))
    return found


def test_the_lines_stand_on_the_grid_of_the_standard(printed: dict[str, PdfReader]) -> None:
    body = [(x, y) for x, y, size in _lines(printed["full"].pages[0]) if size == 15.75]
    left, top, pitch = 28 * 72 / 25.4, (297 - 37) * 72 / 25.4, 15.75 * 15 / 8
    assert min(x for x, _ in body) == pytest.approx(left)
    for _, y in body:
        lines = (top - 0.88 * 15.75 - y) / pitch
        assert lines == pytest.approx(round(lines), abs=0.01)
        assert 0 <= lines <= 21.01


@pytest.mark.parametrize("count", range(1, 11))
def test_a_header_stands_once_on_a_page(count: int) -> None:
    for named in ("沂蒙大妮", "沂蒙大妮和她的朋友们" * 3):
        best = tuple(replace(made_up.benchmark(n), streamers=named) for n in range(count))
        figures = replace(made_up.full_month(), benchmarks=best, platforms=made_up.platforms(count))
        pages = _pages(figures)
        assert max(text.count("亮点") for text in pages) == 1
        rows = [re.findall(r"旗舰店\d", "".join(text.split())) for text in pages if "亮点" in text]
        assert sum(map(len, rows)) == count
        assert all(len(found) > 1 for found in rows[1:])


def test_a_table_keeps_its_notes_wherever_the_page_ends() -> None:
    for count in range(8, 24):
        figures = replace(made_up.full_month(), categories=made_up.categories(count))
        pages = _pages(figures)
        noted = next(text for text in pages if "一名主播在多个类目开播" in text)
        assert "主播数" in noted
        last = made_up.categories(count)[-2].category
        assert last in noted


def test_no_heading_ends_a_page_and_the_last_rows_do_not_go_alone() -> None:
    for count in range(1, 24):
        best = tuple(made_up.benchmark(n) for n in range(1 + count % 10))
        rows = made_up.categories(count)
        figures = replace(made_up.full_month(), categories=rows, benchmarks=best)
        pages = _pages(figures)
        for text in pages:
            assert not re.match(
                r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]）", text.strip().splitlines()[-1].strip()
            ), count
        noted = next(text for text in pages if "一名主播在多个类目开播" in text)
        assert sum(row.category in noted for row in rows) >= min(3, count)


def test_a_base_without_followers_has_no_tiers() -> None:
    rows = (TierRow("新锐", 0, None, None, 0, 0, 0, 0), TierRow("未知", 9, None, None, 0, 0, 0, 0))
    text = "".join("".join(_pages(replace(made_up.full_month(), tiers=rows))).split())
    assert "月末无粉丝数据，不列层级结构" in text
    assert "主播队伍情况" not in text
    assert "层级结构）" not in text.replace("（二）层级结构", "")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"refund_as_of": None}, "退款统计截止日期未填报"),
        ({"refund_as_of": (date(2026, 10, 1), date(2026, 10, 1))}, "退款统计截至2026年10月1日"),
        ({"without_presenter": 7}, "有7场直播未登记出镜主播，未计入以上人数"),
        ({"provisional": 12}, "另有12场直播的数据尚未核对，未计入本月统计"),
        ({"period": month_period(202610)}, "本月尚未结束，以下为截至2026年10月5日的数据"),
        ({"platforms": made_up.platforms(3)}, "占比因四舍五入"),
        (
            {"categories": (CategoryRow("珠宝", 1, 12_345_678_900, 0, 1),)},
            "成交额全部来自珠宝类12,345.68万元。",
        ),
        ({"categories": (CategoryRow("酒类", 1, 6_172_839_450, 1, 1),)}, "居首位的是酒类6,172.84万元"),
        ({"categories": (CategoryRow("未分类", 1, 5, 1, 1),)}, "没有可以分类目统计的支付成交额"),
    ],
)
def test_what_a_reader_has_to_know_is_said(changes: dict[str, Any], said: str) -> None:
    figures = replace(made_up.full_month(), **changes)
    assert said in "".join("".join(_pages(figures, whole=True)).split())


@pytest.mark.parametrize("name", _MONTHS)
def test_every_page_is_numbered_and_none_is_empty(printed: dict[str, PdfReader], name: str) -> None:
    for number, page in enumerate(printed[name].pages, 1):
        text = page.extract_text()
        assert f"— {number} —" in text
        assert len(text) > 30


@pytest.mark.parametrize("name", ["full", "first", "empty"])
def test_a_sample_base_is_marked_on_every_page(printed: dict[str, PdfReader], name: str) -> None:
    assert all("示例数据，不作报送" in page.extract_text() for page in printed[name].pages)
    assert "示例数据" not in _text(printed["one platform"])


def test_an_empty_month_says_so_in_every_chapter(printed: dict[str, PdfReader]) -> None:
    text = _text(printed["empty"])
    for words in (
        "没有已核对的直播数据", "各平台均无已核对的直播场次", "不列标杆场次", "没有可以分类目统计",
        "近12个月没有支付成交额数据",
        "签约主播数暂缺", "月末无在队主播", "签约主播数暂缺，不统计实名核验",
    ):  # fmt: skip
        assert words in text
    for never in ("None", "—万元", "—场", "表2分", "图1", "nan"):
        assert never not in text


def test_a_first_month_is_not_compared_and_tables_are_counted_as_they_come(
    printed: dict[str, PdfReader],
) -> None:
    text = _text(printed["first"])
    assert "本月为首次填报，暂无上年同期和上月数据。" in text
    assert "同比增长" not in text
    assert "目前仅有2026年9月的数据" in text
    assert "图1主要类目支付GMV" in text
    assert "图2主播粉丝层级结构" in text


def test_hostile_names_are_printed_as_they_are(printed: dict[str, PdfReader]) -> None:
    text = _text(printed["hostile"])
    for words in (
        "<b>粗</b>",
        "<imgsrc='/etc/passwd'/>",
        "a<bandc>d&&amp;</para>",
        "=1+1",
        "坏字倒",
        "陳東愛國",
    ):
        assert words in text.replace("\n", "")
    for rare in "堃喆䶮𠮷翀犇淼甯":
        assert rare in text
    assert "\x00" not in text
    assert "\u202e" not in text


def test_a_character_without_a_font_is_replaced_and_told(tmp_path: Path) -> None:
    made = _print(made_up.hostile_month(), tmp_path / "a.pdf")
    assert "〓" in _text(PdfReader(made.path))
    assert [note for note in made.notes if "没有可用的字体" in note]
    assert not _print(made_up.full_month(), tmp_path / "b.pdf").notes


def test_the_same_report_is_the_same_file(tmp_path: Path) -> None:
    first = _print(made_up.full_month(), tmp_path / "a.pdf").path.read_bytes()
    assert _print(made_up.full_month(), tmp_path / "b.pdf").path.read_bytes() == first
    other = monthly.lay_out(ReportContent(made_up.full_month()), date(2026, 10, 6))
    assert pdf.write(other, tmp_path / "c.pdf", font_folders=()).path.read_bytes() != first


def test_title_author_language_and_bookmarks_are_set(printed: dict[str, PdfReader]) -> None:
    reader = printed["full"]
    facts = reader.metadata
    assert facts is not None
    assert facts.title == "关于临沂沂蒙云直播电商基地2026年9月运行情况的报告"
    assert facts.author == "临沂沂蒙云直播电商基地"
    assert str(facts["/CreationDate"]).startswith("D:20261005")
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "zh-CN"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    chapters: list[Any] = [entry for entry in reader.outline if not isinstance(entry, list)]
    assert [entry["/Title"] for entry in chapters][:3] == [
        "一、总体运行情况",
        "二、直播运营情况",
        "三、主播队伍建设",
    ]


@pytest.mark.parametrize("count", [1, 2, 9, 40, 120])
def test_any_number_of_categories_is_printed_with_its_header_on_every_page(
    count: int,
) -> None:
    pages = _pages(replace(made_up.full_month(), categories=made_up.categories(count)))
    assert f"类目{count}" in "".join(pages) or count < 11
    for text in pages:
        assert ("类目3" in text) <= ("主播数" in text)
