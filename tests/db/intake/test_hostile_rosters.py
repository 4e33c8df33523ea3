"""Whatever stands in a cell of a roster, with all the program offers allowed: a line is taken or refused."""

import random

import pytest

from db.engine import Database
from db.imports import MappedSheet, Mode, Offer, Wishes, check_rows, save_rows
from db.intake import KINDS
from db.values import Raw
from tests.db.intake.sheets import SOURCE, mapped
from tests.db.intake.test_hostile_cells import ODD

LINES = 200
HEAD = (
    *("姓名", "艺名", "手机号", "身份证号", "平台", "平台账号", "抖音号", "粉丝数", "统计日期", "入驻日期"),
    *("签约日期", "合同到期", "备注", "怪列"),
)
ODD_HERE: tuple[Raw, ...] = (
    *ODD,
    *(
        "张三/李四",
        "张三、李四、王五",
        "张三（主）",
        "（主）",
        "///",
        "张三\n李四",
        "\ud800/张三",
        "张 三/李 四",
    ),
    *("13800138000、13900139000", "1380013800、139", "13800138000/13900139000/13700137000", "、、"),
    *("371302900503001", "371302901332001", "5/9/2026", "25/9/2026", "9/25/26", "5-9-11", "2026年九月一日"),
)


def sheet(seed: int) -> MappedSheet:
    chance = random.Random(seed)  # noqa: S311 - the same every time
    rows = []
    for line in range(LINES):
        cells: list[Raw] = [
            f"麦{chr(0x4E00 + line)}",
            f"艺{line}",
            f"1380013{line:04}",
            None,
            "快手",
            f"k{line}",
            None,
        ]
        cells += [line, "2026-09-01", "2026-03-01", None, None, "好", "x"]
        for place in chance.sample(range(len(cells)), k=chance.choice((1, 1, 2, 3))):
            cells[place] = chance.choice(ODD_HERE)
        rows.append(cells)
    return mapped("streamers", HEAD, *rows)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("allowed", [(), tuple(Offer)], ids=["nothing allowed", "all allowed"])
def test_every_line_is_counted_once_and_taking_it_in_again_changes_nothing(
    database: Database, seed: int, allowed: tuple[Offer, ...]
) -> None:
    kind, wishes = KINDS["streamers"], Wishes(allows=frozenset(allowed))
    for again in (False, True):
        with database.write() as session:
            checked = check_rows(session, kind, [sheet(seed)], wishes=wishes)
            done = save_rows(session, kind, checked, Mode.UPSERT, SOURCE)
        assert done.added + done.updated + done.unchanged + done.rejected == checked.rows
        assert done.rejected == len(checked.rejected)
        assert checked.rows >= LINES
        if again:
            assert (done.added, done.updated) == (0, 0)
