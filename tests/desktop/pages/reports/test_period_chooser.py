"""The period of a report: which ones are offered, one back and one on, months to quarters and back."""

from datetime import date
from unittest.mock import Mock

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries.periods import Period
from desktop.pages.reports import period_chooser
from desktop.pages.reports.period_chooser import PeriodChooser


@pytest.fixture
def chooser(themed: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> PeriodChooser:
    """Give the chooser on 22 November 2026."""
    del themed

    monkeypatch.setattr(period_chooser, "date", Mock(today=lambda: date(2026, 11, 22)))
    made = PeriodChooser()
    qtbot.addWidget(made)
    qtbot.addWidget(made.kinds)
    return made


def offered(chooser: PeriodChooser) -> list[str]:
    combo = chooser._combo
    return [combo.itemText(row) for row in range(combo.count())]


def test_it_begins_with_the_month_that_is_to_be_reported(chooser: PeriodChooser) -> None:
    assert chooser.period == Period(202610, 202610)
    assert offered(chooser)[:2] == ["2026年11月", "2026年10月"]
    assert offered(chooser)[-1] == "2024年11月"


def test_a_quarter_and_a_year_begin_with_the_last_that_is_over(chooser: PeriodChooser, qtbot: QtBot) -> None:
    with qtbot.waitSignal(chooser.chosen):
        chooser.kinds.chosen.emit(1)
    assert chooser.period == Period(202607, 202609)
    assert offered(chooser)[:2] == ["2026年第四季度", "2026年第三季度"]
    with qtbot.waitSignal(chooser.chosen):
        chooser.kinds.chosen.emit(2)
    assert (chooser.period, offered(chooser)[:2]) == (Period(202501, 202512), ["2026年", "2025年"])
    chooser.kinds.chosen.emit(0)
    assert chooser.period == Period(202512, 202512)


def test_the_arrows_go_one_period_and_end_where_the_list_does(chooser: PeriodChooser) -> None:
    chooser._earlier.click()
    assert chooser.period == Period(202609, 202609)
    chooser._later.click()
    chooser._later.click()
    assert chooser.period == Period(202611, 202611)
    assert not chooser._later.isEnabled()


def test_what_is_asked_for_from_elsewhere_is_chosen_without_telling(
    chooser: PeriodChooser, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(chooser.chosen):
        chooser.choose(Period(202201, 202203))
    assert chooser.period == Period(202201, 202203)
    assert offered(chooser)[-1] == "2022年第一季度"


def test_periods_are_offered_from_the_first_month_with_data(chooser: PeriodChooser) -> None:
    chooser.offer_from(202003)
    assert offered(chooser)[-1] == "2020年3月"
    assert chooser.period == Period(202610, 202610)
