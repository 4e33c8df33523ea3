"""Tables of people from the window: offered below 导出, asked for whom, written where the user says."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from db.engine import Database
from db.queries.periods import Period
from db.store.giving import givings
from desktop.pages.contracts import ContractsPage
from desktop.pages.handing_dialog import HandingDialog
from desktop.pages.people_tables import INCOME, RELATIONS, ROSTER, ask_for, quarters
from desktop.pages.streamers import StreamersPage
from desktop.records.record_page import RecordPage
from desktop.settings import Settings
from desktop.tasks import Tasks
from tests.db.contract_world import contract, person

ID_NO = "110101199503042113"


@pytest.fixture
def page(
    tasks: Tasks, settings: Settings, qtbot: QtBot, sqlite_database: Database, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> RecordPage:  # fmt: skip
    """Show the roster of a base with one streamer under contract; files go into a folder of their own."""
    with sqlite_database.write() as session:
        key = person(session, id_no=ID_NO, birth_on=None, status="在播")
        contract(session, key, date(2025, 1, 1), status="生效")
    made = StreamersPage(tasks, settings)
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    (tmp_path / "表").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(tmp_path / "表"))
    qtbot.waitUntil(lambda: made.model.rowCount() > 0)
    return made


def offered(page: RecordPage) -> list[str]:
    menu = page.export.menu()
    return [action.text() for action in menu.actions() if action.text()]


def files(folder: Path) -> list[Path]:
    return sorted((folder / "表").glob("*.xlsx"))


def test_the_tables_stand_below_the_exports(page: RecordPage, tasks: Tasks, settings: Settings) -> None:
    tables = ["主播名册附件…", "机构—主播关系表…", "主播季度收入表…", "个人信息对外提供记录…"]
    assert offered(page)[-4:] == tables
    assert offered(ContractsPage(tasks, settings))[-1] == "机构—主播关系表…"


def test_a_masked_table_is_written_without_further_questions(
    page: RecordPage, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = ask_for(page, RELATIONS)
    assert dialog.times.currentText() == "今天有效的"
    dialog.accept()
    qtbot.waitUntil(lambda: bool(files(tmp_path)) and not page.tasks.is_busy())
    rows = list(load_workbook(files(tmp_path)[0]).worksheets[0].values)
    assert "**************2113" in rows[2]
    with page.tasks.database.read() as session:
        assert givings(session) == []


def test_whole_numbers_ask_for_a_reason_and_are_recorded_and_told_the_next_time(
    page: RecordPage, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = ask_for(page, ROSTER)
    assert not dialog.times.isVisible()
    dialog.whole.setChecked(True)
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.trouble.text() == "显示完整的证件号、手机号，要填写用途和接收方。"
    dialog.reason.setText("核对名册")
    dialog.accept()
    assert dialog.isVisible()
    dialog.recipient.setText("市商务局")
    dialog.accept()
    qtbot.waitUntil(lambda: bool(files(tmp_path)) and not page.tasks.is_busy())
    assert ID_NO in list(load_workbook(files(tmp_path)[0]).worksheets[0].values)[2]
    again = ask_for(page, ROSTER)
    qtbot.waitUntil(lambda: "市商务局，1人" in again.earlier.text())
    again.reject()
    next(each for each in page.export.menu().actions() if each.text() == "个人信息对外提供记录…").trigger()
    qtbot.waitUntil(lambda: len(files(tmp_path)) == 2)
    record = next(file for file in files(tmp_path) if "提供记录" in file.name)
    assert list(load_workbook(record).worksheets[0].values)[2][4:] == ("市商务局", "核对名册", 1, "完整")


def test_income_is_of_the_last_whole_quarter_unless_chosen(page: RecordPage, qtbot: QtBot) -> None:
    today = date(2026, 11, 22)
    assert quarters(today)[0] == ("2026年第三季度", Period(202607, 202609))
    assert quarters(today)[-1] == ("2026年第四季度", Period(202610, 202612))
    assert quarters(date(2026, 2, 1))[0] == ("2025年第四季度", Period(202510, 202512))
    dialog = ask_for(page, INCOME)
    assert isinstance(dialog, HandingDialog)
    assert dialog.time == quarters(date.today())[0][1]
    dialog.reject()
    qtbot.waitUntil(lambda: not page.tasks.is_busy())
