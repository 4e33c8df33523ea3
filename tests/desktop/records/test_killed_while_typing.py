"""A program killed in the middle of typing loses nothing, and leaves nothing to read on the disk."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.models import Streamer
from db.opening import open_database
from desktop.records.editors import LineEditor
from desktop.records.form_dialog import FormDialog
from desktop.tasks import Tasks
from tests.desktop.records import typing_child


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
@pytest.mark.usefixtures("themed")
def test_what_was_typed_is_offered_after_a_kill_and_was_never_written_in_clear(
    tmp_path: Path, qtbot: QtBot
) -> None:
    base, keys = tmp_path / "base" / "base.db", tmp_path / "keys"
    base.parent.mkdir()
    keys.mkdir()
    open_database(base, settings_folder=keys).close()
    child = subprocess.Popen(
        [sys.executable, "-m", typing_child.__name__, str(base), str(keys)], stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    with child.stdout as heard:
        assert heard.readline().strip() == b"kept"
    child.send_signal(signal.SIGKILL)
    child.wait()
    written = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    for text in typing_child.TYPED.values():
        assert not [True for content in written if text.encode() in content]
    tasks = Tasks(open_database(base, settings_folder=keys, user="王敏"))
    dialog = FormDialog(tasks, Streamer, "新增主播")
    qtbot.addWidget(dialog)
    dialog.open_new()
    qtbot.waitUntil(dialog.form.shell.draft.isVisible)
    dialog.form.shell.draft.restore.click()
    found = {name: dialog.form.grid.editors[name] for name in typing_child.TYPED}
    assert {
        name: each.line.text() for name, each in found.items() if isinstance(each, LineEditor)
    } == typing_child.TYPED
    dialog.form.forget_edits()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    tasks.close()
    tasks.database.close()
