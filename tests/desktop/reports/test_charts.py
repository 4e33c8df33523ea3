"""Charts as they are drawn: nothing leaves its place, whatever the figures are."""

import random
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from desktop.reports import pdf
from desktop.reports.chart_axis import Axis, ticks
from desktop.reports.document import Block, Chart, Document, Series, Style
from desktop.reports.pipeline import Pipeline, Stage
from tests.desktop.reports import made_up
from tests.desktop.reports.drawn import Page, pages_of

MM = 72 / 25.4
_BARS = (Style.BARS, Style.PALE_BARS, Style.HATCHED_BARS, Style.WHITE_BARS)


def _drawn(folder: Path, block: Block) -> Page:
    document = Document("题", "基地", "月报", "", made_up.DAY, (block,))
    (page,) = pages_of(pdf.write(document, folder / "a.pdf", font_folders=()).path)
    return page


def _series(name: str, style: Style, values: list[Decimal | None], unit: str = "") -> Series:
    return Series(
        name, style, tuple(values), tuple("" if each is None else f"{each:,f}" for each in values), unit
    )


def _stays_within(page: Page) -> bool:
    return all(word.left >= 28 * MM - 1 and word.right <= 184 * MM + 1 for word in page.words)


@pytest.mark.parametrize("seed", range(12))
def test_no_word_of_a_chart_leaves_its_place(tmp_path: Path, seed: int) -> None:
    drawn = random.Random(seed)  # noqa: S311 - figures for a test
    count = drawn.randrange(1, 16)
    names = tuple(
        drawn.choice(("服饰鞋包", "7月\n2026年", "特别长的类目名称" * 3, "W" * 30)) for _ in range(count)
    )

    def values(least: int) -> list[Decimal | None]:
        most = 10 ** drawn.randrange(1, 9)
        found = (Decimal(drawn.randrange(least * most, most)) / 10 for _ in range(count))
        return [None if drawn.random() < 0.2 else each for each in found]

    bars = [
        _series(f"第{n}组", style, values(0)) for n, style in enumerate(_BARS[: drawn.randrange(1, 5)], 1)
    ]
    line = _series("同比", Style.LINE, values(-1), "%")
    page = _drawn(tmp_path, Chart("图1　走势" * 9, "万元", names, (*bars, line), stacked=bool(seed % 2)))
    assert _stays_within(page)
    words = "".join(word.text for word in page.words)
    assert "单位：万元" in words
    assert "同比（右轴，%）" in words
    assert all(series.name in words for series in bars)


@pytest.mark.parametrize(
    "values", [[], [None], [Decimal(0)], [Decimal(-5), Decimal(0)], [None, None, Decimal(7)]]
)
def test_a_chart_of_little_or_nothing_is_drawn(tmp_path: Path, values: list[Decimal | None]) -> None:
    series = (_series("当月", Style.BARS, values), _series("同比", Style.LINE, values, "%"))
    page = _drawn(tmp_path, Chart("图1", "场", tuple(f"{n}月" for n in range(len(values))), series))
    assert _stays_within(page)


def test_a_pipeline_says_every_stage_with_its_number(tmp_path: Path) -> None:
    stages = tuple(Stage(f"S{n}{'阶段名称很长' * n}", n * n, f"较上月+{n}") for n in range(7))
    page = _drawn(tmp_path, Pipeline("图1　品牌培育梯队", "个", stages))
    assert _stays_within(page)
    words = "".join(word.text for word in page.words)
    for stage in stages:
        assert stage.name[:6] in words
        assert f"{stage.value}个" in words
    bars = {round(rule.right, 1) for rule in page.rules}
    assert len(bars) >= len(stages)


@pytest.mark.parametrize("seed", range(30))
def test_an_axis_encloses_its_values_in_round_steps(seed: int) -> None:
    drawn = random.Random(seed)  # noqa: S311 - figures for a test
    least, most = sorted(
        Fraction(drawn.randrange(-(10**6), 10**7), drawn.choice((1, 7, 1000))) for _ in range(2)
    )
    found = ticks(least, most)
    assert found[0] <= min(least, Fraction(0))
    assert found[-1] >= max(most, Fraction(0))
    assert 0 in found
    assert 2 <= len(found) <= 12
    axis = Axis(found, 10, 110)
    assert 10 <= axis.y(least) <= axis.y(most) <= 110
