"""Several words of a fixed set: typed, or ticked in a list under the field."""

import re
from enum import StrEnum
from functools import cached_property

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from db.columns import Column
from db.errors import BadValue
from db.values import read_words, words_in
from desktop import i18n
from desktop.i18n import tr
from desktop.records.editors import LineEditor
from desktop.theme import icon, tokens
from desktop.widgets.room import stand_under

_SHOWN = 12
_BETWEEN = re.compile(r"\s*[、，,;；]\s*")
_BESIDE = 3 * tokens.L + tokens.M  # around the words: box, padding, scrollbar


class WordTicks(QListWidget):
    """A list of words with a box each: Space ticks, Enter or Esc closes. ``ticked`` on every change."""

    ticked = Signal()
    closed = Signal()

    def __init__(self, choices: type[StrEnum], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setObjectName("ticks")
        for word in choices:
            item = QListWidgetItem(tr(str(word)), self)
            item.setData(Qt.ItemDataRole.UserRole, str(word))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Unchecked)
        self.itemClicked.connect(self._turn)

    def words(self) -> list[str]:
        """Return the words ticked."""
        items = map(self.item, range(self.count()))
        done = Qt.CheckState.Checked
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == done]

    def open_under(self, field: QWidget, words: list[str]) -> None:
        """Show the list under a field, with some words ticked, wholly on the screen."""
        for item in map(self.item, range(self.count())):
            on = item.data(Qt.ItemDataRole.UserRole) in words
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        width = max(field.width(), self.sizeHintForColumn(0) + _BESIDE)
        height = self.sizeHintForRow(0) * min(self.count(), _SHOWN) + tokens.M
        self.resize(width, height)
        stand_under(self, field)
        self.setCurrentRow(0)
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space, close with Enter; everything else is Qt's."""
        if event.key() == Qt.Key.Key_Space and self.currentItem() is not None:
            self._turn(self.currentItem())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab):
            self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Say that the list is gone, however it went."""
        super().hideEvent(event)
        self.closed.emit()

    def _turn(self, item: QListWidgetItem) -> None:
        """Tick a word, or take its tick away."""
        done = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if done else Qt.CheckState.Checked)
        self.ticked.emit()


class WordsEditor(LineEditor):
    """Words joined by “、”; Down or a click on the chevron unfolds the list to tick."""

    def __init__(self, column: Column, choices: type[StrEnum], parent: QWidget | None = None) -> None:
        super().__init__(column, parent)
        self._choices = choices
        unfold = QAction(icon("down"), tr("展开列表"), self)
        unfold.triggered.connect(self.unfold)
        self.line.addAction(unfold, QLineEdit.ActionPosition.TrailingPosition)
        self.line.installEventFilter(self)

    @cached_property
    def ticks(self) -> WordTicks:
        """The list to tick; most are never unfolded."""
        ticks = WordTicks(self._choices, self)
        ticks.setAccessibleName(tr(self.column.label))
        ticks.ticked.connect(self._take)
        ticks.closed.connect(self.left)
        return ticks

    def show_value(self, value: object) -> None:
        """Show words in the user's language."""
        super().show_value(tr(str(value)) if value else value)

    def read_text(self, text: str) -> object:
        """Return the words as they are stored; raises BadValue with the label."""
        return super().read_text(self._stored(text))

    def _stored(self, text: str) -> str:
        """Return words typed or shown in the user's language as they are stored."""
        if i18n.language() == i18n.CHINESE or not text:
            return text
        said = {tr(str(word)).casefold(): str(word) for word in self._choices}
        return "、".join(said.get(word.casefold(), word) for word in _BETWEEN.split(text))

    def unfold(self) -> None:
        """Show the list with the words of the field ticked; those that are none of the set are left out."""
        try:
            known = words_in(read_words(self._stored(self.line.text()), self._choices)[0])
        except BadValue:
            known = [word for word in words_in(self._stored(self.line.text())) if word in set(self._choices)]
        self.ticks.open_under(self.line, known)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Unfold on Down, and on a click into the empty field."""
        down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if down and event.type() == QEvent.Type.KeyPress:
            self.unfold()
            return True
        if event.type() == QEvent.Type.MouseButtonRelease and not self.line.text():
            self.unfold()
        return super().eventFilter(watched, event)

    def _take(self) -> None:
        """Show the words ticked."""
        self.show_value("、".join(self.ticks.words()) or None)
        self.line.setModified(True)
        self.changed.emit()
