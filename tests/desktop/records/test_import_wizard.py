"""The import wizard: reads, asks, checks; writes in the last step and nothing before."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QRadioButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from sqlmodel import select

from db.imports import IGNORED
from db.models import LiveSession, PlatformAccount, Streamer
from db.models.words import Platform
from desktop.records.import_wizard import ImportWizard
from desktop.settings import Settings
from desktop.tasks import Tasks


def book(path: Path, *rows: tuple[object, ...], title: str = "Sheet1") -> Path:
    """Write rows into a workbook."""
    made = Workbook()
    sheet = made.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    made.save(path)
    return path


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """Give a roster of three people, one of them with a phone that cannot be."""
    return book(
        tmp_path / "名册.xlsx",
        ("2026年主播名册",),
        ("姓名", "艺名", "快手号", "手机", "星座"),
        ("李小舟", "小舟", "ks_xiaozhou", "13812340001", "天秤座"),
        ("王大河", "大河", "ks_dahe", "13812340002", "狮子座"),
        ("赵远山", "远山", "ks_yuanshan", "12345", "双鱼座"),
    )


@pytest.fixture
def wizard(tasks: Tasks, settings: Settings, roster: Path) -> Iterator[ImportWizard]:
    """Give the wizard with the roster chosen."""
    made = ImportWizard(tasks, settings, "streamers", [roster])
    made.show()
    yield made
    if isValid(made):
        made.hide()
        made.deleteLater()


def test_a_file_is_taken_off_the_list_once_it_is_chosen(wizard: ImportWizard, roster: Path) -> None:
    assert wizard.files.files == [roster]
    assert not wizard.files.remove.isEnabled()
    wizard.files.list.selectRow(0)
    wizard.files.remove.click()
    assert wizard.files.files == []
    assert not wizard.files.remove.isEnabled()


def people(tasks: Tasks) -> set[str]:
    with tasks.database.read() as session:
        return {person.name for person in session.exec(select(Streamer))}


def go_on(wizard: ImportWizard, step: int, qtbot: QtBot) -> None:
    """Press the button and wait for the next step."""
    wizard.next.click()
    qtbot.waitUntil(lambda: wizard.step == step and wizard._job is None)


def choose(wizard: ImportWizard, mode: str) -> None:
    """Choose what to do with the good lines."""
    next(each for each in wizard.check.findChildren(QRadioButton) if each.text() == mode).click()


def shown(wizard: ImportWizard) -> list[str]:
    """Return the counts in sight."""
    counts = wizard.check.counts
    return [
        figure.text() for name, figure in counts._figures.items() if counts._parts[name].isVisibleTo(counts)
    ]


def test_good_lines_are_taken_and_nothing_is_written_before_the_last_step(
    wizard: ImportWizard, tasks: Tasks, qtbot: QtBot
) -> None:
    go_on(wizard, 1, qtbot)
    go_on(wizard, 2, qtbot)
    assert people(tasks) == set()
    assert wizard.next.text() == "导入 2 行"
    assert wizard.check.preview.table.preview.rowCount() == 1
    go_on(wizard, 3, qtbot)
    assert people(tasks) == {"李小舟", "王大河"}
    assert wizard.outcome.counts.text() == "新增 2 · 更新 0 · 不变 0 · 错误 1"


def test_a_line_with_a_fault_is_told_by_row_column_and_reason(wizard: ImportWizard, qtbot: QtBot) -> None:
    go_on(wizard, 1, qtbot)
    go_on(wizard, 2, qtbot)
    grid = wizard.check.preview.table.preview
    assert grid.headerData(0, Qt.Orientation.Vertical) == "5"
    assert grid.headerData(3, Qt.Orientation.Horizontal) == "手机"
    assert grid.verdict(grid.index(0, 3)) == "错误"
    assert grid.index(0, 3).data(Qt.ItemDataRole.ToolTipRole).startswith("错误 · 手机：")
    assert wizard.check.preview.reason.text().startswith("第 5 行　手机：")
    assert wizard.check.preview.head.filter.currentText() == "错误行 1"


def test_a_column_without_a_field_is_kept_as_it_is(wizard: ImportWizard, tasks: Tasks, qtbot: QtBot) -> None:
    for step in (1, 2, 3):
        go_on(wizard, step, qtbot)
    with tasks.database.read() as session:
        person = session.exec(select(Streamer).where(Streamer.name == "李小舟")).one()
        assert person.extra == {"星座": "天秤座"}


def test_a_column_the_user_leaves_out_is_not_taken_and_the_answer_is_remembered(
    wizard: ImportWizard, tasks: Tasks, settings: Settings, roster: Path, qtbot: QtBot
) -> None:
    go_on(wizard, 1, qtbot)
    wizard.columns.table((0, 0)).choose(4, IGNORED)
    go_on(wizard, 2, qtbot)
    go_on(wizard, 3, qtbot)
    with tasks.database.read() as session:
        assert not session.exec(select(Streamer).where(Streamer.name == "李小舟")).one().extra
    again = ImportWizard(tasks, settings, "streamers", [roster])
    go_on(again, 1, qtbot)
    assert again.columns.chosen[0, 0][4] == IGNORED
    again.deleteLater()


def test_two_columns_for_one_field_stop_the_way_on(wizard: ImportWizard, qtbot: QtBot) -> None:
    go_on(wizard, 1, qtbot)
    wizard.columns.table((0, 0)).choose(1, "name")
    assert not wizard.next.isEnabled()
    assert any("两列" in fault for fault in wizard.columns.faults)
    wizard.columns.table((0, 0)).choose(1, "stage_name")
    assert wizard.next.isEnabled()


def test_the_way_back_is_always_open_until_it_is_done(wizard: ImportWizard, qtbot: QtBot) -> None:
    assert not wizard.back.isVisible()
    go_on(wizard, 1, qtbot)
    go_on(wizard, 2, qtbot)
    wizard.back.click()
    assert wizard.step == 1
    wizard.back.click()
    assert wizard.step == 0


def test_a_file_that_is_no_table_is_told_and_the_step_stays(
    tasks: Tasks, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "名册.xlsx"
    broken.write_bytes(b"PK\x03\x04 torn")
    wizard = ImportWizard(tasks, settings, "streamers", [broken])
    wizard.next.click()
    qtbot.waitUntil(lambda: bool(wizard.files._trouble.text()))
    assert wizard.step == 0
    assert wizard.files._trouble.text().startswith("名册.xlsx：")
    wizard.deleteLater()


def test_refused_lines_come_back_in_a_workbook(
    wizard: ImportWizard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    folder = tmp_path / "改正"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(folder))
    go_on(wizard, 1, qtbot)
    go_on(wizard, 2, qtbot)
    wizard.check.save_errors.click()
    file = folder / "名册_需更正.xlsx"
    qtbot.waitUntil(file.exists)
    qtbot.waitUntil(lambda: wizard._job is None)
    cells = [cell for row in load_workbook(file).active.iter_rows(values_only=True) for cell in row]
    assert "赵远山" in cells
    assert "李小舟" not in cells


def test_the_kind_is_found_out_when_nobody_names_it(
    tasks: Tasks, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    with tasks.database.write() as session:
        session.add(PlatformAccount(code="ZH-1", platform=Platform.KUAISHOU, account_no="ks_a"))
    lives = book(
        tmp_path / "十月.xlsx",
        ("开播时间", "快手号", "直播时长", "成交金额", "销售额"),
        ("2026-10-03 20:00", "ks_a", "2小时", "12.5万", "1"),
    )
    wizard = ImportWizard(tasks, settings, "", [lives])
    go_on(wizard, 1, qtbot)
    assert not wizard.next.isEnabled(), "销售额 may mean several things: the user decides"
    assert wizard.columns.faults == ["“Sheet1”的“销售额”含义不明，请确认"]
    wizard.columns.table((0, 0)).choose(4, IGNORED)
    assert wizard.next.isEnabled()
    go_on(wizard, 2, qtbot)
    go_on(wizard, 3, qtbot)
    with tasks.database.read() as session:
        (live,) = session.exec(select(LiveSession))
        assert (live.gmv, live.minutes) == (12_500_000, 120)
    wizard.deleteLater()


def test_closing_while_it_works_keeps_nothing(wizard: ImportWizard, tasks: Tasks, qtbot: QtBot) -> None:
    go_on(wizard, 1, qtbot)
    go_on(wizard, 2, qtbot)
    wizard.next.click()
    wizard.reject()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert people(tasks) == set()


def test_what_the_mode_leaves_alone_is_told_before_and_after(
    wizard: ImportWizard, tasks: Tasks, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    for step in (1, 2, 3):
        go_on(wizard, step, qtbot)
    names = ("姓名", "快手号", "状态")
    rows = (("李小舟", "ks_xiaozhou", "休播"), ("王大河", "ks_dahe", ""), ("孙新来", "ks_xinlai", ""))
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04 torn")
    again = ImportWizard(tasks, settings, "streamers", [book(tmp_path / "改.xlsx", names, *rows), broken])
    again.show()
    go_on(again, 1, qtbot)
    go_on(again, 2, qtbot)
    assert (shown(again), again.next.text()) == (["1", "1", "1", "0", "0"], "导入 3 行")
    choose(again, "只新增，已有的不动")
    assert (shown(again), again.next.text()) == (["1", "0", "0", "2", "0", "0"], "导入 1 行")
    choose(again, "只更新已有的")
    assert (shown(again), again.next.text()) == (["0", "1", "1", "1", "0", "0"], "导入 2 行")
    go_on(again, 3, qtbot)
    assert again.outcome.counts.text() == "新增 0 · 更新 1 · 不变 1 · 跳过（库中没有）1 · 错误 0"
    assert "坏.xlsx：" in again.outcome._note.text()
    assert "全部行都已导入" not in again.outcome._note.text()
    again.deleteLater()


def test_only_new_people_are_nothing_to_update(wizard: ImportWizard, qtbot: QtBot) -> None:
    go_on(wizard, 1, qtbot)
    go_on(wizard, 2, qtbot)
    choose(wizard, "只更新已有的")
    assert (wizard.next.text(), wizard.next.isEnabled()) == ("导入 0 行", False)
    choose(wizard, "新增或更新已有记录")
    assert (wizard.next.text(), wizard.next.isEnabled()) == ("导入 2 行", True)
