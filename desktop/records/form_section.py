"""A section of a form: its title, which folds its fields away where the form is long, and the way to it."""

import re
from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from desktop.i18n import tr
from desktop.theme import icon, tokens
from desktop.widgets.controls import label
from desktop.widgets.flow import FlowLayout

_BRACKET = re.compile(r"（| \(")
"""Where what a title says in brackets begins, in either language: the way to a section is named shortly."""


class SectionHead(QWidget):
    """The title over some fields; ``folded`` tells that the user folds them away or brings them back."""

    folded = Signal(bool)

    def __init__(self, title: str, *, folds: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.names: list[str] = []
        self.is_open = True
        self._count = label(style="caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.XS)
        if folds:
            self.button = QToolButton()
            self.button.setObjectName("fold")
            self.button.setText(tr(title))
            self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self.button.clicked.connect(lambda _checked=False: self.open(not self.is_open))
            row.addWidget(self.button)
        else:
            row.addWidget(label(tr(title), "section"))
        row.addWidget(self._count)
        row.addStretch()
        self._folds = folds
        self._show_arrow()

    def open(self, is_open: bool) -> None:  # noqa: FBT001 - a slot
        """Fold the fields away, or bring them back."""
        if self._folds and is_open != self.is_open:
            self.is_open = is_open
            self._show_arrow()
            self.folded.emit(is_open)

    def tell_filled(self, done: int) -> None:
        """Say how many of the fields are filled, while they are folded away."""
        words = tr("已填 {done} / {all} 项").format(done=done, all=len(self.names))
        self._count.setText("" if self.is_open else words)

    def _show_arrow(self) -> None:
        """Let the arrow, and the words read aloud, say whether the fields are in sight."""
        if self._folds:
            self.button.setIcon(icon("down" if self.is_open else "right"))
            words = tr("{title}，已展开") if self.is_open else tr("{title}，已收起")
            self.button.setAccessibleName(words.format(title=tr(self.title)))


class SectionBar(QWidget):
    """A short list of the sections of a long form; ``chosen`` carries the number of the one to go to."""

    chosen = Signal(int)

    def __init__(self, titles: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = FlowLayout(self)
        row.setSpacing(tokens.XS)
        for number, title in enumerate(titles):
            jump = QToolButton()
            jump.setObjectName("jump")
            jump.setText(_BRACKET.split(tr(title))[0])
            jump.setToolTip(tr("转到“{title}”（Ctrl+PgDn / Ctrl+PgUp 逐段切换）").format(title=tr(title)))
            jump.setAccessibleName(tr("转到“{title}”").format(title=tr(title)))
            jump.clicked.connect(lambda _checked=False, number=number: self.chosen.emit(number))
            row.addWidget(jump)
