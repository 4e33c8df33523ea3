"""Refused cells the user can let in: asked once in the third step, checked again, and taken."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from sqlmodel import select

from db.imports import Offer
from db.models import Streamer
from desktop.records.import_wizard import ImportWizard
from desktop.settings import Settings
from desktop.tasks import Tasks
from tests.db.identity_numbers import id_no
from tests.desktop.records.test_import_wizard import book, go_on

_WHOLE = id_no(date(1990, 5, 1), serial=13)
_OLD = _WHOLE[:6] + _WHOLE[8:17]


@pytest.fixture
def wizard(tasks: Tasks, settings: Settings, tmp_path: Path) -> Iterator[ImportWizard]:
    """Give the wizard with a roster of which three lines are refused at first, each for another reason."""
    file = book(
        tmp_path / "名册.xlsx",
        ("姓名", "身份证号", "手机号", "入驻日期"),
        ("麦冬", None, "13800138000", "5/9/2026"),
        ("麦香", _OLD, "13800138001", "2026-09-06"),
        ("张三/李四", None, "13800138002、13900139002", "2026-09-07"),
        ("高粱", None, "13800138003", "2026-09-08"),
    )
    made = ImportWizard(tasks, settings, "streamers", [file])
    made.resize(1200, 760)
    made.show()
    yield made
    if isValid(made):
        made.hide()
        made.deleteLater()


def boxes(wizard: ImportWizard) -> dict[str, QCheckBox]:
    """Return what is offered in sight, by its words."""
    options = wizard.check.options
    return {box.text(): box for box in options.findChildren(QCheckBox) if box.isVisible()}


def says(wizard: ImportWizard, lines: int) -> bool:
    """Say whether the button tells of so many lines."""
    return wizard.next.text() == f"导入 {lines} 行"


def test_what_is_allowed_lets_the_lines_in(wizard: ImportWizard, tasks: Tasks, qtbot: QtBot) -> None:
    go_on(wizard, 1, qtbot)
    go_on(wizard, 2, qtbot)
    assert wizard.next.text() == "导入 1 行"
    offered = {Offer.DAY_FIRST, Offer.MONTH_FIRST, Offer.OLD_ID, Offer.SEVERAL_NAMES}
    assert offered <= set(boxes(wizard))
    assert Offer.MISREAD_CODE not in boxes(wizard)
    for offer, lines in ((Offer.DAY_FIRST, 2), (Offer.OLD_ID, 3), (Offer.SEVERAL_NAMES, 5)):
        boxes(wizard)[offer].click()
        qtbot.waitUntil(partial(says, wizard, lines))
    go_on(wizard, 3, qtbot)
    with tasks.database.read() as session:
        people = {one.name: (one.joined_on, one.id_no_tail) for one in session.exec(select(Streamer))}
    assert people == {
        "麦冬": (date(2026, 9, 5), None),
        "麦香": (date(2026, 9, 6), _WHOLE[-4:]),
        "张三": (date(2026, 9, 7), None),
        "李四": (date(2026, 9, 7), None),
        "高粱": (date(2026, 9, 8), None),
    }


def test_of_two_orders_only_one_is_allowed(wizard: ImportWizard, qtbot: QtBot) -> None:
    go_on(wizard, 1, qtbot)
    go_on(wizard, 2, qtbot)
    boxes(wizard)[Offer.DAY_FIRST].click()
    qtbot.waitUntil(partial(says, wizard, 2))
    boxes(wizard)[Offer.MONTH_FIRST].click()
    qtbot.waitUntil(lambda: not boxes(wizard)[Offer.DAY_FIRST].isChecked())
    assert boxes(wizard)[Offer.MONTH_FIRST].isChecked()
