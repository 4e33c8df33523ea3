"""The sample workbooks through the commands: every figure, in print and in Excel too, counted twice."""

import io
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stdout
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from desktop.cli import main
from desktop.excel.samples import sample_files
from tests.journeys.sample_sums import Sums, Value

MONTHS = ("2026-09", "2026-10")
PERIODS = ("value", "last_year", "last_month", "ytd", "ytd_last_year")
"""In the order of the columns of 主要指标表."""
REFUSED = {"名册1": 3, "直播_快手_2024年": 1, "直播_快手_2025年": 1, "直播_快手_2026年": 1} | {
    "培训签到_2025年11月至2026年6月": 1,
    "合同台账": 2,
    "供应链_1_企业名单": 2,
}
"""Lines of the samples that are there to be refused."""

_PRINT: dict[str, tuple[str, str, int | Fraction, int]] = {
    "L01": ("直播场次", "场", 1, 0),
    "L02": ("有效直播场次", "场", 1, 0),
    "L03": ("直播总时长", "小时", Fraction(1, 60), 1),
    "L04": ("参播主播人数", "人", 1, 0),
    "L05": ("支付GMV", "万元", Fraction(1, 1_000_000), 2),
    "L06": ("退款金额（场次口径）", "万元", Fraction(1, 1_000_000), 2),
    "L07": ("退款金额（退款时间口径）", "万元", Fraction(1, 1_000_000), 2),
    "L08": ("退款率", "%", 100, 1),
    "L09": ("净成交额（场次口径）", "万元", Fraction(1, 1_000_000), 2),
    "L10": ("成交订单数", "单", 1, 0),
    "L10U": ("成交件数", "件", 1, 0),
    "L10B": ("成交人数", "人", 1, 0),
    "L11": ("客单价", "元", Fraction(1, 100), 2),
    "L12": ("观看人次", "万人次", Fraction(1, 10_000), 2),
    "L13": ("观看人数", "万人", Fraction(1, 10_000), 2),
    "L14": ("直播间新增粉丝", "人", 1, 0),
    "L14N": ("直播间净增粉丝", "人", 1, 0),
    "L15": ("上架商品数", "款", 1, 0),
    "L16": ("直播网络零售量", "万件", Fraction(1, 10_000), 2),
    "L17": ("直播网络零售额占比", "%", 100, 1),
    "L18": ("单场最高GMV", "万元", Fraction(1, 1_000_000), 2),
    "L19": ("千万级场次", "场", 1, 0),
    "L20": ("每小时成交额", "元/小时", Fraction(1, 100), 2),
    "A01": ("签约主播数（期末）", "人", 1, 0),
    "A02": ("在播主播数（期末）", "人", 1, 0),
    "A03": ("活跃主播数", "人", 1, 0),
    "A04": ("百万粉以上主播数（期末）", "人", 1, 0),
    "A05": ("新增签约", "人", 1, 0),
    "A05E": ("解约离队", "人", 1, 0),
    "A06": ("粉丝总量（期末）", "万", Fraction(1, 10_000), 2),
    "A07": ("未成年主播数（期末）", "人", 1, 0),
    "A07C": ("其中监护人同意手续齐全", "人", 1, 0),
    "A08": ("实名核验率（期末）", "%", 100, 1),
}
"""Name, unit of print, what a value is multiplied with, decimals."""


@pytest.fixture(scope="module")
def sums() -> Sums:
    """Read the sample workbooks without the program."""
    return Sums()


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[dict[str, Any]]]:
    """Be a new user who takes every sample workbook in; give what the program answered for each."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("XDG_", "BASEDESK_"))]:
            patch.delenv(name)
        for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA"):
            patch.setenv(name, str(home))
        patch.setenv("BASEDESK_DB", str(home / "base.db"))
        yield take_samples()


def run(*words: object, codes: tuple[int, ...] = (0,)) -> str:
    """Run a command of the program and return what it printed."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        assert main([str(word) for word in words]) in codes
    return printed.getvalue()


def take_samples() -> list[dict[str, Any]]:
    """Take every sample workbook in, in the program's order; some lines are refused each time."""
    answers: list[dict[str, Any]] = []
    for kind, files in groupby(sample_files(), key=lambda file: file[1]):
        told = json.loads(run("import", kind, *(path for path, _ in files), "--json", codes=(0, 1)))
        answers += told if isinstance(told, list) else [told]
    return answers


def plain(value: Value) -> int | float | None:
    """Return a value as JSON holds it."""
    return float(value) if isinstance(value, Fraction) else value


def in_print(code: str, value: Value) -> Decimal | None:
    """Return a value in its unit of print, a half rounded up."""
    if value is None:
        return None
    _, _, factor, places = _PRINT[code]
    exact = Fraction(value) * factor
    return (Decimal(exact.numerator) / exact.denominator).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def test_every_line_that_should_goes_in(taken: list[dict[str, Any]], sums: Sums) -> None:
    refused = {Path(answer["file"]).stem: answer["rejected"] for answer in taken if answer["rejected"]}
    assert {name.split("_沂")[0]: lines for name, lines in refused.items()} == REFUSED
    added: Counter[str] = Counter()
    for answer in taken:
        added[answer["kind"]] += answer["added"]
    own = {kind: count for kind, count in added.items() if kind in ("streamers", "lives")}
    assert own == {"streamers": len(sums.members), "lives": len(sums.lives)}


@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.usefixtures("taken")
def test_every_figure_of_live_results_and_the_team_is_what_the_workbooks_add_up_to(
    month: str, sums: Sums
) -> None:
    told = json.loads(run("figures", month, "--json"))
    counted = sums.figures(int(month.replace("-", "")))
    told = {code: {period: told[code][period] for period in PERIODS} for code in counted}
    assert told == {
        code: {period: plain(values[period]) for period in PERIODS} for code, values in counted.items()
    }


@pytest.mark.usefixtures("taken")
def test_print_and_annex_show_the_same_figures(sums: Sums, tmp_path: Path) -> None:
    made = json.loads(run("report", "2026-10", "--out", tmp_path, "--json"))
    counted = {
        code: [in_print(code, values[period]) for period in PERIODS]
        for code, values in sums.figures(202610).items()
    }
    rows = load_workbook(made["xlsx"])["主要指标"].iter_rows(min_row=4, values_only=True)
    annex = {row[1]: row for row in rows if isinstance(row[0], int)}
    text = " ".join(page.extract_text() for page in PdfReader(made["pdf"]).pages)
    for code, values in counted.items():
        name, unit, _, places = _PRINT[code]
        row = annex[name]
        cells = [_rounded(row[place], places) for place in (3, 4, 6, 8, 9)]
        assert (row[2], cells) == (unit, values), code
        assert re.search(_line(name, unit, values), text), code
    assert len(annex) > len(counted)


def _rounded(cell: object, places: int) -> Decimal | None:
    """Return what a cell of full precision shows, None for “—”."""
    shown = Decimal(1).scaleb(-places)
    return None if cell == "—" else Decimal(str(cell)).quantize(shown, ROUND_HALF_UP)


def _line(name: str, unit: str, values: list[Decimal | None]) -> str:
    """Return the pattern of a line of the printed 主要指标表; between the figures stand the comparisons."""
    now, last_year, last_month, ytd, ytd_last_year = (
        "—" if value is None else re.escape(f"{value:,f}") for value in values
    )
    words = r"\s*".join(map(re.escape, name))
    return rf"{words} {unit} {now} {last_year} \S+ {last_month} \S+ {ytd} {ytd_last_year} \S+\s"


@pytest.mark.usefixtures("taken")
def test_an_export_taken_in_again_changes_nothing_and_the_base_is_sound(sums: Sums, tmp_path: Path) -> None:
    accounts = sum(len(member.accounts) for member in sums.members.values())
    for kind, count in (("streamers", accounts), ("lives", len(sums.lives))):
        book = tmp_path / f"{kind}.xlsx"
        run("export", kind, "--out", book)
        assert_unchanged(json.loads(run("import", kind, book, "--json")), rows=count)
    run("check")


def test_the_same_workbooks_again_change_nothing(taken: list[dict[str, Any]]) -> None:
    before = [run("figures", month, "--json") for month in MONTHS]
    again = take_samples()
    for first, second in zip(taken, again, strict=True):
        assert second["file"] == first["file"]
        assert second["rejected"] == first["rejected"]
        assert_unchanged(second, rows=first["rows"] - first["rejected"])
    assert [run("figures", month, "--json") for month in MONTHS] == before


def assert_unchanged(answer: dict[str, Any], *, rows: int) -> None:
    """Fail unless every line that was taken found itself in the base already."""
    counts = {name: answer[name] for name in ("added", "updated", "unchanged")}
    assert counts == {"added": 0, "updated": 0, "unchanged": rows}, answer["file"]
