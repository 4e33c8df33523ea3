"""附件1 主要指标表: T1 with all its columns."""

from db.queries.figures import Figure
from desktop.reports.chapters.meanings import remark
from desktop.reports.chapters.overall import DIFFERENCES, MARKS
from desktop.reports.content import ReportContent
from desktop.reports.document import Cell, Column, Table
from desktop.reports.table_cells import (
    DECLARED_NOTE,
    SHORT,
    WORDS,
    amount,
    measured,
    name,
    year_compared,
)

_YEAR_AGO, _BEFORE, _SO_FAR = (3, 4), (3, 6), (8, 9)
"""Columns a comparison is made of, the first is 0: 本月 and 上年同期, 本月 and 上月, both 累计."""


def indicators(content: ReportContent) -> Table:
    """Return T1 主要指标表; a year is compared to the year before alone."""
    names = content.names
    begin = (Column("序号", 2, SHORT), Column("指标", 13, WORDS), Column("计量单位", 3, SHORT))
    year = (Column(names.this, 5), Column(names.year_ago, 5), Column("同比（%）", 4))
    others = (
        Column(names.before, 5),
        Column("环比（%）", 4),
        Column("累计", 5),
        Column(f"{names.year_ago}累计", 5),
        Column("累计同比（%）", 4),
    )
    columns = (*begin, *year, *(() if content.is_year else others), Column("备注（口径）", 10, WORDS))
    rows = tuple(
        (amount(number, ""), *_row(content, figure))
        for number, figure in enumerate(content.figures.printed, 1)
    )
    return Table("", columns, rows, notes=tuple(_notes(content)))


def _notes(content: ReportContent) -> list[str]:
    """Return what is said below the table, numbered."""
    told = [DIFFERENCES, MARKS, "各指标的口径和数据来源见附件6。"]
    if any(figure.declared for figure in content.figures.printed):
        told.append(DECLARED_NOTE)
    return [f"{'　　' if number > 1 else '注：'}{number}. {text}" for number, text in enumerate(told, 1)]


def _row(content: ReportContent, figure: Figure) -> tuple[Cell, ...]:
    """Return one indicator behind its number."""
    begin = (
        name(figure),
        figure.unit,
        measured(figure),
        measured(figure, "last_year"),
        content.same_period(figure, _YEAR_AGO),
    )
    if content.is_year:
        return (*begin, remark(content, figure))
    return (
        *begin,
        measured(figure, "last_month"),
        content.period_before(figure, _BEFORE),
        measured(figure, "ytd"),
        measured(figure, "ytd_last_year"),
        year_compared(figure, _SO_FAR),
        remark(content, figure),
    )
