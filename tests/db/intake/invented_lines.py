"""Lines for any declared kind of sheet, invented from its columns: nobody has to write them down."""

from datetime import date, datetime, time, timedelta
from typing import Any, cast

from sqlalchemy import select

from db.columns import Column, columns_of
from db.engine import Session
from db.imports import MappedSheet, Mode, Sheet, SheetKind, check_rows, save_rows
from db.intake.declared_saving import add
from db.models import PlatformAccount
from db.queries.lists import name_of
from db.queries.tables import table_of
from db.record import Record
from db.steps import no_step
from db.values import Kind, Raw
from tests.db.intake.sheets import SOURCE

LINES = 3
_TRIES = 12
_FIRST_DAY = date(2026, 3, 2)
_KNOWN = {
    ("baselines", "indicator"): "L05",
    ("baselines", "is_ytd"): "否",
    ("baselines", "unit"): "万元",
    ("baselines", "value_text"): "12.5",
    ("refunds", "platform"): None,
    ("followers", "platform"): None,
}
"""Cells of which only some mean anything: the indicator, its unit, its number, where an account is."""
_CREDIT_CODES = ("91330100799655058B", "911101080828461726", "91440101MA59A2DE8G")


def fill(session: Session, kind: SheetKind) -> list[Column]:
    """Take LINES invented lines of a kind in and return the columns they have.

    Columns that contradict each other (a grade of what was not graded) are left out one after another.
    """
    columns = [one for one in kind.template if one.name != "code" and "." not in one.name]
    for _ in range(_TRIES):
        header = tuple(one.label for one in columns)
        rows = [(4 + line, [cell(session, kind, one, line) for one in columns]) for line in range(LINES)]
        sheet = MappedSheet(Sheet("Sheet1", header, rows), {at: one.name for at, one in enumerate(columns)})
        checked = check_rows(session, kind, [sheet])
        if not checked.rejected:
            assert save_rows(session, kind, checked, Mode.UPSERT, SOURCE, no_step).added == LINES
            return columns
        refused = {problem.column for problem in checked.problems}
        spared = [one for one in columns if one.required or one.label not in refused]
        if len(spared) == len(columns):
            break
        columns = spared
    raise AssertionError([(one.row, one.column, one.reason) for one in checked.problems])


def cell(session: Session, kind: SheetKind, one: Column, line: int) -> Raw:
    """Return a cell for a column; each line has its own."""
    if one.shown.refers_to is not None:
        return _called(session, cast("type[Record]", one.shown.refers_to), kind, line)
    if (kind.name, one.name) in _KNOWN:
        return _KNOWN[kind.name, one.name]
    if kind.name in ("refunds", "followers") and one.name == "account_no":
        _called(session, PlatformAccount, kind, line)
        return session.scalars(select(table_of(PlatformAccount).c.account_no)).first()
    written: Raw = _value(one, line)
    return written


def _called(session: Session, target: type[Record], kind: SheetKind, line: int) -> Raw:
    """Return what a record that is there is called, making some where there are few; none of its own kind."""
    if target is kind.model:
        return None
    table = table_of(target)
    asked = select(name_of(table)).where(table.c.deleted_at.is_(None)).order_by(table.c.id)
    names = session.scalars(asked).all()
    while len(names) < LINES:
        given = {
            c.name: _value(c, len(names), typed=True)
            for c in columns_of(target)
            if c.required and c.shown.refers_to is None
        }
        for c in columns_of(target):
            if c.required and c.shown.refers_to is not None:
                _called(session, linked := cast("type[Record]", c.shown.refers_to), kind, line)
                given[c.name] = _key(session, linked)
        add(session, target, [given], 0, no_step)
        names = session.scalars(asked).all()
    return str(names[line % len(names)])


def _key(session: Session, target: type[Record]) -> int:
    """Return the key of a record that is there."""
    return session.scalars(select(table_of(target).c.id)).first() or 0


def _value(one: Column, line: int, *, typed: bool = False) -> Any:
    """Return a value of a kind, as written or (``typed``) as stored."""
    day = _FIRST_DAY + timedelta(days=31 * line)
    text = f"{one.label}{'甲乙丙丁'[line % 4]}"
    choices = list(one.choices or ())
    written = {
        Kind.TEXT: text[: one.max_length or 60],
        Kind.LONG_TEXT: f"{text}\n第二行"[: one.max_length or 200],
        Kind.COUNT: line + 1,
        Kind.NUMBER: line + 0.5,
        Kind.MONEY: 120_050 + line if typed else 1200.5 + line,
        Kind.DURATION: 60 + line,
        Kind.CREDIT: 15 if typed else 1.5,
        Kind.DATE: day if typed else day.isoformat(),
        Kind.MONTH: day.year * 100 + day.month if typed else f"{day:%Y-%m}",
        Kind.MOMENT: datetime.combine(day, time(9, 30)) if typed else f"{day.isoformat()} 09:30",
        Kind.CHOICE: choices[line % len(choices)] if choices else None,
        Kind.WORDS: "、".join(choices[:2]) or "甲、乙",
        Kind.SPLIT: "30%",
        Kind.YESNO: line % 2 == 0 if typed else "是否"[line % 2],
        Kind.PHONE: f"1380013800{line}",
        Kind.CREDIT_CODE: _CREDIT_CODES[line % len(_CREDIT_CODES)],
        Kind.ID_NO: None,
    }
    return written[one.kind]
