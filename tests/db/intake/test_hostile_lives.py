"""Whatever stands in a cell of live results: a line is taken or refused, nothing else."""

import random

import pytest

from db.engine import Database
from db.imports import MappedSheet, Mode, Offer, Wishes, check_rows, save_rows
from db.intake import KINDS
from db.values import Raw
from tests.db.intake.sheets import SOURCE, mapped
from tests.db.intake.test_hostile_cells import ODD

LINES = 150
HEAD = (
    *(
        "开播时间",
        "关播时间",
        "平台",
        "账号",
        "直播间ID",
        "账号昵称",
        "出镜主播",
        "直播时长",
        "成交金额",
        "退款金额",
    ),
    *("观看人次", "观看人数", "成交订单数", "类目", "怪列"),
)
ODD_HERE: tuple[Raw, ...] = (
    *ODD,
    *(
        "25:10",
        "20:30~23:10",
        "2026-09-01_20-30-00~2026-09-02_01-10-00",
        "5/9/2026 20:30",
        "9/25/26",
        "晚8点",
    ),
    *(
        "田小麦/谷小米",
        "田小麦（主）、谷小米",
        "///",
        "约3万",
        "1亿2千万",
        "1亿2亿",
        "上万",
        "12.5%",
        "半小时",
        "99小时",
    ),
    *("1.234,56", "-5", "(1,200)", "¥", "元", "3月", "2026年九月一日 20:30", "1-Sep-26"),
)


def sheet(seed: int) -> MappedSheet:
    chance = random.Random(seed)  # noqa: S311 - the same every time
    rows = []
    for line in range(LINES):
        start = f"2026-{line // 28 + 1:02}-{line % 28 + 1:02} 20:00"
        cells: list[Raw] = [start, None, "快手", "wheat01", f"r{line}", None, "田小麦", 120, 100.5, 0]
        cells += [line, line, 3, "服饰鞋包", "x"]
        for place in chance.sample(range(len(cells)), k=chance.choice((1, 1, 2, 3))):
            cells[place] = chance.choice(ODD_HERE)
        rows.append(cells)
    return mapped("lives", HEAD, *rows)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("allowed", [(), tuple(Offer)], ids=["nothing allowed", "all allowed"])
def test_every_line_is_counted_once_and_taking_it_in_again_changes_nothing(
    base: Database, seed: int, allowed: tuple[Offer, ...]
) -> None:
    kind, wishes = KINDS["lives"], Wishes(allows=frozenset(allowed))
    for again in (False, True):
        with base.write() as session:
            checked = check_rows(session, kind, [sheet(seed)], wishes=wishes)
            done = save_rows(session, kind, checked, Mode.UPSERT, SOURCE)
        assert done.added + done.updated + done.unchanged + done.rejected == checked.rows
        assert done.rejected == len(checked.rejected)
        assert done.added or again
        if again:
            assert (done.added, done.updated) == (0, 0)
