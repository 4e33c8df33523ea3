"""The tables of 二 直播运营情况: T2 分平台, T3 标杆场次, T4 分类目."""

from db.queries.figures import BenchmarkRow, PlatformRow, ReportFigures
from desktop import cells
from desktop.cells import DASH
from desktop.reports.content import ReportContent
from desktop.reports.document import Cell, Column, Table
from desktop.reports.table_cells import SHORT, WAN_YUAN, WORDS, amount, exactly, grown


def platforms(content: ReportContent) -> Table:
    """Return T2 分平台, its last line the whole period."""
    figures = content.figures
    columns = (
        Column("平台", 4, WORDS),
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
    of = f"{content.names.this}各场订单的退款，{refunds_until(figures)}"
    note = f"注：退款为{of}，与按退款时间统计的金额不同。"
    shares = sum(cells.number(row.share, "%") or 0 for row in figures.platforms)
    rounding = "占比因四舍五入，各项之和与合计略有出入。" if shares not in (0, 100) else ""
    return Table("分平台直播情况", columns, (*rows, _all_platforms(content)), WAN_YUAN, (note + rounding,))


def _platform(row: PlatformRow) -> tuple[Cell, ...]:
    """Return one line of T2."""
    return (
        row.platform,
        amount(row.sessions, "场"),
        amount(row.minutes, "小时"),
        amount(row.views, "万人次"),
        amount(row.gmv, WAN_YUAN),
        amount(row.refund, WAN_YUAN),
        amount(row.refund_rate, "%"),
        amount(row.new_fans, "人"),
        amount(row.share, "%"),
    )


def _all_platforms(content: ReportContent) -> tuple[Cell, ...]:
    """Return the last line of T2: the period's own figures, not the sum of rounded lines."""
    codes = ("L01", "L03", "L12", "L05", "L06", "L08", "L14")
    whole = tuple(amount(content[code].value, content[code].unit) for code in codes)
    return ("合计", *whole, amount(1 if content["L05"].value else None, "%"))


def refunds_until(figures: ReportFigures) -> str:
    """Say up to when refunds are counted (L06)."""
    if figures.refund_as_of is None:
        return "统计截止日期未填报"
    first, last = (cells.date_words(day) for day in figures.refund_as_of)
    return f"统计截至{last}" if first == last else f"各场统计截至{first}至{last}"


def benchmarks(content: ReportContent) -> Table:
    """Return T3 标杆场次; who presented is told by stage name."""
    columns = (
        Column("日期", 4, SHORT),
        Column("主播", 5, WORDS),
        Column("平台/账号", 7, WORDS),
        Column("主题", 7, WORDS),
        Column("时长（小时）", 3),
        Column("观看人次（万）", 4),
        Column("支付GMV", 5),
        Column("亮点", 7, WORDS),
    )
    rows = tuple(_benchmark(row) for row in content.figures.benchmarks)
    notes = ("注：按单场支付GMV排列，主播以艺名列示。",)
    return Table("标杆场次", columns, rows, WAN_YUAN, notes)


def _benchmark(row: BenchmarkRow) -> tuple[Cell, ...]:
    """Return one line of T3."""
    return (
        f"{row.on.month}月{row.on.day}日",
        row.streamers or DASH,
        f"{row.platform}/{row.account}",
        row.title or DASH,
        amount(row.minutes, "小时"),
        amount(row.views, "万人次"),
        amount(row.gmv, WAN_YUAN),
        "、".join(row.highlights) or DASH,
    )


def categories(content: ReportContent) -> Table:
    """Return T4 分类目."""
    columns = (
        Column("类目", 8, WORDS),
        Column("场次（场）", 4),
        Column("支付GMV", 6),
        Column(content.names.year_ago, 6),
        Column("同比（%）", 5),
        Column("主播数（人）", 4),
    )
    partly = "L05" in content.partly
    rows = tuple(
        (
            row.category,
            amount(row.sessions, "场"),
            exactly(row.gmv, WAN_YUAN),
            exactly(row.gmv_last_year, WAN_YUAN),
            grown(row.gmv, None) if partly else grown(row.gmv, row.gmv_last_year, (2, 3)),
            amount(row.streamers, "人"),
        )
        for row in content.figures.categories
    )
    notes = ("注：一名主播在多个类目开播的，在各类目分别计入。",)
    return Table("分类目直播情况", columns, rows, WAN_YUAN, notes)
