"""附件1 to 附件7: the whole of T1, the ledgers, how figures are counted, what was corrected."""

from collections.abc import Iterator
from dataclasses import replace

from desktop.reports.chapters.indicators import indicators
from desktop.reports.chapters.meanings import meanings, sources
from desktop.reports.content import ReportContent
from desktop.reports.document import AttachmentTitle, Block, Cell, Column, Paragraph, Table
from desktop.reports.ledgers import Listed
from desktop.reports.table_cells import SHORT, WORDS

LEDGERS = ("直播场次台账", "培训台账", "合作企业台账", "品牌进度表")


def names(content: ReportContent) -> tuple[str, ...]:
    """Return the names of the annexes in their order, for 附件说明."""
    found = (f"{content.words}主要指标表", *LEDGERS, "指标口径与数据来源")
    return (*found, "数据更正说明") if content.corrections else found


def annexes(content: ReportContent) -> Iterator[Block]:
    """Yield every annex on pages of its own."""
    of = f"{content.name}{content.words}"
    yield AttachmentTitle("附件1", f"{of}主要指标表", wide=True)
    yield indicators(content)
    found = content.ledgers
    for number, (name, ledger) in enumerate(
        zip(LEDGERS, (found.sessions, found.trainings, found.partners, found.brands), strict=True), 2
    ):
        yield AttachmentTitle(f"附件{number}", f"{of}{name}", wide=ledger.is_printed)
        yield from _ledger(content, name, ledger)
    yield AttachmentTitle("附件6", "指标口径与数据来源", wide=True)
    yield from sources(content)
    yield meanings(content)
    if content.corrections:
        yield AttachmentTitle("附件7", "数据更正说明")
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
    count = len(content.corrections)
    return f"{content.words}运行情况报告报送后，经核实有{count}项数据与原报送数不一致，现更正如下："


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
        (str(number), one.name, one.unit, one.old, one.new, one.reason)
        for number, one in enumerate(content.corrections, 1)
    ]
    return Table("", columns, tuple(rows))
