"""供应链 as someone at the base uses it: companies, their papers, products, tickets and grades."""

from datetime import date, timedelta
from functools import partial
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from db import store
from db.engine import Database
from db.models import Evaluation, Org
from desktop.pages.partners import PartnersPage
from desktop.pages.partners.companies import CompaniesPage
from desktop.pages.partners.evaluation import EvaluationDialog
from desktop.pages.partners.lists import DocumentsPage
from desktop.records.child_tab import ChildTab
from desktop.records.detail_tab import DetailTab
from desktop.records.form_dialog import FormDialog
from desktop.records.later_tab import LaterTab
from desktop.records.link_editor import LinkEditor
from desktop.records.move_dialog import MoveDialog
from desktop.records.record_page import RecordPage
from desktop.settings import Settings
from desktop.tasks import Tasks
from tests.db.partner_world import TODAY, check, company, document, judge, listed, product, ticket

Box = TypeVar("Box", bound=QDialog)


@pytest.fixture
def base(sqlite_database: Database) -> dict[str, int]:
    """Enter two companies: one in good standing, one only thought of."""
    with sqlite_database.write() as session:
        good, new = listed(session), company(session, "兰陵绿源蔬菜合作社", region="兰陵县")
        document(session, good, "质量检测报告", -5)
        check(session, product(session, good), date(2026, 9, 5))
        ticket(session, good, date(2026, 9, 8))
        judge(session, good, "2026-08", 72)
        session.commit()
    return {"good": good, "new": new}


@pytest.fixture
def page(tasks: Tasks, settings: Settings, qtbot: QtBot, base: dict[str, int]) -> PartnersPage:
    made = PartnersPage(tasks, settings)
    qtbot.addWidget(made)
    tasks.saved.connect(made.refresh)
    made.resize(1158, 742)
    made.show()
    made.refresh()
    companies = made.part
    assert isinstance(companies, CompaniesPage)
    qtbot.waitUntil(lambda: companies.model.rowCount() == len(base) and bool(companies.panel.form.record))
    return made


def column(page: RecordPage, name: str) -> list[str]:
    at = [each.name for each in page.view.columns].index(name)
    return [page.model.text_at(row, at) for row in range(page.model.rowCount())]


def part(page: PartnersPage, key: str) -> RecordPage:
    """Go to a part as a reminder does."""
    page.narrow({"part": key})
    page.refresh()
    assert isinstance(page.part, RecordPage)
    return page.part


def dialog(kind: type[Box]) -> Box:
    """Return the dialog of a kind that is open."""
    return next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
    )


def made(later: LaterTab) -> DetailTab | None:
    """Return the tab behind one that is made later."""
    return later.tab


def has_rows(tab: ChildTab) -> bool:
    """Say whether a tab shows anything."""
    return tab.model.rowCount() > 0


def choose(card: EvaluationDialog, company: int, name: str, period: str) -> None:
    """Choose company and period on a scorecard."""
    editor = card.grid.editors["org_id"]
    assert isinstance(editor, LinkEditor)
    editor.show_value(company)
    editor.show_name(name)
    card.grid.editors["period"].show_value(period)
    card.ask()


def test_the_list_tells_state_papers_and_grade_at_a_glance(page: PartnersPage) -> None:
    companies = page.part
    assert isinstance(companies, CompaniesPage)
    assert column(companies, "status") == ["合格在册", "潜在"]
    assert column(companies, "papers") == ["有过期", "缺必备"]
    assert column(companies, "grade") == ["B", "—"]


@pytest.mark.parametrize(
    ("key", "name", "words"),
    [
        ("qualifications", "left", ["过期5天", "剩365天"]),
        ("products", "checked", ["通过"]),
        ("product_checks", "result", ["通过"]),
        ("tickets", "state", ["处理中"]),
        ("evaluations", "total", ["72.00"]),
    ],
)
def test_every_list_of_the_page_shows_what_all_companies_have(
    page: PartnersPage, qtbot: QtBot, key: str, name: str, words: list[str]
) -> None:
    shown = part(page, key)
    qtbot.waitUntil(lambda: column(shown, name) == words)


def test_every_tab_of_a_company_shows_what_is_kept_of_it(page: PartnersPage, qtbot: QtBot) -> None:
    companies = page.part
    assert isinstance(companies, CompaniesPage)
    tabs = companies.panel.tabs
    counts: dict[str, int] = {}
    for number in range(1, tabs.count()):
        later = tabs.widget(number)
        assert isinstance(later, LaterTab)
        assert made(later) is None, "it is made when it is chosen"
        tabs.choose(number)
        if isinstance(tab := made(later), ChildTab):
            qtbot.waitUntil(partial(has_rows, tab))
            counts[tabs.tabText(number)] = tab.model.rowCount()
    assert counts == {"资质": 2, "产品": 1, "选品核验": 1, "工单": 1, "评价": 1}


def test_one_document_is_shown_on_request(page: PartnersPage, qtbot: QtBot) -> None:
    page.narrow({"part": "qualifications", "key": 2})
    documents = page.part
    assert isinstance(documents, DocumentsPage)
    qtbot.waitUntil(lambda: documents.panel.key == 2)


def test_a_new_company_is_a_supplier_and_stands_in_the_list(page: PartnersPage, qtbot: QtBot) -> None:
    companies = page.part
    assert isinstance(companies, CompaniesPage)
    companies.begin_new()
    form = dialog(FormDialog)
    form.form.grid.editors["name"].show_value("临沂恒泰服饰有限公司")
    form.form.save()
    qtbot.waitUntil(lambda: "临沂恒泰服饰有限公司" in column(companies, "name"))
    assert column(companies, "roles")[-1] == "供应商"


def test_a_company_entered_twice_keeps_the_form_open_with_the_reason(
    page: PartnersPage, qtbot: QtBot
) -> None:
    companies = page.part
    assert isinstance(companies, CompaniesPage)
    companies.begin_new()
    form = dialog(FormDialog)
    form.form.grid.editors["name"].show_value("沂河丰禾食品公司")
    form.form.save()
    reasons = form.form.grid.reasons
    qtbot.waitUntil(lambda: "疑似同一家企业" in reasons["name"].text())
    assert form.isVisible()
    form.form.forget_edits()
    form.form.cancel()


def test_the_scorecard_suggests_what_the_records_say_and_keeps_what_was_typed(
    page: PartnersPage, qtbot: QtBot, base: dict[str, int], sqlite_database: Database
) -> None:
    evaluations = part(page, "evaluations")
    evaluations.begin_new()
    card = dialog(EvaluationDialog)
    choose(card, base["good"], "沂河丰禾食品有限公司", "2026-09")
    lines = card.lines
    qtbot.waitUntil(lambda: lines.editors["质量合格率"].value() == 100)
    assert lines.editors["价格竞争力"].value() is None
    card.save()
    qtbot.waitUntil(lambda: "价格竞争力" in card._trouble.text())
    assert card.isVisible()
    lines.editors["价格竞争力"].show_value(80)
    lines.edited.emit()
    assert card._sum.text().startswith("总分 ")
    card.save()
    qtbot.waitUntil(lambda: evaluations.model.rowCount() == 2)
    with sqlite_database.read() as session:
        found = store.load(session, Evaluation, 2).values
    assert (found["period"], found["grade"]) == ("2026-09", "B")


def test_a_period_without_activity_is_refused_with_a_sentence(
    page: PartnersPage, qtbot: QtBot, base: dict[str, int]
) -> None:
    evaluations = part(page, "evaluations")
    evaluations.begin_new()
    card = dialog(EvaluationDialog)
    choose(card, base["new"], "兰陵绿源蔬菜合作社", "2026-09")
    qtbot.waitUntil(lambda: "没有业务往来" in card._told.text())
    for editor in card.lines.editors.values():
        editor.show_value(90)
    card.save()
    qtbot.waitUntil(lambda: "不评价" in card.grid.reasons["period"].text())
    card.grid.editors["supplied"].show_value("采购单3笔，2.6万元")
    card.save()
    qtbot.waitUntil(lambda: evaluations.model.rowCount() == 2)


def test_a_refused_move_says_which_paper_is_missing(
    page: PartnersPage, qtbot: QtBot, base: dict[str, int], tasks: Tasks, sqlite_database: Database
) -> None:
    with sqlite_database.write() as session:
        paper = document(session, base["new"], valid_to=-22)
        session.commit()
    assert paper
    from db.lifecycle import move, moves  # noqa: PLC0415
    from desktop.records.reading import read_record  # noqa: PLC0415

    with sqlite_database.write() as session:
        for state in ("资料收集", "资质审核"):
            move(session, Org, base["new"], state)
        session.commit()
    with sqlite_database.read() as session:
        record = read_record(session, Org, base["new"])
        wanted = next(each for each in moves(session, Org, base["new"]) if each.to == "合格在册")
    box = MoveDialog(tasks, Org, record, wanted, page)
    qtbot.addWidget(box)
    box.show()
    assert not box.confirm.isEnabled()
    ended = TODAY - timedelta(days=22)
    words = f"营业执照已于{ended.year}年{ended.month}月{ended.day}日到期，过期22天，请换证后登记新证"
    assert wanted.reasons == (words,)
    assert wanted.reached == "1/2 达成"


def test_a_check_begun_at_a_company_is_of_its_own_products(
    page: PartnersPage, qtbot: QtBot, sqlite_database: Database, base: dict[str, int]
) -> None:
    with sqlite_database.write() as session:
        product(session, base["new"], "山药")
        session.commit()
    companies = page.part
    assert isinstance(companies, CompaniesPage)
    qtbot.waitUntil(lambda: companies.panel.key == base["good"])
    companies.panel.tabs.choose(3)
    later = companies.panel.tabs.widget(3)
    assert isinstance(later, LaterTab)
    tab = later.tab
    assert isinstance(tab, ChildTab)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 1)
    tab.begin_new()
    form = dialog(FormDialog).form
    asked = form.grid.editors["product_id"]
    assert isinstance(asked, LinkEditor)
    found: list[tuple[int, str]] = []
    page.tasks.read(page, lambda session: asked.look_up(session, ""), found.extend)
    qtbot.waitUntil(lambda: [name for _key, name in found] == ["蒙山小米"])
