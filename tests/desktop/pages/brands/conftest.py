"""The page of brands on a base with three of them."""

import pytest
from pytestqt.qtbot import QtBot

from db.engine import Database
from desktop.pages.brands import BrandsPage
from desktop.settings import Settings
from desktop.tasks import Tasks
from tests.db.brand_world import add_brand, add_months


@pytest.fixture
def brands(sqlite_database: Database) -> dict[str, int]:
    """Add a brand ready for S1, one not ready for S2, and one put aside."""
    with sqlite_database.write() as session:
        ready = add_brand(session)
        add_months(session, ready, (202608, 202609))
        weak = add_brand(session, "蒙山果语", status="S1 初评立项", content_score=1)
        aside = add_brand(session, "罗庄瓷话", status="SX 暂缓/退出")
    return {"ready": ready, "weak": weak, "aside": aside}


@pytest.fixture
def page(
    tasks: Tasks, settings: Settings, qtbot: QtBot, brands: dict[str, int], sqlite_database: Database
) -> BrandsPage:
    """Show the page at the size of a small screen, read again after each save."""
    del brands, sqlite_database
    made = BrandsPage(tasks, settings)
    qtbot.addWidget(made)
    tasks.saved.connect(made.refresh)
    made.resize(1158, 700)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    return made
