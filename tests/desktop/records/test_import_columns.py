"""What the user decides on columns holds: for months headed alike, in a scheme, under another unit."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from sqlmodel import select

from db.models import LiveSession
from desktop.records.given_dialog import GivenDialog
from desktop.records.import_wizard import ImportWizard
from desktop.tasks import Tasks
from tests.desktop.records.import_led import FIRST, Opener, choose, opened, settle, stranger
from tests.desktop.records.test_import_wizard import book, go_on

__all__ = ["opened", "stranger"]


def test_a_decision_on_one_month_holds_for_the_months_headed_alike(
    opened: Opener, tmp_path: Path, tasks: Tasks, qtbot: QtBot
) -> None:
    made = Workbook()
    made.remove(made.active)
    for month in (8, 9, 10):
        sheet = made.create_sheet(f"{month}月")
        sheet.append(("开播时间", "抖音号", "场观"))
        sheet.append((f"2026-{month:02d}-03 20:00", "dy_xz", 300))
    made.save(tmp_path / "各月.xlsx")
    wizard = opened(
        book(tmp_path / "名册.xlsx", ("姓名", "抖音号"), ("李小舟", "dy_xz")), tmp_path / "各月.xlsx"
    )
    wizard.columns.panel((1, 2))
    assert len(wizard.columns.faults) == 3
    wizard.columns._to_fault.click()
    wizard.columns.table((1, 0)).choose(2, "viewers")
    assert wizard.columns.faults == []
    assert wizard.columns.table((1, 2))._fields[2].currentData() == "viewers"
    go_on(wizard, 2, qtbot)
    go_on(wizard, 3, qtbot)
    with tasks.database.read() as session:
        assert [live.viewers for live in session.exec(select(LiveSession))] == [300, 300, 300]


def test_a_scheme_saved_here_reads_the_sheet_of_a_stranger_at_once(
    opened: Opener, stranger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    file = tmp_path / "方案.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(file), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(file), ""))
    wizard = opened(stranger)
    choose(wizard, qtbot, "kinds", "streamers")
    wizard.columns.panel(FIRST).preview.header_wanted.emit(2)
    settle(wizard, qtbot)
    wizard.columns.table(FIRST).choose(0, "name")
    wizard.columns.table(FIRST).choose(1, "phone")
    wizard.columns.panel(FIRST).save_scheme()
    again = opened(stranger)
    again.columns.panel(FIRST).load_scheme()
    settle(again, qtbot)
    qtbot.waitUntil(lambda: bool(again.columns.chosen))
    assert again.columns.chosen == {FIRST: {0: "name", 1: "phone"}}
    assert again.columns.panel(FIRST).reading.kinds.currentText() == "主播花名册"


def test_what_stands_in_no_column_is_given_for_every_line_and_taken_off_again(
    opened: Opener, tmp_path: Path, tasks: Tasks, qtbot: QtBot
) -> None:
    people = book(tmp_path / "名册.xlsx", ("姓名", "快手号"), ("李小舟", "xz"))
    lives = book(tmp_path / "直播.xlsx", ("开播时间", "账号", "GMV"), ("2026-09-03 20:00", "xz", 5))
    wizard = opened(people, lives)
    place = (1, 0)
    give(wizard, qtbot, "platform", "快手", place)
    assert wizard.columns.chosen[place] == {0: "start_at", 1: "account_no", 2: "gmv", 3: "platform"}
    give(wizard, qtbot, "remark", "补录", place)
    give(wizard, qtbot, "remark", "", place)
    assert "remark" not in wizard.columns.chosen[place].values()
    go_on(wizard, 2, qtbot)
    go_on(wizard, 3, qtbot)
    with tasks.database.read() as session:
        (live,) = session.exec(select(LiveSession))
        assert (live.platform, live.gmv) == ("快手", 500)


def give(wizard: ImportWizard, qtbot: QtBot, field: str, text: str, place: tuple[int, int]) -> None:
    """Give every line of a sheet a text in a field."""
    panel = wizard.columns.panel(place)
    panel.ask_given()
    (dialog,) = panel.findChildren(GivenDialog)
    dialog.fields.setCurrentIndex(dialog.fields.findData(field))
    dialog.words.setText(text)
    dialog.choices.setCurrentIndex(dialog.choices.findData(text))
    assert dialog.confirm.isEnabled()
    dialog.confirm.click()
    settle(wizard, qtbot)


def test_decisions_on_columns_outlive_another_unit_but_not_another_kind(
    opened: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    wizard = opened(
        book(tmp_path / "直播.xlsx", ("开播时间", "抖音号", "场观"), ("2026-09-03 20:00", "xz", 5))
    )
    wizard.columns.table(FIRST).choose(2, "viewers")
    choose(wizard, qtbot, "units", 10_000)
    assert wizard.columns.chosen[FIRST][2] == "viewers"
    choose(wizard, qtbot, "kinds", "streamers")
    choose(wizard, qtbot, "kinds", "lives")
    assert 2 not in wizard.columns.chosen[FIRST]


def test_a_header_only_the_user_knew_is_known_the_next_month(
    opened: Opener, stranger: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    wizard = opened(stranger)
    choose(wizard, qtbot, "kinds", "streamers")
    wizard.columns.panel(FIRST).preview.header_wanted.emit(2)
    settle(wizard, qtbot)
    wizard.columns.table(FIRST).choose(0, "name")
    wizard.columns.table(FIRST).choose(1, "phone")
    go_on(wizard, 2, qtbot)
    go_on(wizard, 3, qtbot)
    rows = (("甲方系统导出 10月",), (), ("主播们的名字", "电话那栏"), ("郑小十", "13300133000"))
    again = opened(book(tmp_path / "外部10月.xlsx", *rows))
    assert again.columns.chosen == {FIRST: {0: "name", 1: "phone"}}
    assert again.columns.panel(FIRST).reading.row.value() == 3


def test_two_columns_headed_alike_but_meant_otherwise_are_not_mixed_up_the_next_time(
    opened: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    people = book(tmp_path / "名册.xlsx", ("姓名", "抖音号"), ("李小舟", "xz"))
    rows = (("开播时间", "抖音号", "数", "数"), ("2026-09-03 20:00", "xz", 5, 7))
    lives = book(tmp_path / "直播.xlsx", *rows)
    wizard = opened(people, lives)
    table = wizard.columns.table((1, 0))
    table.choose(2, "orders")
    table.choose(3, "units")
    go_on(wizard, 2, qtbot)
    go_on(wizard, 3, qtbot)
    again = opened(lives)
    assert set(again.columns.chosen[FIRST].values()) == {"start_at", "抖音.no"}
