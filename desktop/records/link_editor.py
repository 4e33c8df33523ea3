"""A link to another record: typed a little, chosen from what is found, or made of the name typed."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QStyledItemDelegate, QWidget

from db.columns import Column
from db.errors import AppError, BadValue, BadValues
from db.record import Record
from db.store import names, save
from desktop.i18n import tr
from desktop.records.editors import Editor
from desktop.records.link_offers import LinkOffers
from desktop.tasks import Tasks
from desktop.theme import icon

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.engine import Session

_PAUSE = 120  # milliseconds after the last key
_SHOWN = 12


class LinkEditor(Editor):
    """The name of another record; its value is that record's key. A team or category can be made here.

    ``look_up`` may be replaced by one that offers fewer: (session, text) to (key, name).
    """

    def __init__(
        self, column: Column, target: type[Record], tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(column, parent)
        self.line = QLineEdit(self)
        self.hold(self.line)
        self._target = target
        self._tasks = tasks
        self._key: int | None = None
        self._name = ""
        self._found: list[tuple[int, str]] = []
        self._refused = ("", "")
        self.look_up: Callable[[Session, str], list[tuple[int, str]]] = lambda session, text: names(
            session, target, text
        )
        self._offered = LinkOffers(self)
        self._can_make = target.made_by_name
        self.line.setPlaceholderText(tr("输入名称选择"))
        unfold = QAction(icon("down"), tr("展开列表"), self)
        unfold.triggered.connect(self._unfold)
        self.line.addAction(unfold, QLineEdit.ActionPosition.TrailingPosition)
        self.line.installEventFilter(self)
        self._set_up_completer()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask)
        self.line.textEdited.connect(self._type)
        self.line.editingFinished.connect(self.left)

    def show_value(self, value: object) -> None:
        """Take a key; its name follows by ``show_name``."""
        self._key = value if isinstance(value, int) else None
        self.show_name("")

    def show_name(self, name: str) -> None:
        """Show the name of the record linked to."""
        self._name = name
        self.line.setText(name)
        self.line.setCursorPosition(0)

    def state(self) -> Any:
        """Return the text, and key and name of the record chosen."""
        return [self.line.text(), self._key, self._name]

    def restore(self, state: Any) -> None:
        """Show a text again, and link to what it stood for."""
        text, self._key, self._name = state
        self.line.setText(text)

    def value(self) -> object:
        """Return the key; a name typed in full counts as chosen; raises BadValue for one not found."""
        text = self.line.text().strip()
        if not text:
            return None
        if text == self._name:
            return self._key
        if text == self._refused[0]:
            raise BadValue(self._refused[1], self.column.label)
        for key, name in self._found:
            if name == text:
                self._key, self._name = key, name
                return key
        words = tr("没有找到“{name}”，请从列表中选择")
        if self._can_make:
            words = tr("没有找到“{name}”，请从列表中选择，或选“新建”")
        raise BadValue(words.format(name=text), self.column.label)

    def _set_up_completer(self) -> None:
        """Offer what the database found, as it found it."""
        completer = QCompleter(self._offered, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(_SHOWN)
        self._popup = QListView()
        self._popup.setObjectName("offers")
        self._popup.setItemDelegate(QStyledItemDelegate(self._popup))  # the stylesheet reaches no other
        completer.setPopup(self._popup)
        completer.activated.connect(self._choose)
        self.line.setCompleter(completer)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """List what there is on Down, and on a click into the empty field."""
        down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if down and event.type() == QEvent.Type.KeyPress:
            self._unfold()
            return True
        if event.type() == QEvent.Type.MouseButtonRelease and not self.line.text():
            self._unfold()
        return super().eventFilter(watched, event)

    def _unfold(self) -> None:
        """List what there is, as a combo box does."""
        self.line.setFocus()
        self._ask()

    def _asked(self) -> str:
        """Return the words to look for; a name chosen already asks for all there are."""
        text = self.line.text().strip()
        return "" if text == self._name else text

    def _type(self) -> None:
        """Ask once the user pauses."""
        self.changed.emit()
        self._pause.start()

    def _ask(self) -> None:
        """Ask for names that hold the text typed."""
        text, look_up = self._asked(), self.look_up
        self._tasks.read(self, lambda session: look_up(session, text), lambda found: self._offer(text, found))

    def _offer(self, text: str, found: list[tuple[int, str]]) -> None:
        """Show what was found, unless the text changed meanwhile."""
        if text != self._asked():
            return
        self._found = found
        known = any(name == text for _key, name in found)
        new = text if self._can_make and text and not known else ""
        self._offered.show_offers([name for _key, name in found], new)
        if self.line.hasFocus():
            self.line.completer().complete()
            self._begin_at_top()
        else:
            self.left.emit()  # the user went on before the answer came: judge again

    def _begin_at_top(self) -> None:
        """Let Enter take the first offer: Qt takes the one that reads as typed, 新建 where it is pinyin."""
        first = self._popup.model().index(0, 0)
        self._popup.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._popup.scrollToTop()

    def _choose(self, name: str) -> None:
        """Take the entry chosen; one that was not found is made first."""
        key = next((key for key, found in self._found if found == name), None)
        if key is None:
            self._make(name)
        else:
            self._take(key, name)

    def _make(self, name: str) -> None:
        """Save a new record of this name and link to it."""
        target = self._target
        self._tasks.write(
            self,
            lambda session: save(session, target, {"name": name}),
            lambda key: self._take(key, name),
            self._refuse,
        )

    def _take(self, key: int, name: str) -> None:
        """Link to a record."""
        self._key, self._name = key, name
        self.line.setText(name)
        self.line.setModified(True)
        self.changed.emit()
        self.left.emit()

    def _refuse(self, trouble: AppError) -> None:
        """Say why no record of this name was made."""
        problems = trouble.problems if isinstance(trouble, BadValues) else (trouble,)
        reasons = (each.reason if isinstance(each, BadValue) else str(each) for each in problems)
        self._refused = (self.line.text().strip(), "；".join(reasons))
        self.left.emit()
