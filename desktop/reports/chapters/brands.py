"""六 品牌培育（快品牌扶持）情况: the pipeline, who moved and why, the five supports; T10 and T11."""

from collections.abc import Iterator

from db.models.brand_words import BrandStage, SupportAspect
from db.queries.brand_report import GATE_NOTE, AspectCell, BrandLine, SupportLine
from db.queries.dictionary_records import ASPECTS
from desktop import cells
from desktop.cells import DASH, with_unit
from desktop.reports import numbering
from desktop.reports.chapters.charts import pipeline_chart, stage_words
from desktop.reports.content import ReportContent
from desktop.reports.document import Block, Cell, Column, Heading, Paragraph, Table
from desktop.reports.numbering import captioned, charted, table
from desktop.reports.table_cells import SHORT, WAN_YUAN, WORDS, amount
from desktop.reports.texts import EXTRA, typed
from desktop.reports.wording import sentence, tight

_SHARES = {SupportAspect.TRAFFIC: "（计划/已获/已用）"}
"""Said once, in the title of the first aspect."""
_SHOWN = 20
"""Brands of a table in the body of the report; 附件5 has them all."""


def brands(content: ReportContent) -> Iterator[Block]:
    """Yield the chapter."""
    this, parts = content.names.this, content.parts
    yield Heading(1, "六、品牌培育（快品牌扶持）情况")
    if not content.has("B01"):
        yield Paragraph(f"{this}没有品牌培育记录，品牌类指标暂不填报。", "六.培育梯队")
        yield typed(f"六.{EXTRA}")
        return
    yield Heading(2, "（一）培育梯队")
    yield Paragraph(_pipeline(content), "六.培育梯队")
    if content["B01"].value:
        yield charted("C5", pipeline_chart(content))
    if parts.brands:
        yield captioned("T10", stages(content))
    yield Heading(2, "（二）五项扶持")
    yield Paragraph(_supports(content), "六.五项扶持")
    if parts.supports:
        yield captioned("T11", supports(content))
    yield Heading(2, "（三）培育成效")
    yield Paragraph(_results(content), "六.培育成效")
    yield typed(f"六.{EXTRA}")


def _pipeline(content: ReportContent) -> str:
    """Return the sentence about the stages."""
    say, names = content.say, content.names
    if not content["B01"].value:
        return f"{names.this_end}无在库培育品牌。"
    up, down = content["B03"].value, content["B03D"].value
    by_stage = [
        (stage, content[f"B02{stage.name}"].value) for stage in BrandStage if stage is not BrandStage.SX
    ]
    each = "、".join(f"{stage_words(stage)}{with_unit(count, '个')}" for stage, count in by_stage if count)
    said = [say.stood("在库培育品牌", content["B01"])]
    if up is not None and down is not None:
        moved = f"{names.this}升阶{cells.count(up)}次、退阶{cells.count(down)}次"
        said.append(moved if up or down else f"{names.this}无升阶和退阶品牌")
    if content.has("B04"):
        said.append(say.stood("累计认定快品牌", content["B04"]))
    spread = f"按阶段分，{each}（见{numbering.chart('C5')}）。" if each else ""
    see = f"各品牌情况见{table('T10')}。" if content.parts.brands else ""
    return f"{content.end}，{sentence(said)}{spread}{see}"


def _supports(content: ReportContent) -> str:
    """Return the sentence about the five supports."""
    rates = [(aspect, content[f"B05{letter}"].value) for letter, aspect in ASPECTS.items()]
    each = "、".join(f"{aspect}{cells.percent(rate)}" for aspect, rate in rates if rate is not None)
    see = f"各品牌扶持情况见{table('T11')}。" if content.parts.supports else ""
    if not each:
        return f"{content.names.this_end}暂无可计算执行率的扶持记录。{see}"
    others = "、".join(str(aspect) for aspect, rate in rates if rate is None)
    rest = f"{others}没有同一计量单位的已获、已用数量，未计算执行率。" if others else ""
    return f"截至{content.end}，五项扶持执行率（已用÷已获）：{each}。{rest}{see}"


def _results(content: ReportContent) -> str:
    """Return the sentence about what the brands sold."""
    if not content.has("B06"):
        return f"{content.names.this}各品牌月度经营数据未填报，不统计扶持品牌成交情况。"
    said = [content.say.stated("在库品牌实现成交额（GMV）", content["B06"])]
    if content.has("B07"):
        said.append(content.say.rated("平均复购率", content["B07"]))
    return f"{content.names.this}，{sentence(said)}"


def stages(content: ReportContent) -> Table:
    """Return T10 品牌培育."""
    columns = (
        Column("品牌", 5, WORDS),
        Column("企业", 7, WORDS),
        Column("当前阶段", 7, SHORT),
        Column(f"{content.names.this}变化", 8, WORDS),
        Column("门槛达成", 3, SHORT),
        Column("下一步", 8, WORDS),
    )
    found = content.parts.brands
    rows = tuple(_stage(row) for row in found[:_SHOWN])
    notes = [f"注：{GATE_NOTE}。"]
    if any(row.is_override for row in found[:_SHOWN]):
        notes.append("　　带*的品牌经特批进入所在阶段，原因已登记。")
    if len(found) > _SHOWN:
        notes.append(f"　　共{len(found)}个品牌，以上为前{_SHOWN}个，其余见附件5。")
    return Table("品牌培育情况", columns, rows, notes=tuple(notes))


def _stage(row: BrandLine) -> tuple[Cell, ...]:
    """Return one brand."""
    name = f"{row.brand}*" if row.is_override else row.brand
    change, after = (tight(text) for text in (row.change, row.next_step))
    words = (row.owner, stage_words(row.stage), change, row.reached, after)
    return name, *(word or DASH for word in words)


def supports(content: ReportContent, *, whole: bool = False) -> Table:
    """Return T11 五项扶持: planned, granted and used of each aspect; ``whole`` for the workbook."""
    columns = (
        Column("品牌", 5, WORDS),
        *(Column(f"{aspect}{_SHARES.get(aspect, '')}", 6, SHORT) for aspect in SupportAspect),
        Column("成效GMV", 5),
    )
    found = content.parts.supports
    shown = found if whole else found[:_SHOWN]
    rows = tuple(_support(row) for row in shown)
    notes = ["注：“—”表示无该项扶持或该数未登记；成效为所列扶持带来的GMV。"]
    if len(found) > len(shown):
        notes.append(f"　　共{len(found)}行，以上为前{len(shown)}行，其余见随附电子表格。")
    return Table("五项扶持情况", columns, rows, WAN_YUAN, tuple(notes))


def _support(row: SupportLine) -> tuple[Cell, ...]:
    """Return the supports of one brand."""
    return row.brand, *(_aspect(cell) for cell in row.aspects), amount(row.outcome, WAN_YUAN)


def _aspect(cell: AspectCell | None) -> str:
    """Write one aspect: 100/80/60万流量."""
    if cell is None:
        return DASH
    values = (cell.planned, cell.granted, cell.used)
    return "/".join(DASH if value is None else cells.count(value) for value in values) + cell.unit
