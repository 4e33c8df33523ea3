"""Three tables of people a base hands in beside its report: relations, quarterly income, and the roster.

Each is a workbook with the table and a sheet 填表说明 that says what it holds and what it is not. ID and
phone numbers are masked unless a purpose and a recipient are told; what is made for somebody is recorded.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from db.engine import Session
from db.queries.identities import Identity
from db.queries.income import Income, IncomeRow, income
from db.queries.indicators import base_facts
from db.queries.periods import Period
from db.queries.relations import relations
from db.queries.roster_annex import roster
from db.steps import Step, no_step
from db.store.giving import Purpose, give, givings, is_given, settled
from desktop import cells
from desktop.excel.flat_table import Cell, Look, Table, TableColumn, Written
from desktop.excel.tables import nothing_first, write_table, write_tables
from desktop.saving import safe_name

RELATIONS, INCOME, ROSTER = "机构—主播关系表", "主播季度收入表", "主播名册"
"""What the three are called, also in the record of what was given."""
RECORD = "个人信息对外提供记录"
"""What that record is called."""
NOT_ENTERED = "未填报"
_OPEN_END = "长期"
_NAMELESS = "本基地"
_ID_COLUMNS = (
    TableColumn("主播编号", width=12),
    TableColumn("姓名", width=10),
    TableColumn("证件类型", width=14),
    TableColumn("证件号码", width=21),
    TableColumn("平台账号", width=36),
)


@dataclass(frozen=True, slots=True)
class Days:
    """The days a table is about; ``words`` say which, as titles and file names do."""

    first: date
    last: date
    words: str

    @classmethod
    def on(cls, day: date) -> "Days":
        """Return one day."""
        return cls(day, day, cells.date_words(day))


@dataclass(frozen=True, slots=True)
class Handing:
    """How a table is handed in: where it is written, in clear or masked, why and to whom."""

    folder: Path
    full: bool = False
    purpose: Purpose = field(default_factory=Purpose)


def make_relations(session: Session, days: Days, handing: Handing, step: Step = no_step) -> Written:
    """Write the relations that held in some days; raises FileTrouble, NotAllowed without a purpose."""
    rows = relations(session, days.first, days.last, full=handing.full)
    columns = (
        TableColumn("机构名称", width=22),
        TableColumn("统一社会信用代码", width=21),
        *_ID_COLUMNS,
        TableColumn("合同编号", width=13),
        TableColumn("合同类型", width=10),
        TableColumn("开始日期", Look.DATE),
        TableColumn("约定到期", Look.DATE),
        TableColumn("结束日期", Look.DATE),
        TableColumn("结束原因", width=25),
    )
    lines: list[list[Cell]] = [
        [
            *(row.org, row.credit_code, *_told(row.streamer), row.contract, row.kind, row.since),
            *(row.until or _OPEN_END, row.ended_on, row.ended_by),
        ]
        for row in rows
    ]
    about = (
        ("范围", f"{days.words}有效的合同，每份一行；草稿、待审和作废的合同不列。"),
        ("截至", cells.date_words(min(days.last, date.today()))),
        ("机构", "合同没有填写签约机构的，机构为本基地。"),
        (
            "结束日期",
            "到期的为约定的最后一天，解除的为解除日期（当天起不再有效），续签的为新合同开始前一天。",
        ),
    )
    made = _Sheet(RELATIONS, days.words, columns, lines, about, len({row.streamer.code for row in rows}))
    return _write(session, made, handing, step)


def make_income(session: Session, months: Period, handing: Handing, step: Step = no_step) -> Written:
    """Write what streamers earned in some months, as far as it was entered; as ``make_relations``."""
    found, words = income(session, months, full=handing.full), days_of(months).words
    money = Look.MONEY
    columns = (
        *_ID_COLUMNS,
        TableColumn("直播场次", Look.COUNT, 10),
        TableColumn("已填收入场次", Look.COUNT, 14),
        TableColumn("缺收入场次", Look.COUNT, 12),
        *(TableColumn(f"{name}(元)", money, 16) for name in ("收入总额", "退款", "净额")),
        TableColumn("说明", width=36),
    )
    lines = [_income_line(row) for row in found.rows]
    about = (
        ("性质", "本表按直播场次中填报的佣金汇总，供核对使用，不是纳税申报表，也不代替平台报送的收入信息。"),
        ("收入总额", "本季度已核对场次填报的佣金之和，按出镜分成比例归到主播；一人出镜的全归本人。"),
        ("退款", "填报为负数的佣金（冲回已付的部分）之和。"),
        ("净额", "收入总额－退款；任一项没有填报时不计算。"),
        (NOT_ENTERED, "没有填报，不等于0。"),
        *_lacking(found),
    )
    made = _Sheet(INCOME, words, columns, lines, about, len(lines), "（非纳税申报表）")
    return _write(session, made, handing, step)


def make_roster(session: Session, day: date, handing: Handing, step: Step = no_step) -> Written:
    """Write who belonged to the team at the end of a day; as ``make_relations``."""
    rows = roster(session, day, full=handing.full)
    columns = (
        TableColumn("序号", Look.COUNT, 7),
        *_ID_COLUMNS,
        TableColumn("手机号", width=14),
        TableColumn("艺名", width=14),
        TableColumn("主营类目", width=12),
        TableColumn("状态", width=10),
        TableColumn("入驻日期", Look.DATE),
        TableColumn("实名核验", width=10),
    )
    lines: list[list[Cell]] = [
        [
            *(number, *_told(row.streamer), row.streamer.phone, row.streamer.stage_name, row.category),
            *(row.status, row.joined_on, row.verified),
        ]
        for number, row in enumerate(rows, 1)
    ]
    words = cells.date_words(day)
    about = (("范围", f"{words}状态为已签约至解约中（含停播整改）的主播，每人一行。"),)
    return _write(session, _Sheet(ROSTER, words, columns, lines, about, len(rows)), handing, step)


def make_record(session: Session, folder: Path, step: Step = no_step) -> Written:
    """Write who gave which of these tables to whom, when and why; raises FileTrouble."""
    name = base_facts(session).name
    columns = (
        TableColumn("时间", Look.MOMENT, 18),
        TableColumn("经办人", width=14),
        TableColumn("表", width=22),
        TableColumn("范围", width=20),
        TableColumn("接收方", width=28),
        TableColumn("用途", width=40),
        TableColumn("人数", Look.COUNT, 8),
        TableColumn("证件号、手机号", width=16),
    )
    rows = (
        (
            *(each.at.replace(microsecond=0), each.by, each.table, each.about, each.recipient, each.reason),
            *(each.people, "完整" if each.is_full else "脱敏"),
        )
        for each in givings(session)
    )
    file = safe_name(f"{name}_{RECORD}_{date.today():%Y%m%d}".strip("_"), ".xlsx")
    return write_table(folder / file, Table(columns, rows, RECORD, f"{name or _NAMELESS}{RECORD}"), step)


def days_of(months: Period) -> Days:
    """Return the days of some months of a year."""
    return Days(months.starts_on, months.ends_on, cells.period_words(months))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One of the three, ready to be written."""

    table: str
    words: str
    columns: Sequence[TableColumn]
    lines: Sequence[Sequence[Cell]]
    about: Sequence[tuple[str, str]]
    people: int
    mark: str = ""


def _write(session: Session, made: _Sheet, handing: Handing, step: Step) -> Written:
    """Record what is given, then write the workbook: the record is committed before there is a file."""
    purpose = settled(handing.purpose, full=handing.full)
    base = base_facts(session)
    recorded = is_given(purpose, full=handing.full)
    if recorded:
        give(session, made.table, made.words, made.people, purpose, full=handing.full)
    shown = "_完整" if handing.full else ""
    name = safe_name(f"{base.name}_{made.words}{made.table}{shown}".strip("_"), ".xlsx")
    title = f"{base.name or _NAMELESS}{made.table}（{made.words}）{made.mark}"
    told = (
        ("填报单位", base.name or _NAMELESS),
        ("统一社会信用代码", base.credit_code or "未填写"),
        ("行数和人数", f"{len(made.lines)}行，{made.people}人"),
        *made.about,
        *_handed(handing.full, purpose),
    )
    written = write_tables(
        handing.folder / name,
        [
            Table(made.columns, made.lines, made.table, title),
            Table((TableColumn("项目", width=20), TableColumn("内容", width=100)), told, "填表说明"),
        ],
        step,
        session.commit if recorded else nothing_first,
    )
    return replace(written, rows=len(made.lines))


def _handed(full: bool, purpose: Purpose) -> Iterable[tuple[str, str]]:  # noqa: FBT001 - passed on
    """Yield what is said of ID and phone numbers, and of why and to whom the table is given."""
    yield "证件号、手机号", "完整，提供情况已记入审计记录，请妥善保管" if full else "只显示后四位"
    if purpose.reason:
        yield "用途", purpose.reason
    if purpose.recipient:
        yield "接收方", purpose.recipient


def _told(who: Identity) -> tuple[Cell, ...]:
    """Return the cells that say who somebody is."""
    return who.code, who.name, who.id_kind, who.id_no, who.accounts


def _income_line(row: IncomeRow) -> list[Cell]:
    """Return the cells of one streamer; what was not entered is said, never 0."""
    lacking = row.missing + row.undivided
    said = [f"{row.missing}场没有填报佣金"] if row.missing else []
    said += [f"{row.undivided}场多人出镜，没有填写分成比例"] if row.undivided else []
    amounts = (_yuan(row.gross), _yuan(row.refund), _yuan(row.net))
    counts = (row.sessions, row.entered, lacking)
    return [*_told(row.streamer), *counts, *amounts, "；".join(said)]


def _yuan(fen: Fraction | None) -> Cell:
    """Return an amount in 元, as money is rounded everywhere."""
    return NOT_ENTERED if fen is None else float(cells.rounded(fen / 100, 2))


def _lacking(found: Income) -> Iterable[tuple[str, str]]:
    """Yield what the table leaves out."""
    lacking = sum(row.missing + row.undivided for row in found.rows)
    if lacking:
        yield "缺收入", f"按主播逐场计，合计{lacking}场没有填报佣金或分成比例，没有计入。"
    if found.nobody:
        yield "未登记出镜主播", f"{found.nobody}场没有登记出镜主播，没有计入。"
    if found.provisional:
        yield "临时数据", f"{found.provisional}场数据状态为“临时”，核对后才计入。"
