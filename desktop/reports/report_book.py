"""The Excel annex of the report: T1 as the form to sign, the other tables and the ledgers behind it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from desktop import cells
from desktop.reports.chapters import brands, campaigns, employment, live_tables, partners, training
from desktop.reports.chapters.annexes import LEDGERS, corrections
from desktop.reports.chapters.indicators import indicators
from desktop.reports.chapters.meanings import meanings
from desktop.reports.chapters.team import tiers
from desktop.reports.chapters.years import checks_table, years_table
from desktop.reports.content import ReportContent
from desktop.reports.document import Book, Ledger, Sheet, Table
from desktop.reports.monthly import DEMO_MARK

_UNITS = "万元、场、人"
_Part = tuple[bool, str, Callable[[], Table]]


def lay_out(content: ReportContent, day: date) -> Book:
    """Return the workbook of a period; its numbers are those of the print."""
    mark = f"（{DEMO_MARK}）" if content.figures.base.is_demo else ""
    title = f"{content.name}{content.words}主要指标表{mark}"
    first = Sheet("主要指标", title, _head(content, _UNITS), indicators(content), _foot(content, day))
    sheets = tuple(_sheet(name, table, content, mark) for name, table in _others(content))
    return Book(title, content.name, day, (first, *sheets))


def _others(content: ReportContent) -> Iterator[tuple[str, Table | Ledger]]:
    """Yield the tables behind the first that have anything in them, with the names of their sheets."""
    for has, name, table in (*_tables(content), *_records(content)):
        if has:
            yield name, table()
    found = content.ledgers
    ledgers = (found.sessions, found.trainings, found.partners, found.brands)
    for name, listed in zip(LEDGERS, ledgers, strict=True):
        if listed.count:
            yield name, listed.ledger
    yield "指标口径", replace(meanings(content), caption="指标口径与数据来源")
    if content.corrections:
        yield "数据更正说明", replace(corrections(content), caption="数据更正说明")


def _tables(content: ReportContent) -> tuple[_Part, ...]:
    """Return the tables of live results and the team: whether there is one, its sheet, how it is laid out."""
    figures = content.figures
    return (
        (len(content.years) > 1, "历年主要指标", partial(years_table, content)),
        (bool(content.checks), "参考门槛自查", partial(checks_table, content)),
        (bool(figures.platforms), "分平台", partial(live_tables.platforms, content)),
        (bool(figures.benchmarks), "标杆场次", partial(live_tables.benchmarks, content)),
        (bool(figures.categories), "分类目", partial(live_tables.categories, content)),
        (bool(figures.tiers), "主播队伍", partial(tiers, content)),
    )


def _records(content: ReportContent) -> tuple[_Part, ...]:
    """Return the tables of the records, as ``_tables``."""
    parts = content.parts
    return (
        (content.has("T01"), "培训汇总", partial(training.sums, content)),
        (bool(parts.partners.moves), "合作企业增减", partial(partners.moves, content, whole=True)),
        (bool(parts.partners.due), "资质到期预警", partial(partners.due, content, whole=True)),
        (bool(parts.supports), "五项扶持", partial(brands.supports, content, whole=True)),
        (bool(parts.campaigns), "重点活动", partial(campaigns.activities, content)),
        (True, "就业与合规", partial(employment.standing, content)),
        (bool(parts.incidents), "安全与合规事件", partial(employment.incidents, content, whole=True)),
    )


def _sheet(name: str, table: Table | Ledger, content: ReportContent, mark: str) -> Sheet:
    """Return a sheet behind the first."""
    unit = table.unit if isinstance(table, Table) else ""
    return Sheet(name, f"{content.name}{content.words}{table.caption}{mark}", _head(content, unit), table)


def _head(content: ReportContent, unit: str) -> str:
    """Return the line below the title: who fills in, for which period, in which units, its number."""
    facts = (
        ("填报单位", content.name),
        ("统一社会信用代码", content.figures.base.credit_code or cells.DASH),
        ("报告期", content.words),
        ("计量单位", unit),
        ("报告编号", content.number),
        ("数据校验码", content.short_hash),
    )
    return "　　".join(f"{label}：{fact}" for label, fact in facts if fact)


def _foot(content: ReportContent, day: date) -> str:
    """Return the line to sign, as statistical forms have it."""
    base = content.figures.base
    return "　　".join((
        f"单位负责人：{base.responsible or ''}",
        f"统计负责人：{base.statistician or ''}",
        f"填表人：{base.filler or ''}",
        f"联系电话：{base.office_phone or ''}",
        f"报出日期：{cells.date_words(day)}",
    ))  # fmt: skip
