"""The sample supply chain: it comes in as any other, and the rules of the day find what they should."""

from datetime import date

from sqlalchemy import text

from db import daily
from db.engine import Database
from db.imports import Mode
from db.store.entering import enter
from desktop.excel.importing import load, memory_of, take
from desktop.excel.samples import sample_files
from desktop.windows.sample_records import entries_of, record_files

STORY = date(2026, 11, 22)


def test_the_sample_supply_chain_comes_in_and_the_rules_find_who_fell_behind(
    sqlite_database: Database,
) -> None:
    rejected = {}
    with sqlite_database.write() as session:
        for path, kind in sample_files():
            if path.name.startswith("供应链"):
                taken = take(session, load(path, kind, memory=memory_of(session, kind)), Mode.UPSERT)
                rejected[kind] = taken.outcome.rejected
                assert taken.outcome.added > 0
        assert rejected == {"partners": 2, "qualifications": 0, "products": 0}
        for path in record_files(before_workbooks=False):
            if "供应链" in path.name:
                enter(session, entries_of(path), {})
        daily.run(session, STORY)
        states = dict(session.execute(text("SELECT name, status FROM org")).all())
        counted = session.execute(
            text("SELECT status, count(*) FROM org GROUP BY status ORDER BY status")
        ).all()
        codes = session.execute(text("SELECT DISTINCT substr(credit_code, 3, 6) FROM org")).scalars().all()
    assert states["兰陵县南桥粮油商行"] == "限制合作"
    assert states["费县许家崖板栗加工厂"] == "限制合作"
    assert states["临沭复合肥料经销部"] == "暂停"
    assert sum(count for _, count in counted) == 40
    assert {state for state, _ in counted} == {
        "潜在", "资料收集", "资质审核", "合格在册", "限制合作", "暂停", "已退出", "黑名单",
    }  # fmt: skip
    assert codes == ["000000"], "no county has this code"
