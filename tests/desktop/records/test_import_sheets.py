"""The second step of the import: what each sheet is, and where its header stands."""

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from sqlmodel import select

from db.models import LiveSession, Streamer
from desktop.tasks import Tasks
from desktop.widgets.notice import Notice
from tests.desktop.records.import_led import FIRST, Opener, choose, opened, settle, stranger, uses
from tests.desktop.records.test_import_wizard import book, go_on

__all__ = ["opened", "stranger"]


@pytest.fixture
def whole_base(tmp_path: Path) -> Path:
    """Give one workbook with people, their lives, and a hidden list of words."""
    made = Workbook()
    people, lives, words = made.active, made.create_sheet("9月直播"), made.create_sheet("字典")
    people.title, words.sheet_state = "名册", "hidden"
    people.append(("2026年名册",))
    people.append(("姓名", "艺名", "抖音号"))
    people.append(("李小舟", "小舟", "dy_xz"))
    people.append(("王大河", "大河", "dy_dh"))
    lives.append(("单位：万元",))
    lives.append(("开播时间", "抖音号", "成交金额"))
    lives.append(("2026-09-03 20:00", "dy_xz", 1.5))
    words.append(("平台", "代号"))
    words.append(("抖音", "DY"))
    made.save(tmp_path / "基地汇总.xlsx")
    return tmp_path / "基地汇总.xlsx"


def test_every_sheet_is_shown_with_what_it_is_read_as_and_hidden_ones_are_told(
    opened: Opener, whole_base: Path
) -> None:
    wizard = opened(whole_base)
    choices = wizard.columns.choices
    assert [choice.kind_words for _, choice in choices] == ["主播花名册", "直播数据", "不导入"]
    items = wizard.columns.sheets._items.values()
    assert [item.text(0) for item in items] == ["名册", "9月直播", "字典（隐藏）"]
    assert sorted(wizard.columns.chosen) == [(0, 0), (0, 1)]


def test_people_and_their_lives_come_in_from_one_workbook_in_this_order(
    opened: Opener, whole_base: Path, tasks: Tasks, qtbot: QtBot
) -> None:
    wizard = opened(whole_base)
    go_on(wizard, 2, qtbot)
    assert wizard.check.count == 3, "the account of the session comes in with the people of this file"
    go_on(wizard, 3, qtbot)
    with tasks.database.read() as session:
        assert {person.name for person in session.exec(select(Streamer))} == {"李小舟", "王大河"}
        (live,) = session.exec(select(LiveSession))
        assert live.gmv == 1_500_000


def test_a_sheet_not_ticked_stays_out(opened: Opener, whole_base: Path, tasks: Tasks, qtbot: QtBot) -> None:
    wizard = opened(whole_base)
    wizard.columns.sheets.tick((0, 1), wanted=False)
    assert list(wizard.columns.chosen) == [(0, 0)]
    go_on(wizard, 2, qtbot)
    go_on(wizard, 3, qtbot)
    with tasks.database.read() as session:
        assert not session.exec(select(LiveSession)).all()


def test_the_first_rows_are_shown_as_they_lie_and_the_header_is_marked(
    opened: Opener, tmp_path: Path
) -> None:
    rows = (
        ("2026年名册",),
        ("姓名", "登记信息", ""),
        ("", "手机", "微信"),
        ("填写说明：必填", "11位手机号", ""),
        ("李小舟", "13812340001", "wx_1"),
        ("合计", "1", ""),
    )
    wizard = opened(book(tmp_path / "名册.xlsx", *rows), kind="streamers")
    assert uses(wizard) == ["标题", "表头", "表头", "跳过", "数据", "跳过"]
    words = wizard.columns.panel(FIRST).preview.words
    assert words.index(4, 1).data() == "李小舟"
    assert words.index(4, 2).data() == "******0001", "a phone is not shown in clear"
    assert words.headerData(4, Qt.Orientation.Vertical) == "5"


def test_a_sheet_nobody_knows_is_taken_in_once_the_user_says_what_it_is(
    opened: Opener, stranger: Path, tasks: Tasks, qtbot: QtBot
) -> None:
    wizard = opened(stranger)
    assert not wizard.columns.chosen
    assert not wizard.next.isEnabled()
    choose(wizard, qtbot, "kinds", "streamers")
    assert "双击表头" in wizard.columns.panel(FIRST)._notes.text()
    wizard.columns.panel(FIRST).preview.header_wanted.emit(2)
    settle(wizard, qtbot)
    assert uses(wizard) == ["标题", "表头", "数据", "数据"]
    table = wizard.columns.table(FIRST)
    table.choose(0, "name")
    table.choose(1, "phone")
    go_on(wizard, 2, qtbot)
    go_on(wizard, 3, qtbot)
    with tasks.database.read() as session:
        assert {person.name for person in session.exec(select(Streamer))} == {"周小八", "吴小九"}


def test_the_first_row_can_be_the_header_too(opened: Opener, tmp_path: Path, qtbot: QtBot) -> None:
    wizard = opened(book(tmp_path / "外部.xlsx", ("名字那栏", "别的"), ("周小八", "甲")))
    choose(wizard, qtbot, "kinds", "streamers")
    wizard.columns.panel(FIRST).preview.header_wanted.emit(1)
    settle(wizard, qtbot)
    assert uses(wizard) == ["表头", "数据"]


def test_numbers_of_people_are_not_shown_on_a_sheet_nobody_knows(opened: Opener, stranger: Path) -> None:
    words = opened(stranger).columns.panel(FIRST).preview.words
    shown = [words.index(row, 2).data() for row in range(words.rowCount())]
    assert shown == ["", "电话那栏", "******5000", "******4000"]


def test_the_unit_can_be_said_where_the_sheet_does_not(
    opened: Opener, tmp_path: Path, tasks: Tasks, qtbot: QtBot
) -> None:
    rows = (("姓名", "抖音号"), ("李小舟", "dy_xz"))
    lives = (("开播时间", "抖音号", "成交金额"), ("2026-09-03 20:00", "dy_xz", 1.5))
    wizard = opened(book(tmp_path / "名册.xlsx", *rows), book(tmp_path / "直播.xlsx", *lives))
    choose(wizard, qtbot, "units", 10_000, (1, 0))
    go_on(wizard, 2, qtbot)
    go_on(wizard, 3, qtbot)
    with tasks.database.read() as session:
        (live,) = session.exec(select(LiveSession))
        assert live.gmv == 1_500_000


def test_the_year_can_be_said_where_neither_cells_nor_titles_do(
    opened: Opener, tmp_path: Path, tasks: Tasks, qtbot: QtBot
) -> None:
    rows = (("姓名", "抖音号"), ("李小舟", "dy_xz"))
    lives = (("日期", "开播", "抖音号", "成交金额"), ("9月3日", "20:00", "dy_xz", 15))
    wizard = opened(book(tmp_path / "名册.xlsx", *rows), book(tmp_path / "直播.xlsx", *lives))
    choose(wizard, qtbot, "years", 2025, (1, 0))
    assert wizard.columns.panel((1, 0)).reading.years.currentText() == "2025"
    go_on(wizard, 2, qtbot)
    go_on(wizard, 3, qtbot)
    with tasks.database.read() as session:
        (live,) = session.exec(select(LiveSession))
        assert live.start_at == datetime(2025, 9, 3, 20, 0)


def test_an_encoding_that_does_not_fit_is_refused_and_the_sheet_stays(
    opened: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "名册.csv"
    file.write_bytes("姓名,抖音号\n李小舟,dy_xz\n".encode("gb18030"))
    wizard = opened(file)
    assert wizard.columns.panel(FIRST).reading.encodings.currentData() == "gb18030"
    choose(wizard, qtbot, "encodings", "utf-8")
    qtbot.waitUntil(lambda: any("编码" in each.text for each in wizard.findChildren(Notice)))
    assert wizard.columns.panel(FIRST).reading.encodings.currentData() == "gb18030"
    assert uses(wizard) == ["表头", "数据"]


def test_text_that_was_read_wrong_is_read_right_once_its_encoding_is_said(
    opened: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "名冊.csv"
    file.write_bytes("姓名,備註\n林小姐,臺北\n".encode("big5"))
    wizard = opened(file, kind="streamers")
    choose(wizard, qtbot, "encodings", "big5")
    words = wizard.columns.panel(FIRST).preview.words
    assert [words.index(1, column).data() for column in (1, 2)] == ["林小姐", "臺北"]


def test_files_that_cannot_be_read_stay_in_sight_beside_the_others(opened: Opener, tmp_path: Path) -> None:
    picture = tmp_path / "照片.png"
    QImage(4, 4, QImage.Format.Format_RGB32).save(str(picture))
    wizard = opened(book(tmp_path / "名册.xlsx", ("姓名", "抖音号"), ("李小舟", "dy_xz")), picture)
    assert wizard.columns._notes.text().startswith("照片.png：这是图片")
    assert wizard.next.isEnabled()


def test_a_table_with_a_column_for_each_day_is_shown_as_it_lies_and_read_day_by_day(
    opened: Opener, tmp_path: Path
) -> None:
    rows = (
        ("快手日报（单位：万元）", None, "账号：ks_a"),
        ("板块", "指标", "月TTL", "9月1日", "9月2日", "9月3日"),
        ("成交", "支付GMV", 3.5, 1.5, 2, "-"),
        (None, "成交订单数", 30, 10, 20, "-"),
    )
    wizard = opened(book(tmp_path / "2026年9月日报.xlsx", *rows))
    assert uses(wizard)[:2] == ["标题", "表头"]
    assert wizard.columns.choices[FIRST].count == 2
    assert {"day", "gmv", "orders", "account_no"} <= set(wizard.columns.chosen[FIRST].values())


def test_the_sheets_of_one_broadcast_are_one_line_and_the_others_say_so(
    opened: Opener, tmp_path: Path
) -> None:
    made = Workbook()
    made.remove(made.active)
    for name, header, line in (
        (
            "基本信息",
            ("直播标题", "直播时间", "抖音号"),
            ("专场", "2026-09-08_20-00-00~2026-09-09_01-00-46", "xz"),
        ),
        ("流量&转化-转化漏斗", ("直播间曝光次数", "直播间观看人数"), ("12.5万", 8000)),
        ("互动&人群&售后", ("新增粉丝数", "评论次数"), (45, 678)),
    ):
        sheet = made.create_sheet(name)
        sheet.append(header)
        sheet.append(line)
    made.save(tmp_path / "整场数据.xlsx")
    choices = opened(tmp_path / "整场数据.xlsx").columns.choices
    assert [choice.kind_words for _, choice in choices] == ["直播数据", "已并入", "已并入"]
    assert choices[FIRST].count == 1
