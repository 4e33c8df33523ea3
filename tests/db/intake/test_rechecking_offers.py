"""Corrections of lines that were let in by what the user allowed, and of columns that tell their unit."""

from random import Random

import pytest

from db.engine import Database, Session
from db.imports import Checked, MappedSheet, Mode, Offer, Outcome, Wishes, check_rows
from db.imports.corrected import corrected
from db.intake import KINDS, rechecking
from db.intake.rechecking import recheck
from tests.db.intake.sheets import mapped
from tests.db.intake.test_rechecking import IDS, NAMES, POOLS, edits, found, sheets_of

ALL = Wishes(allows=frozenset(Offer) - {Offer.MONTH_FIRST})


def check(session: Session, kind: str, sheets: list[MappedSheet]) -> tuple[Checked, Outcome]:
    checked = check_rows(session, KINDS[kind], sheets, wishes=ALL)
    return checked, KINDS[kind].save(session, checked, Mode.CHECK, 0, lambda _done, _total: None)


@pytest.mark.parametrize("seed", range(3))
def test_rows_of_several_names_are_found_as_a_check_of_all_lines_finds_them(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(rechecking, "_FEW", 0)
    monkeypatch.setattr(rechecking, "_MOST", 1)
    random = Random(f"several {seed}")  # noqa: S311 - the same lines each time
    pairs = [f"{one}/{other}" for one, other in zip(NAMES, NAMES[7:], strict=False)]
    phones = ["13800138001、13800138002", "13800138003/1380013800", "13800138004", None, None]
    old = [number[:6] + number[8:17] for number in IDS[:10]]
    pool = POOLS["streamers"] | {
        "姓名": [*NAMES, *pairs],
        "手机号": phones,
        "身份证号": [*IDS, *old, None, None],
    }
    monkeypatch.setitem(POOLS, "streamers", pool)
    sheets = sheets_of(random, "streamers")
    with sqlite_database.read() as session:
        checked, outcome = check(session, "streamers", sheets)
        for now, changed in edits(random, "streamers", sheets):
            again = recheck(session, checked, outcome, now, changed)
            assert found(again.checked, again.outcome) == found(*check(session, "streamers", now))
            checked, outcome = again.checked, again.outcome


def test_a_column_of_shares_that_turns_out_to_be_in_percent_is_looked_at_whole(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rechecking, "_FEW", 0)
    head = ("主播", "合同类型", "开始日期", "结束日期", "分成比例")
    shares: list[float | str] = [0.5, 0.5, 30, *["30%"] * 60]
    rows = [(f"麦{at}", "培训协议", "2026-01-01", "2026-02-01", share) for at, share in enumerate(shares)]
    sheets = [mapped("contracts", head, *rows)]
    for typed, lines in (("40", None), ("0.4", frozenset({("Sheet1", 4)}))):
        after = [corrected(sheets[0], {4: {4: typed}})]
        with sqlite_database.read() as session:
            assert (
                recheck(session, *check(session, "contracts", sheets), after, {("Sheet1", 4)}).lines == lines
            )
