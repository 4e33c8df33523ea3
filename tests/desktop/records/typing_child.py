"""A program of its own that opens the form of a new streamer, types, and waits to be killed."""

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db import drafts
from db.models import Streamer
from db.opening import open_database
from desktop.collecting import Collecting
from desktop.records.editors import LineEditor
from desktop.records.form_dialog import FormDialog
from desktop.tasks import Tasks

TYPED = {"name": "Zhaoxue", "agent": "Wendeng", "phone": "13912345678"}


def main(base: Path, keys: Path) -> None:
    """Type, and say so once the draft is in the database."""
    application = QApplication([])
    Collecting(application).begin()
    tasks = Tasks(open_database(base, settings_folder=keys, user="王敏"))
    dialog = FormDialog(tasks, Streamer, "新增主播")
    dialog.open_new()
    for name, text in TYPED.items():
        editor = dialog.form.grid.editors[name]
        assert isinstance(editor, LineEditor)
        editor.line.setFocus()
        QTest.keyClicks(editor.line, text)

    def look() -> None:
        with tasks.database.read() as session:
            kept = drafts.kept(session, "streamer/new")
        if kept is not None and set(kept.fields) == set(TYPED):
            print("kept", flush=True)  # noqa: T201 - heard by the test

    watch = QTimer(interval=100)
    watch.timeout.connect(look)
    watch.start()
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
