"""八 就业与合规安全: people employed as declared, names checked, minors, incidents and what was done; T13."""

from collections.abc import Iterator

from db.queries.declared_rows import IncidentRow, incident_counts
from desktop.cells import DASH, with_unit
from desktop.reports.content import ReportContent
from desktop.reports.document import Block, Cell, Column, Heading, Paragraph, Table
from desktop.reports.numbering import captioned, table
from desktop.reports.table_cells import SHORT, WORDS, amount, measured
from desktop.reports.texts import EXTRA, typed
from desktop.reports.wording import sentence

_SHOWN = 15
"""Incidents told in the body of the report."""


def employment(content: ReportContent) -> Iterator[Block]:
    """Yield the chapter."""
    yield Heading(1, "八、就业与合规安全情况")
    yield Heading(2, "（一）就业情况")
    yield Paragraph(_employed(content), "八.就业情况")
    yield Heading(2, "（二）合规与安全")
    yield Paragraph(_safety(content), "八.合规与安全")
    if _is_known(content):
        yield captioned("T13", standing(content))
    if content.parts.incidents:
        yield captioned("T13E", incidents(content))
    yield typed(f"八.{EXTRA}")


def _employed(content: ReportContent) -> str:
    """Return the sentence about the people employed; what is reckoned says so, and how."""
    direct, induced, say = content["E01"], content["E02"], content.say
    said = []
    if direct.value is not None:
        said.append(say.stood("直接从业人员", direct))
    if induced.value is not None:
        said.append(say.stood("带动就业（测算数）", induced))
    if not said:
        return f"{content.names.this}未申报就业情况。"
    method = content.parts.employment.method
    how = f"统计方法：{method.rstrip('。')}。" if method else "就业数据由基地申报。"
    return f"{content.end}，{sentence(said)}{how}"


def _safety(content: ReportContent) -> str:
    """Return the sentence about compliance and incidents."""
    rows = content.parts.incidents
    counts = incident_counts(rows, content.period.ends_on)
    said = []
    if content.has("A08"):
        said.append(f"签约主播实名核验率{with_unit(content['A08'].value, '%')}")
    if not content.has("E03"):
        said.append(f"{content.names.this}未填报安全与合规事件")
    elif not rows:
        said.append(f"{content.names.this}无登记的安全与合规事件")
    else:
        kinds = (("违规", counts.breaches), ("封禁", counts.bans), ("投诉", counts.complaints),
                 ("舆情", counts.opinion), ("安全", counts.safety))  # fmt: skip
        each = "、".join(f"{kind}{count}件" for kind, count in kinds if count)
        said.append(f"{content.names.this}发生安全与合规事件{counts.total}件（{each}）")
        said.append(f"已采取整改措施{counts.answered}件，截至{content.end}办结{counts.closed}件")
    and_all = f"和{table('T13E')}" if rows else ""
    see = f"有关情况见{table('T13')}{and_all}。" if _is_known(content) else ""
    return f"{sentence(said)}{see}"


def _is_known(content: ReportContent) -> bool:
    """Say whether there is anything for T13."""
    return any(content.has(code) for code in ("E01", "E02", "E03", "A07", "A08"))


def standing(content: ReportContent) -> Table:
    """Return T13 就业与合规: one line for the whole base."""
    counts = incident_counts(content.parts.incidents, content.period.ends_on)
    known = content.has("E03")
    columns = (
        Column("直接从业人员（人）", 4),
        Column("带动就业测算（人）", 4),
        Column("实名核验率（%）", 4),
        Column("未成年主播（人）", 4),
        Column("监护人同意（人）", 4),
        Column("投诉（件）", 3),
        Column("违规、封禁（件）", 3),
        Column("舆情、安全（件）", 3),
        Column("已整改（件）", 3),
    )
    figures = [content[code] for code in ("E01", "E02", "A08", "A07", "A07C")]
    numbers = (
        counts.complaints,
        counts.breaches + counts.bans,
        counts.opinion + counts.safety,
        counts.answered,
    )
    row: tuple[Cell, ...] = (
        *(measured(figure) for figure in figures),
        *(amount(number if known else None, "件") for number in numbers),
    )
    notes = ("注：从业人员和未成年主播为期末数；带动就业为测算数，不是实际统计数。",)
    return Table("就业与合规情况", columns, (row,), notes=notes)


def incidents(content: ReportContent, *, whole: bool = False) -> Table:
    """Return the incidents of the period and what was done about each; ``whole`` for the workbook."""
    columns = (
        Column("日期", 4, SHORT),
        Column("类型", 3, SHORT),
        Column("平台", 3, SHORT),
        Column("相关主播/企业", 6, WORDS),
        Column("事件经过", 11, WORDS),
        Column("整改情况", 10, WORDS),
        Column("办结日期", 4, SHORT),
    )
    rows = content.parts.incidents
    shown = rows if whole else rows[:_SHOWN]
    notes = (
        (f"注：共{len(rows)}件，以上为前{len(shown)}件，其余见随附电子表格。",)
        if len(rows) > len(shown)
        else ()
    )
    return Table("安全与合规事件", columns, tuple(map(_incident, shown)), notes=notes)


def _incident(row: IncidentRow) -> tuple[Cell, ...]:
    """Return one incident."""
    closed = f"{row.closed_on.month}月{row.closed_on.day}日" if row.closed_on else "未办结"
    on = f"{row.on.month}月{row.on.day}日"
    words = (row.platform, row.about, row.description, row.measures)
    return on, row.kind, *(word or DASH for word in words), closed
