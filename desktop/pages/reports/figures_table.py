"""The month's figures as the table the user sees before printing."""

from collections.abc import Iterable

from db.queries.figures import Figure, ReportFigures, Value
from db.queries.lives import Gap
from desktop import cells
from desktop.i18n import tr
from desktop.widgets.text_table import TextColumn

COLUMNS = (
    TextColumn("序号", 52, "right"),
    TextColumn("指标", 212),
    TextColumn("单位", 72),
    *(
        TextColumn(label, align="right")
        for label in ("本月", "上年同期", "同比", "上月", "环比", "本年累计", "累计同比")
    ),
)
_NAMED = 6
"""Missing figures named one by one; more are counted."""


def figure_rows(figures: Iterable[Figure]) -> list[tuple[str, ...]]:
    """Return one line of words per figure, in the order of COLUMNS."""
    return [(str(number), *_cells(figure)) for number, figure in enumerate(figures, start=1)]


def explain(figure: Figure) -> str:
    """Return how a figure is counted, and what has to be known of this value."""
    counted = tr("{name}：{formula}。").format(name=figure.name, formula=figure.formula)
    return f"{counted}{figure.note}。" if figure.note else counted


def warnings(month: ReportFigures) -> list[tuple[str, str, dict[str, object]]]:
    """Return what makes the figures incomplete: sentence, key of the page that helps ("" = none), filters."""
    found: list[tuple[str, str, dict[str, object]]] = []
    filters: dict[str, object]
    for gap, count, words in (
        (Gap.PROVISIONAL, month.provisional, tr("{count:,} 场直播还是临时数据，未计入本月指标")),
        (Gap.NO_PRESENTER, month.without_presenter, tr("{count:,} 场直播没有登记出镜主播，参播人数可能偏低")),
    ):
        if count:
            filters = {"month": month.month, "gap": gap.value}
            found.append((words.format(count=count), "lives", filters))
    if month.stale_followers:
        text = tr("{count:,} 位主播的粉丝数超过31天未更新").format(count=month.stale_followers)
        found.append((text, "streamers", {}))
    missing = [figure.name for figure in month.printed if figure.value is None]
    if len(missing) == len(month.figures):
        return [(tr("这个月还没有数据：请先导入主播名册和直播数据，或选择其他月份。"), "", {})]
    if missing:
        names = "、".join(missing[:_NAMED]) + (
            tr("等{count}项").format(count=len(missing)) if len(missing) > _NAMED else ""
        )
        found.append((tr("缺数据的指标：{names}").format(names=names), "", {}))
    return found


def _cells(figure: Figure) -> tuple[str, ...]:
    """Return the words of one line, without its number."""

    def shown(value: Value) -> str:
        return cells.printed(value, figure.unit)

    return (
        figure.name,
        figure.unit,
        shown(figure.value),
        shown(figure.last_year),
        _compared(figure, figure.value, figure.last_year),
        shown(figure.last_month),
        _compared(figure, figure.value, figure.last_month),
        cells.DASH if figure.at_month_end else shown(figure.ytd),
        cells.DASH if figure.at_month_end else _compared(figure, figure.ytd, figure.ytd_base),
    )


def _compared(figure: Figure, now: Value, before: Value) -> str:
    """Write a comparison with its unit: +12.3%, +1.2个百分点, +12人."""
    unit = cells.compared_unit(figure)
    if unit == "%":
        return cells.growth(now, before)
    text = cells.compared(figure, now, before)
    return text if text == cells.MISSING else f"{text}{unit}"
