"""The nodes of a 入职流程 as a list that is ticked off: by mouse, or by the space bar."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from db.queries.onboarding import Node, NodeState, late_words
from desktop.i18n import tr
from desktop.theme import look

_NAME, _DUE, _STATE = range(3)
_HEADS = ("节点", "截止", "状态")
_DUE_WIDTH, _STATE_WIDTH = 116, 100
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class _OwnColour(QStyledItemDelegate):
    """Keeps the colour of a cell where its line is chosen."""

    def initStyleOption(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Take the cell's own colour for chosen words too."""
        super().initStyleOption(option, index)
        colour = index.data(Qt.ItemDataRole.ForegroundRole)
        if isinstance(colour, QBrush):
            option.palette.setBrush(QPalette.ColorRole.HighlightedText, colour)


class NodeTable(QTableWidget):
    """One line a node. ``ticked`` carries the number of a line the user ticks or unticks."""

    ticked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(_HEADS), parent)
        self.setObjectName("nodes")
        self.setItemDelegate(_OwnColour(self))
        self.setAccessibleName(tr("入职节点"))
        self.setHorizontalHeaderLabels([tr(head) for head in _HEADS])
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setSectionsClickable(False)
        self.itemChanged.connect(self._hear)
        self._filling = False

    def show_nodes(self, nodes: Sequence[Node], at: datetime, *, afresh: bool) -> None:
        """Show the nodes as they stand at a moment; the current line stays, else the first open one is it."""
        first_open = next((row for row, node in enumerate(nodes) if node.is_open), 0)
        current = first_open if afresh else max(self.currentRow(), 0)
        self._filling = True
        self.setRowCount(len(nodes))
        for row, node in enumerate(nodes):
            words = node_words(node, at)
            texts = (f"{node.name} *" if node.must else node.name, _short(node.due_at, at), words)
            for place, text in enumerate(texts):
                self.setItem(row, place, self._cell(node, at, place, text))
        self._filling = False
        self._share_out()
        if nodes:
            self.setCurrentCell(min(current, len(nodes) - 1), _NAME)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with the space bar, wherever in the line the cursor stands."""
        if event.key() == Qt.Key.Key_Space and self.currentRow() >= 0:
            self.ticked.emit(self.currentRow())
            return
        super().keyPressEvent(event)

    def _cell(self, node: Node, at: datetime, place: int, text: str) -> QTableWidgetItem:
        """Return one cell; what is overdue is red, what is settled is grey."""
        made = QTableWidgetItem(text)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if place == _NAME:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
            made.setCheckState(_CHECKED if node.done_at is not None else _UNCHECKED)
        made.setFlags(flags)
        made.setToolTip(_tip(node, at))
        colours, state = look().tokens, node.state(at)
        tone = {NodeState.OVERDUE: colours.bad, NodeState.TODAY: colours.warn}.get(state, colours.text)
        made.setForeground(QColor(tone if node.is_open else colours.text2))
        return made

    def _hear(self, item: QTableWidgetItem) -> None:
        """Tell of a tick made by the mouse."""
        if not self._filling and item.column() == _NAME:
            self.ticked.emit(item.row())

    def _share_out(self) -> None:
        """Give the columns their widths, growing with the text."""
        head, scale = self.horizontalHeader(), look().sizes.scale
        head.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        for place, width in ((_DUE, _DUE_WIDTH), (_STATE, _STATE_WIDTH)):
            head.resizeSection(place, round(width * scale))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(look().sizes.row)


def node_words(node: Node, at: datetime) -> str:
    """Say how a node stands: 未到期, 今天到期, 超期 5 小时, 已完成, 已跳过."""
    state = node.state(at)
    return late_words(node.overdue(at)) if state is NodeState.OVERDUE else str(state)


def _short(due: datetime, at: datetime) -> str:
    """Write a deadline short: 11-23 08:30, with the year where it is another."""
    return f"{due:%m-%d %H:%M}" if due.year == at.year else f"{due:%Y-%m-%d}"


def _tip(node: Node, at: datetime) -> str:
    """Return all there is to say of a node."""
    lines = [node.name, f"{tr('截止')} {node.due_at:%Y-%m-%d %H:%M} · {node_words(node, at)}"]
    lines += [tr("不得跳过")] if node.must else []
    return "\n".join([*lines, *filter(None, (node.hint,))])
