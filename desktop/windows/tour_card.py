"""The card of the tour: what the lit place is for, how far one is, and the ways on."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.aloud import say
from desktop.widgets.card import Card
from desktop.widgets.controls import button, label

_WIDTH = tokens.SEARCH + tokens.XL * 2


class TourCard(Card):
    """A title, some words, and three buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tour")
        self._title = label(style="heading", wrap=True)
        self._text = label(wrap=True)
        self._count = label(style="caption")
        self.leave = button(tr("结束导览"), "link")
        self.before = button(tr("上一步"))
        self.next = button(tr("下一步"), "primary")
        self.next.setAutoDefault(True)  # Enter leads on
        foot = QHBoxLayout()
        foot.setSpacing(tokens.S)
        foot.addWidget(self._count)
        foot.addStretch()
        for each in (self.leave, self.before, self.next):
            foot.addWidget(each)
        self.body.addWidget(self._title)
        self.body.addWidget(self._text)
        self.body.addSpacing(tokens.XS)
        self.body.addLayout(foot)
        self.setFixedWidth(_WIDTH)

    def show_stop(self, number: int, count: int, title: str, text: str) -> None:
        """Show one stop of several, counted from 0."""
        self._title.setText(title)
        self._text.setText(text)
        self._count.setText(tr("{number} / {count}").format(number=number + 1, count=count))
        self.before.setEnabled(number > 0)
        last = number == count - 1
        self.next.setText(tr("完成") if last else tr("下一步"))
        self.leave.setVisible(not last)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        say(self, f"{title}\n{text}")
