"""A window killed right after a pause: what was typed is there when the program is opened again."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from db.opening import check, open_database
from db.reports.texts import texts_of
from tests.db.reports.office import SEPTEMBER, furnish

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no kill -9 on Windows")

_TYPING = """
import sys
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.opening import open_database
from desktop import theme
from desktop.collecting import Collecting
from desktop.pages.reports.texts_tab import TextsTab
from desktop.settings import Settings
from desktop.tasks import Tasks
from tests.db.reports.office import SEPTEMBER

folder = Path(sys.argv[1])
application = QApplication([])
Collecting(application).begin()
settings = Settings(folder / "config", theme="light", density="compact")
theme.apply(application, settings)
tasks = Tasks(open_database(folder / "base.db", settings_folder=folder))
tab = TextsTab(tasks, settings)
tasks.saved.connect(lambda: tab.show_period(SEPTEMBER))
tab.show()
tab.show_period(SEPTEMBER)


def wait_for(there):
    while not there():
        QTest.qWait(20)


wait_for(lambda: bool(tab.cards))
QTest.keyClicks(tab.cards["九"].field, "short of storage")
wait_for(lambda: tab.told.text() == "已自动保存")
QTest.keyClicks(tab.cards["九"].field, "!")
print("typed", flush=True)
QTest.qWait(60_000)
"""


def test_a_killed_window_loses_at_most_the_last_keys(tmp_path: Path) -> None:
    database = open_database(tmp_path / "base.db", settings_folder=tmp_path)
    with database.write() as session:
        furnish(session)
    database.close()
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [sys.executable, "-c", _TYPING, str(tmp_path)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True,
    ) as window:  # fmt: skip
        assert window.stdout is not None
        assert window.stdout.readline().strip() == "typed"
        window.send_signal(signal.SIGKILL)
        window.wait()
    again = open_database(tmp_path / "base.db", settings_folder=tmp_path)
    assert check(again) == []
    with again.read() as session:
        assert texts_of(session, SEPTEMBER)["九"] in ("short of storage", "short of storage!")
    again.close()
