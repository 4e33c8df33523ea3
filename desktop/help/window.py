"""The help: a window of its own, so that it can be read beside the page it tells of."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import assets
from desktop.help.browser import HelpBrowser
from desktop.help.contents import Contents
from desktop.help.finding import get_ready
from desktop.help.topics import Topic, topic_of
from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.controls import button, label
from desktop.widgets.room import fit

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_SIZE = (1080, 680)
_MOST_KEPT = 50
_SETTLED = 400  # milliseconds after which the window is taken to stand


class HelpWindow(QWidget):
    """Contents and search at the left, the text at the right.

    ``page_wanted`` carries a page's key and {"part": key} where the text leads to a page of the program;
    ``tour_wanted`` and ``feedback_wanted`` are emitted by the buttons of the same name.
    """

    page_wanted = Signal(str, dict)
    tour_wanted = Signal()
    feedback_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setWindowIcon(QIcon(str(assets.path("icons/basedesk.svg"))))
        self._read: list[str] = []
        self._topic = topic_of("start")
        self.contents = Contents()
        self.browser = HelpBrowser(tr("帮助正文"))
        self.title = label(style="title")
        self.back = button(tr("返回"), icon="left")
        self.back.setToolTip("Alt+←")
        self.open_page = button(tr("打开此页"), "primary")
        self.tour = button(tr("功能导览"), icon="eye")
        self.feedback = button(tr("反馈问题"), icon="export")
        self._lay_out()
        self._connect()
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settled.timeout.connect(self._get_ready)
        self._settled.start()
        fit(self, *_SIZE)

    @property
    def topic(self) -> Topic:
        """The topic in sight."""
        return self._topic

    def show_topic(self, key: str, heading: str = "") -> None:
        """Show a topic, from a heading on where one is given; the one before can be gone back to."""
        if self.title.text() and key != self._topic.key:
            self._read = [*self._read[-_MOST_KEPT:], self._topic.key]
        self._show(key, heading)

    def go_back(self) -> None:
        """Show the topic read before."""
        if self._read:
            self._show(self._read.pop())

    def show_again(self) -> None:
        """Bring the window to the front, ready to search."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _show(self, key: str, heading: str = "") -> None:
        """Show a topic, and mark it in the contents."""
        self._topic = topic_of(key)
        self.setWindowTitle(tr("{title} - 帮助").format(title=self._topic.title))
        self.title.setText(self._topic.title)
        self.open_page.setVisible(bool(self._topic.page))
        self.back.setEnabled(bool(self._read))
        self.browser.show_text(self._topic.text, heading)
        self.contents.mark(self._topic.key)

    def _lay_out(self) -> None:
        """Contents at the left; title, text and buttons at the right."""
        head = QHBoxLayout()
        head.setSpacing(tokens.S)
        head.addWidget(self.back)
        head.addSpacing(tokens.XS)
        head.addWidget(self.title)
        head.addStretch()
        for each in (self.tour, self.feedback, self.open_page):
            head.addWidget(each)
        right = QVBoxLayout()
        right.setSpacing(tokens.M)
        right.addLayout(head)
        right.addWidget(self.browser, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.L, tokens.L, tokens.L, tokens.L)
        row.setSpacing(tokens.L)
        row.addWidget(self.contents)
        row.addLayout(right, 1)

    def _connect(self) -> None:
        """Let links, buttons and keys do what they say."""
        self.contents.chosen.connect(self.show_topic)
        self.browser.link_chosen.connect(self._follow)
        self.back.clicked.connect(self.go_back)
        self.open_page.clicked.connect(lambda: self._open(self._topic.page, self._topic.part))
        self.tour.clicked.connect(self.tour_wanted)
        self.feedback.clicked.connect(self.feedback_wanted)
        for keys, do in (
            ("Ctrl+F", self.contents.focus_search),
            ("Alt+Left", self.go_back),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(do)

    def _follow(self, link: str) -> None:
        """Follow a link: help:topic, page:key or page:key/part, tour:, feedback:."""
        kind, _, rest = link.partition(":")
        if kind == "help":
            self.show_topic(rest)
        elif kind == "page":
            self._open(*rest.partition("/")[::2])
        elif kind == "tour":
            self.tour_wanted.emit()
        elif kind == "feedback":
            self.feedback_wanted.emit()

    def _get_ready(self) -> None:
        """Load what a search by letters needs, while the text is read."""
        Thread(target=get_ready, name="help", daemon=True).start()

    def _open(self, page: str, part: str = "") -> None:
        """Ask for a page of the program."""
        self.page_wanted.emit(page, {"part": part} if part else {})
