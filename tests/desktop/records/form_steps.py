"""What the tests of forms share: finding a line, putting a text into it, putting the cursor there."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.records.editors import LineEditor
from desktop.records.record_form import RecordForm


def line(form: RecordForm, name: str) -> LineEditor:
    editor = form.grid.editors[name]
    assert isinstance(editor, LineEditor)
    return editor


def put(editor: LineEditor, text: str) -> None:
    editor.line.setFocus()
    editor.line.selectAll()
    QGuiApplication.clipboard().setText(text)
    editor.line.paste()


def focus(qtbot: QtBot, widget: QWidget) -> None:
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
