"""A check of the lines that bear on a correction finds what a check of all lines finds."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from db.engine import Database, Session
from db.imports import Change, Checked, MappedSheet, Mode, Outcome, check_rows, save_rows
from db.imports.amended import amended
from db.imports.corrected import corrected
from db.intake import KINDS, rechecking
from db.intake.rechecking import recheck
from db.values import Raw
from tests.db.identity_numbers import id_no
from tests.db.intake.sheets import PEOPLE, ROSTER, SOURCE, counts, mapped, take_in

LINES, EDITS = 60, 14
NAMES = [f"{family}{given}" for family in "赵钱孙李周吴郑王" for given in ("小麦", "大米", "高粱", "红豆")]
PHONES = [f"138001380{number:02}" for number in range(40)]
NUMBERS = ["wheat01", "millet", *(f"acct{number}" for number in range(40))]
IDS = [id_no(date(1990, 1, 1) + timedelta(days=40 * number)) for number in range(40)]
DAYS = [f"2026-0{month}-{day:02}" for month in (3, 4) for day in (1, 2, 15)]
GARBAGE: list[Raw] = ["看不懂", "?", 3.7e17]
STARTS = [f"2026-03-{day:02} 20:{minute:02}" for day in (1, 2, 3) for minute in (0, 3, 6, 9, 30)]
POOLS: dict[str, dict[str, list[Any]]] = {
    "streamers": {
        "姓名": NAMES,
        "身份证号": [*IDS, None, None, None],
        "手机号": [*PHONES, None, None],
        "平台": ["快手", "抖音"],
        "平台账号": [*NUMBERS, None, None],
        "操盘团队": ["麦田团队", "麦田团队有限公司", "谷子团队", "", "新团队"],
        "类目": ["农产品", "新类目", None],
        "签约日期": [*DAYS, None],
        "粉丝数": [100, 2000, "3.2万", None],
    },
    "lives": {
        "开播时间": STARTS,
        "平台账号": ["wheat01", "millet"],
        "场次ID": ["L1", "L2", "L3", None, None, None, None, None],
        "出镜主播": ["田小麦", "没有这个人", None],
        "成交金额": [100, 200, -5],
        "退款金额": [0, 300, None],
        "类目": ["新类目", "再一个类目", None],
    },
    "followers": {
        "平台": ["快手", "抖音"],
        "平台账号": ["wheat01", "millet"],
        "统计日期": [f"2026-03-{day:02}" for day in range(1, 29)],
        "粉丝数": [100, "2万", 3],
    },
    "refunds": {
        "平台": ["快手", "抖音"],
        "平台账号": ["wheat01", "millet"],
        "退款日期": [f"2026-03-{day:02}" for day in range(1, 29)],
        "退款金额": [1, 2, 3],
    },
    "contracts": {
        "主播": ["田小麦", "李小米"],
        "合同类型": ["经纪合约", "劳动合同"],
        "合同开始": [f"202{year}-0{month}-01" for year in (1, 2, 3) for month in range(1, 9)],
        "合同到期": ["2024-12-31", "2025-06-30", None],
        "签约机构": ["沂河商贸有限公司", "沂河商贸", "蒙山商贸", None],
    },
    "partners": {
        "企业名称": [f"{name}{end}" for name in NAMES for end in ("商贸", "商贸有限公司")],
        "统一社会信用代码": ["91330100799655058B", "911101080828461726", *[None] * 20],
        "状态": ["合格在册", "资料收集", None],
        "联系电话": PHONES,
    },
    "campaigns": {
        "活动名称": ["年货节", "丰收节", *(f"第{number}场" for number in range(30))],
        "开始日期": [*DAYS, None],
        "上级活动": ["年货节", "丰收节", "第3场", "没有的", *[None] * 9],
        "主题": ["一、甲\n二、乙", None],
    },
}
"""Cells of which two lines often have the same: kind → header → what may stand below it."""


def line_of(random: Random, kind: str) -> list[Raw]:
    return [random.choice(GARBAGE if random.random() < 0.03 else pool) for pool in POOLS[kind].values()]


def sheets_of(random: Random, kind: str) -> list[MappedSheet]:
    half = LINES // 2
    names = ("三月", "四月")
    rows = [[line_of(random, kind) for _ in range(half)] for _ in names]
    return [
        mapped(kind, tuple(POOLS[kind]), *lines, name=name) for name, lines in zip(names, rows, strict=True)
    ]


def found(checked: Checked, outcome: Outcome) -> tuple[Any, ...]:
    problems = sorted(
        (one.sheet, one.row, one.place or -1, one.reason, one.value, one.severity) for one in checked.problems
    )
    told = {about: (one.told and (one.told.sheet, one.told.row)) for about, one in checked.once.items()}
    further = outcome.warnings, outcome.new, outcome.known, outcome.conflicts, set(outcome.changes)
    return problems, checked.rejected, checked.rows, counts(outcome), further, told


def check(session: Session, kind: str, sheets: list[MappedSheet]) -> tuple[Checked, Outcome]:
    checked = check_rows(session, KINDS[kind], sheets)
    return checked, KINDS[kind].save(session, checked, Mode.CHECK, 0, lambda _done, _total: None)


def edits(
    random: Random, kind: str, sheets: list[MappedSheet]
) -> Iterator[tuple[list[MappedSheet], set[Any]]]:
    """Yield the sheets after each correction, and the lines it changed."""
    fixes: list[dict[int, dict[int, Raw]]] = [{} for _ in sheets]
    for _ in range(EDITS):
        changed = set()
        for _ in range(random.choice((1, 1, 1, 3))):
            at = random.randrange(len(sheets))
            row = random.choice(sheets[at].sheet.rows)[0]
            place = random.randrange(len(POOLS[kind]))
            fixes[at].setdefault(row, {})[place] = line_of(random, kind)[place]
            changed.add((sheets[at].sheet.name, row))
        yield [corrected(one, fix) for one, fix in zip(sheets, fixes, strict=True)], changed


@pytest.fixture
def base(database: Database) -> Database:
    """Return a base that knows two people, and some of what the lines tell."""
    take_in(database, "streamers", mapped("streamers", ROSTER, *PEOPLE))
    return database


@pytest.mark.parametrize("kind", POOLS)
@pytest.mark.parametrize("seed", range(4))
def test_what_is_found_after_a_correction_is_what_a_check_of_all_lines_finds(
    base: Database, monkeypatch: pytest.MonkeyPatch, kind: str, seed: int
) -> None:
    monkeypatch.setattr(rechecking, "_FEW", 0)
    monkeypatch.setattr(rechecking, "_MOST", 1)
    random = Random(f"{kind} {seed}")  # noqa: S311 - the same lines each time
    sheets = sheets_of(random, kind)
    with base.read() as session:
        checked, outcome = check(session, kind, sheets)
        for now, changed in edits(random, kind, sheets):
            again = recheck(session, checked, outcome, now, changed)
            assert found(again.checked, again.outcome) == found(*check(session, kind, now))
            checked, outcome = again.checked, again.outcome


PAIRS = (("赵小麦", "13800138001"), ("钱小麦", "13800138002"), ("孙小麦", "13800138002"))


def roster(*pairs: tuple[str, str]) -> list[MappedSheet]:
    """Return a roster of so many people that a part of it is worth being checked alone."""
    others = [(f"李{chr(ord('一') + number)}", f"1390000{number:04}") for number in range(300)]
    return [mapped("streamers", ("姓名", "手机号"), *pairs, *others)]


def test_only_the_lines_that_share_a_value_with_the_corrected_one_before_or_after_are_looked_at(
    database: Database,
) -> None:
    sheets = roster(*PAIRS)
    after = [corrected(sheets[0], {5: {1: "13800138001"}})]  # from the phone of row 6 to that of row 4
    with database.read() as session:
        again = recheck(session, *check(session, "streamers", sheets), after, {("Sheet1", 5)})
    assert again.lines == frozenset({("Sheet1", 4), ("Sheet1", 5), ("Sheet1", 6)})
    assert [(one.row, one.reason) for one in again.checked.problems] == [(5, "手机号与第 4 行相同，请核对")]


def test_a_year_that_other_days_lose_is_looked_at_in_all_lines(database: Database) -> None:
    days = ["2025-03-01", *["3月2日"] * 300]
    sheets = [
        mapped(
            "streamers",
            ("姓名", "入驻日期"),
            *((f"赵{chr(ord('一') + at)}", day) for at, day in enumerate(days)),
        )
    ]
    after = [corrected(sheets[0], {4: {1: "3月1日"}})]
    with database.read() as session:
        checked, outcome = check(session, "streamers", sheets)
        again = recheck(session, checked, outcome, after, {("Sheet1", 4)})
    assert (outcome.rejected, again.outcome.rejected, again.lines) == (0, 301, None)


def test_a_save_checks_corrected_lines_whole_and_writes_what_was_typed(database: Database) -> None:
    sheets = roster(("赵小麦", "不是号码"))
    with database.read() as session:
        checked, outcome = check(session, "streamers", sheets)
        again = recheck(
            session, checked, outcome, [corrected(sheets[0], {4: {1: "13800138009"}})], {("Sheet1", 4)}
        )
    with database.write() as session:
        saved = save_rows(session, KINDS["streamers"], again.checked, Mode.UPSERT, SOURCE)
    assert (outcome.added, again.outcome.added, saved.added) == (300, 301, 301)


def change(row: int, new: str, *, is_conflict: bool = False) -> Change:
    return Change("九月", row, "ZB-1", "艺名", "", new, is_conflict)


def test_changes_of_corrected_lines_take_the_place_of_those_before_with_conflicts_first() -> None:
    first = [
        change(2, "甲", is_conflict=True),
        change(3, "乙", is_conflict=True),
        change(4, "丙"),
        change(5, "丁"),
    ]
    once = amended(first, {("九月", 3)}, [first[1]], [change(3, "戊")])
    twice = amended(
        once, {("九月", 3), ("九月", 4)}, [change(3, "戊"), first[2]], [change(4, "己", is_conflict=True)]
    )
    assert (len(once), [one.new for one in once]) == (4, ["甲", "丙", "丁", "戊"])
    assert (len(twice), [one.new for one in twice]) == (3, ["己", "甲", "丁"])
    assert amended(first, {("九月", 9)}, [], []) is first
