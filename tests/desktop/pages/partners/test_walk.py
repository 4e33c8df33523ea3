"""One partner from 潜在 to 合格在册 to 限制合作, through the buttons and forms of the page."""

from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import daily
from db.engine import Database
from desktop.pages.partners.companies import CompaniesPage
from desktop.records.child_tab import ChildTab
from desktop.records.form_dialog import FormDialog
from desktop.records.later_tab import LaterTab
from desktop.records.move_dialog import MoveDialog
from desktop.settings import Settings
from desktop.tasks import Tasks
from tests.db.partner_world import TODAY, company


@pytest.fixture
def page(tasks: Tasks, settings: Settings, qtbot: QtBot, sqlite_database: Database) -> CompaniesPage:
    with sqlite_database.write() as session:
        company(session, "沂南青驼休闲食品厂", categories="休闲食品")
        session.commit()
    made = CompaniesPage(tasks, settings)
    qtbot.addWidget(made)
    tasks.saved.connect(made.refresh)
    made.resize(1158, 742)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.panel.key == 1 and made.panel.form.record is not None)
    return made


def state(page: CompaniesPage) -> str:
    """Return the state the list shows."""
    return page.model.text_at(0, [column.name for column in page.view.columns].index("status"))


def is_in(page: CompaniesPage, wanted: str) -> bool:
    """Say whether the list shows a state."""
    return state(page) == wanted


def go(page: CompaniesPage, qtbot: QtBot, to: str) -> str:
    """Ask for a move by the button and its menu; make it when it is allowed. Return what it reached."""
    assert page.state is not None
    page.state.click()
    menu = page.state._menu
    qtbot.waitUntil(menu.isVisible)
    action = next(each for each in menu.actions() if each.text().partition("\t")[0] == to)
    reached = action.text().partition("\t")[2]
    menu.close()
    action.trigger()
    (box,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, MoveDialog))
    if box.confirm.isEnabled():
        box.confirm.click()
        qtbot.waitUntil(lambda: state(page) == to)
    else:
        box.reject()
    qtbot.waitUntil(lambda: not any(isinstance(each, MoveDialog) for each in QApplication.topLevelWidgets()))
    return reached


def papers(page: CompaniesPage) -> ChildTab:
    """Choose the tab of the documents."""
    page.panel.tabs.choose(1)
    later = page.panel.tabs.widget(1)
    assert isinstance(later, LaterTab)
    assert isinstance(later.tab, ChildTab)
    return later.tab


def fill(qtbot: QtBot, tab: ChildTab, count: int, **values: object) -> None:
    """Fill in the form that is open and save it; wait until the tab shows so many documents."""
    (form,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, FormDialog))
    for name, value in values.items():
        form.form.grid.editors[name].show_value(value)
        form.form.grid.changed_names.add(name)
    form.form.save()
    qtbot.waitUntil(lambda: tab.model.rowCount() == count and not tab._tasks.is_busy())
    qtbot.waitUntil(lambda: not any(isinstance(each, FormDialog) for each in QApplication.topLevelWidgets()))


def test_a_partner_is_let_in_by_its_papers_and_limited_the_day_after_one_ran_out(
    page: CompaniesPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    assert go(page, qtbot, "资料收集") == ""
    assert go(page, qtbot, "资质审核") == "1/3 达成"
    assert state(page) == "资料收集"
    tab = papers(page)
    for count, kind, end, verified in (
        (1, "营业执照", None, "已核验"),
        (2, "食品生产许可证", TODAY, "未核验"),
    ):
        tab.begin_new()
        fill(qtbot, tab, count, kind=kind, valid_to=end, verified=verified)
    assert go(page, qtbot, "资质审核") == "3/3 达成"
    assert go(page, qtbot, "合格在册") == "2/3 达成"
    tab = papers(page)
    tab.table.selectRow(0)
    tab.edit()
    qtbot.waitUntil(lambda: any(isinstance(each, FormDialog) for each in QApplication.topLevelWidgets()))
    fill(qtbot, tab, 2, verified="已核验")
    assert go(page, qtbot, "合格在册") == "3/3 达成"
    for day, expected in ((TODAY, "合格在册"), (TODAY + timedelta(days=1), "限制合作")):
        with sqlite_database.write() as session:
            daily.run(session, day)
            session.commit()
        page.refresh()
        qtbot.waitUntil(partial(is_in, page, expected))
