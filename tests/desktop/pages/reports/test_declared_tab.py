"""填报: sales, people and incidents are declared month by month, and nothing typed is lost."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from db import store
from db.models import EmploymentMonth, Incident, Report
from db.models.report_words import ReportState
from db.queries import declared
from db.queries.declared import Retail
from db.queries.periods import Period
from db.store.employment import EmploymentEntry, declare_employment, employment_of
from desktop.pages.reports import declared_card
from desktop.pages.reports.declared_tab import DeclaredTab
from desktop.records.form_dialog import FormDialog
from desktop.records.questions import Answer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.pages.reports.declared_card import DeclaredCard
    from desktop.settings import Settings
    from desktop.tasks import Tasks

AUGUST, SEPTEMBER = Period(202608, 202608), Period(202609, 202609)


@pytest.fixture
def tab(tasks: Tasks, settings: Settings, qtbot: QtBot) -> DeclaredTab:
    """Show September of a base that declared its people and two incidents, read again after each save."""
    with tasks.database.write() as session:
        declare_employment(session, EmploymentEntry(202609, 1_950, None, None))
        for day, kind in ((3, "投诉"), (21, "违规")):
            values = {"on": date(2026, 9, day), "kind": kind, "description": "直播间用语不当"}
            store.save(session, Incident, values)
    made = DeclaredTab(tasks, settings)
    qtbot.addWidget(made)
    tasks.saved.connect(lambda: made.show_period(made._period or SEPTEMBER))
    made.resize(1158, 640)
    made.show()
    made.show_period(SEPTEMBER)
    settle(tasks, qtbot)
    return made


def settle(tasks: Tasks, qtbot: QtBot) -> None:
    """Wait until everything asked is answered."""
    qtbot.waitUntil(lambda: not tasks.is_busy())


def type_into(card: DeclaredCard, *texts: str) -> None:
    """Type into the fields of a card, one after the other."""
    for field, text in zip(card.fields, texts, strict=True):
        if isinstance(field, QLineEdit):
            field.setText(text)
        else:
            field.setPlainText(text)


def texts_of(card: DeclaredCard) -> tuple[str, ...]:
    """Return what stands in the fields."""
    return tuple(
        field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text() for field in card.fields
    )


def test_it_shows_what_was_declared_and_what_happened(tab: DeclaredTab) -> None:
    assert texts_of(tab.employment) == ("1,950", "", "")
    assert (tab.employment.state.text(), tab.retail.state.text()) == ("已填报", "本月未填报")
    assert (tab.incidents.model.rowCount(), tab.incidents.count.text()) == (2, "共 2 件")
    assert not tab.months.isVisible()


def test_sales_are_typed_as_people_write_them_and_need_their_scope(
    tab: DeclaredTab, tasks: Tasks, qtbot: QtBot
) -> None:
    type_into(tab.retail, "303.6万", "400万", "")
    tab.retail.save_button.click()
    assert tab.retail.reason.text() == "口径说明：填写了金额，请写明申报口径"
    type_into(tab.retail, "303.6万", "400万", "入驻企业申报")
    tab.retail.save_button.click()
    assert tab.retail.reason.text() == "直播部分不能大于合计，请核对"
    type_into(tab.retail, "303.6万", "１２0.5万", "入驻企业申报")
    tab.retail.save_button.click()
    settle(tasks, qtbot)
    with tasks.database.read() as session:
        known = declared.retail(session, 202609)
    assert known == Retail(202609, 303_600_000, 120_500_000, "入驻企业申报")
    assert (tab.retail.state.text(), tab.has_unsaved) == ("已填报", False)
    assert texts_of(tab.retail) == ("3,036,000.00", "1,205,000.00", "入驻企业申报")


def test_an_estimate_asks_for_its_method(tab: DeclaredTab, tasks: Tasks, qtbot: QtBot) -> None:
    type_into(tab.employment, "1,950", "5800", "")
    tab.employment.save_button.click()
    assert tab.employment.reason.text() == "统计方法：填写了带动就业，请写明测算方法"
    type_into(tab.employment, "1,950", "5800", "每名主播带动3人")
    tab.employment.save_button.click()
    settle(tasks, qtbot)
    with tasks.database.read() as session:
        known = employment_of(session, 202609)
    assert (known.direct, known.induced, known.method) == (1_950, 5_800, "每名主播带动3人")


def test_what_was_typed_of_a_month_waits_there_while_another_is_looked_at(
    tab: DeclaredTab, tasks: Tasks, qtbot: QtBot
) -> None:
    type_into(tab.employment, "2000", "", "")
    assert (tab.employment.state.text(), tab.has_unsaved) == ("有未保存的修改", True)
    tab.show_period(AUGUST)
    settle(tasks, qtbot)
    assert (texts_of(tab.employment), tab.incidents.model.rowCount()) == (("", "", ""), 0)
    tab.show_period(SEPTEMBER)
    settle(tasks, qtbot)
    assert texts_of(tab.employment) == ("2000", "", "")
    type_into(tab.employment, "1,950", "", "")
    assert not tab.has_unsaved


def test_a_save_elsewhere_does_not_wipe_what_is_being_typed(
    tab: DeclaredTab, tasks: Tasks, qtbot: QtBot
) -> None:
    type_into(tab.retail, "88", "", "")
    tasks.write(
        tab, lambda session: store.save(session, EmploymentMonth, {"month": 202601}), lambda _key: None
    )
    settle(tasks, qtbot)
    assert texts_of(tab.retail) == ("88", "", "")


def test_a_quarter_is_declared_month_by_month(tab: DeclaredTab, tasks: Tasks, qtbot: QtBot) -> None:
    tab.show_period(Period(202607, 202609))
    settle(tasks, qtbot)
    assert tab.months.isVisible()
    assert (tab.month, texts_of(tab.employment)[0], tab.incidents.model.rowCount()) == (202609, "1,950", 2)
    tab.months.setCurrentIndex(0)
    settle(tasks, qtbot)
    assert (tab.month, texts_of(tab.employment)[0]) == (202607, "")


@pytest.mark.parametrize(("answer", "goes"), [(Answer.STAY, False), (Answer.DROP, True)])
def test_closing_asks_what_becomes_of_what_was_typed(
    tab: DeclaredTab, monkeypatch: pytest.MonkeyPatch, answer: Answer, *, goes: bool
) -> None:
    assert tab.may_close()
    type_into(tab.employment, "2000", "", "")
    monkeypatch.setattr(declared_card, "ask_unsaved", lambda _parent: answer)
    assert tab.may_close() is goes
    assert tab.has_unsaved is not goes


def test_closing_saves_every_month_that_waits(
    tab: DeclaredTab, tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_into(tab.employment, "2000", "", "")
    tab.show_period(AUGUST)
    settle(tasks, qtbot)
    type_into(tab.employment, "1900", "", "")
    monkeypatch.setattr(declared_card, "ask_unsaved", lambda _parent: Answer.SAVE)
    assert not tab.may_close()
    qtbot.waitUntil(lambda: not tab.isVisible())
    assert not tab.has_unsaved
    with tasks.database.read() as session:
        known = [employment_of(session, month).direct for month in (202608, 202609)]
    assert known == [1_900, 2_000]


def test_a_month_that_cannot_be_saved_is_brought_into_sight(
    tab: DeclaredTab, tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_into(tab.employment, "很多", "", "")
    tab.show_period(AUGUST)
    settle(tasks, qtbot)
    monkeypatch.setattr(declared_card, "ask_unsaved", lambda _parent: Answer.SAVE)
    with qtbot.waitSignal(tab.page_wanted) as wanted:
        assert not tab.may_close()
    assert wanted.args == ["reports", {"month": 202609, "tab": "declared"}]
    assert tab.isVisible()
    assert tab.has_unsaved


def test_a_signed_report_is_told_of(tab: DeclaredTab, tasks: Tasks, qtbot: QtBot) -> None:
    assert not tab.signed.isVisible()
    with tasks.database.write() as session:
        session.add(Report(code="YB-1", first=202609, last=202609, status=ReportState.SIGNED))
    tab.show_period(SEPTEMBER)
    qtbot.waitUntil(tab.signed.isVisible)
    tab.show_period(AUGUST)
    qtbot.waitUntil(lambda: not tab.signed.isVisible())


def test_an_incident_is_added_changed_and_deleted(
    tab: DeclaredTab, tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab.incidents.begin_new()
    (dialog,) = tab.window().findChildren(FormDialog)
    editors = dialog.form.grid.editors
    assert editors["on"].value() == date(2026, 9, 30)
    editors["kind"].show_value("舆情")
    editors["description"].show_value("短视频引发讨论")
    dialog.form.save()
    settle(tasks, qtbot)
    qtbot.waitUntil(lambda: tab.incidents.model.rowCount() == 3)
    key = tab.incidents.table.current_key()
    assert key is not None
    assert tab.incidents.model.words_of(key, ("kind", "description")) == ["舆情", "短视频引发讨论"]
    monkeypatch.setattr("desktop.records.record_actions.confirm_delete", lambda *_args: True)
    tab.incidents.actions_of_rows.delete()
    qtbot.waitUntil(lambda: tab.incidents.count.text() == "共 2 件")
