"""The monthly report to the bureau of commerce: figures in, a document out."""

from datetime import date

from db.queries.figures import MonthFigures
from db.queries.periods import month_end
from desktop import cells
from desktop.reports import month_tables as tables
from desktop.reports.document import (
    Addressee,
    Attachments,
    AttachmentTitle,
    Block,
    Document,
    Paragraph,
    Signature,
    Title,
)
from desktop.reports.month_chapters import live, overall, team
from desktop.reports.wording import base_name

DEMO_MARK = "示例数据，不作报送"


def title_of(figures: MonthFigures) -> Title:
    """Return the title; it may turn over before the month."""
    return Title((f"关于{base_name(figures)}", f"{cells.month_words(figures.month)}运行情况的报告"))


def lay_out(figures: MonthFigures, day: date) -> Document:
    """Return the report of a month as blocks, dated ``day``."""
    base = figures.base
    title = title_of(figures)
    blocks: list[Block] = [title, Addressee(base.bureau), Paragraph(_opening(figures, day))]
    for chapter in (overall, live, team):
        blocks += chapter(figures)
    blocks += [
        Paragraph("特此报告。"),
        Attachments((f"{cells.month_words(figures.month)}主要指标表", "主要指标及分项数据表（电子表格）")),
        Signature(base_name(figures), cells.date_words(day), _contact(figures)),
        AttachmentTitle(
            "附件1", f"{base_name(figures)}{cells.month_words(figures.month)}主要指标表", wide=True
        ),
        tables.indicators(figures),
    ]
    return Document(
        title=title.text,
        author=base_name(figures),
        subject=f"{cells.month_words(figures.month)}运行情况",
        keywords="直播电商基地，月度运行情况，主要指标",
        on=day,
        blocks=tuple(blocks),
        mark=DEMO_MARK if base.is_demo else "",
    )


def _opening(figures: MonthFigures, day: date) -> str:
    """Return the sentence that opens the report."""
    end = month_end(figures.month)
    unfinished = f"本月尚未结束，以下为截至{cells.date_words(day)}的数据。" if day < end else ""
    return f"现将{base_name(figures)}{cells.month_words(figures.month)}运行情况报告如下：{unfinished}"


def _contact(figures: MonthFigures) -> str:
    """Return who may be asked: “（联系人：…　联系电话：…）”, "" when nobody is named."""
    base = figures.base
    parts = [("联系人", base.filler), ("联系电话", base.office_phone)]
    said = "　".join(f"{label}：{value}" for label, value in parts if value)
    return f"（{said}）" if said else ""
