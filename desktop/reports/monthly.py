"""The monthly report to the bureau of commerce (domain d.0, d.1): figures in, a document out."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from db.queries.figures import MonthFigures
from desktop import cells
from desktop.reports import month_charts as charts
from desktop.reports import month_tables as tables
from desktop.reports.document import (
    Addressee,
    Attachments,
    AttachmentTitle,
    Block,
    Document,
    Heading,
    Paragraph,
    Signature,
    Title,
)
from desktop.reports.wording import (
    listed,
    month_range,
    not_compared,
    rated,
    sentence,
    shown,
    stated,
    stood,
    summed,
)

DEMO_MARK = "示例数据，不作报送"
_NAMED = 3
"""Platforms and categories named in a sentence."""


def title_of(figures: MonthFigures) -> Title:
    """Return the title; it may turn over before the month."""
    return Title((f"关于{figures.base.name}", f"{cells.month_words(figures.month)}运行情况的报告"))


def lay_out(figures: MonthFigures, day: date) -> Document:
    """Return the report of a month as blocks, dated ``day``."""
    base = figures.base
    title = title_of(figures)
    blocks: list[Block] = [title, Addressee(base.bureau), Paragraph(_opening(figures))]
    for chapter in (_overall, _live, _team):
        blocks += chapter(figures)
    blocks += [
        Attachments((f"{cells.month_words(figures.month)}主要指标表", "主要指标及分项数据表（电子表格）")),
        Signature(base.name, cells.date_words(day), _contact(figures)),
        AttachmentTitle("附件1", f"{base.name}{cells.month_words(figures.month)}主要指标表", wide=True),
        tables.indicators(figures),
    ]
    return Document(
        title=title.text,
        author=base.name,
        subject=f"{cells.month_words(figures.month)}运行情况",
        keywords="直播电商基地，月度运行情况，主要指标",
        on=day,
        blocks=tuple(blocks),
        mark=DEMO_MARK if base.is_demo else "",
    )


def _opening(figures: MonthFigures) -> str:
    """Return the sentence that opens the report."""
    return f"现将{figures.base.name}{cells.month_words(figures.month)}运行情况报告如下。"


def _contact(figures: MonthFigures) -> str:
    """Return who may be asked: “（联系人：…　联系电话：…）”, "" when nobody is named."""
    base = figures.base
    parts = [("联系人", base.filler), ("联系电话", base.office_phone)]
    said = "　".join(f"{label}：{value}" for label, value in parts if value)
    return f"（{said}）" if said else ""


def _overall(figures: MonthFigures) -> Iterator[Block]:
    """Yield 一 总体运行情况: the month, the year so far, the core of T1."""
    yield Heading(1, "一、总体运行情况")
    found = figures.figures
    if not found["L01"].value:
        yield Paragraph(f"{_month(figures)}，基地没有已核对的直播场次，直播类指标暂不填报。")
    else:
        yield Paragraph(
            sentence((
                stated("全月开展直播", found["L01"]),
                stated("实现支付成交额（GMV）", found["L05"]),
                stated("观看人次", found["L12"]),
            ))
            + not_compared([found["L01"], found["L05"], found["L12"]])
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
    so_far = sentence((
        summed("累计开展直播", found["L01"]),
        summed("实现支付成交额", found["L05"]),
        summed("成交订单", found["L10"]),
    ))  # fmt: skip
    if so_far and figures.month % 100 > 1:
        yield Paragraph(f"{month_range(figures.month)}，{so_far}主要指标见表1。")
    else:
        yield Paragraph("主要指标见表1。")
    yield tables.core(figures)


def _live(figures: MonthFigures) -> Iterator[Block]:
    """Yield 二 直播运营情况: platforms, best sessions, categories, the course of the year."""
    yield Heading(1, "二、直播运营情况")
    yield Heading(2, "（一）平台分布")
    yield Paragraph(_platforms(figures))
    if figures.platforms:
        yield tables.platforms(figures)
    yield Heading(2, "（二）标杆场次")
    yield Paragraph(_benchmarks(figures))
    if figures.benchmarks:
        yield tables.benchmarks(figures)
    yield Heading(2, "（三）类目结构")
    yield Paragraph(_categories(figures))
    if figures.categories:
        yield tables.categories(figures)
    yield Heading(2, "（四）成交走势")
    yield Paragraph(_course(figures))
    if any(entry.gmv for entry in figures.gmv_by_month):
        yield charts.gmv_chart(figures)


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
        f"{row.platform}支付成交额{shown(row.gmv, '万元')}"
        + (f"，占{cells.percent(row.share)}" if row.share is not None else "")
        for row in rows[:_NAMED]
        if row.gmv is not None
    ]
    told = f"其中，{sentence(sold)}" if len(rows) > 1 and sold else ""
    return f"{opened}。{told}各平台情况见表2。"


def _benchmarks(figures: MonthFigures) -> str:
    """Return the sentence about the best sessions."""
    best = figures.best
    if best is None:
        return "本月没有填报支付成交额的场次，不列标杆场次。"
    named = f"“{best.title}”专题直播" if best.title else "直播"
    who = f"，由{best.streamers}出镜" if best.streamers else ""
    ten_million = figures.figures["L19"].value
    count = f"支付成交额1,000万元以上的场次{shown(ten_million, '场')}。" if ten_million else ""
    return (
        f"单场支付成交额最高的是{cells.date_words(best.on)}在{best.platform}开展的{named}{who}，"
        f"成交{shown(best.gmv, '万元')}。{count}排名靠前的场次见表3。"
    )


def _categories(figures: MonthFigures) -> str:
    """Return the sentence about categories."""
    sold = [row for row in figures.categories if row.gmv]
    whole = figures.figures["L05"].value
    if not sold or not whole:
        return "本月没有可以分类目统计的支付成交额。"
    first = sold[:_NAMED]
    parts = [
        f"{row.category}{shown(row.gmv, '万元')}" + _category_growth(row.gmv, row.gmv_last_year)
        for row in first
    ]
    share = cells.percent(Fraction(sum(row.gmv or 0 for row in first)) / whole)
    place = f"居前{len(first)}位的类目为" if len(first) > 1 else "支付成交额全部来自"
    together = f"，合计占{share}" if len(first) > 1 else ""
    return f"按支付成交额，{place}{'、'.join(parts)}{together}。各类目情况见表4。"


def _category_growth(now: int | None, before: int | None) -> str:
    """Return a category's growth in brackets, "" when there is none."""
    growth = cells.compare(now, before)
    return f"（同比{growth.words}）" if growth.rate is not None else ""


def _course(figures: MonthFigures) -> str:
    """Return the sentence about the last twelve months."""
    known = [entry for entry in figures.gmv_by_month if entry.gmv is not None]
    if not known or not any(entry.gmv for entry in known):
        return "近12个月没有支付成交额数据。"
    if len(known) == 1:
        return f"目前仅有{cells.month_words(known[0].month)}的数据，走势待后续月份补充（见图1）。"
    best = max(known, key=lambda entry: entry.gmv or 0)
    total = sum(entry.gmv or 0 for entry in known)
    missing = len(figures.gmv_by_month) - len(known)
    gap = f"（其中{missing}个月无数据）" if missing else ""
    mean = Fraction(total, len(known))
    return (
        f"近12个月{gap}累计实现支付成交额{shown(total, '万元')}，月均{shown(mean, '万元')}，"
        f"最高为{cells.month_words(best.month)}的{shown(best.gmv, '万元')}（见图1）。"
    )


def _team(figures: MonthFigures) -> Iterator[Block]:
    """Yield 三 主播队伍建设: size, structure, compliance."""
    found = figures.figures
    yield Heading(1, "三、主播队伍建设")
    yield Heading(2, "（一）队伍规模")
    yield Paragraph(
        f"{figures.month % 100}月末，"
        + sentence((stood("签约主播", found["A01"]), stood("在播主播", found["A02"]), _moves(figures)))
    )
    nameless = figures.without_presenter
    yield Paragraph(
        sentence((stated("当月活跃主播", found["A03"]), stated("参播主播", found["L04"])))
        + (f"有{cells.count(nameless)}场直播未登记出镜主播，未计入以上人数。" if nameless else "")
    )
    yield Heading(2, "（二）层级结构")
    yield Paragraph(_tiers(figures))
    if any(row.streamers or row.last_month for row in figures.tiers):
        yield tables.tiers(figures)
        yield charts.tier_chart(figures)
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
    said = sentence((stood("百万粉以上主播", million), stood("粉丝总量", fans)))
    stale = figures.stale_followers
    warned = f"其中{stale}名主播的粉丝数超过31天未更新，按最近一次数据计入。" if stale else ""
    return f"{said}{warned}各层级情况见表5和图2。"


def _compliance(figures: MonthFigures) -> str:
    """Return the sentence about identity checks and minors (未成年人)."""
    verified, minors = figures.figures["A08"], figures.figures["A07"]
    consent = figures.figures["A07C"].value
    if not figures.figures["A01"].value:
        return "月末无签约主播，不统计实名核验和未成年人情况。"
    if minors.value:
        young = (
            f"签约主播中有未成年人{shown(minors.value, '人')}，其中监护人同意手续齐全{shown(consent, '人')}"
        )
    else:
        young = "签约主播中无未成年人"
    return sentence((rated("签约主播实名核验率", verified), young))


def _month(figures: MonthFigures) -> str:
    """Return the month as a sentence begins."""
    return cells.month_words(figures.month)
