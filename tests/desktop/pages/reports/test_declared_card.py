"""A card of 填报: units beside the numbers, Enter saves, and two seats do not wipe each other's figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from db.queries import declared
from db.queries.declared import Retail
from db.store.employment import EmploymentEntry, declare_employment, employment_of
from desktop.pages.reports.declarations import EMPLOYMENT, RETAIL
from desktop.pages.reports.declared_card import DeclaredCard
from desktop.records.conflict_box import ConflictBox
from desktop.widgets.growing_text import GrowingText

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.tasks import Tasks

MONTH = 202609


@pytest.fixture
def card(tasks: Tasks, qtbot: QtBot) -> DeclaredCard:
    """Show the sales of a month that were declared before."""
    with tasks.database.write() as session:
        declared.declare_retail(session, Retail(MONTH, 100_00, None, "入驻企业申报"))
    made = DeclaredCard(tasks, RETAIL)
    qtbot.addWidget(made)
    made.show()
    made.show_month(MONTH)
    qtbot.waitUntil(lambda: line(made, 0).text() == "100.00")
    return made


def line(card: DeclaredCard, number: int) -> QLineEdit:
    """Return a field of one line."""
    field = card.fields[number]
    assert isinstance(field, QLineEdit)
    return field


def kept(tasks: Tasks) -> int | None:
    """Return the sales kept of the month, in 分."""
    with tasks.database.read() as session:
        return declared.retail(session, MONTH).total


def other_seat(tasks: Tasks, amount: int) -> None:
    """Declare another amount from another seat."""
    with tasks.database.write() as session:
        declared.declare_retail(session, Retail(MONTH, amount, None, "入驻企业申报"))


def box_over(card: DeclaredCard, qtbot: QtBot) -> ConflictBox:
    """Wait for the question whose figures shall stay."""
    qtbot.waitUntil(lambda: bool(card.findChildren(ConflictBox)))
    return card.findChildren(ConflictBox)[0]


def test_units_stand_beside_the_numbers(card: DeclaredCard, tasks: Tasks, qtbot: QtBot) -> None:
    people = DeclaredCard(tasks, EMPLOYMENT)
    qtbot.addWidget(people)
    for shown, unit in ((card, "元"), (people, "人")):
        assert [each.text() for each in shown.findChildren(QLabel)].count(unit) == 2


def test_enter_saves_and_a_complaint_goes_once_the_text_is_another(
    card: DeclaredCard, tasks: Tasks, qtbot: QtBot
) -> None:
    line(card, 0).setText("很多")
    QTest.keyClick(line(card, 0), Qt.Key.Key_Return)
    assert card.reason.isVisible()
    line(card, 0).setText("250")
    assert not card.reason.isVisible()
    QTest.keyClick(line(card, 0), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: kept(tasks) == 250_00)


def test_a_text_longer_than_is_kept_is_refused_with_its_limit(card: DeclaredCard, tasks: Tasks) -> None:
    note = card.fields[2]
    assert isinstance(note, GrowingText)
    note.setPlainText("口径" * 101)
    card.save()
    assert "最多 200 个字" in card.reason.text()
    with tasks.database.read() as session:
        assert declared.retail(session, MONTH).note == "入驻企业申报"


def test_what_another_seat_kept_is_not_overwritten_unasked(
    card: DeclaredCard, tasks: Tasks, qtbot: QtBot
) -> None:
    other_seat(tasks, 300_00)
    line(card, 0).setText("250")
    card.save()
    box = box_over(card, qtbot)
    assert {"我的", "250.00", "对方的", "300.00"} <= {each.text() for each in box.findChildren(QLabel)}
    assert kept(tasks) == 300_00
    box.overwritten.emit()
    qtbot.waitUntil(lambda: kept(tasks) == 250_00)
    qtbot.waitUntil(lambda: not card.has_unsaved)


def test_the_other_seats_figures_can_be_taken(card: DeclaredCard, tasks: Tasks, qtbot: QtBot) -> None:
    other_seat(tasks, 300_00)
    line(card, 0).setText("250")
    card.save()
    box_over(card, qtbot).theirs_taken.emit()
    qtbot.waitUntil(lambda: line(card, 0).text() == "300.00")
    assert not card.has_unsaved


def test_the_same_figure_from_two_seats_is_no_conflict(tasks: Tasks) -> None:
    with tasks.database.read() as session:
        before = employment_of(session, MONTH)
    for _seat in range(2):
        with tasks.database.write() as session:
            EMPLOYMENT.save(session, before, MONTH, EmploymentEntry(MONTH, 1_950))
    with tasks.database.write() as session:
        declare_employment(session, employment_of(session, MONTH))
        assert employment_of(session, MONTH).direct == 1_950


def test_a_card_is_never_lower_than_its_texts_need(card: DeclaredCard, qtbot: QtBot) -> None:
    holder = QWidget()
    card.setParent(holder)  # by itself it would be a window, which its layout keeps large enough
    card.resize(380, 240)
    holder.show()
    before = card.minimumHeight()
    note = card.fields[2]
    assert isinstance(note, GrowingText)
    note.setPlainText("\n".join("入驻企业申报" for _line in range(8)))
    lines = 6 * note.fontMetrics().lineSpacing()
    qtbot.waitUntil(lambda: card.minimumHeight() >= before + lines)
    card.setParent(None)
