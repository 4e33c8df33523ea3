"""Pictures of every page: filled, of the size asked for, and in both themes."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from db.engine import Database
from db.steps import no_step
from desktop.windows.founding import Answers, found_base
from desktop.windows.places import PLACES
from desktop.windows.shots import take


def test_every_page_is_taken_in_the_size_and_theme_asked_for(
    themed: QApplication, sqlite_database: Database, tmp_path: Path
) -> None:
    del themed
    with sqlite_database.write() as session:
        found_base(session, no_step, Answers("莒南直播基地"))
    pictures = take(sqlite_database, tmp_path, themes=("light", "dark"), sizes=((1366, 768),))
    names = {picture.name for picture in pictures}
    assert len(names) == len(pictures)
    for place in PLACES:
        for theme, light in (("light", True), ("dark", False)):
            name = f"{place.key}-{theme}-1366x768.png"
            assert name in names
            image = QImage(str(tmp_path / name))
            assert (image.width(), image.height()) == (1366, 768)
            assert (QColor(image.pixel(700, 760)).lightness() > 128) is light
    assert {
        f"{name}-light-1366x768.png"
        for name in ("first-run", "import-check", "streamers-form", "merge", "photo")
    } <= names


def test_a_program_that_takes_pictures_lets_widgets_die_in_its_gui_thread_alone() -> None:
    """Python's own collector took them down in a reader's thread, one walk of ten crashed."""
    asked = "import gc; from desktop.windows.shots_stage import painting; painting(); print(gc.isenabled())"
    told = subprocess.run(
        [sys.executable, "-c", asked], env=os.environ, capture_output=True, text=True, check=True
    ).stdout
    assert told.split() == ["False"]
