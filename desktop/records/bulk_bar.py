"""The bar at the foot of a list while several rows are selected: how many, and what can be done to all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from desktop.i18n import tr
from desktop.theme import icon, tokens
from desktop.widgets.controls import button, give_menu, label
from desktop.widgets.notice import keep_clear

_PLACED = (QEvent.Type.Show, QEvent.Type.Move, QEvent.Type.Hide)


@dataclass(frozen=True, slots=True)
class BulkAction:
    """Something done to all selected rows: words, icon, what to do (or choose); red where dangerous."""

    words: str
    icon: str
    do: Callable[[], object] = lambda: None
    choices: tuple[tuple[str, Callable[[], object]], ...] = ()
    danger: bool = False

    def add_to(self, menu: QMenu) -> None:
        """Add it to a menu."""
        if not self.choices:
            menu.addAction(self.words, self.do)
            return
        inner = menu.addMenu(self.words)
        for words, do in self.choices:
            inner.addAction(words, do)

    def make_button(self) -> QPushButton:
        """Return a button that does it."""
        made = button(self.words, "link")
        made.setIcon(icon(self.icon, "bad" if self.danger else "link"))
        made.setProperty("red", self.danger)
        if not self.choices:
            made.clicked.connect(lambda _checked=False: self.do())
            return made
        menu = QMenu(made)
        for words, do in self.choices:
            menu.addAction(words, do)
        give_menu(made, menu)
        return made


class BulkBar(QFrame):
    """Shows 已选 12 位 and a button for each action; hidden while fewer than two rows are selected.

    Buttons that find no room stand under 更多.
    """

    def __init__(
        self,
        actions: Sequence[BulkAction],
        measure: str,
        clear: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("bulk")
        self.setAccessibleName(tr("批量办理"))
        self._measure, self._actions = measure, actions
        self._count = label(style="section")
        self._buttons = [action.make_button() for action in actions]
        self._more = button(tr("更多"), "link")
        give_menu(self._more, QMenu(self._more))
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.M, tokens.XS, tokens.XS, tokens.XS)
        row.setSpacing(0)
        row.addWidget(self._count)
        row.addSpacing(tokens.S)
        for made in (*self._buttons, self._more):
            row.addWidget(made)
        row.addStretch()
        self._close = QToolButton()
        self._close.setIcon(icon("close"))
        self._close.setToolTip(tr("取消选择"))
        self._close.setAccessibleName(tr("取消选择"))
        self._close.clicked.connect(lambda _checked=False: clear())
        row.addWidget(self._close)
        self.hide()

    def show_count(self, count: int) -> None:
        """Say how many rows are selected; one alone needs no bar."""
        words = tr("已选 {count} {measure}").format(count=f"{count:,}", measure=tr(self._measure))
        self._count.setText(words)
        self.setVisible(count > 1)
        self._share_out()

    def minimumSizeHint(self) -> QSize:
        """Return the room the bar cannot do without: what finds none stands under 更多."""
        return QSize(tokens.FILTER, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Let no notice lie over the bar wherever it comes to stand."""
        done = super().event(event)
        if event.type() in _PLACED:
            keep_clear(self)
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        """Show the buttons there is room for, the others in the menu of 更多."""
        margins = self.contentsMargins()
        beside = margins.left() + margins.right() + 2 * tokens.L
        room = self.width() - beside - self._count.sizeHint().width() - self._close.sizeHint().width()
        widths = [made.sizeHint().width() for made in self._buttons]
        fits = len(widths)
        if sum(widths) > room:
            room -= self._more.sizeHint().width()
            while fits and sum(widths[:fits]) > room:
                fits -= 1
        menu = self._more.menu()
        menu.clear()
        for number, (made, action) in enumerate(zip(self._buttons, self._actions, strict=True)):
            made.setVisible(number < fits)
            if number >= fits:
                action.add_to(menu)
        self._more.setVisible(fits < len(widths))
