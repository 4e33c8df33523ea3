"""The contents of the help: all topics by group, or what a search found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.help.finding import Hit, find
from desktop.help.topics import topics
from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.controls import as_search

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

_KEY, _HEADING = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole.value + 1


class Contents(QWidget):
    """A search box over a list; ``chosen`` carries a topic's key and a heading ("" = its beginning)."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = QLineEdit()
        as_search(self.search, tr("搜索：汉字或拼音首字母"), tr("搜索帮助"))
        self.list = QListWidget()
        self.list.setObjectName("contents")
        self.list.setAccessibleName(tr("帮助目录"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        self.setFixedWidth(tokens.SEARCH - tokens.XL)
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._choose_first)
        self.search.installEventFilter(self)
        self.list.currentItemChanged.connect(lambda item, _before: self._choose(item))
        self.list.itemClicked.connect(self._choose)
        self._search("")

    def focus_search(self) -> None:
        """Put the cursor into the search box."""
        self.search.setFocus()
        self.search.selectAll()

    def mark(self, key: str) -> None:
        """Mark the topic in sight, where the list has it."""
        with QSignalBlocker(self.list):
            for row in range(self.list.count()):
                item = self.list.item(row)
                if item.data(_KEY) == key:
                    at = self.list.currentItem()
                    if at is None or at.data(_KEY) != key:
                        self.list.setCurrentItem(item)
                    break
            else:
                self.list.clearSelection()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Lead from the search box to the list by the arrow down."""
        down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if down and event.type() == QEvent.Type.KeyPress:
            self.list.setFocus()
            self._choose_first()
            return True
        return super().eventFilter(watched, event)

    def _search(self, words: str) -> None:
        """Show what answers the words, or all topics without words."""
        with QSignalBlocker(self.list):
            self.list.clear()
            self.list.setSpacing(tokens.XS if words.strip() else 0)  # entries of several lines stand apart
            if words.strip():
                self._show_hits(find(words))
            else:
                self._show_topics()

    def _show_topics(self) -> None:
        """List every topic under the name of its group."""
        for group, held in topics():
            head = QListWidgetItem(group)
            font = QFont(self.list.font())
            font.setBold(True)
            head.setFont(font)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(head)
            for topic in held:
                self._add(topic.title, topic.key)

    def _show_hits(self, hits: list[Hit]) -> None:
        """List what was found, each with some words of the place."""
        for hit in hits:
            place = f"{hit.topic.title} › {hit.heading}" if hit.heading else hit.topic.title
            self._add(f"{place}\n{hit.excerpt}" if hit.excerpt else place, hit.topic.key, hit.heading)
        if not hits:
            none = QListWidgetItem(tr("没有找到，换个说法试试"))
            none.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(none)

    def _add(self, words: str, key: str, heading: str = "") -> None:
        """Add an entry that leads to a topic."""
        item = QListWidgetItem(words)
        item.setData(_KEY, key)
        item.setData(_HEADING, heading)
        self.list.addItem(item)

    def _choose(self, item: QListWidgetItem | None) -> None:
        """Ask for the topic of an entry."""
        if item is not None and item.data(_KEY):
            self.chosen.emit(item.data(_KEY), item.data(_HEADING))

    def _choose_first(self) -> None:
        """Ask for the first topic of the list."""
        rows = (row for row in range(self.list.count()) if self.list.item(row).data(_KEY))
        first = next(rows, None)
        if first is not None:
            self.list.setCurrentRow(first)
