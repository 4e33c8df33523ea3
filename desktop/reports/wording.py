"""Sentences of a report: how an office clerk says that a figure rose, fell, stayed, or cannot be compared.

Pattern: 全月开展直播X场，同比增长X.X%（上年同期X场），环比下降X.X%. What cannot be said is left
out, and one sentence at the end of the paragraph says why; a figure that is missing is called missing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.queries.figures import Figure, Value
from db.queries.periods import Period
from desktop import cells
from desktop.cells import Direction, PeriodNames, with_unit

DECLARED = "#"
"""Stands behind a figure that rests on 历史数据 entered by hand."""
_APART = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[0-9A-Z])|(?<=[0-9A-Z]) (?=[\u4e00-\u9fff])")


def missing(figure: Figure) -> str:
    """Say that a figure is not there."""
    return f"{figure.name}暂缺"


def sentence(parts: Iterable[str]) -> str:
    """Join what is said into one sentence; "" when nothing is said."""
    said = [part for part in parts if part]
    return f"{'；'.join(said)}。" if said else ""


def listed(words: Sequence[str]) -> str:
    """Write a list as prose: 快手、抖音和淘宝."""
    return words[0] if len(words) == 1 else f"{'、'.join(words[:-1])}和{words[-1]}"


def tight(text: str) -> str:
    """Write a text of the window as print has it: no blank between a number and its unit (差 1 份)."""
    return _APART.sub("", text)


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of one report, in the names of its periods.

    ``partly`` are the indicators whose year-ago period is known in part only: they are not compared to it.
    ``cut_short``: the data end before the period does.
    """

    names: PeriodNames
    is_year: bool = False
    partly: frozenset[str] = frozenset()
    cut_short: bool = False

    def year_ago(self, figure: Figure) -> Value:
        """Return what a figure is compared to a year ago; None where that is known in part only."""
        return None if figure.code in self.partly else figure.last_year

    def stated(self, lead: str, figure: Figure) -> str:
        """Say a flow: “开展直播231场，同比增长12.3%（上年同期206场），环比下降3.4%”."""
        if figure.value is None:
            return missing(figure)
        words = (f"{lead}{with_unit(figure.value, figure.unit)}", self._year(figure), self._before(figure))
        return "，".join(filter(None, words))

    def summed(self, lead: str, figure: Figure) -> str:
        """Say a flow of the year so far: “累计开展直播1,902场，同比增长8.1%”; "" when it is missing."""
        if figure.ytd is None:
            return ""
        said = self._grown("同比", figure.ytd, figure.ytd_base)
        mark = DECLARED if "ytd" in figure.declared else ""
        return "，".join(filter(None, (f"{lead}{with_unit(figure.ytd, figure.unit)}{mark}", said)))

    def rated(self, lead: str, figure: Figure) -> str:
        """Say a ratio: “退款率8.1%，同比下降1.2个百分点”, or a growth where it is not in percent."""
        if figure.value is None:
            return missing(figure)
        words = [f"{lead}{with_unit(figure.value, figure.unit)}"]
        for period, before in self._compared(figure):
            if figure.unit == "%":
                words.append(_moved(period, figure.value, before, "个百分点"))
            else:
                words.append(self._grown(period, figure.value, before))
        return "，".join(filter(None, words))

    def stood(self, lead: str, figure: Figure) -> str:
        """Say a stock at the end: “签约主播312人，较上月末增加6人，较上年同期末增加41人”."""
        if figure.value is None:
            return missing(figure)
        words = [f"{lead}{with_unit(figure.value, figure.unit)}"]
        ends = [(f"较{self.names.before_end}", figure.last_month_base)]
        if not self.is_year:
            ends.append((f"较{self.names.year_ago_end}", figure.last_year))
        words += [_changed(end, figure.value, before, figure.unit) for end, before in ends]
        return "，".join(filter(None, words))

    def not_compared(self, figures: Sequence[Figure]) -> str:
        """Say why figures are not compared: nothing before them, or nothing a year ago; "" when they are."""
        present = [figure for figure in figures if figure.value is not None]
        if not present:
            return ""
        names = self.names
        year = all(self.year_ago(figure) is None for figure in present)
        if year and any(figure.last_year is not None for figure in present):
            return f"{names.this if self.cut_short else names.year_ago}数据不全，暂不作同比。"
        before = all(figure.last_month_base is None for figure in present)
        if self.is_year:
            return f"{names.this}为首次填报，暂无{names.before}数据。" if year else ""
        if year and before:
            return f"{names.this}为首次填报，暂无{names.year_ago}和{names.before}数据。"
        if year:
            return f"{names.year_ago}尚未纳入统计，暂不作同比。"
        lack = "不全" if any(figure.last_month is not None for figure in present) else "暂缺"
        return f"{names.before}数据{lack}，不作环比。" if before else ""

    def _compared(self, figure: Figure) -> tuple[tuple[str, Value], ...]:
        """Return what a figure is compared to, by name; a year has no 环比."""
        year = ("同比", self.year_ago(figure))
        return (year,) if self.is_year else (year, ("环比", figure.last_month_base))

    def _year(self, figure: Figure) -> str:
        """Say 同比 with the base of the comparison."""
        before = self.year_ago(figure)
        said = self._grown("同比", figure.value, before)
        if before is None or cells.compare(figure.value, before).direction is Direction.FROM_ZERO:
            return said
        mark = DECLARED if "last_year" in figure.declared else ""
        return f"{said}（{self.names.year_ago}{with_unit(before, figure.unit)}{mark}）"

    def _before(self, figure: Figure) -> str:
        """Say 环比."""
        return "" if self.is_year else self._grown("环比", figure.value, figure.last_month_base)

    def _grown(self, period: str, now: Value, before: Value) -> str:
        """Say a growth: 同比增长12.3%, 同比持平, 上年同期为0, 同比不可比; "" without a comparison."""
        growth = cells.compare(now, before)
        match growth.direction:
            case Direction.MISSING | Direction.FIRST:
                return ""
            case Direction.FROM_ZERO:
                return f"{self.names.year_ago if period == '同比' else self.names.before}为0"
            case _:
                return f"{period}{growth.words}"


def year_so_far(period: Period, first: int | None, last: int | None) -> str:
    """Write the months of 累计 that data cover: “1至9月”; "" when the period itself is all of them, or none.

    ``first`` and ``last`` are the first and the last month with data.
    """
    january = period.last // 100 * 100 + 1
    begin, end = max(january, first or january), min(period.last, last or 0)
    if begin > end or begin >= period.first:
        return ""
    return f"{begin % 100}月" if begin == end else f"{begin % 100}至{end % 100}月"


def so_far_not_compared(figures: Sequence[Figure]) -> str:
    """Say why the year so far is not compared though there are figures of a year ago; "" when it is."""
    told = any(figure.ytd_last_year is not None and not figure.ytd_comparable for figure in figures)
    return "上年同期累计数据不全，不作同比。" if told else ""


def _moved(period: str, now: Value, before: Value, unit: str) -> str:
    """Say how a rate moved: 同比上升1.2个百分点."""
    return _differs(period, now, before, unit, ("上升", "下降"))


def _changed(period: str, now: Value, before: Value, unit: str) -> str:
    """Say how a stock changed: 较上月末增加6人."""
    return _differs(period, now, before, unit, ("增加", "减少"))


def _differs(period: str, now: Value, before: Value, unit: str, words: tuple[str, str]) -> str:
    """Say a difference as printed: what rounds to nothing is 持平; "" without anything to compare to."""
    if now is None or before is None:
        return ""
    size = before - now if now < before else now - before
    if not cells.number(size, unit):
        return f"{period}持平"
    return f"{period}{words[now < before]}{with_unit(size, unit)}"
