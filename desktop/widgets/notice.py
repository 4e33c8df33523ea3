"""A short message over the foot of a window, with what can be done about it (已删除 · 撤销)."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget
from shiboken6 import isValid

from desktop.i18n import tr
from desktop.theme import icon, tokens
from desktop.theme.icons import SIZE
from desktop.widgets.aloud import say
from desktop.widgets.controls import button, label
from desktop.widgets.sign import Sign

Tone = Literal["ok", "warn", "bad"]
_SIGNS: dict[Tone, str] = {"ok": "check", "warn": "warning", "bad": "error"}

_SECONDS = 6
_TO_UNDO = 10
"""Seconds a notice stands by which something done can be undone."""
_WIDEST = 720
_BEFORE = 2
"""Place in the row behind sign and words."""
_BAR = "bulk"
"""Object name of a bar at the foot of a page."""


class Notice(QFrame):
    """One message; a good one goes by itself after some seconds, a bad one stays until it is closed.

    One that ``stays`` is not displaced by others either, only by the next that stays: they stand over it.
    One that ``undoes`` stays for ten seconds, longer while mouse or keys are at it; Ctrl+Z is its action.
    """

    _keys_were: QWidget | None = None
    """What had the keys before they came here."""

    def __init__(
        self,
        window: QWidget,
        text: str,
        tone: Tone = "ok",
        action: tuple[str, Callable[[], object]] | None = None,
        *,
        stays: bool = False,
        undoes: bool = False,
    ) -> None:
        super().__init__(window)
        self.setObjectName("notice")
        self.setProperty("tone", tone)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text, self.tone, self.stays = text, tone, stays or undoes
        words = label(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.L, tokens.S, tokens.S, tokens.S)
        row.setSpacing(tokens.M)
        row.addWidget(Sign(_SIGNS[tone], tone, SIZE))
        row.addWidget(words, 1)
        self.setAccessibleName(text)
        if action:
            self._action = self._button(*action)
            row.addWidget(self._action)
        close = QToolButton()
        close.setIcon(icon("close"))
        close.setAccessibleName(tr("关闭提示"))
        close.clicked.connect(self.close)
        row.addWidget(close)
        if self.sizeHint().width() > _WIDEST:
            words.setWordWrap(True)
        self._window = window
        window.installEventFilter(self)
        self._clock = QTimer(self, singleShot=True, interval=(_TO_UNDO if undoes else _SECONDS) * 1000)
        self._clock.timeout.connect(self._leave)
        if undoes or (tone != "bad" and not stays):
            self._clock.start()
        if undoes and action:
            QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(self._undo)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay at the foot when the window changes its size."""
        if event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Look from now on where the keys are."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_keys)
        super().showEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the keys back to what had them before they came here."""
        back, at = self._keys_were, QApplication.focusWidget()
        if (
            at is not None
            and self.isAncestorOf(at)
            and back is not None
            and isValid(back)
            and back.isVisible()
        ):
            back.setFocus()
        super().closeEvent(event)

    def _follow_keys(self, old: QWidget | None, now: QWidget | None) -> None:
        """Remember what had the keys before they came here."""
        if old is not None and now is not None and self.isAncestorOf(now) and not self.isAncestorOf(old):
            self._keys_were = old

    def offer_first(self, text: str, do: Callable[[], object]) -> None:
        """Offer something else before the action, which keeps its key."""
        row = self.layout()
        if isinstance(row, QHBoxLayout):
            row.insertWidget(_BEFORE, self._button(text, do))
        self.place()

    def _leave(self) -> None:
        """Go, unless somebody is about to press the button."""
        at = QApplication.focusWidget()
        if self.underMouse() or (at is not None and self.isAncestorOf(at)):
            self._clock.start()
        else:
            self.close()

    def _undo(self) -> None:
        """Press the button of the action."""
        self._action.click()

    def _button(self, text: str, do: Callable[[], object]) -> QPushButton:
        """Return the button of an action; it closes the notice too."""
        made = button(text, "link")
        made.clicked.connect(self.close)
        made.clicked.connect(lambda _checked=False: do())
        return made

    def place(self) -> None:
        """Stand over the foot of the window, in the middle, over a bar there and over a notice that stays."""
        window = self._window
        width = min(self.sizeHint().width(), _WIDEST, window.width() - 2 * tokens.XL)
        height = max(self.heightForWidth(width), self.sizeHint().height())
        foot = window.height() - 2 * tokens.XL
        for bar in window.findChildren(QFrame, _BAR):
            if bar.isVisible():
                foot = min(foot, bar.mapTo(window, QPoint()).y() - tokens.S)
        if not self.stays:
            foot = min((other.y() - tokens.S for other in _notices(window) if other.stays), default=foot)
        self.setGeometry((window.width() - width) // 2, foot - height, width, height)


def tell(
    widget: QWidget,
    text: str,
    tone: Tone = "ok",
    action: tuple[str, Callable[[], object]] | None = None,
    *,
    stays: bool = False,
    undoes: bool = False,
) -> Notice:
    """Show a notice over the window that holds a widget; it takes the place of the one before.

    One that ``stays`` waits for the user or the next of its kind, as long as the widget lives; one that
    ``undoes`` for ten seconds.
    """
    window = widget.window()
    for old in _notices(window):
        if stays or undoes or not old.stays:
            old.close()
    notice = Notice(window, text, tone, action, stays=stays, undoes=undoes)
    if stays:
        widget.destroyed.connect(notice.close)
    notice.show()
    notice.place()
    notice.raise_()
    say(notice, text)
    return notice


def keep_clear(bar: QWidget) -> None:
    """Let the notices over a window stand clear of a bar that came to its foot, or went."""
    for notice in _notices(bar.window()):
        notice.place()


def forget_refusal(widget: QWidget) -> None:
    """Close the bad notice over the window that holds a widget: what it refused was done since, or left."""
    for notice in _notices(widget.window()):
        if notice.tone == "bad":
            notice.close()


def _notices(window: QWidget) -> list[Notice]:
    """Return the notices in sight over a window."""
    found = window.findChildren(Notice, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [notice for notice in found if not notice.isHidden()]
