"""A walk over every page, tab and dialog in English: with Latin data nothing Chinese is seen or read."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from db.engine import Database
from desktop import i18n, theme
from desktop.i18n.sentences import CHINESE
from desktop.settings import Settings
from desktop.windows import shots, shots_stage
from tests.desktop.english.latin_base import fill
from tests.desktop.english.reading import words_of

_BOTH = {"中文", "语言 / Language"}
"""What is said in both languages, so that it is found."""
_CHINESE_DATA = ("import-",)
"""Pictures that show the sample workbooks, which are Chinese."""
_INVENTED = re.compile("沂蒙小夕|小夕|周可|陈果|王敏")
"""People of the picture of two who changed one record."""
_QUOTED = re.compile('"[^"]*"')
"""Names of files, sheets and columns."""


class Reader:
    """Stands in for the camera of the pictures: each page is read instead."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self.seen: list[str] = []

    def take(self, widget: QWidget, name: str) -> None:
        """Read a page; keep what is Chinese."""
        self.seen.append(name)
        with_data = not name.startswith(_CHINESE_DATA)
        for where, said in words_of(widget, with_data=with_data):
            text = _INVENTED.sub("", said)
            if not with_data:
                text = "" if where.startswith("Words#warn") else _QUOTED.sub("", text)
            if CHINESE.search(text.strip("\u3000")) and text not in _BOTH:
                self.found.setdefault(f"{where}: {text!r}", name)


@pytest.fixture
def latin(sqlite_database: Database) -> Database:
    """Give a base without a Chinese word in its data."""
    database = replace(sqlite_database, user="Tester", at_close=None)
    with database.write() as session:
        counts = fill(session)
    assert all(counts.values()), counts
    return database


@pytest.fixture
def spoken(themed: QApplication, settings: Settings) -> Iterator[QApplication]:
    """Give the application in English."""
    i18n.use(i18n.ENGLISH)
    theme.apply(themed, settings)
    yield themed
    i18n.use(i18n.CHINESE)
    theme.apply(themed, settings)


def test_every_page_tab_and_dialog_is_english(
    spoken: QApplication, latin: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del spoken
    reader = Reader()
    monkeypatch.setattr(shots_stage.Camera, "take", lambda _camera, widget, name: reader.take(widget, name))
    shots.take(latin, tmp_path, themes=("light",), sizes=((1366, 768),))
    assert len(reader.seen) > 40
    assert not reader.found, "\n".join(f"{name}: {what}" for what, name in sorted(reader.found.items()))
