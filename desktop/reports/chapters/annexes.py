"""附件1 to 附件7: the whole of T1, the ledgers, how figures are counted, what was corrected."""

from collections.abc import Iterator
from dataclasses import replace

from db.queries.report_differences import WORDING
from desktop.cells import DASH
from desktop.reports.chapters.indicators import indicators
from desktop.reports.chapters.meanings import meanings, sources
from desktop.reports.content import ReportContent
from desktop.reports.document import AttachmentTitle, Block, Cell, Column, Paragraph, Table
from desktop.reports.ledgers import Listed
from desktop.reports.table_cells import SHORT, WORDS

LEDGERS = ("直播场次台账", "培训台账", "合作企业台账", "品牌进度表")


def names(content: ReportContent) -> tuple[str, ...]:
    """Return the names of the annexes in their order: 附件说明 and the annexes themselves say the same."""
    found = (*(f"{content.words}{name}" for name in ("主要指标表", *LEDGERS)), "指标口径与数据来源")
    return (*found, "数据更正说明") if content.corrections else found


def annexes(content: ReportContent) -> Iterator[Block]:
    """Yield every annex on pages of its own."""
    title = iter(names(content))
    yield AttachmentTitle("附件1", next(title), wide=True)
    yield indicators(content)
    found = content.ledgers
    for number, (name, ledger) in enumerate(
        zip(LEDGERS, (found.sessions, found.trainings, found.partners, found.brands), strict=True), 2
    ):
        yield AttachmentTitle(f"附件{number}", next(title), wide=ledger.is_printed)
        yield from _ledger(content, name, ledger)
    yield AttachmentTitle("附件6", next(title), wide=True)
    yield from sources(content)
    yield meanings(content)
    if content.corrections:
        yield AttachmentTitle("附件7", next(title))
        yield Paragraph(_corrected(content))
        yield corrections(content)


def _ledger(content: ReportContent, name: str, listed: Listed) -> Iterator[Block]:
    """Yield a ledger, or one sentence when there is none or it is too long for paper."""
    if listed.is_printed:
        yield replace(listed.ledger, caption="")
    elif listed.count:
        yield Paragraph(
            f"{content.names.this}{name}共{listed.count:,}行，篇幅较长，不再随文印制，"
            f"详见随附电子表格中的“{name}”工作表。"
        )
    else:
        yield Paragraph(f"{content.names.this}没有应列入{name}的记录。")


def _corrected(content: ReportContent) -> str:
    """Return the sentence that opens 附件7."""
    count = sum(line.code != WORDING for line in content.corrections)
    told = [f"有{count}项数据与原报送数不一致"] if count else []
    told += ["部分文字表述需要修改"] if count < len(content.corrections) else []
    return f"{content.words}运行情况报告报送后，经核实{'，'.join(told)}，现更正如下："


def corrections(content: ReportContent) -> Table:
    """Return 附件7: each figure that was corrected, as reported and as it is, and why."""
    columns = (
        Column("序号", 2, SHORT),
        Column("指标", 9, WORDS),
        Column("计量单位", 3, SHORT),
        Column("原报送数", 5),
        Column("更正后", 5),
        Column("更正原因", 14, WORDS),
    )
    rows: list[tuple[Cell, ...]] = [
        (str(number), one.name, one.unit or DASH, one.old, one.new, one.reason)
        for number, one in enumerate(content.corrections, 1)
    ]
    return Table("", columns, tuple(rows))
