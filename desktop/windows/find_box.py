"""查找: one box over the window that finds people, records, pages and commands (Ctrl+K)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.theme import look, tokens
from desktop.widgets.aloud import say
from desktop.widgets.controls import as_search, label
from desktop.windows.find_going import do_line, show_found
from desktop.windows.find_lines import Answer, read_answer, shown_lines
from desktop.windows.find_list import FindLine, FindList
from desktop.windows.find_offers import WindowLine, window_lines
from desktop.windows.find_recent import RecentFinds

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QMouseEvent

    from desktop.settings import Settings
    from desktop.tasks import Tasks
    from desktop.windows.main import MainWindow

_PAGE = 8
"""Lines a page key moves by."""
_SHADE = 0.4
_OWN = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_Down)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_PAGE, Qt.Key.Key_PageDown: _PAGE}


class FindBox(QWidget):
    """Lies over the whole window, dimmed; the keys stay in its one field until it is left.

    One question is under way at a time: what was typed meanwhile is asked as soon as its answer is there.
    """

    def __init__(self, window: MainWindow, tasks: Tasks, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._tasks, self._settings = window, tasks, settings
        self._recent = RecentFinds(settings)
        self._own: list[WindowLine] = []
        self._before: QWidget | None = None
        self._is_asking, self._asks_again = False, False
        self.edit, self.list = QLineEdit(), FindList()
        self._nothing = label(tr("没有找到。换个说法，或输入拼音、首字母、手机尾号。"), "note")
        self._card = QFrame(self)
        self._lay_out()
        self.edit.installEventFilter(self)
        window.installEventFilter(self)
        self.edit.textChanged.connect(lambda _text: self._ask())
        self.list.clicked.connect(lambda _index: self.open_current())
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._tell_current())
        self.hide()

    def open(self) -> None:
        """Show the box, empty, with what was found lately."""
        self._before = self._window.focusWidget()
        self._own = window_lines()
        self.setGeometry(self._window.rect())
        self.list.show_lines(())
        self.edit.clear()
        self._is_asking = False
        self._ask()
        self.show()
        self.raise_()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Take the box away; the keys go back to where they were."""
        if not self.isVisible():
            return
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_current(self, *, edit: bool = False) -> None:
        """Go where the chosen line leads; with ``edit`` into the form of the record."""
        line = self.list.current
        if line is None or line.target is None:
            return
        target = line.target
        self.leave()
        if target.key:  # what was typed is not remembered
            self._recent.remember(target.kind, target.key)
        if isinstance(target, WindowLine):
            do_line(self._window, target, self._settings)
        else:
            show_found(self._window, target, edit=edit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep to the size of the window; take the keys of the field that belong to the list."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
            self._fit()
        if watched is self.edit and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                return self._keep_from_page(event)
            return event.type() == QEvent.Type.KeyPress and self._press(event)
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim the window behind."""
        shade = QColor(look().tokens.veil)
        shade.setAlphaF(_SHADE)
        painter = QPainter(self)
        painter.fillRect(self.rect(), shade)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Leave when the user clicks beside the box."""
        if not self._card.geometry().contains(event.position().toPoint()):
            self.leave()

    def _lay_out(self) -> None:
        """Put field, lines and the words about the keys into the card."""
        self._card.setObjectName("card")
        as_search(self.edit, tr("查找主播、账号、企业、品牌、培训、合同、月报，或要做的事"), tr("查找"))
        self.edit.setObjectName("find")
        self.list.setAccessibleName(tr("查找结果"))
        foot = QHBoxLayout()
        foot.addWidget(label(tr("↑↓ 选择　Tab 下一类　Enter 打开　Ctrl+Enter 打开并编辑"), "caption"))
        foot.addStretch()
        foot.addWidget(label(tr("Esc 关闭"), "caption"))
        column = QVBoxLayout(self._card)
        column.setContentsMargins(tokens.M, tokens.M, tokens.M, tokens.S)
        column.setSpacing(tokens.S)
        column.addWidget(self.edit)
        self._nothing.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.S)
        self._nothing.hide()
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)
        column.addLayout(foot)

    def _fit(self) -> None:
        """Stand at the top of the window, as high as the lines need and the window allows."""
        margin = self.height() // 10
        wide = min(tokens.FIND, self.width() - 2 * tokens.XL)
        rows = self.list.height_wanted() if self.list.lines.lines else 0
        self.list.setVisible(bool(rows))
        room = self._card.sizeHint().height() - (self.list.sizeHint().height() if rows else 0)
        high = min(room + rows, self.height() - 2 * margin)
        self._card.setGeometry((self.width() - wide) // 2, margin, wide, high)

    def _keep_from_page(self, event: QKeyEvent) -> bool:
        """Let no shortcut of the page behind work; those that lead to another page (Alt+2) leave the box."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.leave()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier or event.key() in _OWN:
            event.accept()
            return True
        return False

    def _press(self, event: QKeyEvent) -> bool:
        """Do what a key means to the box; False leaves it to the field."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.list.step(_STEPS[key])
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.list.move_group(1 if key == Qt.Key.Key_Tab else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current(edit=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif key == Qt.Key.Key_Escape:
            self.leave()
        else:
            return False
        return True

    def _ask(self) -> None:
        """Ask what answers to the text, or what was found lately while there is none."""
        if self._is_asking:
            self._asks_again = True
            return
        self._is_asking, self._asks_again = True, False
        text, recent = self.edit.text(), self._recent.known()
        self._tasks.read(
            self,
            partial(read_answer, text=text, own=self._own, recent=recent),
            self._show,
            lambda _trouble: self._show(Answer(text)),
        )

    def _show(self, answer: Answer) -> None:
        """Show an answer, and ask again where the text changed meanwhile."""
        self._is_asking = False
        self._recent.belong_to(answer.base)
        if self._asks_again:
            self._ask()
        if answer.text.strip() and answer.text != self.edit.text() and self._is_asking:
            return  # the next answer is under way
        lines: list[FindLine] = shown_lines(answer, self._own)
        self.list.show_lines(lines)
        self._nothing.setVisible(not lines and bool(answer.text.strip()))
        self._fit()

    def _tell_current(self) -> None:
        """Let who hears the screen hear the chosen line: the keys never leave the field."""
        line = self.list.current
        words = f"{line.title} {line.note}".strip() if line else ""
        self.edit.setAccessibleDescription(words)
        if words:
            say(self.edit, words)
