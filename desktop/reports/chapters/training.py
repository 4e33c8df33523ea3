"""四 人才培训情况: what was taught, to how many, what came of it; T6 and T7, 学时 by month."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from db.queries.training import TrainingLine
from desktop.cells import DASH, with_unit
from desktop.reports import numbering
from desktop.reports.chapters.charts import credit_chart
from desktop.reports.content import ReportContent
from desktop.reports.document import Block, Cell, Column, Heading, Paragraph, Table
from desktop.reports.numbering import captioned, charted, table
from desktop.reports.table_cells import SHORT, WORDS, amount, measured
from desktop.reports.texts import EXTRA, typed
from desktop.reports.wording import sentence

_SHOWN = 15
"""Trainings listed in the body of the report; 附件3 has them all."""
_SUMMED = (("T01", "培训场次（场）"), ("T02", "培训人次（人次）"), ("T03", "培训人数（人）"),
           ("T04", "培训总学时（学时）"), ("T07", "交流活动（场）"))  # fmt: skip


def training(content: ReportContent) -> Iterator[Block]:
    """Yield the chapter."""
    yield Heading(1, "四、人才培训情况")
    if not content.has("T01"):
        yield Paragraph(f"{content.names.this}没有培训记录，培训类指标暂不填报。", "四.培训开展")
        yield typed(f"四.{EXTRA}")
        return
    yield Heading(2, "（一）培训开展")
    lines = content.parts.trainings
    yield Paragraph(_held(content), "四.培训开展")
    if lines:
        yield captioned("T6", sessions(lines[-_SHOWN:]))
    yield Heading(2, "（二）培训成效")
    yield Paragraph(_results(content), "四.培训成效")
    yield captioned("T7", sums(content))
    if _has_course(content):
        yield charted("C4", credit_chart(content.parts.training_months))
    yield typed(f"四.{EXTRA}")


def _held(content: ReportContent) -> str:
    """Return the sentence about the trainings."""
    names, say = content.names, content.say
    if not content["T01"].value:
        return f"{names.this}未举办培训活动。"
    said = sentence((
        say.stated(f"{names.whole}举办培训", content["T01"]),
        say.stated("培训", content["T02"]),
        say.stated("参训人员", content["T03"]),
        say.stated("完成培训", content["T04"]),
    ))  # fmt: skip
    why = say.not_compared([content["T01"]])
    count = len(content.parts.trainings)
    if not count:
        return f"{said}{why}"
    more = f"列示最近{_SHOWN}场，全部培训见附件3" if count > _SHOWN else f"培训活动见{table('T6')}"
    more = f"{table('T6')}{more}" if count > _SHOWN else more
    return f"{said}{why}{more}。"


def _results(content: ReportContent) -> str:
    """Return the sentence about assessments, certificates and meetings with others."""
    say, parts = content.say, []
    if content.has("T05"):
        parts.append(say.rated("考核通过率", content["T05"]))
    else:
        parts.append(f"{content.names.this}没有考核成绩，不计算通过率")
    if content.has("T06"):
        parts.append(say.stood(f"{content.end}持有效互联网营销师证书", content["T06"]))
    if content["T07"].value:
        meetings = with_unit(content["T07"].value, "场")
        parts.append(f"举办招商会、培训会、产品推荐会、选品会等对外交流活动{meetings}")
    course = f"，近12个月培训学时见{numbering.chart('C4')}" if _has_course(content) else ""
    return f"{sentence(parts)}培训汇总见{table('T7')}{course}。"


def _has_course(content: ReportContent) -> bool:
    """Say whether 学时 of more than one month are known."""
    return sum(bool(month.credit) for month in content.parts.training_months) > 1


def sessions(lines: Sequence[TrainingLine]) -> Table:
    """Return T6 培训活动."""
    columns = (
        Column("日期", 5, SHORT),
        Column("主题", 12, WORDS),
        Column("类别", 4, WORDS),
        Column("讲师", 4, WORDS),
        Column("学时", 3),
        Column("应到（人）", 3),
        Column("实到（人）", 3),
        Column("通过率（%）", 3),
    )
    rows = tuple(_session(line) for line in lines)
    notes = ("注：通过率为该场培训考核通过人数占考核人数的比例，“—”表示未考核或未填写。",)
    return Table("培训活动情况", columns, rows, notes=notes)


def _session(line: TrainingLine) -> tuple[Cell, ...]:
    """Return one training."""
    on = line.start_at.date()
    return (
        f"{on.month}月{on.day}日",
        line.title,
        line.category or DASH,
        line.trainer or DASH,
        amount(line.credit, "学时"),
        amount(line.planned, "人"),
        amount(line.there, "人"),
        amount(Fraction(line.passed, line.assessed) if line.assessed else None, "%"),
    )


def sums(content: ReportContent) -> Table:
    """Return T7 培训汇总: the period, and the year so far."""
    columns = (
        Column("期间", 5, WORDS),
        *(Column(title, 4) for _, title in _SUMMED),
        Column("考核通过率（%）", 4),
    )
    codes = [code for code, _ in _SUMMED] + ["T05"]
    rows = [(content.names.this, *(measured(content[code]) for code in codes))]
    if not content.is_year:
        rows.append(("本年累计", *(measured(content[code], "ytd") for code in codes)))
    notes = ("注：人次按到场（出勤、迟到、早退）的次数计，人数按人去重。",)
    return Table("培训汇总", columns, tuple(rows), notes=notes)
