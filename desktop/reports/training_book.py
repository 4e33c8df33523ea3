"""The Excel registers of training: one training with its people, one month with sums and 学时 by person."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from db.queries.figures import BaseFacts
from db.queries.training import Roll, RollLine, Summary, TrainingLine
from db.queries.training_hours import PersonHours
from db.queries.training_month import MonthRegister
from desktop import cells
from desktop.reports.document import Align, Amount, Book, Cell, Column, Sheet, Table

_WORDS, _SHORT = Align.LEFT, Align.CENTRE
_NAMELESS = "直播电商基地"
_COUNTED = (
    "注：场次、人次、人数和学时只计状态为“已完成”“已归档”的培训；"
    "人次按到场（出勤、迟到、早退）的次数计，人数按人去重。"
)


def session_book(roll: Roll, base: BaseFacts, day: date) -> Book:
    """Return the register of one training."""
    training, title = roll.training, f"{roll.training.title}签到登记表"
    columns = (
        Column("序号", 3, _SHORT),
        Column("姓名", 6, _WORDS),
        Column("单位/团队", 12, _WORDS),
        Column("电话", 8, _SHORT),
        Column("签到", 4, _SHORT),
        Column("学时", 4),
        Column("备注", 14, _WORDS),
    )
    rows = tuple(_person(number, line) for number, line in enumerate(roll.lines, 1))
    hours = "学时未填" if training.credit is None else f"合计 {cells.credit(roll.credit)} 学时"
    counts = f"应到 {training.planned or 0} 人，实到 {roll.there} 人，{hours}。"
    table = Table(title, columns, rows, notes=(counts,))
    sheet = Sheet("签到登记", f"{title}{_mark(base)}", _head(training), table, _foot(day))
    return Book(title, base.name or _NAMELESS, day, (sheet,))


def month_book(register: MonthRegister, day: date) -> Book:
    """Return the register of a month: trainings, sums, 学时 of the year by person."""
    name, month = register.base.name or _NAMELESS, cells.month_words(register.month)
    title, mark = f"{name}{month}培训台账", _mark(register.base)
    head = f"填报单位：{name}　　报告期：{month}"
    sheets = (
        Sheet("培训活动", f"{title}{mark}", head, _trainings(register.trainings), _foot(day)),
        Sheet("培训汇总", f"{name}{month}培训汇总表{mark}", head, _sums(register)),
        Sheet("个人学时", f"{name}{register.month // 100}年个人学时表{mark}", head, _people(register)),
    )
    return Book(title, name, day, sheets)


def _trainings(lines: Sequence[TrainingLine]) -> Table:
    """Return T6 培训活动."""
    columns = (
        Column("序号", 3, _SHORT),
        Column("日期", 6, _SHORT),
        Column("培训编号", 6, _SHORT),
        Column("主题", 16, _WORDS),
        Column("类别", 6, _SHORT),
        Column("讲师", 6, _SHORT),
        Column("学时", 4),
        Column("应到（人）", 4),
        Column("实到（人）", 4),
        Column("通过率（%）", 4),
        Column("状态", 5, _SHORT),
    )
    rows = tuple(
        (
            str(number),
            cells.day(line.start_at.date()),
            line.code,
            line.title,
            line.category or cells.DASH,
            line.trainer or cells.DASH,
            _credit(line.credit),
            cells.DASH if line.planned is None else _count(line.planned),
            _count(line.there),
            _rate(line.passed, line.assessed),
            line.status,
        )
        for number, line in enumerate(lines, 1)
    )
    return Table(
        "培训活动",
        columns,
        rows,
        notes=("注：不含已取消、已延期的培训；通过率为考核通过人数占考核人数的比例。",),
    )


def _sums(register: MonthRegister) -> Table:
    """Return T7 培训汇总: 人次 and 人数 side by side."""
    columns = (
        Column("期间", 6, _SHORT),
        Column("培训场次（场）", 5),
        Column("培训人次（人次）", 5),
        Column("培训人数（人）", 5),
        Column("培训总学时（学时）", 5),
        Column("考核（人次）", 5),
        Column("通过（人次）", 5),
        Column("通过率（%）", 5),
        Column("对外交流活动（场）", 5),
    )
    rows = _sum_row("本月", register.in_month), _sum_row("本年累计", register.in_year)
    notes = [_COUNTED]
    if register.in_year.without_credit:
        notes.append(f"本年有 {register.in_year.without_credit} 场培训没有填写学时，没有计入总学时。")
    return Table("培训汇总", columns, rows, notes=tuple(notes))


def _sum_row(name: str, found: Summary) -> tuple[Cell, ...]:
    """Return one period of T7."""
    return (
        name,
        _count(found.trainings),
        _count(found.visits),
        _count(found.people),
        _sum(found.credit),
        _count(found.assessed),
        _count(found.passed),
        _rate(found.passed, found.assessed),
        _count(found.events),
    )


def _people(register: MonthRegister) -> Table:
    """Return the 学时 of each person in each month of the year, and together."""
    columns = (
        Column("序号", 3, _SHORT),
        Column("主播编号", 6, _SHORT),
        Column("姓名", 6, _WORDS),
        Column("单位/团队", 10, _WORDS),
        *(Column(f"{month % 100}月", 3) for month in register.months),
        Column("合计（学时）", 5),
    )
    rows = tuple(_hours(number, one, register) for number, one in enumerate(register.people, 1))
    return Table("个人学时", columns, rows, notes=(_COUNTED,))


def _hours(number: int, one: PersonHours, register: MonthRegister) -> tuple[Cell, ...]:
    """Return one person of the sheet of 学时; a month without training stays empty."""
    months = (_sum(one.by_month[month]) if month in one.by_month else "" for month in register.months)
    return (str(number), one.code, one.name, one.team or cells.DASH, *months, _sum(one.total))


def _person(number: int, line: RollLine) -> tuple[Cell, ...]:
    """Return one person of a training."""
    spent = [] if line.minutes is None else [f"参训 {line.minutes} 分钟"]
    remark = "；".join([*spent, *filter(None, [line.remark])])
    sign = "未签到" if line.present is None else line.present.value
    hours: Cell = "" if line.present is None else _credit(line.credit)
    return (str(number), line.name, line.team or cells.DASH, line.phone or cells.DASH, sign, hours, remark)


def _head(training: TrainingLine) -> str:
    """Return the line about one training."""
    when = cells.moment(training.start_at)
    if training.end_at is not None:
        same = training.end_at.date() == training.start_at.date()
        when += f" 至 {training.end_at:%H:%M}" if same else f" 至 {cells.moment(training.end_at)}"
    facts = (
        ("培训编号", training.code),
        ("时间", when),
        ("地点", training.place),
        ("讲师", training.trainer),
        ("学时", None if training.credit is None else cells.credit(training.credit)),
    )
    return "　　".join(f"{name}：{fact or cells.DASH}" for name, fact in facts)


def _foot(day: date) -> str:
    """Return the line to sign."""
    return f"经办人：　　　　　　　　负责人：　　　　　　　　制表日期：{cells.date_words(day)}"


def _mark(base: BaseFacts) -> str:
    """Return what stands behind the titles of the sample base."""
    return "（示例数据）" if base.is_demo else ""


def _count(value: int) -> Amount:
    """Return a whole number as a cell."""
    return Amount(cells.count(value), Decimal(value))


def _credit(tenths: int | None) -> Cell:
    """Return 学时 as a cell; "—" where they are not known."""
    if tenths is None:
        return cells.DASH
    whole = tenths % 10 == 0
    return Amount(cells.credit(tenths), Decimal(tenths // 10) if whole else Decimal(tenths).scaleb(-1))


def _sum(tenths: int | None) -> Cell:
    """Return added up 学时 as a cell, with their tenth, so that a column of them stands straight."""
    if tenths is None:
        return cells.DASH
    value = Decimal(tenths).scaleb(-1)
    return Amount(f"{value:,f}", value)


def _rate(part: int, whole: int) -> Cell:
    """Return a rate in percent as a cell; "—" where nobody was assessed."""
    if not whole:
        return cells.DASH
    percent = cells.rounded(Decimal(part * 100) / Decimal(whole), 1)
    return Amount(f"{percent:f}", percent)
