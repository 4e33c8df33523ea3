"""The tables of the monthly report (T1 to T5), the same for PDF and Excel."""

from db.queries.figures import BenchmarkRow, Figure, MonthFigures, PlatformRow, TierRow, Value
from desktop import cells
from desktop.cells import DASH
from desktop.reports.document import Align, Amount, Cell, Column, Table

_WORDS = Align.LEFT
_SHORT = Align.CENTRE
_CORE = ("L01", "L03", "L04", "L05", "L09", "L10", "L12", "L14", "L15", "L16", "A01", "A02", "A03")
_COUNT_REFUNDS = ("L06", "L08", "L09")
_WAN_YUAN = "万元"
_MARKS = "“—”表示无数据、不适用或对比期为0，“…”表示对比期数据缺少或不全。"
_DIFFERENCES = "期末数和比率的同比、环比为增减数，比率的增减单位为个百分点。"


def core(figures: MonthFigures) -> Table:
    """Return the core of T1 for the body of the report: what a bureau looks at first."""
    columns = (
        Column("指标", 8, _WORDS),
        Column("单位", 3, _SHORT),
        Column("本月", 5),
        Column("同比（%）", 4),
        Column("环比（%）", 4),
        Column("本年累计", 5),
        Column("累计同比（%）", 4),
    )
    rows = tuple(_core_row(figures.figures[code]) for code in _CORE)
    return Table("主要指标", columns, rows, notes=(f"注：{_DIFFERENCES}{_MARKS}全部指标及口径见附件1。",))


def _core_row(figure: Figure) -> tuple[Cell, ...]:
    """Return one indicator as the body shows it."""
    return (
        name(figure),
        figure.unit,
        amount(figure.value, figure.unit),
        _compared(figure, figure.value, figure.last_year),
        _compared(figure, figure.value, figure.last_month),
        amount(figure.ytd, figure.unit),
        _year_compared(figure),
    )


def indicators(figures: MonthFigures) -> Table:
    """Return T1 主要指标表 with all its twelve columns."""
    columns = (
        Column("序号", 2, _SHORT),
        Column("指标", 9, _WORDS),
        Column("计量单位", 3, _SHORT),
        Column("本月", 5),
        Column("上年同期", 5),
        Column("同比（%）", 4),
        Column("上月", 5),
        Column("环比（%）", 4),
        Column("累计", 5),
        Column("上年同期累计", 5),
        Column("累计同比（%）", 4),
        Column("备注（口径）", 22, _WORDS),
    )
    rows = tuple(
        (
            amount(number, ""),
            name(figure),
            figure.unit,
            amount(figure.value, figure.unit),
            amount(figure.last_year, figure.unit),
            _compared(figure, figure.value, figure.last_year),
            amount(figure.last_month, figure.unit),
            _compared(figure, figure.value, figure.last_month),
            amount(figure.ytd, figure.unit),
            amount(figure.ytd_last_year, figure.unit),
            _year_compared(figure),
            "；".join(filter(None, (figure.formula, figure.note, _cut_off(figures, figure)))),
        )
        for number, figure in enumerate(figures.figures.values(), 1)
    )
    return Table("", columns, rows, notes=(f"注：1. {_DIFFERENCES}", f"　　2. {_MARKS}"))


_TIERS = (
    "层级按各账号月末粉丝数合计划分：新锐不足1万，成长1万至10万，腰部10万至100万，"
    "百万级100万至500万，500万级500万至1000万，千万级1000万以上。"
)


def platforms(figures: MonthFigures) -> Table:
    """Return T2 分平台, its last line the whole month."""
    columns = (
        Column("平台", 4, _WORDS),
        Column("场次（场）", 3),
        Column("时长（小时）", 4),
        Column("观看人次（万）", 5),
        Column("支付GMV", 5),
        Column("退款", 5),
        Column("退款率（%）", 4),
        Column("新增粉丝（人）", 4),
        Column("占比（%）", 3),
    )
    rows = tuple(_platform(row) for row in figures.platforms)
    note = f"注：退款为本月各场订单的退款，{_refunds_until(figures)}，与按退款时间统计的金额不同。"
    shares = sum(cells.number(row.share, "%") or 0 for row in figures.platforms)
    rounding = "占比因四舍五入，各项之和与合计略有出入。" if shares not in (0, 100) else ""
    return Table("分平台直播情况", columns, (*rows, _all_platforms(figures)), _WAN_YUAN, (note + rounding,))


def _platform(row: PlatformRow) -> tuple[Cell, ...]:
    """Return one line of T2."""
    return (
        row.platform,
        amount(row.sessions, "场"),
        amount(row.minutes, "小时"),
        amount(row.views, "万人次"),
        amount(row.gmv, _WAN_YUAN),
        amount(row.refund, _WAN_YUAN),
        amount(row.refund_rate, "%"),
        amount(row.new_fans, "人"),
        amount(row.share, "%"),
    )


def _all_platforms(figures: MonthFigures) -> tuple[Cell, ...]:
    """Return the last line of T2: the month's own figures, not the sum of rounded lines."""
    codes = ("L01", "L03", "L12", "L05", "L06", "L08", "L14")
    whole = tuple(amount(figures.figures[code].value, figures.figures[code].unit) for code in codes)
    return ("合计", *whole, amount(1 if figures.figures["L05"].value else None, "%"))


def _refunds_until(figures: MonthFigures) -> str:
    """Say up to when refunds are counted (L06)."""
    if figures.refund_as_of is None:
        return "统计截止日期未填报"
    first, last = (cells.date_words(day) for day in figures.refund_as_of)
    return f"统计截至{last}" if first == last else f"各场统计截至{first}至{last}"


def _cut_off(figures: MonthFigures, figure: Figure) -> str:
    """Say the cut-off date of an indicator that counts refunds."""
    counts = figure.code in _COUNT_REFUNDS and figure.value is not None
    return f"退款{_refunds_until(figures)}" if counts else ""


def benchmarks(figures: MonthFigures) -> Table:
    """Return T3 标杆场次; who presented is told by stage name."""
    columns = (
        Column("日期", 4, _SHORT),
        Column("主播", 5, _WORDS),
        Column("平台/账号", 7, _WORDS),
        Column("主题", 7, _WORDS),
        Column("时长（小时）", 3),
        Column("观看人次（万）", 4),
        Column("支付GMV", 5),
        Column("亮点", 7, _WORDS),
    )
    rows = tuple(_benchmark(row) for row in figures.benchmarks)
    notes = ("注：按单场支付GMV排列，主播以艺名列示。",)
    return Table("标杆场次", columns, rows, _WAN_YUAN, notes)


def _benchmark(row: BenchmarkRow) -> tuple[Cell, ...]:
    """Return one line of T3."""
    return (
        f"{row.on.month}月{row.on.day}日",
        row.streamers or DASH,
        f"{row.platform}/{row.account}",
        row.title or DASH,
        amount(row.minutes, "小时"),
        amount(row.views, "万人次"),
        amount(row.gmv, _WAN_YUAN),
        "、".join(row.highlights) or DASH,
    )


def categories(figures: MonthFigures) -> Table:
    """Return T4 分类目."""
    columns = (
        Column("类目", 8, _WORDS),
        Column("场次（场）", 4),
        Column("支付GMV", 6),
        Column("上年同期", 6),
        Column("同比（%）", 5),
        Column("主播数（人）", 4),
    )
    rows = tuple(
        (
            row.category,
            amount(row.sessions, "场"),
            amount(row.gmv, _WAN_YUAN),
            amount(row.gmv_last_year, _WAN_YUAN),
            _grown(row.gmv, row.gmv_last_year),
            amount(row.streamers, "人"),
        )
        for row in figures.categories
    )
    notes = ("注：一名主播在多个类目开播的，在各类目分别计入。",)
    return Table("分类目直播情况", columns, rows, _WAN_YUAN, notes)


def tiers(figures: MonthFigures) -> Table:
    """Return T5 主播队伍 by 粉丝层级."""
    columns = (
        Column("粉丝层级", 6, _WORDS),
        Column("期末人数", 4),
        Column("较上月末", 4),
        Column("较上年同期末", 4),
        Column("其中签约", 4),
        Column("其中合作", 4),
        Column("本月新增", 4),
        Column("本月流失", 4),
    )
    rows = tuple(_tier(row) for row in figures.tiers)
    others = sum(row.streamers - row.signed - row.cooperating for row in figures.tiers)
    told = f"，其余{cells.count(others)}人为其他关系或未填" if others else ""
    notes = (
        f"注：1. {_TIERS}",
        f"　　2. 统计范围为月末在队主播，含未签有效合同的人员；签约、合作指合作关系{told}。",
    )
    return Table("主播队伍情况", columns, rows, "人", notes)


def _tier(row: TierRow) -> tuple[Cell, ...]:
    """Return one line of T5."""
    return (
        row.tier,
        amount(row.streamers, "人"),
        _changed(row.streamers, row.last_month),
        _changed(row.streamers, row.last_year),
        *(amount(heads, "人") for heads in (row.signed, row.cooperating, row.joined, row.left)),
    )


def name(figure: Figure) -> str:
    """Return what an indicator is called in a table; a figure of the month's last day says so."""
    return (
        f"{figure.name}（期末）"
        if figure.at_month_end and not figure.name.startswith("其中")
        else figure.name
    )


def amount(value: Value, unit: str) -> Cell:
    """Return a base value as a cell in its unit of print; “—” when it is missing."""
    number = cells.number(value, unit)
    return DASH if number is None else Amount(cells.printed(value, unit), number)


def _compared(figure: Figure, now: Value, before: Value) -> Cell:
    """Return how two values of an indicator compare."""
    number = cells.compared_number(figure, now, before)
    text = cells.compared(figure, now, before)
    return text if number is None else Amount(text, number)


def _year_compared(figure: Figure) -> Cell:
    """Return how the year so far compares; a figure of a day has none."""
    return DASH if figure.at_month_end else _compared(figure, figure.ytd, figure.ytd_base)


def _grown(now: Value, before: Value) -> Cell:
    """Return a growth in percent."""
    number = cells.growth_number(now, before)
    text = cells.growth_cell(now, before)
    return text if number is None else Amount(text, number)


def _changed(now: int, before: int | None) -> Cell:
    """Return how many more or fewer people there are."""
    return (
        cells.MISSING if before is None else Amount(cells.change(now, before), cells.rounded(now - before, 0))
    )
