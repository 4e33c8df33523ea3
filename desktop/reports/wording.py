"""Sentences of a report: how an office clerk says that a figure rose, fell, stayed, or cannot be compared.

Pattern: 全月开展直播X场，同比增长X.X%（上年同期X场），环比下降X.X%. What cannot be said is left
out, and one sentence at the end of the paragraph says why; a figure that is missing is called missing.
"""

from collections.abc import Iterable, Sequence

from db.queries.figures import Figure, MonthFigures, Value
from desktop import cells
from desktop.cells import Direction, with_unit


def base_name(figures: MonthFigures) -> str:
    """Return what the base is called; a base that has not said its name yet is 直播电商基地."""
    return figures.base.name or "直播电商基地"


def stated(lead: str, figure: Figure) -> str:
    """Say a flow of the month: “开展直播231场，同比增长12.3%（上年同期206场），环比下降3.4%”."""
    if figure.value is None:
        return missing(figure)
    return "，".join(
        filter(None, (f"{lead}{with_unit(figure.value, figure.unit)}", _year(figure), _month(figure)))
    )


def summed(lead: str, figure: Figure) -> str:
    """Say a flow of the year so far: “累计开展直播1,902场，同比增长8.1%”; "" when it is missing."""
    if figure.ytd is None:
        return ""
    said = _grown("同比", figure.ytd, figure.ytd_base)
    return "，".join(filter(None, (f"{lead}{with_unit(figure.ytd, figure.unit)}", said)))


def rated(lead: str, figure: Figure) -> str:
    """Say a ratio of the month: “退款率8.1%，同比下降1.2个百分点”, or a growth where it is not in percent."""
    if figure.value is None:
        return missing(figure)
    words = [f"{lead}{with_unit(figure.value, figure.unit)}"]
    for period, before in (("同比", figure.last_year), ("环比", figure.last_month)):
        if figure.unit == "%":
            words.append(_moved(period, figure.value, before, "个百分点"))
        else:
            words.append(_grown(period, figure.value, before))
    return "，".join(filter(None, words))


def stood(lead: str, figure: Figure) -> str:
    """Say a stock at the month's end: “签约主播312人，较上月末增加6人，较上年同期末增加41人”."""
    if figure.value is None:
        return missing(figure)
    words = [f"{lead}{with_unit(figure.value, figure.unit)}"]
    for period, before in (("较上月末", figure.last_month), ("较上年同期末", figure.last_year)):
        words.append(_changed(period, figure.value, before, figure.unit))
    return "，".join(filter(None, words))


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


def year_so_far(figures: MonthFigures) -> str:
    """Write the months of 累计 that data cover: “1至9月”; "" when that is the month itself, or none."""
    january = figures.month // 100 * 100 + 1
    first = max(january, figures.first_month_with_data or january)
    last = min(figures.month, figures.last_month_with_data or 0)
    if first > last or first == figures.month:
        return ""
    return f"{first % 100}月" if first == last else f"{first % 100}至{last % 100}月"


def not_compared(figures: Sequence[Figure]) -> str:
    """Say why figures are not compared: nothing before them, or nothing a year ago; "" when they are."""
    present = [figure for figure in figures if figure.value is not None]
    if not present:
        return ""
    year = all(figure.last_year is None for figure in present)
    month = all(figure.last_month is None for figure in present)
    if year and month:
        return "本月为首次填报，暂无上年同期和上月数据。"
    if year:
        return "上年同期尚未纳入统计，暂不作同比。"
    return "上月数据暂缺，不作环比。" if month else ""


def so_far_not_compared(figures: Sequence[Figure]) -> str:
    """Say why the year so far is not compared though there are figures of a year ago; "" when it is."""
    told = any(figure.ytd_last_year is not None and not figure.ytd_comparable for figure in figures)
    return "上年同期累计数据不全，不作同比。" if told else ""


def _year(figure: Figure) -> str:
    """Say 同比 with the base of the comparison."""
    said = _grown("同比", figure.value, figure.last_year)
    if (
        figure.last_year is None
        or cells.compare(figure.value, figure.last_year).direction is Direction.FROM_ZERO
    ):
        return said
    return f"{said}（上年同期{with_unit(figure.last_year, figure.unit)}）"


def _month(figure: Figure) -> str:
    """Say 环比."""
    return _grown("环比", figure.value, figure.last_month)


def _grown(period: str, now: Value, before: Value) -> str:
    """Say a growth: 同比增长12.3%, 同比持平, 上年同期为0, 同比不可比; "" without anything to compare to."""
    growth = cells.compare(now, before)
    match growth.direction:
        case Direction.MISSING | Direction.FIRST:
            return ""
        case Direction.FROM_ZERO:
            return "上年同期为0" if period == "同比" else "上月为0"
        case _:
            return f"{period}{growth.words}"


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
