"""Sheets as the header mapper hands them over, and rosters of invented people."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import text

from db.engine import Database
from db.imports import (
    Checked,
    FileInfo,
    MappedSheet,
    Mode,
    Outcome,
    Problem,
    Severity,
    Sheet,
    Wishes,
    check_rows,
    save_rows,
)
from db.intake import KINDS
from db.steps import Step, no_step
from db.values import Raw, folded
from tests.db.identity_numbers import id_no

FIRST_ROW = 4
SOURCE = FileInfo("九月.xlsx", "0" * 64)


def mapped(
    kind: str, header: Sequence[str], *rows: Sequence[Raw], name: str = "Sheet1", **facts: Any
) -> MappedSheet:
    """Return a sheet whose headers are found by label and alias, data from row 4 on."""
    names: dict[str, str] = {}
    for column in KINDS[kind].columns:
        for said in column.headers:
            names.setdefault(folded(said), column.name)
    bare = [folded(said).split("(")[0] for said in header]
    mapping = {
        at: names.get(folded(said)) or names[bare[at]]
        for at, said in enumerate(header)
        if folded(said) in names or bare[at] in names
    }
    numbered = tuple(enumerate(rows, FIRST_ROW))
    return MappedSheet(Sheet(name, tuple(header), numbered), mapping, **facts)


def take_in(
    database: Database,
    kind: str,
    *sheets: MappedSheet,
    mode: Mode = Mode.UPSERT,
    step: Step = no_step,
    wishes: Wishes | None = None,
) -> tuple[Outcome, Checked]:
    """Check and save sheets in one transaction, as the wizard and the command do."""
    with database.write() as session:
        checked = check_rows(session, KINDS[kind], sheets, step, wishes)
        return save_rows(session, KINDS[kind], checked, mode, SOURCE, step), checked


def faults(checked: Checked, severity: Severity = Severity.ERROR) -> list[tuple[int, str, str]]:
    """Return (row, column, reason) of the problems of one severity."""
    return [(one.row, one.column, one.reason) for one in checked.problems if one.severity is severity]


def remarks(checked: Checked) -> list[tuple[int, str, str]]:
    """Return (row, column, reason) of the remarks."""
    return faults(checked, Severity.WARNING)


def counts(outcome: Outcome) -> tuple[int, int, int, int]:
    """Return (added, updated, unchanged, rejected)."""
    return outcome.added, outcome.updated, outcome.unchanged, outcome.rejected


def asked(database: Database, sql: str) -> list[tuple[Any, ...]]:
    """Return the rows of a question, on either database."""
    with database.read() as session:
        return [tuple(row) for row in session.execute(text(sql))]


def content(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Return everything an import may touch, to compare before and after."""
    tables = (
        *(
            "streamer",
            "platform_account",
            "follower_snapshot",
            "contract",
            "status_history",
            "org",
        ),
        *(
            "category",
            "live_session",
            "live_presenter",
            "import_batch",
            "import_row",
            "trail",
            "code_counter",
        ),
    )
    return {table: asked(database, f"SELECT * FROM {table} ORDER BY id") for table in tables}  # noqa: S608


def problem(checked: Checked, row: int) -> Problem:
    """Return the one problem of a row."""
    (found,) = [one for one in checked.problems if one.row == row]
    return found


ROSTER = (
    "姓名",
    "身份证号",
    "手机号",
    "平台",
    "平台账号",
    "粉丝数",
    "状态",
    "操盘团队",
    "主营类目",
    "入驻日期",
    "签约日期",
    "合同到期",
)
WHEAT = id_no(date(1990, 5, 1), serial=12)
MILLET = id_no(date(1985, 2, 3), prefix="330113", serial=31)
PEOPLE = (
    (
        "田小麦",
        WHEAT,
        "138 0013 8000",
        "KS",
        "wheat01",
        "12.5万",
        "在职",
        "小满团队",
        "服饰鞋包",
        "2026/3/1",
        "2026.3.5",
        "2028年3月4日",
    ),
    (
        "谷小米",
        MILLET,
        "13900139000",
        "抖音",
        "millet",
        3_000.0,
        "休播",
        "小满 团队",
        "母婴",
        46082,
        None,
        None,
    ),
)

LIVES = (
    "直播开始时间",
    "直播结束时间",
    "平台",
    "账号",
    "直播间ID",
    "观看次数",
    "观看人数",
    "成交金额",
    "退款金额",
    "直播时长(小时)",
)
EVENING = (
    "2026-09-01 20:30",
    "2026-09-02 01:10",
    "快手",
    "wheat01",
    "r1",
    "12.5万",
    "8万",
    "¥1,234.50元",
    "34.5",
    4.67,
)
MORNING = ("2026/9/3 8:00", "10:00", "KS", "wheat01", None, 3000.0, 2500.0, 0.0, "-", None)
FIGURES = (
    "SELECT SUBSTR(CAST(start_at AS VARCHAR(30)), 1, 19), minutes, month, views, gmv, refund, version "
    "FROM live_session ORDER BY id"
)


def changed(row: Sequence[Raw], changes: dict[int, Raw]) -> list[Raw]:
    """Return a row with other cells at some places."""
    return [changes.get(at, cell) for at, cell in enumerate(row)]
