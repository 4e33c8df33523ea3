"""附件6 指标口径与数据来源: how each figure is counted, where it comes from, what is missing."""

from collections.abc import Iterator

from db.queries.figures import Figure
from db.queries.periods import Span
from desktop.cells import DASH
from desktop.reports.chapters.live_tables import refunds_until
from desktop.reports.content import ReportContent
from desktop.reports.document import Block, Cell, Column, Paragraph, Table
from desktop.reports.table_cells import SHORT, WORDS, name

_COUNT_REFUNDS = ("L06", "L08", "L09")
_SOURCES = {
    "L07": "平台账号日数据",
    "L17": "入驻企业申报",
    "A04": "账号粉丝数记录",
    "A06": "账号粉丝数记录",
    "T05": "考核记录",
    "T06": "证书登记",
    "P06": "供应商评价记录",
    "P07": "选品核验记录",
    "B05": "扶持台账",
    "B06": "品牌月度数据",
    "B07": "品牌月度数据",
    "E03": "安全与合规事件登记",
    "L": "已核对的直播场次记录",
    "R": "入驻企业申报",
    "A": "主播档案、合同及状态变动记录",
    "T": "培训及签到记录",
    "P": "企业档案、资质及状态变动记录",
    "B": "品牌档案及阶段变动记录",
    "E": "基地申报",
}
"""Where figures come from: by code, by its first three signs, else by its subject."""


def source_of(figure: Figure) -> str:
    """Return where a figure comes from."""
    code = figure.code
    return _SOURCES.get(code) or _SOURCES.get(code[:3]) or _SOURCES[code[0]]


def remark(content: ReportContent, figure: Figure) -> str:
    """Return what a reader has to know of a figure in this period; "" when there is nothing."""
    counts = figure.code in _COUNT_REFUNDS and figure.value is not None
    cut_off = f"退款{refunds_until(content.figures)}" if counts else ""
    return "；".join(filter(None, (figure.note, cut_off)))


def _formula(content: ReportContent, figure: Figure) -> str:
    """Say how a figure is counted; the dictionary speaks of a month, the report perhaps of a year."""
    text = figure.formula
    if content.period.span is Span.MONTH:
        return text
    for month, period in (("1月至本月", "年初至期末各月"), ("本月", content.names.this), ("月末", "期末")):
        text = text.replace(month, period)
    return text


def sources(content: ReportContent) -> Iterator[Block]:
    """Yield the rules all figures share, and which are missing."""
    facts = content.figures
    yield Paragraph(
        "直播类指标只统计已核对或已锁定的场次，场次归属开播时间所在月份；有效直播指直播时长不少于"
        f"{facts.effective_minutes}分钟的场次，活跃主播指当月至少1场有效直播且直播满{facts.active_hours}小时的主播。"
        "增长率按未舍入数计算，各分项之和与合计数的出入为四舍五入所致，未作机械调整。"
    )
    missing = [name(figure) for figure in facts.printed if figure.value is None]
    if missing:
        yield Paragraph(
            f"{content.names.this}没有数据或无法计算的指标{len(missing)}项：{'、'.join(missing)}。"
        )


def meanings(content: ReportContent) -> Table:
    """Return how each figure is counted and where it comes from."""
    columns = (
        Column("代码", 3, SHORT),
        Column("指标", 13, WORDS),
        Column("计量单位", 3, SHORT),
        Column("性质", 3, SHORT),
        Column("口径", 20, WORDS),
        Column("数据来源", 14, WORDS),
        Column(f"{content.names.this}说明", 9, WORDS),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            figure.code,
            name(figure),
            figure.unit,
            "期末" if figure.at_month_end else str(figure.nature),
            _formula(content, figure),
            source_of(figure),
            remark(content, figure) or DASH,
        )
        for figure in content.figures.printed
    )
    return Table("", columns, rows)
