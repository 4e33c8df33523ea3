"""How soon the window stands and shows rows of 15,000 streamers, against a bare Qt window.

Every run is a whole process, begun by turns with its peer: both meet the same load, the medians count. The
window opens on the page the user left, here the list. Of the time to the rows more than half is SQLAlchemy,
pydantic and SQLModel being loaded: nearly 3 × a bare window before a line of ours.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from db.engine import Session
from db.models import Streamer
from db.opening import open_database
from tests.bench.measured import Line, beside

_RUNS = 7
_PEOPLE = 15_000
_BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1366, 768)
window.show()
application.processEvents()
sys.stdout.flush()
import os; os._exit(0)
"""
_PAINTED = """
import os, sys
from pathlib import Path
from desktop.app import MainWindow, create_application
from desktop.settings import Settings
settings = Settings(Path(sys.argv[1]))
application = create_application(settings)
window = MainWindow(settings)
window.resize(1366, 768)
window.show()
application.processEvents()
os._exit(0)
"""
_ROWS = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QEventLoop
from desktop.app import Program, create_application
from desktop.settings import Settings
settings = Settings(Path(sys.argv[1]), page="streamers")
application = create_application(settings)
program = Program(settings, sys.argv[2])
program.start()
wait = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
while program.window.page is None or program.window.page.part.model.rowCount() == 0:
    application.processEvents(wait)
page = program.window.page.part
page.table.viewport().repaint()
assert page.model.rowCount() == 15_000 and page.model.text_at(0, 1) == "主播0"
os._exit(0)
"""


def measure() -> dict[str, Line]:
    """Return seconds to the first painted window and to the rows, as ratios to a bare window's."""
    with TemporaryDirectory() as folder:
        base = Path(folder) / "bench.db"
        _fill(base, Path(folder))
        codes = {"bare": _BARE, "painted": _PAINTED, "rows": _ROWS}
        seconds: dict[str, list[float]] = {name: [] for name in codes}
        for run in range(_RUNS + 1):
            for name, code in codes.items():
                took = _run(code, folder, str(base))
                if run:  # the first one compiles, as the first start after an installation does
                    seconds[name].append(took)
    bare, called = median(seconds["bare"]), "bare QApplication + QMainWindow"
    return {
        "first painted window": beside(bare, median(seconds["painted"]), "s", called, 2.5),
        f"rows of {_PEOPLE:,} streamers on screen": beside(bare, median(seconds["rows"]), "s", called, 5),
    }


def _run(code: str, *arguments: str) -> float:
    """Return how long a whole process takes."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPYCACHEPREFIX": f"{arguments[0]}/compiled",
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, *arguments], env=environment, check=True, capture_output=True)
    return time.perf_counter() - started


def _fill(path: Path, folder: Path) -> None:
    """Make a base of so many streamers."""
    database = open_database(path, settings_folder=folder)
    with database.write() as session:
        _add_people(session)
    database.close()


def _add_people(session: Session) -> None:
    """Add streamers with invented names."""
    rows = [
        {"code": f"ZB-{number:06}", "name": f"主播{number}", "status": "在播"} for number in range(_PEOPLE)
    ]
    session.bulk_insert_mappings(Streamer, rows)
