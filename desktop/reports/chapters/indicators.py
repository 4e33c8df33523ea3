"""附件1 主要指标表: T1 with all its columns."""

from db.queries.figures import Figure
from desktop.reports.chapters.live_tables import refunds_until
from desktop.reports.chapters.overall import DIFFERENCES, MARKS
from desktop.reports.content import ReportContent
from desktop.reports.document import Cell, Column, Table
from desktop.reports.table_cells import SHORT, WORDS, amount, compared, name, year_compared

_COUNT_REFUNDS = ("L06", "L08", "L09")


def indicators(content: ReportContent) -> Table:
    """Return T1 主要指标表; a year is compared to the year before alone."""
    names = content.names
    begin = (Column("序号", 2, SHORT), Column("指标", 9, WORDS), Column("计量单位", 3, SHORT))
    compared = (
        (Column("本年", 5), Column("上年", 5), Column("同比（%）", 4))
        if names.is_year
        else (
            Column(names.this, 5),
            Column(names.year_ago, 5),
            Column("同比（%）", 4),
            Column(names.before, 5),
            Column("环比（%）", 4),
            Column("累计", 5),
            Column(f"{names.year_ago}累计", 5),
            Column("累计同比（%）", 4),
        )
    )
    rows = tuple(
        (amount(number, ""), *_row(content, figure))
        for number, figure in enumerate(content.figures.printed, 1)
    )
    notes = (f"注：1. {DIFFERENCES}", f"　　2. {MARKS}")
    return Table("", (*begin, *compared, Column("备注（口径）", 22, WORDS)), rows, notes=notes)


def _row(content: ReportContent, figure: Figure) -> tuple[Cell, ...]:
    """Return one indicator behind its number."""
    begin = (
        name(figure),
        figure.unit,
        amount(figure.value, figure.unit),
        amount(figure.last_year, figure.unit),
        compared(figure, figure.value, figure.last_year),
    )
    remark = "；".join(filter(None, (figure.formula, figure.note, _cut_off(content, figure))))
    if content.names.is_year:
        return (*begin, remark)
    return (
        *begin,
        amount(figure.last_month, figure.unit),
        compared(figure, figure.value, figure.last_month),
        amount(figure.ytd, figure.unit),
        amount(figure.ytd_last_year, figure.unit),
        year_compared(figure),
        remark,
    )


def _cut_off(content: ReportContent, figure: Figure) -> str:
    """Say the cut-off date of an indicator that counts refunds."""
    counts = figure.code in _COUNT_REFUNDS and figure.value is not None
    return f"退款{refunds_until(content.figures)}" if counts else ""
