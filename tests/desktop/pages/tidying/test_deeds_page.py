"""操作记录: every step of the window in one list; a record deleted long ago is brought back from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from db import deeds
from db.models import Streamer
from db.queries.tables import STREAMERS
from desktop.pages.tidying import TidyingPage
from desktop.pages.tidying.deeds_page import DeedsPage
from desktop.records import offered_undo
from desktop.widgets.notice import Notice
from tests.desktop.invented import add_streamers

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from db.engine import Database
    from desktop.settings import Settings
    from desktop.tasks import Tasks


@pytest.fixture
def people(sqlite_database: Database) -> list[int]:
    """Add three people; the first is deleted, then the others get an agent."""
    keys = add_streamers(sqlite_database, 3)
    with sqlite_database.write() as session:
        deeds.delete_all(session, Streamer, keys[:1])
    with sqlite_database.write() as session:
        deeds.set_all(session, Streamer, keys[1:], {"agent": "陈果"})
    return keys


@pytest.fixture
def page(tasks: Tasks, settings: Settings, qtbot: QtBot, people: list[int]) -> DeedsPage:
    """Show the part of 数据整理 that lists the steps."""
    assert people
    made = TidyingPage(tasks, settings)
    qtbot.addWidget(made)
    made.narrow({"part": "deeds"})
    tasks.saved.connect(made.refresh)
    made.show()
    made.refresh()
    part = made.part
    assert isinstance(part, DeedsPage)
    qtbot.waitUntil(lambda: part.table.words.rowCount() == 2)
    return part


def cell(page: DeedsPage, row: int, column: int) -> str:
    """Return what stands in a cell."""
    return str(page.table.words.index(row, column).data())


def living(database: Database) -> list[int]:
    """Return who is in the roster."""
    with database.read() as session:
        asked = select(STREAMERS.c.id).where(STREAMERS.c.deleted_at.is_(None))
        return list(session.scalars(asked.order_by(STREAMERS.c.id)))


def agents(database: Database, keys: list[int]) -> list[str | None]:
    """Return the agents of some people."""
    with database.read() as session:
        return list(session.scalars(select(STREAMERS.c.agent).where(STREAMERS.c.id.in_(keys))))


def test_the_newest_step_stands_first_and_says_to_how_many_it_was_done(page: DeedsPage) -> None:
    assert cell(page, 0, 1).startswith("将 2 条主播记录的")
    assert [cell(page, row, 2) for row in (0, 1)] == ["2", "1"]
    assert cell(page, 1, 1).startswith("删除主播")
    assert [cell(page, row, 4) for row in (0, 1)] == ["有效", "有效"]


def test_somebody_deleted_comes_back_and_goes_again(
    page: DeedsPage, qtbot: QtBot, people: list[int], sqlite_database: Database
) -> None:
    page.search.setText("删除")
    assert page.table.words.rowCount() == 1
    page.back.click()
    qtbot.waitUntil(lambda: living(sqlite_database) == people)
    qtbot.waitUntil(lambda: cell(page, 0, 4) == "已撤销")
    assert (page.back.isVisibleTo(page), page.again.isVisibleTo(page)) == (False, True)
    page.again.click()
    qtbot.waitUntil(lambda: living(sqlite_database) == people[1:])
    qtbot.waitUntil(lambda: cell(page, 0, 4) == "有效")


def test_a_way_back_that_leads_nowhere_any_more_is_taken_away(page: DeedsPage, qtbot: QtBot) -> None:
    def offers() -> list[str]:
        notices = page.window().findChildren(Notice)
        return [each.text.partition("：")[0] for each in notices if each.isVisible()]

    page.search.setText("删除")
    for button, said in ((page.back, "已撤销"), (page.again, "已恢复"), (page.back, "已撤销")):
        qtbot.waitUntil(lambda button=button: button.isVisibleTo(page))  # type: ignore[misc]
        button.click()
        qtbot.waitUntil(lambda said=said: said in offers())  # type: ignore[misc]
        assert offers() == [said]


def test_what_was_done_to_several_is_taken_back_after_asking(
    page: DeedsPage,
    qtbot: QtBot,
    people: list[int],
    sqlite_database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked, answers = [], [False, True]

    def confirm(_parent: object, _title: str, text: str, *_more: str) -> bool:
        asked.append(text)
        return answers.pop(0)

    monkeypatch.setattr(offered_undo, "confirm", confirm)
    page.table.selectRow(0)
    page.back.click()
    qtbot.waitUntil(lambda: len(asked) == 1)
    assert agents(sqlite_database, people[1:]) == ["陈果"] * 2
    page.back.click()
    qtbot.waitUntil(lambda: agents(sqlite_database, people[1:]) == [None] * 2)
    assert asked[0].startswith("撤销：将 2 条主播记录的")


def test_words_nobody_did_anything_by_leave_nothing_to_undo(page: DeedsPage) -> None:
    page.search.setText("没有这样的事")
    assert page.table.words.rowCount() == 0
    assert page.chosen is None
    assert not page.back.isEnabled()
    page.undo()
    page.search.clear()
    assert page.back.isEnabled()
