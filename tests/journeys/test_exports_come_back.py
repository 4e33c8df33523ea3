"""What the program exports it takes in again without a change: every list, and thousands of odd rows."""

import io
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from random import Random

import pytest

from db.engine import Database
from db.imports import Mode, Outcome, Severity
from db.store import Query, rows, search
from db.values import Kind, Raw
from desktop import pages
from desktop.cli.demo import open_sample
from desktop.excel.exports import export
from desktop.excel.importing import tables_in, take
from desktop.excel.list_exports import export_list
from desktop.excel.sheets import open_book
from desktop.records.record_page import RecordPage
from tests.db.identity_numbers import id_no
from tests.db.intake.sheets import counts, mapped, take_in

MANY = 10_000
_ODD = (
    *(
        "=1+1",
        "+86",
        "-",
        "@某人",
        "00123",
        "1e5",
        "12.50",
        "2026-09-01",
        "9.1",
        "是",
        "'引号",
        '"双"',
        "a,b",
    ),
    *(
        "第一行\n第二行",
        "  前后空格  ",
        "Ａ１全角",
        "emoji👩‍👩‍👧🎉",
        "𠮷野家",
        "㛃䶮",
        "%_*?",
        "<b>粗</b>",
        "{{7*7}}",
    ),
    *("'; DROP TABLE streamer;--", "﷽", "制表\t符", "合计", "3.71302E+17", "无", "0"),
)
"""What people type where nobody thought of it."""


def _came_back(base: Database, file: Path, kind: str) -> tuple[Outcome, list[tuple[int, str, str]]]:
    """Check a file against the base; return what it would do, and what is refused."""
    loaded = tables_in(open_book(file), kind)
    with base.read() as session:
        taken = take(session, loaded, Mode.CHECK)
    wrong = [one for one in taken.checked.problems if one.severity is Severity.ERROR]
    return taken.outcome, [(one.row, one.column, one.reason) for one in wrong]


def _lists(kind: type[RecordPage] = RecordPage) -> Iterator[type[RecordPage]]:
    """Yield every page with a list."""
    for module in walk_packages(pages.__path__, "desktop.pages."):
        import_module(module.name)
    for page in kind.__subclasses__():
        if hasattr(page, "view"):
            yield page
        yield from _lists(page)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Return the sample base."""
    with redirect_stdout(io.StringIO()):
        base = open_sample(tmp_path_factory.mktemp("sample"))
    yield base
    base.close()


def test_every_list_is_exported_in_its_order_and_comes_back_without_a_change(
    sample: Database, tmp_path: Path
) -> None:
    lists = list(_lists())
    assert len(lists) > 20
    for page in lists:
        view, file = page.view, tmp_path / f"{page.__name__}.xlsx"
        kind = page.key if page.sheet is None else page.sheet
        names = [column.name for column in reversed(view.columns)]  # as somebody moved them
        with sample.read() as session:
            keys = search(session, view, Query(sort=(("code", True),))).ids
            written = export_list(session, view, keys, names, file, kind=kind)
            last = [row.values[-1] for row in rows(session, view, keys)]
        (header, *lines) = [cells for _, cells in open_book(file).sheets[0].rows]
        assert len(header) >= len(names)
        if view.columns[-1].kind in (Kind.TEXT, Kind.CHOICE):
            assert [line[0] or None for line in lines] == last, page
        assert written.rows == len(keys) > 0, page
        if kind:
            outcome, wrong = _came_back(sample, file, kind)
            assert wrong == [], page
            assert counts(outcome) == (0, 0, written.rows, 0), page
            assert outcome.warnings < written.rows, page  # no remark on every line


def _people(chance: Random) -> Iterator[list[Raw]]:
    """Yield rows of a roster: odd words wherever words are free."""
    for number in range(MANY):
        born = date(1970, 1, 1) + timedelta(days=chance.randrange(12_000))
        family, given = chance.choice("赵钱孙李周吴郑王冯陈"), chr(0x4E00 + number % 20_000)
        yield [
            f"{family}{given}{chr(0x5000 + number // 7)}",
            f"{chance.choice(_ODD)}{number}" if chance.random() < 0.5 else None,
            chance.choice(("快手", "抖音", "视频号")),
            f"{chance.choice(('00', '=', '+', 'e', 'wx_'))}{number:05}",
            chance.choice((None, 0, chance.randrange(5_000_000))),
            id_no(born, serial=number % 1000) if chance.random() < 0.7 else None,
            f"139{number:08}" if chance.random() < 0.8 else None,
            f"团队{chance.randrange(40)}",
            (born + timedelta(days=15_000 + chance.randrange(500))).isoformat(),
            chance.choice((None, *_ODD)),
            chance.choice((None, *_ODD)),
        ]


_ROSTER = [
    "姓名",
    "艺名",
    "平台",
    "账号",
    "粉丝数",
    "证件号码",
    "手机号",
    "操盘团队",
    "入驻日期",
    "备注",
    "直播特长",
]


def _lives(chance: Random) -> Iterator[list[Raw]]:
    """Yield rows of live results of three accounts, hours apart."""
    began = datetime(2025, 1, 1, 6, 0)
    for number in range(MANY):
        start = began + timedelta(minutes=71 * (number // 3) + chance.randrange(40))
        money = chance.choice((None, 0, chance.randrange(10**9) / 100))
        yield [
            "快手",
            f"ks0000{number % 3}",
            start.isoformat(sep=" ", timespec="seconds"),
            chance.choice((None, chance.randrange(1, 700))),
            money,
            None if money is None else chance.choice((None, chance.randrange(5_000))),
            chance.choice((None, *_ODD)),
        ]


_LIVE = ["平台", "账号", "开播时间", "直播时长(分钟)", "成交金额(元)", "成交订单数", "现场天气"]


def _companies(chance: Random) -> Iterator[list[Raw]]:
    """Yield rows of companies with odd words."""
    for number in range(MANY):
        yield [
            f"沂州{chr(0x4E00 + number)}{number}商贸有限公司",
            chance.choice(_ODD),
            chance.choice((None, *_ODD)),
            chance.choice((None, *_ODD)),
        ]


_COMPANY = ["企业名称", "联系人", "主营产品", "门头颜色"]


@pytest.mark.parametrize(
    ("kind", "header", "made"),
    [("streamers", _ROSTER, _people), ("lives", _LIVE, _lives), ("partners", _COMPANY, _companies)],
)
def test_ten_thousand_odd_rows_come_back_without_a_change(
    database: Database, tmp_path: Path, kind: str, header: list[str], made: object
) -> None:
    assert callable(made)
    if kind == "lives":
        people = [[f"主播{name}", "快手", f"ks0000{at}"] for at, name in enumerate("甲乙丙")]
        take_in(database, "streamers", mapped("streamers", ["姓名", "平台", "账号"], *people))
    taken, checked = take_in(database, kind, mapped(kind, header, *made(Random(7))))  # noqa: S311
    assert taken.added > MANY * 0.9, checked.problems[:5]
    with database.write() as session:  # in clear: masked cells would be passed over
        written = export(session, kind, tmp_path / "导出.xlsx", full=True)
    assert written.rows >= taken.added
    outcome, wrong = _came_back(database, written.path, kind)
    assert wrong == []
    assert counts(outcome) == (0, 0, written.rows, 0)
