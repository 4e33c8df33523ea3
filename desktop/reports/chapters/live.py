"""二 直播运营情况: platforms, best sessions, categories, the course of the year."""

from collections.abc import Iterator
from fractions import Fraction

from db.queries.figures import NO_CATEGORY, CategoryRow
from desktop import cells
from desktop.cells import with_unit
from desktop.reports import numbering
from desktop.reports.chapters import live_tables as tables
from desktop.reports.chapters.charts import category_chart, gmv_chart
from desktop.reports.content import ReportContent
from desktop.reports.document import Block, Chart, Heading, Paragraph
from desktop.reports.numbering import captioned, charted, table
from desktop.reports.texts import EXTRA, typed
from desktop.reports.wording import listed, sentence

_NAMED = 3
"""Platforms and categories a sentence tells the amounts of."""
_LISTED = 8
"""Platforms named in a sentence; the table has them all."""


def live(content: ReportContent) -> Iterator[Block]:
    """Yield the chapter."""
    figures = content.figures
    yield Heading(1, "二、直播运营情况")
    yield Heading(2, "（一）平台分布")
    yield Paragraph(_platforms(content), "二.平台分布")
    if figures.platforms:
        yield captioned("T2", tables.platforms(content))
    yield Heading(2, "（二）标杆场次")
    yield Paragraph(_benchmarks(content), "二.标杆场次")
    if figures.benchmarks:
        yield captioned("T3", tables.benchmarks(content))
    if content.parts.cited:
        yield Paragraph(_cited(content), "二.对标案例")
    yield Heading(2, "（三）类目结构")
    yield Paragraph(_categories(content), "二.类目结构")
    if figures.categories:
        yield captioned("T4", tables.categories(content))
    if drawn := category_chart(figures, content.names):
        yield charted("C6", drawn)
    yield Heading(2, "（四）跨境、助农与本地产品")
    yield Paragraph(_labels(content), "二.跨境、助农与本地产品")
    yield Heading(2, "（五）成交走势")
    yield from _course(content)
    yield typed(f"二.{EXTRA}")


def _platforms(content: ReportContent) -> str:
    """Return the sentence about platforms."""
    rows, this = content.figures.platforms, content.names.this
    if not rows:
        return f"{this}各平台均无已核对的直播场次。"
    names = [row.platform for row in rows]
    which = f"分别为{listed(names)}" if len(rows) <= _LISTED else f"包括{'、'.join(names[:_LISTED])}等"
    opened = (
        f"{this}共在{len(rows)}个平台开播，{which}" if len(rows) > 1 else f"{this}全部在{names[0]}平台开播"
    )
    sold = [
        f"{row.platform}支付成交额{with_unit(row.gmv, '万元')}"
        + (f"，占{cells.percent(row.share)}" if row.share is not None else "")
        for row in rows[:_NAMED]
        if row.gmv is not None
    ]
    told = f"其中，{sentence(sold)}" if len(rows) > 1 and sold else ""
    return f"{opened}。{told}各平台情况见{table('T2')}。"


def _benchmarks(content: ReportContent) -> str:
    """Return the sentence about the best sessions."""
    best = content.figures.best
    if best is None:
        return f"{content.names.this}没有填报支付成交额的场次，不列标杆场次。"
    named = f"主题为“{best.title}”的直播" if best.title else "直播"
    who = f"，由{best.streamers}出镜" if best.streamers else ""
    ten_million = content["L19"].value
    count = f"支付成交额1000万元以上的场次{with_unit(ten_million, '场')}。" if ten_million else ""
    see = "排名靠前的场次" if len(content.figures.benchmarks) > 1 else "该场情况"
    return (
        f"单场支付成交额最高的是{cells.date_words(best.on)}在{best.platform}开展的{named}{who}，"
        f"成交{with_unit(best.gmv, '万元')}。{count}{see}见{table('T3')}。"
    )


def _categories(content: ReportContent) -> str:
    """Return the sentence about categories."""
    rows = content.figures.categories
    drawn = f"和{numbering.chart('C6')}" if category_chart(content.figures, content.names) else ""
    see = f"各类目情况见{table('T4')}{drawn}。" if rows else ""
    sold = [row for row in rows if row.gmv and row.category != NO_CATEGORY]
    whole = content["L05"].value
    if not sold or not whole:
        return f"{content.names.this}没有可以分类目统计的支付成交额。{see}"
    first = sold[:_NAMED]
    named = "、".join(_category(content, row) for row in first)
    share = Fraction(sum(row.gmv or 0 for row in first)) / whole
    if len(first) > 1:
        return f"按支付成交额，居前{len(first)}位的是{named}，合计占{cells.percent(share)}。{see}"
    if share == 1:
        return f"{content.names.this}支付成交额全部来自{named}。{see}"
    return f"按支付成交额，居首位的是{named}，占{cells.percent(share)}。{see}"


def _cited(content: ReportContent) -> str:
    """Cite sessions of others, with their source; they are in none of the figures."""
    told = []
    for one in content.parts.cited[:_NAMED]:
        when = f"{one.when}，" if one.when else ""
        guests = f"（嘉宾：{'、'.join(one.guests)}）" if one.guests else ""
        sold = f"，成交{one.gmv_text}" if one.gmv_text else ""
        source = f"（来源：{one.source}）" if one.source else ""
        told.append(f"{when}“{one.name}”{guests}{sold}{source}")
    return f"可供对标的公开案例：{sentence(told)}以上为引用的公开资料，不计入本基地数据。"


def _labels(content: ReportContent) -> str:
    """Return the sentence about sessions that sold abroad, for farmers, or local goods."""
    this = content.names.this
    said = [
        f"{row.label}直播{cells.count(row.sessions)}场"
        + (f"，支付成交额{with_unit(row.gmv, '万元')}" if row.gmv is not None else "")
        for row in content.labels
    ]
    if not said:
        return f"{this}没有标注为跨境、助农或本地产品的直播场次。"
    twice = "同一场次有多个标注的，分别计入。" if len(said) > 1 else ""
    return f"{this}{sentence(said)}{twice}"


def _category(content: ReportContent, row: CategoryRow) -> str:
    """Say what a category sold: “服饰鞋包类1,234.56万元（同比增长3.4%）”."""
    growth = cells.compare(row.gmv, None if "L05" in content.partly else row.gmv_last_year)
    compared = f"（同比{growth.words}）" if growth.rate is not None else ""
    return f"{row.category.removesuffix('类')}类{with_unit(row.gmv, '万元')}{compared}"


def _course(content: ReportContent) -> Iterator[Paragraph | Chart]:
    """Yield the sentence about the last twelve months, and its chart."""
    months, key = content.figures.gmv_by_month, "二.成交走势"
    known = [entry for entry in months if entry.gmv is not None]
    sold = [entry for entry in known if entry.gmv]
    if not sold:
        yield Paragraph("近12个月没有支付成交额数据。", key)
        return
    if len(sold) == 1:
        month = cells.month_words(sold[0].month)
        yield Paragraph(f"目前仅有{month}的数据，走势待后续月份补充。", key)
        return
    best = max(sold, key=lambda entry: entry.gmv or 0)
    total = sum(entry.gmv or 0 for entry in known)
    missing = len(months) - len(known)
    gap = f"（其中{missing}个月无数据）" if missing else ""
    mean = Fraction(total, len(known))
    yield Paragraph(
        f"近12个月{gap}累计实现支付成交额{with_unit(total, '万元')}，月均{with_unit(mean, '万元')}，"
        f"最高为{cells.month_words(best.month)}的{with_unit(best.gmv, '万元')}"
        f"（见{numbering.chart('C1')}）。",
        key,
    )
    yield charted("C1", gmv_chart(content.figures))
