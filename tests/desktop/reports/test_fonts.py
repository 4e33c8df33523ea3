"""Which font draws what: official ones when they fit, bundled ones else, and no boxes."""

import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from desktop import assets
from desktop.reports import pdf
from desktop.reports.content import ReportContent
from desktop.reports.fonts import GETA, Role, choose, clean
from desktop.reports.monthly import lay_out
from tests.desktop.reports import made_up

_FONTS = sorted(assets.path("fonts").glob("*.ttf"))


def test_the_bundled_fonts_have_outlines_reportlab_takes_and_names_of_their_own() -> None:
    names = set()
    for path in _FONTS:
        font = TTFont(path)
        assert "glyf" in font
        assert font["OS/2"].fsType == 0
        names.add(font["name"].getDebugName(6))
        assert font["name"].getDebugName(1).startswith("BaseDesk ")
    assert len(names) == len(_FONTS) == 5
    assert sum(path.stat().st_size for path in _FONTS) < 20_000_000


@pytest.mark.parametrize("role", Role)
def test_every_role_can_draw_names_figures_and_rare_characters(role: Role) -> None:
    fonts = choose({}, ())
    text = "临沂市商务局1,234.56万元同比+12.3%（—…·“”《》）堃喆昇翀犇淼甯䶮㛃𠮷陳愛ABC①℃㎡￥★Ⅰ〇"
    assert "".join(part for _, part in fonts.runs(role, text)) == text
    assert not fonts.missing


def test_what_no_font_has_is_printed_as_a_geta_mark_and_told() -> None:
    fonts = choose({}, ())
    assert "".join(part for _, part in fonts.runs(Role.BODY, "好😀的")) == f"好{GETA}的"
    assert fonts.missing == {"😀"}


def _official(folder: Path, name: str, source: str) -> Path:
    """Put a bundled font where the official one would lie."""
    path = folder / "truetype" / name
    path.parent.mkdir(exist_ok=True)
    shutil.copyfile(assets.path(f"fonts/{source}.ttf"), path)
    return path


def test_an_official_font_of_the_machine_comes_first(tmp_path: Path) -> None:
    _official(tmp_path, "SIMFANG.TTF", "BaseDeskKai-Regular")
    fonts = choose({Role.BODY: "直播"}, [tmp_path])
    assert "仿宋：SIMFANG（系统自带）" in fonts.report
    assert "黑体：BaseDeskSans-Regular（内置）" in fonts.report
    made = pdf.write(
        lay_out(ReportContent(made_up.full_month()), made_up.DAY), tmp_path / "a.pdf", font_folders=[tmp_path]
    )
    assert made.fonts[:4] == fonts.report[:4]


def test_an_official_font_without_the_needed_characters_is_not_mixed_in(tmp_path: Path) -> None:
    _official(tmp_path, "simfang.ttf", "BaseDeskFangsong-Regular")
    assert "仿宋：simfang（系统自带）" in choose({Role.BODY: "直播"}, [tmp_path]).report
    refused = "仿宋：BaseDeskFangsong-Regular（内置）；simfang缺“堃”等1个字符，未用"
    assert refused in choose({Role.BODY: "直播堃"}, [tmp_path]).report
    assert "仿宋：simfang（系统自带）" in choose({Role.BODY: "直播😀"}, [tmp_path]).report


def test_the_report_names_what_another_font_had_to_draw() -> None:
    fonts = choose({}, ())
    "".join(part for _, part in fonts.runs(Role.BODY, "直播堃喆😀"))
    (body,) = [line for line in fonts.report if line.startswith("仿宋")]
    assert body.startswith("仿宋：BaseDeskFangsong-Regular（内置）；“喆堃")
    assert body.endswith("用BaseDeskKai-Regular（内置）")
    assert "等2个字符" in body


def test_a_font_that_may_not_be_embedded_is_not(tmp_path: Path) -> None:
    path = _official(tmp_path, "simhei.ttf", "BaseDeskSans-Regular")
    font = TTFont(path)
    font["OS/2"].fsType = 2
    font.save(path)
    said = "黑体：BaseDeskSans-Regular（内置）；simhei不能嵌入，未用"
    assert said in choose({Role.HEADING: "直播"}, [tmp_path]).report


def test_a_broken_font_file_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "simkai.ttf").write_bytes(b"OTTO" + bytes(200))
    (tmp_path / "simhei.ttf").write_bytes(b"")
    fonts = choose({Role.SUBHEADING: "直播"}, [tmp_path])
    assert "楷体：BaseDeskKai-Regular（内置）；simkai不能嵌入，未用" in fonts.report


def test_a_text_is_cleaned_to_one_printable_line() -> None:
    assert clean(" 甲\x00\n乙\u202e\u200b丙\ufe0f\ud800 ") == "甲 乙丙\ufffd"
    assert len(clean("长" * 200_000)) == 2000
    assert clean("　全角　") == "　全角　"
