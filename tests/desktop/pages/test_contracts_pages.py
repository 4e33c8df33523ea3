"""合同: a tab of the streamer and a list of all; renewed, and refused with what was typed kept."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from db import lifecycle, store
from db.engine import Database
from db.models import Contract
from desktop.pages.contracts import ContractsPage
from desktop.pages.people import PeoplePage
from desktop.pages.streamer_contracts import ContractsTab
from desktop.pages.streamers import StreamersPage
from desktop.records.form_dialog import FormDialog
from desktop.records.split_editor import SplitEditor
from desktop.settings import Settings
from desktop.tasks import Tasks
from tests.db.contract_world import contract, person
from tests.desktop.pages.roster import open_tab

TODAY = date.today()
DAY = timedelta(days=1)


@pytest.fixture
def people(sqlite_database: Database) -> tuple[int, int]:
    """Save two streamers; the first has an exclusive contract that ends in 20 days."""
    with sqlite_database.write() as session:
        first, second = person(session), person(session, "白锦曦")
        contract(
            session, first, TODAY - 345 * DAY, end_on=TODAY + 20 * DAY, kind="独家", platforms="快手",
            status="生效", split_mode="比例", split="35%",
        )  # fmt: skip
        contract(session, second, TODAY - 30 * DAY, kind="劳务协议")
    return first, second


@pytest.fixture
def page(tasks: Tasks, settings: Settings, qtbot: QtBot, people: tuple[int, int]) -> Iterator[PeoplePage]:
    """Show the roster with the tab 合同 of the first streamer in front."""
    assert people
    made = PeoplePage(tasks, settings)
    qtbot.addWidget(made)
    tasks.saved.connect(made.refresh)
    made.resize(1158, 742)
    made.show()
    made.refresh()
    roster = made.part
    assert isinstance(roster, StreamersPage)
    qtbot.waitUntil(lambda: roster.panel.form.record is not None)
    yield made
    made.hide()


def tab_of(page: PeoplePage, qtbot: QtBot) -> ContractsTab:
    """Bring the tab 合同 to the front and wait for its list."""
    assert isinstance(page.part, StreamersPage)
    tab = open_tab(page.part.panel.tabs, "合同")
    assert isinstance(tab, ContractsTab)
    qtbot.waitUntil(lambda: tab.model.rowCount() > 0)
    return tab


def listed(tab: ContractsTab | ContractsPage) -> list[list[str]]:
    """Return the cells of the list."""
    return [
        [tab.model.text_at(row, column) for column in range(tab.model.columnCount())]
        for row in range(tab.model.rowCount())
    ]


def dialog_of(page: PeoplePage, qtbot: QtBot) -> FormDialog:
    """Wait for a form and return it."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in page.findChildren(FormDialog)))
    return next(each for each in page.findChildren(FormDialog) if each.isVisible())


def reasons(dialog: FormDialog) -> str:
    """Return what is told under the fields of a form."""
    told = (each.text() for each in dialog.findChildren(QLabel) if each.objectName() == "reason")
    return "；".join(filter(None, told))


def press(widget: ContractsTab | ContractsPage, words: str) -> None:
    """Press a button by its words."""
    next(each for each in widget.findChildren(QPushButton) if each.text() == words).click()


def choose(dialog: FormDialog, name: str, value: object) -> None:
    """Fill a field in the way a user does: it counts as touched."""
    dialog.form.grid.editors[name].show_value(value)
    dialog.form.grid.changed_names.add(name)


def test_the_contracts_of_a_streamer_stand_in_a_tab(page: PeoplePage, qtbot: QtBot) -> None:
    tab = tab_of(page, qtbot)
    end = (TODAY + 20 * DAY).isoformat()
    assert listed(tab) == [["独家", "生效", (TODAY - 345 * DAY).isoformat(), end]]


def test_a_renewal_is_filled_in_and_saved_as_a_draft(
    page: PeoplePage, qtbot: QtBot, sqlite_database: Database
) -> None:
    tab = tab_of(page, qtbot)
    press(tab, "续签")
    dialog = dialog_of(page, qtbot)
    values = dialog.form.grid.readable()
    assert (values["start_on"], values["split"], values["platforms"]) == (TODAY + 21 * DAY, "35%", "快手")
    choose(dialog, "end_on", None)  # from now on without end
    dialog.form.save()
    qtbot.waitUntil(lambda: len(listed(tab)) == 2)
    assert listed(tab)[0] == ["独家", "草稿", (TODAY + 21 * DAY).isoformat(), "长期"]
    with sqlite_database.read() as session:
        assert store.load(session, Contract, 3).values["previous_id"] == 1


def test_an_overlap_keeps_the_form_open_and_names_the_other_contract(page: PeoplePage, qtbot: QtBot) -> None:
    tab = tab_of(page, qtbot)
    tab.begin_new()
    dialog = dialog_of(page, qtbot)
    choose(dialog, "kind", "独家")
    choose(dialog, "start_on", TODAY)
    dialog.form.save()
    qtbot.waitUntil(lambda: "HT-000001" in reasons(dialog))
    assert f"在快手重叠：{TODAY.isoformat()} 至 {(TODAY + 20 * DAY).isoformat()}" in reasons(dialog)
    assert dialog.isVisible()
    choose(dialog, "start_on", TODAY + 21 * DAY)
    dialog.form.save()
    qtbot.waitUntil(lambda: len(listed(tab)) == 2)


def test_all_contracts_are_listed_and_narrowed_by_their_end(page: PeoplePage, qtbot: QtBot) -> None:
    page.narrow({"part": "contracts"})
    page.refresh()
    contracts = page.part
    assert isinstance(contracts, ContractsPage)
    qtbot.waitUntil(lambda: contracts.model.rowCount() == 2)
    page.narrow({"part": "contracts", "ends": "30天内到期"})
    qtbot.waitUntil(lambda: contracts.model.rowCount() == 1)
    assert [listed(contracts)[0][at] for at in (1, 2, 6, 7)] == ["韩沉", "独家", "剩 20 天", "V1"]
    page.narrow({"part": "contracts", "ends": "7天内到期"})
    qtbot.waitUntil(lambda: contracts.model.rowCount() == 0)
    page.narrow({"status": "待签约"})  # filters without a part are the roster's
    assert isinstance(page.part, StreamersPage)


@pytest.mark.parametrize("typed", ["韩沉", "hanchen", "hc", "HT-000001"])
def test_contracts_are_found_by_who_signed_them(page: PeoplePage, qtbot: QtBot, typed: str) -> None:
    page.narrow({"part": "contracts"})
    page.refresh()
    contracts = page.part
    assert isinstance(contracts, ContractsPage)
    qtbot.waitUntil(lambda: contracts.model.rowCount() == 2)
    contracts.bar.search.setText(typed)
    qtbot.waitUntil(lambda: contracts.model.rowCount() == 1)
    assert listed(contracts)[0][1] == "韩沉"


def test_what_cannot_be_renewed_is_told(
    page: PeoplePage, tasks: Tasks, qtbot: QtBot, sqlite_database: Database
) -> None:
    with sqlite_database.write() as session:
        lifecycle.move(session, Contract, 2, "作废", reason="签错了人")
    told: list[object] = []
    tasks.failed.disconnect()
    tasks.failed.connect(told.append)
    page.narrow({"part": "contracts", "kind": "独家"})
    page.refresh()
    contracts = page.part
    assert isinstance(contracts, ContractsPage)
    qtbot.waitUntil(lambda: contracts.panel.key == 1 and contracts.panel.form.record is not None)
    contracts.begin_renewal()
    dialog_of(page, qtbot).form.save()
    qtbot.waitUntil(lambda: not any(each.isVisible() for each in page.findChildren(FormDialog)))
    qtbot.waitUntil(lambda: not tasks.is_busy())
    contracts.table.select_key(1)
    qtbot.waitUntil(lambda: contracts.panel.key == 1)
    contracts.begin_renewal()
    qtbot.waitUntil(lambda: "已有新版本 HT-000003" in "".join(map(str, told)))


@pytest.fixture
def split(page: PeoplePage, qtbot: QtBot) -> SplitEditor:
    """Give the lines of a share in the form of a new contract."""
    tab_of(page, qtbot).begin_new()
    editor = dialog_of(page, qtbot).form.grid.editors["split"]
    assert isinstance(editor, SplitEditor)
    return editor


def test_a_share_is_entered_tier_by_tier(split: SplitEditor) -> None:
    assert split.value() is None
    split.lines[0].rate.setText("30")
    assert split.value() == "30%"
    split.lines[0].until.setText("10万")
    split._extend()
    split.lines[1].rate.setText("35.5%")
    assert split.lines[1].since.text() == "10万元 至"
    assert split.value() == "10万元以下 30%；10万元以上 35.5%"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([("10万", "30")], "10万元 以上的分成没有约定，请补一档"),
        ([("10万", "30"), ("5万", "40"), ("", "50")], "止须大于起"),
        ([("10万", "")], "请填写分成比例"),
        ([("", "三成")], "分成比例应为数字"),
        ([("", "120")], "须在 0 至 100% 之间"),
        ([("", "30"), ("", "40")], "不封顶的一档须放在最后"),
    ],
)
def test_a_share_that_does_not_hold_together_says_why(
    split: SplitEditor, lines: list[tuple[str, str]], words: str
) -> None:
    for number, (until, rate) in enumerate(lines):
        if number:
            split._extend()
        split.lines[number].until.setText(until)
        split.lines[number].rate.setText(rate)
    with pytest.raises(Exception, match=words):
        split.value()


def test_a_stored_share_is_shown_as_it_was_entered(split: SplitEditor) -> None:
    stored = "10万元以下 30%；10万元至50万元 35%；50万元以上 40%"
    split.show_value(stored)
    assert [(line.since.text(), line.until.text(), line.rate.text()) for line in split.lines] == [
        ("0 至", "10万元", "30"),
        ("10万元 至", "50万元", "35"),
        ("50万元 至", "", "40"),
    ]
    assert split.value() == stored
    split.show_value(None)
    assert (len(split.lines), split.value()) == (1, None)
