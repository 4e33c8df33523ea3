"""The report to the bureau of commerce, of a month, a quarter or a year: contents in, a document out."""

from collections.abc import Iterator
from datetime import date

from db.queries.periods import month_end
from db.queries.report_checks import ENOUGH
from desktop import cells
from desktop.reports.chapters.annexes import annexes, names
from desktop.reports.chapters.brands import brands
from desktop.reports.chapters.campaigns import campaigns
from desktop.reports.chapters.employment import employment
from desktop.reports.chapters.live import live
from desktop.reports.chapters.outlook import outlook
from desktop.reports.chapters.overall import overall
from desktop.reports.chapters.partners import partners
from desktop.reports.chapters.team import team
from desktop.reports.chapters.training import training
from desktop.reports.content import ReportContent
from desktop.reports.document import (
    Addressee,
    Attachments,
    Block,
    Document,
    Paragraph,
    Signature,
    Title,
)
from desktop.reports.numbering import numbered
from desktop.reports.texts import TextPart, parts_of, told

DEMO_MARK = "示例数据，不作报送"
PARTLY_MARK = "数据未完整"
_CHAPTERS = (overall, live, team, training, partners, brands, campaigns, employment, outlook)


def title_of(content: ReportContent) -> Title:
    """Return the title; it may turn over before the period."""
    return Title((f"关于{content.name}", f"{content.words}运行情况的报告"))


def lay_out(content: ReportContent, day: date) -> Document:
    """Return the report of a period as blocks, dated ``day``."""
    base, title = content.figures.base, title_of(content)
    shown = Title((*title.parts, f"（{PARTLY_MARK}）")) if content.score < ENOUGH else title
    blocks: list[Block] = [shown, Addressee(base.bureau), Paragraph(_opening(content, day))]
    blocks += told(_chapters(content), content.texts, content.names.this)
    blocks += [
        Paragraph("特此报告。"),
        Attachments(names(content)),
        Signature(content.name, cells.date_words(day), contact(content)),
        *annexes(content),
    ]
    return Document(
        title=title.text,
        author=content.name,
        subject=f"{content.words}运行情况",
        keywords="直播电商基地，运行情况，主要指标",
        on=day,
        blocks=tuple(blocks),
        mark="　".join(_marks(content)),
        numbering=content.numbering,
    )


def texts_of(content: ReportContent) -> tuple[TextPart, ...]:
    """Return every text that people may write, in the order of print, as the program would have it."""
    return tuple(parts_of(_chapters(content)))


def _chapters(content: ReportContent) -> tuple[Block, ...]:
    """Return the chapters as they are generated, their tables and charts numbered."""
    return numbered(block for chapter in _CHAPTERS for block in chapter(content))


def _marks(content: ReportContent) -> Iterator[str]:
    """Yield what stands above every page."""
    if content.figures.base.is_demo:
        yield DEMO_MARK
    if content.score < ENOUGH:
        yield PARTLY_MARK


def _opening(content: ReportContent, day: date) -> str:
    """Return the sentence that opens the report."""
    over = day >= month_end(content.period.last)
    unfinished = "" if over else f"{content.names.this}尚未结束，以下为截至{cells.date_words(day)}的数据。"
    corrected = "本报告对原报送的内容作了更正，更正情况见附件7。" if content.corrections else ""
    return f"{corrected}现将{content.name}{content.words}运行情况报告如下：{unfinished}"


def contact(content: ReportContent) -> str:
    """Return who may be asked: “（联系人：…　联系电话：…）”, and below it the report's number and hash."""
    base = content.figures.base
    people = (("联系人", base.filler), ("联系电话", base.office_phone))
    seal = (("报告编号", content.number), ("数据校验码", content.short_hash))
    lines = ("　".join(f"{label}：{value}" for label, value in facts if value) for facts in (people, seal))
    return "\n".join(f"（{line}）" for line in lines if line)
