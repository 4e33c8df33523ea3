"""The import wizard with kinds of sheets that are only declared."""

from pathlib import Path

from pytestqt.qtbot import QtBot
from sqlmodel import select

from db import store
from db.imports import IGNORED
from db.intake import TITLES
from db.models import Contract, Streamer
from desktop.records.import_wizard import ImportWizard
from desktop.settings import Settings
from desktop.tasks import Tasks
from tests.desktop.records.test_import_wizard import book, go_on


def _ledger(tmp_path: Path) -> Path:
    """Write a ledger of contracts with a column nobody knows."""
    return book(
        tmp_path / "台账.xlsx",
        ("2026年合同台账",),
        ("主播姓名", "合同类型", "签约机构", "签约日期", "合同到期", "经办"),
        ("田小麦", "劳务协议", "小满文化", "2026-03-01", "长期", "甲"),
        ("无此人", "劳务协议", "小满文化", "2026-03-01", "长期", "乙"),
    )


def test_every_kind_is_offered_by_its_title(tasks: Tasks, settings: Settings) -> None:
    wizard = ImportWizard(tasks, settings, "contracts", [])
    kinds = wizard.files.kinds
    assert [kinds.itemText(at) for at in range(kinds.count())] == ["自动识别", *TITLES.values()]
    assert wizard.files.kind == "contracts"
    wizard.deleteLater()


def test_a_ledger_is_known_checked_and_taken_in(
    tasks: Tasks, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    with tasks.database.write() as session:
        store.save(session, Streamer, {"name": "田小麦"})
    wizard = ImportWizard(tasks, settings, "", [_ledger(tmp_path)])
    go_on(wizard, 1, qtbot)
    assert wizard.columns.panel((0, 0)).reading.kinds.currentText() == "合同台账"
    table = wizard.columns.table((0, 0))
    offered = table._fields[5]
    assert offered.currentData() == IGNORED
    assert offered.findText("保留为附加信息") == -1, (
        "contracts have no room for what the program does not know"
    )
    go_on(wizard, 2, qtbot)
    reason = wizard.check.preview.reason.text()
    assert reason == "第 4 行　主播姓名：库中没有这个主播，请核对名称，或先登记"
    assert wizard.next.text() == "导入 1 行"
    go_on(wizard, 3, qtbot)
    with tasks.database.read() as session:
        (contract,) = session.exec(select(Contract))
        assert (contract.kind, contract.end_on) == ("劳务协议", None)
    wizard.deleteLater()
