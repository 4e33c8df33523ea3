"""A list on screen: from the wish to see a far row until the rows there are painted, in the real table."""

import os
import time
from collections.abc import Iterable

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QAbstractItemView

from db.engine import Database
from db.queries.roster import STREAMERS
from db.store import Query, search
from desktop.app import create_application
from desktop.records.record_table import RecordTable
from desktop.records.table_model import WAITING, RecordModel
from desktop.settings import Settings
from desktop.tasks import Tasks

_TOP = QAbstractItemView.ScrollHint.PositionAtTop
_WAIT = QEventLoop.ProcessEventsFlag.WaitForMoreEvents


def measure_jumps(database: Database, rows: Iterable[int]) -> list[float]:
    """Return the seconds of each jump to one of these rows, in a window of 1366 × 768 without a screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = create_application(Settings())
    tasks = Tasks(database)
    model = RecordModel(tasks, STREAMERS)
    table = RecordTable(model)
    table.resize(1366, 768)
    table.show()
    with database.read() as session:
        model.show_page(search(session, STREAMERS, Query()))
    application.processEvents()
    seconds = []
    for row in rows:
        begun = time.perf_counter()
        table.scrollTo(model.index(row, 0), _TOP)
        application.processEvents()  # the first painting asks for what is not there
        while _shows_waiting(table):
            application.processEvents(_WAIT)
        table.viewport().repaint()
        seconds.append(time.perf_counter() - begun)
    table.hide()
    tasks.close()
    return seconds


def _shows_waiting(table: RecordTable) -> bool:
    """Whether a row in sight is still to be read."""
    first, last = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
    return any(table.record_model.text_at(row, 0) == WAITING for row in (first, last))
