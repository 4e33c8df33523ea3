"""报送: from the draft to the signed report, its change, its correction, and its files back again."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from db.engine import Database
from db.models.report_words import ReportState as State
from db.queries.report_standing import Standing, report_of
from db.reports.filing import open_file, stored_files
from desktop.pages.reports import flow_tab
from desktop.pages.reports.correction_dialog import CorrectionDialog
from desktop.pages.reports.flow_tab import FlowTab
from desktop.pages.reports.sign_dialog import SignDialog
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.widgets.badge import Badge
from desktop.widgets.notice import Notice
from tests.db.reports.office import PEOPLE, SEPTEMBER, change, furnish, signed, submit


@pytest.fixture
def tab(tasks: Tasks, settings: Settings, qtbot: QtBot) -> FlowTab:
    """Show September of a small base, read again after each save."""
    with tasks.database.write() as session:
        furnish(session)
    made = FlowTab(tasks, settings)
    qtbot.addWidget(made)
    tasks.saved.connect(lambda: made.show_period(SEPTEMBER))
    made.resize(1158, 640)
    made.show()
    read(made, tasks, qtbot)
    return made


def read(tab: FlowTab, tasks: Tasks, qtbot: QtBot) -> None:
    """Let the tab read how the report stands."""
    tab.show_period(SEPTEMBER)
    qtbot.waitUntil(lambda: not tasks.is_busy() and bool(tab.steps.buttons))


def report(database: Database) -> Standing:
    with database.read() as session:
        found = report_of(session, SEPTEMBER)
    assert found is not None
    return found


def press(tab: FlowTab, words: str, tasks: Tasks, qtbot: QtBot) -> None:
    """Press the button of a step and wait until it is made."""
    tab.steps.buttons[words].click()
    qtbot.waitUntil(lambda: not tasks.is_busy())


def words_of(tab: FlowTab) -> str:
    """Return every word in sight."""
    return "\n".join(each.text() for each in tab.findChildren(QLabel) if each.isVisibleTo(tab))


def dialog_of(tab: FlowTab, kind: type) -> object:
    found: list[object] = list(tab.window().findChildren(kind))
    return found[0]


def test_a_report_is_submitted_sent_to_be_signed_signed_and_handed_in(
    tab: FlowTab, tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(tab.steps.buttons) == ["提交审核"]
    press(tab, "提交审核", tasks, qtbot)
    assert report(tasks.database).state is State.CHECKING
    qtbot.waitUntil(lambda: "送签" in tab.steps.buttons)
    assert [each.accessibleName() for each in tab.findChildren(Badge)] == ["待审核"]
    press(tab, "送签", tasks, qtbot)
    tab.steps.buttons["签署…"].click()
    dialog = dialog_of(tab, SignDialog)
    assert isinstance(dialog, SignDialog)
    assert dialog.name.text() == PEOPLE["responsible"]
    dialog.name.clear()
    assert not dialog.confirm.isEnabled()
    dialog.name.setText("孙主任")
    dialog.confirm.click()
    qtbot.waitUntil(lambda: report(tasks.database).state is State.SIGNED)
    qtbot.waitUntil(lambda: "登记报送…" in tab.steps.buttons and not tasks.is_busy())
    assert "签署人 孙主任" in words_of(tab)
    assert "报告编号 YB202509" in words_of(tab)
    asked = []

    def day(_parent: object, _title: str, _prompt: str, first: date, last: date) -> date:
        asked.append(first)
        return last

    monkeypatch.setattr(flow_tab, "ask_day", day)
    press(tab, "登记报送…", tasks, qtbot)
    assert asked == [report(tasks.database).signed_on]
    assert report(tasks.database).submitted_on == date.today()
    press(tab, "归档", tasks, qtbot)
    assert report(tasks.database).state is State.ARCHIVED
    assert "已报送 → 归档" in words_of(tab)
    assert "测试员 ·" in words_of(tab)


def test_what_blocks_is_told_where_the_step_is_and_leads_to_the_checks(
    tasks: Tasks, settings: Settings, qtbot: QtBot
) -> None:
    with tasks.database.write() as session:
        furnish(session, {})
    tab = FlowTab(tasks, settings)
    qtbot.addWidget(tab)
    tab.show()
    read(tab, tasks, qtbot)
    press(tab, "提交审核", tasks, qtbot)
    qtbot.waitUntil(tab.steps.lacking.isVisible)
    assert "还没有填写单位负责人、统计负责人、填表人" in tab.steps.lacking.text()
    with qtbot.waitSignal(tab.tab_wanted) as asked:
        tab.steps.checks.click()
    assert asked.args == ["checks"]
    assert tab.steps.buttons["提交审核"].isEnabled()


def test_a_report_goes_back_with_a_reason_that_stays_in_sight(
    tab: FlowTab, tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(tab, "提交审核", tasks, qtbot)
    monkeypatch.setattr(flow_tab, "ask_reason", lambda *_: "")
    press(tab, "退回…", tasks, qtbot)
    assert report(tasks.database).state is State.CHECKING
    monkeypatch.setattr(flow_tab, "ask_reason", lambda *_: "第二段写错")
    press(tab, "退回…", tasks, qtbot)
    assert report(tasks.database).state is State.DRAFT
    assert "原因：第二段写错" in words_of(tab)


def test_a_changed_row_is_told_and_corrected_with_a_reason_for_each_figure(
    tab: FlowTab, tasks: Tasks, qtbot: QtBot
) -> None:
    with tasks.database.write() as session:
        signed(session)
        change(session, 2, gmv=240_000_000)
    read(tab, tasks, qtbot)
    assert "与已报送数不一致（4 项）" in words_of(tab)
    assert "L05 支付GMV  1,234.56 → 1,240.00 万元" in words_of(tab)
    tab.steps.buttons["更正…"].click()
    dialog = dialog_of(tab, CorrectionDialog)
    assert isinstance(dialog, CorrectionDialog)
    assert list(dialog.reasons) == ["L05", "L09", "L11", "L20"]
    dialog.reasons["L05"].setText("平台补录订单")
    dialog.confirm.click()
    assert dialog.trouble.text() == "请填写更正原因：L09、L11、L20"
    dialog.common.setText("随支付GMV变动")
    dialog.fill.click()
    assert dialog.reasons["L05"].text() == "平台补录订单"
    dialog.confirm.click()
    qtbot.waitUntil(lambda: report(tasks.database).correction == 1 and not tasks.is_busy())
    assert list(tab.steps.buttons) == ["撤销更正", "更正原因…", "提交审核"]
    assert "第1号更正" in words_of(tab)
    assert "L05 支付GMV  1,234.56 → 1,240.00 万元　平台补录订单" in words_of(tab)
    with tasks.database.write() as session:
        signed(session)
    read(tab, tasks, qtbot)
    assert "与已报送数不一致" not in words_of(tab)
    assert len(tab.lives) == 2
    assert [each.accessibleName() for each in tab.lives[1].findChildren(Badge)] == ["已更正"]


def test_a_correction_can_be_explained_anew_and_given_up(
    tab: FlowTab, tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tasks.database.write() as session:
        key = signed(session)
        change(session, 2, gmv=240_000_000)
    read(tab, tasks, qtbot)
    tab.steps.buttons["更正…"].click()
    dialog = dialog_of(tab, CorrectionDialog)
    assert isinstance(dialog, CorrectionDialog)
    dialog.common.setText("补录")
    dialog.fill.click()
    dialog.confirm.click()
    qtbot.waitUntil(lambda: "更正原因…" in tab.steps.buttons and not tasks.is_busy())
    qtbot.waitUntil(lambda: not tab.window().findChildren(CorrectionDialog))
    tab.steps.buttons["更正原因…"].click()
    again = dialog_of(tab, CorrectionDialog)
    assert isinstance(again, CorrectionDialog)
    assert again.reasons["L05"].text() == "补录"
    again.reasons["L05"].setText("平台补录订单")
    again.confirm.click()
    qtbot.waitUntil(lambda: "1,240.00 万元　平台补录订单" in words_of(tab))
    monkeypatch.setattr(flow_tab, "confirm", lambda *_: True)
    press(tab, "撤销更正", tasks, qtbot)
    assert (report(tasks.database).id, report(tasks.database).state) == (key, State.SIGNED)


def test_a_stored_file_is_opened_and_saved_byte_for_byte(
    tab: FlowTab, tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with tasks.database.write() as session:
        key = signed(session)
        first, *_ = stored_files(session, key)
        content = open_file(session, first.id)[1]
    read(tab, tasks, qtbot)
    opened: list[Path] = []
    monkeypatch.setattr(flow_tab, "open_path", lambda path, _widget: opened.append(path))
    button(tab, f"打开 {first.name}").click()
    qtbot.waitUntil(lambda: bool(opened))
    assert opened[0].read_bytes() == content
    target = tmp_path / "报送件.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    button(tab, f"另存为… {first.name}").click()
    qtbot.waitUntil(target.exists)
    assert target.read_bytes() == content


def button(tab: FlowTab, name: str) -> QPushButton:
    """Return a button by its accessible name."""
    return next(each for each in tab.findChildren(QPushButton) if each.accessibleName() == name)


def test_figures_changed_while_the_files_are_made_stop_the_signing_with_a_sentence(
    tab: FlowTab, tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tasks.database.write() as session:
        submit(session)
    read(tab, tasks, qtbot)
    made = flow_tab._prepared

    def slow(*arguments: object, **named: object) -> object:
        prepared = made(*arguments, **named)  # type: ignore[arg-type]
        with tasks.database.write() as session:
            change(session, 2, gmv=240_000_000)
        return prepared

    monkeypatch.setattr(flow_tab, "_prepared", slow)
    tab.steps.buttons["签署…"].click()
    dialog = dialog_of(tab, SignDialog)
    assert isinstance(dialog, SignDialog)
    dialog.confirm.click()
    qtbot.waitUntil(tab.steps.lacking.isVisible)
    assert "数据又有变化，没有签署" in tab.steps.lacking.text()
    assert report(tasks.database).state is State.SIGNING


def test_a_step_another_seat_made_already_is_told_and_what_it_led_to_is_shown(
    tab: FlowTab, tasks: Tasks, qtbot: QtBot
) -> None:
    with tasks.database.write() as session:
        submit(session)
    with qtbot.waitSignal(tab.page_wanted) as wanted:
        tab.steps.buttons["提交审核"].click()
    assert wanted.args == ["reports", {"period": SEPTEMBER, "tab": "flow"}]
    assert "提交审核" not in tab.steps.buttons
    (notice,) = tab.window().findChildren(Notice)
    assert "刚由其他人变更为" in notice.text
