"""What the tests of cells share: the mouse on the roster, and what is chosen."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.pages.streamers import StreamersPage
from desktop.records.marked_cells import marked_cells

KEY, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def place(roster: StreamersPage, row: int, name: str) -> QPoint:
    """Return the middle of a cell."""
    return roster.table.visualRect(roster.model.index(row, column_of(roster, name))).center()


def column_of(roster: StreamersPage, name: str) -> int:
    """Return the number of a column."""
    return [column.name for column in roster.model.view.columns].index(name)


def click(
    roster: StreamersPage, row: int, name: str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Click a cell."""
    QTest.mouseClick(roster.table.viewport(), LEFT, held, place(roster, row, name))


def drag(roster: StreamersPage, first: tuple[int, str], last: tuple[int, str]) -> None:
    """Draw a range with the mouse."""
    view, names = roster.table.viewport(), [column.name for column in roster.model.view.columns]
    QTest.mousePress(view, LEFT, pos=place(roster, *first))
    for row in range(first[0], last[0] + 1):
        for name in names[names.index(first[1]) : names.index(last[1]) + 1]:
            QTest.mouseMove(view, place(roster, row, name))
            QApplication.processEvents()
    QTest.mouseRelease(view, LEFT, pos=place(roster, *last))


def rows_of(roster: StreamersPage) -> list[int]:
    """Return the rows the selection touches."""
    return [row for key in roster.table.selected_keys() if (row := roster.model.row_of(key)) is not None]


def names_of(roster: StreamersPage) -> tuple[str, ...]:
    """Return the columns the selection touches."""
    return marked_cells(roster.table).names


def editor(roster: StreamersPage, qtbot: QtBot) -> QLineEdit:
    """Return the field over the cell once it has the keys."""
    found: list[QLineEdit] = []

    def is_there() -> bool:
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit) and field.isEnabled() and roster.table.isAncestorOf(field):
            found.append(field)
        return bool(found)

    qtbot.waitUntil(is_there)
    return found[-1]


def change(
    roster: StreamersPage, qtbot: QtBot, cell: tuple[int, str], text: str, key: Qt.Key = KEY.Key_Return
) -> None:
    """Type into a cell and end with a key."""
    click(roster, *cell)
    QTest.keyClick(roster.table, KEY.Key_F2)
    field = editor(roster, qtbot)
    field.setText(text)
    QTest.keyClick(field, key)
