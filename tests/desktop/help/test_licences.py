"""Every library the program ships with has its licence text at hand, without a network."""

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop import assets
from desktop.pages.settings.about_tab import AboutTab
from desktop.tasks import Tasks

ROOT = Path(__file__).parents[3]
sys.path.append(str(ROOT / "packaging"))

from licences import shipped, texts_of  # noqa: E402 - lies beside the sources

LIBRARIES = sorted(set(shipped()) - {"basedesk"})


@pytest.mark.parametrize("name", LIBRARIES)
def test_each_library_has_its_text(name: str) -> None:
    file = assets.path(f"licences/libraries/{name}.txt")
    assert file.is_file(), "make licences"
    kept = file.read_text("utf-8")
    texts = texts_of(shipped()[name])
    assert texts
    assert all(text.strip()[:200] in kept for text in texts)


def test_each_text_can_be_read_and_the_versions_name_the_database(tasks: Tasks, qtbot: QtBot) -> None:
    tab = AboutTab(tasks)
    qtbot.addWidget(tab)
    tab.show()
    qtbot.waitUntil(lambda: "SQLite 3." in tab.versions.text())
    assert all(word in tab.versions.text() for word in ("程序 ", "Python 3.", "Qt 6.", "数据库结构 0"))
    offered = [tab.licence.itemText(row) for row in range(tab.licence.count())]
    assert set(LIBRARIES) <= set(offered)
    tab.licence.setCurrentText("psycopg")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in tab.text.toPlainText()
    tab.licence.setCurrentIndex(0)
    assert "程序直接使用的库" in tab.text.toPlainText()
