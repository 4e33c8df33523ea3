"""一 总体运行情况: the period, the year so far, the core of T1."""

from collections.abc import Iterator

from db.queries.figures import Figure
from desktop import cells
from desktop.reports.chapters.years import years
from desktop.reports.content import ReportContent
from desktop.reports.document import Block, Cell, Column, Heading, Paragraph, Table
from desktop.reports.numbering import captioned, table
from desktop.reports.table_cells import DECLARED_NOTE, SHORT, WORDS, measured, name, year_compared
from desktop.reports.texts import EXTRA, typed
from desktop.reports.wording import sentence, so_far_not_compared, year_so_far

CORE = ("L01", "L03", "L04", "L05", "L09", "L10", "L12", "L14", "L15", "L16", "A01", "A02", "A03")
MARKS = "“—”表示无数据、不适用或对比期为0，“…”表示对比期数据缺少或不全。"
_DECLARED = f"{DECLARED_NOTE.removesuffix('。')}，下同。"
DIFFERENCES = "期末数和比率的同比、环比为增减数，比率的增减单位为个百分点。"


def overall(content: ReportContent) -> Iterator[Block]:
    """Yield the chapter."""
    yield Heading(1, "一、总体运行情况")
    yield from _period(content)
    if provisional := content.figures.provisional:
        said = f"另有{cells.count(provisional)}场直播的数据尚未核对，未计入{content.names.this}统计。"
        yield Paragraph(said, "一.未核对数据")
    main = core(content)
    see = table("T1") if main.rows else "附件1"
    yield Paragraph(f"{_so_far(content)}主要指标见{see}。", "一.累计情况")
    if main.rows:
        yield captioned("T1", main)
    yield from years(content)
    yield typed(f"一.{EXTRA}")


def _period(content: ReportContent) -> Iterator[Block]:
    """Yield what was broadcast and sold."""
    say, sessions = content.say, content["L01"]
    if sessions.value is None:
        said = f"{content.words}，基地没有已核对的直播数据，直播类指标暂不填报。"
        yield Paragraph(said, "一.运行概况")
    elif not sessions.value:
        yield Paragraph(f"{content.words}，基地没有已核对的直播场次。", "一.运行概况")
    else:
        main = [content[code] for code in ("L01", "L05", "L12")]
        said = sentence((
            say.stated(f"{content.names.whole}开展直播", main[0]),
            say.stated("实现支付成交额（GMV）", main[1]),
            say.stated("观看人次", main[2]),
        ))  # fmt: skip
        told = {"last_year"}
        marked = any(content[code].declared & told for code in ("L01", "L05", "L12", "L09", "L10"))
        after = say.not_compared(main) + _without_gmv(main[1]) + (_DECLARED if marked else "")
        yield Paragraph(said + after, "一.运行概况")
        said = sentence((
            say.stated("成交订单", content["L10"]),
            say.rated("客单价", content["L11"]),
            say.rated("退款率（场次口径）", content["L08"]),
            say.stated("扣除退款后净成交额", content["L09"]),
        ))  # fmt: skip
        yield Paragraph(said, "一.成交质量")


def _without_gmv(figure: Figure) -> str:
    """Say which sessions are not in the 支付GMV because they tell none; "" when all do."""
    return "" if figure.value is None or not figure.note else f"另有{figure.note}，未计入支付成交额。"


def _so_far(content: ReportContent) -> str:
    """Say the year so far, over the months there are data of; "" when that is this period alone."""
    figures, say = content.figures, content.say
    entered = any("ytd" in content[code].declared for code in ("L01", "L05", "L10"))
    first = None if entered else figures.first_month_with_data
    months = year_so_far(content.period, first, figures.last_month_with_data)
    said = sentence((
        say.summed("累计开展直播", content["L01"]),
        say.summed("实现支付成交额", content["L05"]),
        say.summed("成交订单", content["L10"]),
    ))  # fmt: skip
    if not months or not said:
        return ""
    why = so_far_not_compared([content[code] for code in ("L01", "L05", "L10")])
    return f"{months}，{said}{why}{DECLARED_NOTE if entered else ''}"


def core(content: ReportContent) -> Table:
    """Return the core of T1 for the body of the report: what a bureau looks at first."""
    names = content.names
    columns = [Column("指标", 8, WORDS), Column("单位", 3, SHORT), Column(names.this, 5)]
    if content.is_year:
        columns += [Column(names.before, 5), Column("同比（%）", 4)]
    else:
        columns += [Column("同比（%）", 4), Column("环比（%）", 4), Column("本年累计", 5)]
        columns += [Column("累计同比（%）", 4)]
    rows = tuple(_core_row(content, content[code]) for code in CORE if content.has(code))
    shown = {"value", "last_year"} if content.is_year else {"value", "ytd"}
    marked = DECLARED_NOTE if any(content[code].declared & shown for code in CORE) else ""
    notes = (f"注：{DIFFERENCES}{MARKS.removesuffix('。')}，下同。{marked}全部指标见附件1。",)
    return Table("主要指标", tuple(columns), rows, notes=notes)


def _core_row(content: ReportContent, figure: Figure) -> tuple[Cell, ...]:
    """Return one indicator as the body shows it."""
    begin: tuple[Cell, ...] = (name(figure), figure.unit, measured(figure))
    if content.is_year:
        year_ago = measured(figure, "last_year")
        return (*begin, year_ago, content.same_period(figure))
    return (
        *begin,
        content.same_period(figure),
        content.period_before(figure),
        measured(figure, "ytd"),
        year_compared(figure),
    )
