"""文字: the sentences of a report, generated ones changed, others typed; kept as a draft at every pause."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from shiboken6 import isValid

from db.errors import Conflict
from db.reports.texts import keep_text
from db.values.text import brief
from desktop import cells
from desktop.i18n import tr
from desktop.pages.reports.report_tab import ReportTab
from desktop.pages.reports.text_card import TextCard
from desktop.pages.reports.text_reading import TextLine, Texts, read_texts
from desktop.theme import tokens
from desktop.widgets.controls import divider, label
from desktop.widgets.notice import tell
from desktop.widgets.scrolled import Scrolled
from desktop.widgets.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from db.errors import AppError
    from db.queries.periods import Period
    from desktop.settings import Settings
    from desktop.tasks import Tasks

PAUSE = 400
"""Milliseconds after the last key until a text is kept."""


class TextsTab(ReportTab):
    """One card per text, chapter by chapter; read-only once the report is signed."""

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        self._period: Period | None = None
        self._shown: Period | None = None
        self._signed = False
        self._own_save = False
        self._typed: dict[str, TextCard] = {}
        self._held: set[str] = set()
        self._readings = 0
        self._kept_in: dict[str, int] = {}
        self._cards: dict[str, TextCard] = {}
        self._laying_out = Turns(self, iter(()))
        self.told = label(tr("正在读取…"), "note", wrap=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.keep)
        self._scroll = Scrolled()
        self.body.addWidget(self.told)
        self.body.addWidget(self._scroll, 1)

    @property
    def cards(self) -> dict[str, TextCard]:
        """The cards by the key of their text, all of them."""
        self._laying_out.finish()
        return self._cards

    def show_period(self, period: Period) -> None:
        """Read the texts of a period; what was typed for another one is kept first."""
        if period != self._period:
            self.keep()
            self.told.setText(tr("正在读取…"))
        elif self._own_save:  # what was just kept here stands here already
            self._own_save = False
            return
        self._period = period
        self._readings += 1
        done = partial(self._show, self._readings)
        self.tasks.read(self, partial(read_texts, period=period), done)

    @property
    def has_unsaved(self) -> bool:
        """Whether something typed is not kept yet."""
        return bool(self._typed)

    def may_close(self) -> bool:
        """Keep what was typed; nothing is asked."""
        self.keep()
        return True

    def keep(self) -> None:
        """Keep every text that was typed since the last pause."""
        self._pause.stop()
        typed, self._typed = self._typed, {}
        if self._shown is None:
            return
        for key, card in typed.items():
            work = partial(
                keep_text,
                period=self._shown,
                key=key,
                generated=card.line.generated,
                edited=card.text,
                known=card.known,
            )
            before, card.known = card.known, card.text
            self._kept_in[key] = self._readings
            self.tasks.write(self, work, self._kept, partial(self._refused, card, before))

    def _kept(self, _nothing: None) -> None:
        """Say that it is kept; the reading that follows this very save is left out."""
        self._own_save = True
        QTimer.singleShot(0, self, self._forget_save)
        self.told.setText(tr("已自动保存"))

    def _forget_save(self) -> None:
        """Read again at every later save."""
        self._own_save = False

    def _refused(self, card: TextCard, before: str, trouble: AppError) -> None:
        """Say why a text was not kept; it stays where it was typed, and the next pause tries it again."""
        if not isValid(card):  # another period was chosen: only the sentence is left
            tell(self, str(trouble), "bad")
            return
        self._held.add(card.line.key)
        card.known = before
        if not isinstance(trouble, Conflict):
            tell(self, str(trouble), "bad")
            return
        ((_mine, theirs),) = trouble.fields.values()
        card.known = theirs  # who goes on typing was told whose words these replace
        words = tr("{sentence}对方写的是：{theirs}　继续输入则以您的为准。")
        told = words.format(sentence=trouble, theirs=brief(theirs) or tr("（空）"))
        tell(self, told, "bad", (tr("采用对方的"), partial(_take, card, theirs)))

    def _show(self, reading: int, texts: Texts) -> None:
        """Show the texts, unless another period was chosen meanwhile; what was typed since stays."""
        if texts.period != self._period:
            return
        self._signed = texts.is_signed
        if texts.is_signed:
            self._held.clear()
        made = list(self.cards)  # those of another period may still be in the making: no two at a time
        if self._shown != texts.period or [line.key for line in texts.lines] != made:
            self._laying_out = Turns(self, self._lay_out(reading, texts))
        else:
            for line in texts.lines:
                self._fill(reading, line)
        self.told.setText(_words(texts))

    def _fill(self, reading: int, line: TextLine) -> None:
        """Show a text, unless it was typed or kept since it was read."""
        since = self._kept_in.get(line.key, 0) >= reading
        if not since and line.key not in self._typed and line.key not in self._held:
            self._cards[line.key].show_line(line, is_signed=self._signed)

    def _lay_out(self, reading: int, texts: Texts) -> Iterator[None]:
        """Make the cards one by one, a heading above each chapter; what is being typed is carried over."""
        carried = {key: self._cards[key] for key in (*self._typed, *self._held) if key in self._cards}
        self.keep()
        if self._shown != texts.period:
            carried, self._held, self._kept_in = {}, set(), {}
        self._shown = texts.period
        self._cards, chapter = {}, ""
        with self._scroll.anew(tokens.M, (0, 0, 0, tokens.L), in_sight=True) as column:
            for line in texts.lines:
                if line.chapter != chapter:
                    if chapter:
                        column.addWidget(divider())
                    chapter = line.chapter
                    column.addWidget(label(chapter, "heading", written=True))
                card = self._cards[line.key] = TextCard(line)
                if line.key in carried:
                    card.carry(carried[line.key])
                card.typed.connect(self._note)
                column.addWidget(card)
                card.show()
                self._fill(reading, line)
                yield

    def _note(self, key: str) -> None:
        """Keep a text once its typing pauses."""
        self._held.discard(key)
        self._typed[key] = self._cards[key]
        self.told.setText(tr("正在输入…"))
        self._pause.start()


def _take(card: TextCard, theirs: str) -> None:
    """Let a card say what the other seat wrote, where it still stands."""
    if isValid(card):
        card.take_theirs(theirs)


def _words(texts: Texts) -> str:
    """Return what is said above the texts."""
    if texts.is_signed:
        return tr("报告已签署，文字不能再改；确需修改请在“报送”页签办理更正。")
    if texts.kept_at is None:
        return tr("左边是自动文字，右边是报告文字；修改后自动保存，也可以随时恢复自动文字。")
    words = tr("左边是自动文字，右边是报告文字；最近自动保存：{moment}")
    return words.format(moment=cells.moment(texts.kept_at))
