"""The chapters of the monthly report: what each says in sentences, tables and charts.

A chapter without data says so in one sentence; tables and charts are numbered as they come.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

from db.queries.figures import NO_CATEGORY, CategoryRow, Figure, MonthFigures
from db.queries.tiers import Tier
from desktop import cells
from desktop.cells import with_unit
from desktop.reports import month_charts as charts
from desktop.reports import month_tables as tables
from desktop.reports.document import Block, Chart, Heading, Paragraph, Table
from desktop.reports.wording import (
    listed,
    not_compared,
    rated,
    sentence,
    so_far_not_compared,
    stated,
    stood,
    summed,
    year_so_far,
)

Part = TypeVar("Part", Table, Chart)

_NAMED = 3
"""Platforms and categories named in a sentence."""


def _names(figures: MonthFigures) -> dict[str, str]:
    """Return what the tables (T1 to T5) and charts (C1, C2) of this month are called: 表1, 表2, 图1."""
    present = {
        "T1": True,
        "T2": bool(figures.platforms),
        "T3": bool(figures.benchmarks),
        "T4": bool(figures.categories),
        "T5": any(row.streamers for row in figures.tiers if row.tier != Tier.UNKNOWN),
    }
    drawn = {"C1": sum(bool(entry.gmv) for entry in figures.gmv_by_month) > 1, "C2": present["T5"]}
    shown_tables = [key for key, there in present.items() if there]
    shown_charts = [key for key, there in drawn.items() if there]
    return {key: f"表{number}" for number, key in enumerate(shown_tables, 1)} | {
        key: f"图{number}" for number, key in enumerate(shown_charts, 1)
    }


def _captioned(figures: MonthFigures, key: str, lay: Callable[[MonthFigures], Part]) -> Iterator[Part]:
    """Yield a table or chart under its name; nothing when this month has none."""
    if name := _names(figures).get(key):
        part = lay(figures)
        yield replace(part, caption=f"{name}　{part.caption}")


def overall(figures: MonthFigures) -> Iterator[Block]:
    """Yield 一 总体运行情况: the month, the year so far, the core of T1."""
    yield Heading(1, "一、总体运行情况")
    found = figures.figures
    if found["L01"].value is None:
        yield Paragraph(f"{_month(figures)}，基地没有已核对的直播数据，直播类指标暂不填报。")
    elif not found["L01"].value:
        yield Paragraph(f"{_month(figures)}，基地没有已核对的直播场次。")
    else:
        yield Paragraph(
            sentence((
                stated("全月开展直播", found["L01"]),
                stated("实现支付成交额（GMV）", found["L05"]),
                stated("观看人次", found["L12"]),
            ))
            + not_compared([found["L01"], found["L05"], found["L12"]])
            + _without_gmv(found["L05"])
        )  # fmt: skip
        yield Paragraph(
            sentence((
                stated("成交订单", found["L10"]),
                rated("客单价", found["L11"]),
                rated("退款率（场次口径）", found["L08"]),
                stated("扣除退款后净成交额", found["L09"]),
            ))
        )  # fmt: skip
    if figures.provisional:
        yield Paragraph(f"另有{cells.count(figures.provisional)}场直播的数据尚未核对，未计入本月统计。")
    yield Paragraph(_so_far(figures) + "主要指标见表1。")
    yield from _captioned(figures, "T1", tables.core)


def _without_gmv(figure: Figure) -> str:
    """Say which sessions are not in the month's 支付GMV because they tell none; "" when all do."""
    return "" if figure.value is None or not figure.note else f"另有{figure.note}，未计入支付成交额。"


def _so_far(figures: MonthFigures) -> str:
    """Say the year so far, over the months there are data of; "" when that is this month alone."""
    found = figures.figures
    months = year_so_far(figures)
    said = sentence((
        summed("累计开展直播", found["L01"]),
        summed("实现支付成交额", found["L05"]),
        summed("成交订单", found["L10"]),
    ))  # fmt: skip
    if not months or not said:
        return ""
    return f"{months}，{said}{so_far_not_compared([found['L01'], found['L05'], found['L10']])}"


def live(figures: MonthFigures) -> Iterator[Block]:
    """Yield 二 直播运营情况: platforms, best sessions, categories, the course of the year."""
    yield Heading(1, "二、直播运营情况")
    yield Heading(2, "（一）平台分布")
    yield Paragraph(_platforms(figures))
    yield from _captioned(figures, "T2", tables.platforms)
    yield Heading(2, "（二）标杆场次")
    yield Paragraph(_benchmarks(figures))
    yield from _captioned(figures, "T3", tables.benchmarks)
    yield Heading(2, "（三）类目结构")
    yield Paragraph(_categories(figures))
    yield from _captioned(figures, "T4", tables.categories)
    yield Heading(2, "（四）成交走势")
    yield Paragraph(_course(figures))
    yield from _captioned(figures, "C1", charts.gmv_chart)


def _platforms(figures: MonthFigures) -> str:
    """Return the sentence about platforms."""
    rows = figures.platforms
    if not rows:
        return "本月各平台均无已核对的直播场次。"
    names = listed([row.platform for row in rows])
    opened = (
        f"本月共在{len(rows)}个平台开播，分别为{names}" if len(rows) > 1 else f"本月全部在{names}平台开播"
    )
    sold = [
        f"{row.platform}支付成交额{with_unit(row.gmv, '万元')}"
        + (f"，占{cells.percent(row.share)}" if row.share is not None else "")
        for row in rows[:_NAMED]
        if row.gmv is not None
    ]
    told = f"其中，{sentence(sold)}" if len(rows) > 1 and sold else ""
    return f"{opened}。{told}各平台情况见{_names(figures)['T2']}。"


def _benchmarks(figures: MonthFigures) -> str:
    """Return the sentence about the best sessions."""
    best = figures.best
    if best is None:
        return "本月没有填报支付成交额的场次，不列标杆场次。"
    named = f"主题为“{best.title}”的直播" if best.title else "直播"
    who = f"，由{best.streamers}出镜" if best.streamers else ""
    ten_million = figures.figures["L19"].value
    count = f"支付成交额1000万元以上的场次{with_unit(ten_million, '场')}。" if ten_million else ""
    see = "排名靠前的场次" if len(figures.benchmarks) > 1 else "该场情况"
    return (
        f"单场支付成交额最高的是{cells.date_words(best.on)}在{best.platform}开展的{named}{who}，"
        f"成交{with_unit(best.gmv, '万元')}。{count}{see}见{_names(figures)['T3']}。"
    )


def _categories(figures: MonthFigures) -> str:
    """Return the sentence about categories."""
    see = f"各类目情况见{name}。" if (name := _names(figures).get("T4")) else ""
    sold = [row for row in figures.categories if row.gmv and row.category != NO_CATEGORY]
    whole = figures.figures["L05"].value
    if not sold or not whole:
        return f"本月没有可以分类目统计的支付成交额。{see}"
    first = sold[:_NAMED]
    named = "、".join(map(_category, first))
    share = Fraction(sum(row.gmv or 0 for row in first)) / whole
    if len(first) > 1:
        return f"按支付成交额，居前{len(first)}位的是{named}，合计占{cells.percent(share)}。{see}"
    if share == 1:
        return f"本月支付成交额全部来自{named}。{see}"
    return f"按支付成交额，居首位的是{named}，占{cells.percent(share)}。{see}"


def _category(row: CategoryRow) -> str:
    """Say what a category sold: “服饰鞋包类1,234.56万元（同比增长3.4%）”."""
    growth = cells.compare(row.gmv, row.gmv_last_year)
    compared = f"（同比{growth.words}）" if growth.rate is not None else ""
    return f"{row.category.removesuffix('类')}类{with_unit(row.gmv, '万元')}{compared}"


def _course(figures: MonthFigures) -> str:
    """Return the sentence about the last twelve months."""
    known = [entry for entry in figures.gmv_by_month if entry.gmv is not None]
    sold = [entry for entry in known if entry.gmv]
    if not sold:
        return "近12个月没有支付成交额数据。"
    if "C1" not in _names(figures):
        return f"目前仅有{cells.month_words(sold[0].month)}的数据，走势待后续月份补充。"
    best = max(sold, key=lambda entry: entry.gmv or 0)
    total = sum(entry.gmv or 0 for entry in known)
    missing = len(figures.gmv_by_month) - len(known)
    gap = f"（其中{missing}个月无数据）" if missing else ""
    mean = Fraction(total, len(known))
    return (
        f"近12个月{gap}累计实现支付成交额{with_unit(total, '万元')}，月均{with_unit(mean, '万元')}，"
        f"最高为{cells.month_words(best.month)}的{with_unit(best.gmv, '万元')}（见{_names(figures)['C1']}）。"
    )


def team(figures: MonthFigures) -> Iterator[Block]:
    """Yield 三 主播队伍建设: size, structure, compliance."""
    found = figures.figures
    yield Heading(1, "三、主播队伍建设")
    yield Heading(2, "（一）队伍规模")
    unbound = found["A01"].note
    yield Paragraph(
        f"{figures.month % 100}月末，"
        + sentence((stood("签约主播", found["A01"]), stood("在播主播", found["A02"]), _moves(figures)))
        + (f"{unbound}，未计入签约主播。" if unbound else "")
    )
    nameless = figures.without_presenter
    yield Paragraph(
        sentence((stated("当月活跃主播", found["A03"]), stated("参播主播", found["L04"])))
        + (f"有{cells.count(nameless)}场直播未登记出镜主播，未计入以上人数。" if nameless else "")
    )
    yield Heading(2, "（二）层级结构")
    yield Paragraph(_tiers(figures))
    yield from _captioned(figures, "T5", tables.tiers)
    yield from _captioned(figures, "C2", charts.tier_chart)
    yield Heading(2, "（三）规范管理")
    yield Paragraph(_compliance(figures))


def _moves(figures: MonthFigures) -> str:
    """Say how many came and went."""
    came, went = figures.figures["A05"].value, figures.figures["A05E"].value
    if came is None or went is None:
        return ""
    if not came and not went:
        return "本月无新增签约和解约离队"
    return f"本月新增签约{cells.count(came)}人，解约离队{cells.count(went)}人"


def _tiers(figures: MonthFigures) -> str:
    """Return the sentence about follower tiers."""
    million, fans = figures.figures["A04"], figures.figures["A06"]
    if not any(row.streamers for row in figures.tiers):
        return "月末无在队主播，不列层级结构。"
    names = _names(figures)
    if "T5" not in names:
        return "月末无粉丝数据，不列层级结构。"
    said = sentence((stood("百万粉以上主播", million), stood("粉丝总量", fans)))
    warned = f"百万粉以上主播中，{million.note.removeprefix('其中')}。" if million.note else ""
    old = f"{fans.note}，按最近一次数据计入。" if fans.note else ""
    return f"{said}{warned}{old}各层级情况见{names['T5']}和{names['C2']}。"


def _compliance(figures: MonthFigures) -> str:
    """Return the sentence about identity checks and minors (未成年人)."""
    verified, minors = figures.figures["A08"], figures.figures["A07"]
    consent = figures.figures["A07C"].value
    if not figures.figures["A01"].value:
        return "月末无签约主播，不统计实名核验和未成年人情况。"
    if minors.value:
        heads, papers = with_unit(minors.value, "人"), with_unit(consent, "人")
        young = f"签约主播中有未成年人{heads}，其中监护人同意手续齐全{papers}"
    else:
        young = "签约主播中无未成年人"
    return sentence((rated("签约主播实名核验率", verified), young))


def _month(figures: MonthFigures) -> str:
    """Return the month as a sentence begins."""
    return cells.month_words(figures.month)
