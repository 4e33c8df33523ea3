"""The report page of a base with two counted sessions last month, and one that is not."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from pytestqt.qtbot import QtBot

from db.engine import Session
from db.models import LiveSession, PlatformAccount
from db.models.words import DataStage, Platform
from db.queries.periods import month_of, months_before
from desktop.pages.reports import ReportsPage
from desktop.pages.reports.figures_tab import FiguresTab
from desktop.settings import Settings
from desktop.tasks import Tasks

THIS = month_of(date.today())
LAST = months_before(THIS, 1)


def add_live(
    session: Session, number: int, month: int, gmv: int, stage: DataStage = DataStage.CHECKED
) -> None:
    """Add a session of one hour."""
    start = datetime(month // 100, month % 100, 2, 20)
    session.add(
        LiveSession(
            code=f"CC-{number}", start_at=start, month=month, platform=Platform.KUAISHOU,
            account_id=1, minutes=60, gmv=gmv, stage=stage,
        )
    )  # fmt: skip


@pytest.fixture
def page(tasks: Tasks, settings: Settings, qtbot: QtBot) -> Iterator[ReportsPage]:
    """Give the page, its figures read."""
    with tasks.database.write() as session:
        session.add(PlatformAccount(id=1, code="ZH-1", platform=Platform.KUAISHOU, account_no="ks_a"))
        session.flush()
        add_live(session, 1, LAST, 1_000_000)
        add_live(session, 2, LAST, 500_000)
        add_live(session, 3, LAST, 700_000, DataStage.PROVISIONAL)
        add_live(session, 4, months_before(LAST, 1), 1_000_000)
    made = ReportsPage(tasks, settings)
    made.resize(1158, 700)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: figures_of(made).table.words.rowCount() > 0)
    yield made
    made.deleteLater()


def figures_of(page: ReportsPage) -> FiguresTab:
    """Return the tab of the figures."""
    tab = page.show_tab("figures")
    assert isinstance(tab, FiguresTab)
    return tab


def words_of(page: ReportsPage, code: str) -> list[str]:
    """Return the words of the line of an indicator."""
    words = figures_of(page).table.words
    row = row_of(page, code)
    return [words.data(words.index(row, column)) for column in range(words.columnCount())]


def row_of(page: ReportsPage, code: str) -> int:
    """Return the row an indicator stands in."""
    words = figures_of(page).table.words
    return next(row for row in range(words.rowCount()) if words.data(words.index(row, 0)) == code)
