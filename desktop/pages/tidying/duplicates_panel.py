"""The panel beside the pairs: both records, what speaks for and against it, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from db.duplicates import Likelihood
from desktop.i18n import tr
from desktop.records.tones import tone_of
from desktop.theme import tokens
from desktop.widgets.badge import Badge
from desktop.widgets.controls import button, divider, label
from desktop.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from db.duplicates import Pair, Side
    from desktop.widgets.badge import Tone

TONES: dict[Likelihood, Tone] = {Likelihood.PROBABLE: "bad", Likelihood.POSSIBLE: "warn"}


class PairPanel(QFrame):
    """One pair: ``merge_wanted`` and ``apart_wanted`` say what to do with it, ``shown_wanted`` opens one."""

    merge_wanted = Signal()
    apart_wanted = Signal()
    shown_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setFixedWidth(tokens.DETAIL - tokens.XL)
        self._title, self._badge = label(style="heading", wrap=True), Badge()
        self._content = Scrolled()
        self.merge = button(tr("比对并合并…"), "primary")
        self.apart = button(tr("不是同一个"))
        self.merge.clicked.connect(lambda _checked=False: self.merge_wanted.emit())
        self.apart.clicked.connect(lambda _checked=False: self.apart_wanted.emit())
        self._lay_out()

    def show_pair(self, pair: Pair, not_the_same: str) -> None:
        """Show a pair; ``not_the_same`` are the words on the button that sets it apart."""
        self._title.setText(tr("相似度 {score}").format(score=pair.score))
        self._badge.show_word(tr(pair.likelihood.value), TONES.get(pair.likelihood, "plain"))
        self.apart.setText(not_the_same)
        with self._content.anew() as column:
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(label(tr("判断依据"), "section"))
            for words in pair.reasons:
                column.addWidget(label(f"· {tr(words)}", wrap=True))
            for side in (pair.first, pair.second):
                column.addSpacing(tokens.S)
                column.addWidget(divider())
                self._tell_side(column, side)

    def _tell_side(self, column: QVBoxLayout, side: Side) -> None:
        """Tell of one record, with the way to it."""
        head = QHBoxLayout()
        head.addWidget(label(side.name, "section", wrap=True), 1)
        head.addWidget(Badge(side.state, tone_of(side.state)))
        see = button(tr("查看"), "link")
        see.setAccessibleName(tr("查看{name}").format(name=side.code))
        see.clicked.connect(lambda _checked=False: self.shown_wanted.emit(side.id))
        head.addWidget(see)
        column.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.M)
        grid.setColumnStretch(1, 1)
        for row, fact in enumerate((f"{tr('编号')} {side.code}", *side.details)):
            name, _, value = fact.partition(" ")
            grid.addWidget(label(tr(name), "caption"), row, 0)
            grid.addWidget(label(value, wrap=True), row, 1)
        column.addLayout(grid)

    def _lay_out(self) -> None:
        """Score above, what is told in the middle, buttons at the foot."""
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._badge)
        foot.setSpacing(tokens.S)
        foot.addWidget(self.merge)
        foot.addWidget(self.apart)
        foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.L)
        column.setSpacing(tokens.S)
        column.addLayout(head)
        column.addWidget(divider())
        column.addWidget(self._content, 1)
        column.addLayout(foot)
