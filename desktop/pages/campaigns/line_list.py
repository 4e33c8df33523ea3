"""One of the three lists of a campaign: typed line by line, dragged into order."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.queries.campaigns import Line
from desktop.i18n import tr
from desktop.theme import icon, look, tokens
from desktop.widgets.controls import label

_KEY = Qt.ItemDataRole.UserRole
_MOST = 8
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_LONGEST = 200


class _Rows(QListWidget):
    """Lines that wrap, as high as they need up to some; the rest scrolls.

    Keys: Enter ``opened``, Del ``dropped``, Alt with an arrow ``moved`` (-1 up, 1 down).
    """

    opened = Signal()
    dropped = Signal()
    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key stands for."""
        with_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if with_alt and event.key() in _STEPS:
            self.moved.emit(_STEPS[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words that wrap anew need another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def fit(self) -> None:
        """Be as high as the first lines."""
        self.doItemsLayout()
        rows = range(min(self.count(), _MOST))
        height = sum(self.visualItemRect(self.item(row)).height() for row in rows)
        self.setFixedHeight(max(height, look().sizes.row) + 2 * self.frameWidth() + tokens.XS)


class LineList(QWidget):
    """Heading, lines, and a field where Enter adds the next one.

    ``typed`` carries new words; ``sorted_anew`` the keys in their new order; ``opened`` and ``dropped`` the
    key of a line to edit or to delete.
    """

    typed = Signal(str)
    sorted_anew = Signal(list)
    opened = Signal(int)
    dropped = Signal(int)

    def __init__(self, kind: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._head = label(tr(kind), "section")
        self.rows = _Rows()
        self.rows.setObjectName("lines")
        self.rows.setAccessibleName(tr("{kind}列表").format(kind=tr(kind)))
        self.rows.setWordWrap(True)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.field = QLineEdit()
        self.field.setMaxLength(_LONGEST)
        self.field.setPlaceholderText(tr(hint))
        self.field.setAccessibleName(tr("新的{kind}").format(kind=tr(kind)))
        self._of_row: list[QToolButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.XS)
        column.addLayout(self._head_row())
        column.addWidget(self.rows)
        column.addWidget(self.field)
        self._connect()
        self.show_lines(())

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show the lines in their order; the chosen one stays chosen."""
        kept = self.current_key()
        self.rows.clear()
        for line in lines:
            item = QListWidgetItem(_words(line))
            item.setData(_KEY, line.id)
            item.setToolTip("\n".join(filter(None, (line.note, line.reaction))))
            self.rows.addItem(item)
            if line.id == kept:
                self.rows.setCurrentItem(item)
        count = tr("{kind}（{count} 条）").format(kind=tr(self._kind), count=len(lines))
        self._head.setText(count if lines else tr(self._kind))
        self.rows.setVisible(bool(lines))
        self.rows.fit()
        self._follow_row()

    def current_key(self) -> int | None:
        """Return the key of the chosen line."""
        item = self.rows.currentItem()
        return None if item is None else int(item.data(_KEY))

    def move_by(self, steps: int) -> None:
        """Move the chosen line up (-1) or down (1)."""
        here = self.rows.currentRow()
        there = here + steps
        if here < 0 or not 0 <= there < self.rows.count():
            return
        self.rows.insertItem(there, self.rows.takeItem(here))
        self.rows.setCurrentRow(there)
        self._tell_order()

    def _add(self) -> None:
        """Hand on what was typed and be ready for the next line."""
        words = self.field.text().strip()
        if words:
            self.field.clear()
            self.typed.emit(words)

    def _open(self) -> None:
        """Ask for the form of the chosen line."""
        if (key := self.current_key()) is not None:
            self.opened.emit(key)

    def _drop(self) -> None:
        """Ask for the chosen line to go."""
        if (key := self.current_key()) is not None:
            self.dropped.emit(key)

    def _tell_order(self) -> None:
        """Tell the order the lines stand in now."""
        self.sorted_anew.emit([self.rows.item(row).data(_KEY) for row in range(self.rows.count())])

    def _follow_row(self) -> None:
        """Let the buttons stand for the chosen line."""
        for each in self._of_row:
            each.setEnabled(self.rows.currentRow() >= 0)

    def _connect(self) -> None:
        """Tie keys and buttons together."""
        self.field.returnPressed.connect(self._add)
        self.rows.itemDoubleClicked.connect(lambda _item: self._open())
        self.rows.currentRowChanged.connect(lambda _row: self._follow_row())
        self.rows.model().rowsMoved.connect(lambda *_where: self._tell_order())
        self.rows.opened.connect(self._open)
        self.rows.dropped.connect(self._drop)
        self.rows.moved.connect(self.move_by)

    def _head_row(self) -> QHBoxLayout:
        """Return the heading with the buttons of the chosen line."""
        row = QHBoxLayout()
        row.setSpacing(tokens.XS)
        row.addWidget(self._head)
        row.addStretch()
        for picture, words, do in (
            ("up", tr("上移（Alt+↑）"), lambda: self.move_by(-1)),
            ("down", tr("下移（Alt+↓）"), lambda: self.move_by(1)),
            ("edit", tr("编辑（填写时间、群众反响）"), self._open),
            ("trash", tr("删除"), self._drop),
        ):
            made = QToolButton()
            made.setIcon(icon(picture))
            made.setToolTip(words)
            made.setAccessibleName(words.partition("（")[0])
            made.clicked.connect(lambda _checked=False, do=do: do())
            self._of_row.append(made)
            row.addWidget(made)
        return row


def _words(line: Line) -> str:
    """Return a line as the list shows it: its words, and when, in brackets."""
    return f"{line.text}（{line.when_text}）" if line.when_text else line.text
