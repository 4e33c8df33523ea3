"""七 重点活动与政策落实: what ran, what it came to, the policies it carried out; T12."""

from collections.abc import Iterator
from datetime import date

from db.queries.campaign_months import MonthCampaign
from desktop import cells
from desktop.cells import DASH, with_unit
from desktop.reports.content import ReportContent
from desktop.reports.document import Block, Cell, Column, Heading, Paragraph, Table
from desktop.reports.numbering import captioned, table
from desktop.reports.table_cells import SHORT, WAN_YUAN, WORDS, amount
from desktop.reports.texts import EXTRA, POLICY, typed
from desktop.reports.wording import listed

_NAMED = 5
"""Campaigns named in a sentence."""
_PARTIES = 4
"""Parties named in a cell."""


def campaigns(content: ReportContent) -> Iterator[Block]:
    """Yield the chapter."""
    found = content.parts.campaigns
    yield Heading(1, "七、重点活动与政策落实情况")
    yield Heading(2, "（一）重点活动")
    yield Paragraph(_held(content), "七.重点活动")
    if highlight := _highlight(content):
        yield Paragraph(highlight, "七.活动亮点")
    if found:
        yield captioned("T12", activities(content))
    yield Heading(2, "（二）政策落实")
    yield Paragraph(_policies(content), "七.相关政策")
    yield typed(POLICY)
    yield typed(f"七.{EXTRA}")


def _held(content: ReportContent) -> str:
    """Return the sentence about what ran."""
    found, this = content.parts.campaigns, content.names.this
    if not found:
        return f"{this}未开展重点活动。"
    names = [f"“{one.name}”" for one in found[:_NAMED]]
    named = f"{'、'.join(names)}等" if len(found) > _NAMED else listed(names)
    sessions = sum(one.sessions for one in found)
    sold = [one.gmv for one in found if one.gmv is not None]
    told = f"，活动直播{cells.count(sessions)}场" if sessions else ""
    told += f"，支付成交额{with_unit(sum(sold), WAN_YUAN)}" if sold else ""
    return f"{this}开展重点活动{len(found)}项，为{named}{told}。活动情况见{table('T12')}。"


def _highlight(content: ReportContent) -> str:
    """Tell of the campaign that sold most, and what people said of it; "" when none sold."""
    sold = [one for one in content.parts.campaigns if one.gmv]
    if not sold:
        return ""
    best = max(sold, key=lambda one: one.gmv or 0)
    if len(sold) == 1:
        return _reactions(f"“{best.name}”的", best)
    sold_for = f"支付成交额{with_unit(best.gmv, WAN_YUAN)}，为各项活动中最高"
    said = f"“{best.name}”{content.names.this}开展直播{cells.count(best.sessions)}场，{sold_for}。"
    return said + _reactions("", best)


def _reactions(lead: str, one: MonthCampaign) -> str:
    """Tell what people said of a campaign; "" when nothing is written."""
    reaction = "；".join(text.rstrip("。；") for text in one.reactions)
    return f"{lead}群众反响：{reaction}。" if reaction else ""


def _policies(content: ReportContent) -> str:
    """Return the sentence about the policies behind the campaigns."""
    tags = list(dict.fromkeys(tag for one in content.parts.campaigns for tag in one.policy_tags))
    if tags:
        return f"{content.names.this}相关活动落实的政策措施有：{'、'.join(tags)}。"
    if content.texts.get(POLICY, "").strip():
        return ""
    return f"{content.names.this}未填报政策落实情况。"


def activities(content: ReportContent) -> Table:
    """Return T12 活动."""
    columns: tuple[Column, ...] = (
        Column("活动", 7, WORDS),
        Column("主题", 6, WORDS),
        Column("场景", 6, WORDS),
        Column("内容", 7, WORDS),
        Column("时间", 5, SHORT),
        Column("参与企业/主播", 7, WORDS),
        Column("场次（场）", 3),
        Column("支付GMV", 4),
        Column("群众反响", 5, WORDS),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(_activity(one) for one in content.parts.campaigns)
    told = any(one.reactions for one in content.parts.campaigns)
    if not told:
        columns, rows = columns[:-1], tuple(row[:-1] for row in rows)
    notes = ("注：场次、支付GMV为归属各活动的已核对直播场次，不与其他活动重复计算。",)
    return Table("重点活动情况", columns, rows, WAN_YUAN, notes)


def _activity(one: MonthCampaign) -> tuple[Cell, ...]:
    """Return one campaign."""
    parties = "、".join(one.parties[:_PARTIES])
    parties += f"等{len(one.parties)}家（人）" if len(one.parties) > _PARTIES else ""
    return (
        one.name,
        "、".join(one.themes) or DASH,
        "、".join(one.scenes) or DASH,
        "、".join(one.contents) or DASH,
        _days(one.start_on, one.end_on),
        parties or DASH,
        amount(one.sessions, "场"),
        amount(one.gmv, WAN_YUAN),
        "；".join(one.reactions) or DASH,
    )


def _days(first: date | None, last: date | None) -> str:
    """Write when a campaign ran: 9月5日至10月7日."""
    if first is None:
        return DASH
    begin = f"{first.month}月{first.day}日"
    if last is None or last == first:
        return begin
    return f"{begin}至{last.month}月{last.day}日"
