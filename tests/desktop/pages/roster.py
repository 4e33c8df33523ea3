"""What the tests of the roster page share: finding fields, typing, reading what is in sight."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from db import store
from db.engine import Database
from db.models import Streamer
from desktop.pages.streamers import StreamersPage
from desktop.records.detail_tabs import DetailTabs
from desktop.records.editors import LineEditor
from desktop.records.form_dialog import FormDialog
from desktop.records.later_tab import LaterTab


def line(page: StreamersPage | FormDialog, name: str) -> LineEditor:
    """Return an input of the form beside the list, or of a dialog."""
    form = page.form if isinstance(page, FormDialog) else page.panel.form
    editor = form.grid.editors[name]
    assert isinstance(editor, LineEditor)
    return editor


def type_into(editor: LineEditor, text: str) -> None:
    """Put a text into a field the way a user does."""
    editor.line.setFocus()
    editor.line.selectAll()
    QGuiApplication.clipboard().setText(text)
    editor.line.paste()  # QTest types no Chinese


def open_tab(tabs: DetailTabs, title: str) -> QWidget | None:
    """Bring a tab to the front by what it is called, and return what stands there."""
    (number,) = (at for at in range(tabs.count()) if tabs.tabText(at) == title)
    tabs.choose(number)
    chosen = tabs.widget(number)
    return chosen.tab or chosen if isinstance(chosen, LaterTab) else chosen


def shown_names(page: StreamersPage) -> list[str]:
    """Return the names in the list."""
    column = [each.name for each in page.view.columns].index("name")
    return [page.model.text_at(row, column) for row in range(page.model.rowCount())]


def words_of_list(page: StreamersPage) -> set[str]:
    """Return every cell of the list."""
    return {
        page.model.text_at(row, column)
        for row in range(page.model.rowCount())
        for column in range(page.model.columnCount())
    }


def stored(database: Database, key: int) -> store.Loaded:
    """Return a streamer as the database holds it."""
    with database.read() as session:
        return store.load(session, Streamer, key)


def words_in(page: StreamersPage) -> str:
    """Return the words in sight."""
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))
