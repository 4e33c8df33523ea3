"""设置 of the supply chain: weights that sum to 100, documents that are asked for, teams beside companies."""

import pytest
from pytestqt.qtbot import QtBot

from db import store
from db.engine import Database
from db.models import Org
from db.queries.scorecards import weights
from desktop.pages.settings import SettingsPage
from desktop.settings import Settings
from desktop.tasks import Tasks
from tests.db.partner_world import company


@pytest.fixture
def page(tasks: Tasks, settings: Settings, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(tasks, settings)
    qtbot.addWidget(made)
    tasks.saved.connect(made.refresh)
    made.resize(1158, 742)
    made.narrow({"part": "partners"})
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.partners.weights.boxes["质量合格率"].value() == 30)
    return made


def test_weights_are_saved_only_when_they_sum_to_100(page: SettingsPage, tasks: Tasks, qtbot: QtBot) -> None:
    card = page.partners.weights
    card.boxes["合规"].setValue(10)
    assert card._sum.text() == "合计 105%，应为 100%"
    assert not card.save.isEnabled()
    page.refresh()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert card.boxes["合规"].value() == 10, "what is being typed stays"
    card.boxes["质量合格率"].setValue(25)
    assert card.save.isEnabled()
    card.save.click()
    qtbot.waitUntil(lambda: not tasks.is_busy() and not card._is_edited)
    with tasks.database.read() as session:
        assert weights(session) == {
            "质量合格率": 25, "交付准时率": 20, "退货率": 20, "售后响应": 15, "价格竞争力": 10, "合规": 10,
        }  # fmt: skip


def test_the_documents_asked_for_are_those_of_the_house_and_can_be_taken_away(
    page: SettingsPage, tasks: Tasks, qtbot: QtBot
) -> None:
    card = page.partners.documents
    qtbot.waitUntil(lambda: card.model.rowCount() == 6)
    kinds = [card.model.text_at(row, 0) for row in range(6)]
    assert sorted(set(kinds)) == ["商标授权书", "营业执照", "食品经营许可证"]
    card.table.select_key(1)
    with tasks.database.read() as session:
        assert store.search(session, card.model.view, store.Query()).total == 6


def test_the_list_of_teams_leaves_the_companies_out(
    page: SettingsPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    with sqlite_database.write() as session:
        company(session)
        store.save(session, Org, {"name": "小满团队", "roles": "操盘团队"})
        session.commit()
    page.refresh()
    teams = page.lists._lists[1].list
    qtbot.waitUntil(lambda: teams.count() == 1)
    assert teams.item(0).text() == "小满团队"
