"""撤销本批: what taking an import back comes to, before and after; and the way to bring it back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from db.errors import NotAllowed
from db.queries.batches import MERGE, Batch, batch, undone_by
from db.undoing import Reversal, preview, undo
from desktop import cells
from desktop.i18n import tr
from desktop.records.batch_words import kind_words, name_words, who_words
from desktop.records.job_strip import JobStrip
from desktop.theme import tokens
from desktop.widgets.card import FigureCard
from desktop.widgets.controls import button, label
from desktop.widgets.notice import tell
from desktop.widgets.room import fit
from desktop.widgets.text_table import TextColumn, TextTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.engine import Session
    from db.errors import AppError
    from db.steps import Step
    from desktop.tasks import Job, Tasks

T = TypeVar("T")
_SIZE, _WITH_LIST = (760, 340), (760, 600)
_GONE = "这次导入的记录已不存在，请刷新。"
_COLUMNS = (("类型", 104), ("编号", 104), ("名称", 150), ("保留原因", 0))
_MEANT = (("这次新增的", "还原成原来的内容"), ("撤销时还原过的", "撤销时移除或还原过的"))
_BACK, _AGAIN = "撤销", "恢复"


@dataclass(frozen=True, slots=True)
class Asked:
    """What can be done: take an import back (``target`` is its own key), or undo what took it back."""

    batch: Batch
    target: int
    found: Reversal

    @property
    def is_again(self) -> bool:
        """Whether the import is to be brought back."""
        return self.target != self.batch.id


def look(session: Session, step: Step, key: int) -> Asked:
    """Return what taking an import back, or bringing it back, would come to; raises NotAllowed, Cancelled."""
    found = batch(session, key)
    if found is None:
        raise NotAllowed(_GONE)
    back = undone_by(session, key) if found.is_undone else None
    target = key if back is None else back.id
    return Asked(found, target, preview(session, target, step))


def act(session: Session, step: Step, asked: Asked) -> Reversal:
    """Do what was looked at, all of it or nothing; raises NotAllowed, Cancelled."""
    return undo(session, asked.target, step)


class UndoDialog(QDialog):
    """Three counts and the list of what stays, first as they would be, then as they are.

    It looks by itself what is to be done: an import that stands is taken back, one that was taken back is
    brought back. ``changed`` once something was.
    """

    changed = Signal()

    def __init__(self, tasks: Tasks, batch_key: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("撤销导入"))
        self._tasks, self._key = tasks, batch_key
        self._asked: Asked | None = None
        self._is_done = False
        self._job: Job | None = None
        self._is_leaving = False
        self.title, self._about = (
            label(tr("正在核对…"), "heading", wrap=True),
            label(style="caption", wrap=True),
        )
        self._note, self.warning = label(style="note", wrap=True), label(style="warn", wrap=True)
        self.removed, self.restored = FigureCard(tr("移除")), FigureCard(tr("还原"))
        self.kept = FigureCard(tr("保留"))
        self._of_each, self._kept_title = label(style="note", wrap=True), label(style="section")
        self.copy = button(tr("复制清单"), "link", "copy")
        self.table = TextTable([TextColumn(tr(words), width) for words, width in _COLUMNS], tr("保留的记录"))
        self.back = button(tr("撤销本批"), "danger", "undo")
        self.forth = button(tr("恢复本批"), "primary", "refresh")
        self.again, self.leave = button("", "link", "refresh"), button(tr("取消"))
        self._lay_out()
        self._connect()
        self._look()

    def reject(self) -> None:
        """Close; what still runs is stopped first, so that nothing is done behind the user's back."""
        if self._job is not None:
            self._is_leaving = True
            self._job.cancel()
            return
        super().reject()

    def _look(self) -> None:
        """Find out what it would come to."""
        self._start(tr("正在核对"), partial(look, key=self._key), self._show_before, writes=False)

    def _do(self) -> None:
        """Do it, all or nothing."""
        if self._asked is not None:
            title = tr("正在恢复") if self._asked.is_again else tr("正在撤销")
            self._start(title, partial(act, asked=self._asked), self._show_after, writes=True)

    def _show_before(self, asked: Asked) -> None:
        """Show what would be done."""
        self._asked, self._is_done = asked, False
        name, word = name_words(asked.batch), tr(_AGAIN) if asked.is_again else tr(_BACK)
        self.setWindowTitle(_titled(asked))
        question = tr("恢复“{name}”？") if asked.is_again else tr("撤销“{name}”？")
        self.title.setText(question.format(name=name))
        self._about.setText(
            " · ".join((kind_words(asked.batch), who_words(asked.batch), cells.moment(asked.batch.at)))
        )
        self._note.setText(_what_follows(asked, word))
        self._show_counts(asked.found, asked.is_again)
        self._allow()

    def _show_after(self, found: Reversal) -> None:
        """Show what was done."""
        asked = self._asked
        if asked is None:
            return
        self._is_done = True
        words = tr("已恢复“{name}”") if asked.is_again else tr("已撤销“{name}”")
        self.title.setText(words.format(name=name_words(asked.batch)))
        self._note.setText(
            tr("需要时可以再次撤销。")
            if asked.is_again
            else tr("需要时可在 数据整理 → 导入记录 中恢复本批。")
        )
        self._show_counts(found, asked.is_again)
        self.again.setText(tr("再次撤销…") if asked.is_again else tr("恢复本批…"))
        self._allow()
        self.changed.emit()

    def _show_counts(self, found: Reversal, is_again: bool) -> None:  # noqa: FBT001 - told by what was asked
        """Show the three counts, the kinds of records behind them, and what stays with the reasons."""
        for card, count in ((self.removed, found.removed), (self.restored, found.restored)):
            card.show_figure(f"{count:,}", tr(_MEANT[is_again][card is self.restored]))
        self.kept.show_figure(f"{len(found.kept):,}", tr("之后改过或在用的"))
        self._of_each.setText(
            "；".join(_each_words(label_, counts) for label_, counts in found.of_each.items())
        )
        self.removed.setVisible(bool(found.removed) or not is_again)
        months = "、".join(found.signed)
        words = tr("{months} 的月报已签署：已报送的数不变，与库中数据的差异列在月报页，需要时请办理更正。")
        self.warning.setText(words.format(months=months))
        self.warning.setVisible(bool(months))
        self._kept_title.setText(tr("保留不动的 {count} 条").format(count=f"{len(found.kept):,}"))
        self._kept_title.setVisible(bool(found.kept))
        self.copy.setVisible(bool(found.kept))
        self.table.setVisible(bool(found.kept))
        self.table.show_rows([(tr(one.label), one.code, one.name, one.reason) for one in found.kept])
        fit(self, *(_WITH_LIST if found.kept else _SIZE))

    def _copy_kept(self) -> None:
        """Put what stays on the clipboard, as a table other programs paste."""
        model = self.table.words
        places = range(model.columnCount())
        lines = ["\t".join(tr(words) for words, _width in _COLUMNS)]
        lines += [
            "\t".join(str(model.index(row, place).data()) for place in places)
            for row in range(model.rowCount())
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))
        tell(self, tr("已复制 {count} 行").format(count=f"{model.rowCount():,}"))

    def _start(
        self, title: str, work: Callable[[Session, Step], T], done: Callable[[T], None], *, writes: bool
    ) -> None:
        """Do long work; the buttons wait for it."""
        self._job = self._tasks.job(self, title, work, done, writes=writes, failed=self._refused)
        self._allow()

    def _ended(self, job: Job) -> None:
        """Free the buttons, however the work ended."""
        if job is self._job:
            self._job = None
            self._allow()
            if self._is_leaving or (job.is_cancelled and self._asked is None):
                self.reject()
            elif job.is_cancelled:
                tell(self, tr("已取消，什么都没有改"))

    def _refused(self, trouble: AppError) -> None:
        """Say why it cannot be done."""
        if self._asked is None:
            self.title.setText(tr("不能撤销"))
            self._note.setText(str(trouble))
        else:
            tell(self, str(trouble), "bad")

    def _allow(self) -> None:
        """Let the buttons say what can be done now."""
        asked, free = self._asked, self._job is None
        is_again = asked is not None and asked.is_again
        for made, is_meant in ((self.back, not is_again), (self.forth, is_again)):
            made.setVisible(is_meant and not self._is_done)
            made.setEnabled(free and asked is not None and not asked.found.is_empty)
        self.again.setVisible(self._is_done and free)
        self.leave.setText(tr("完成") if self._is_done else tr("取消"))

    def _lay_out(self) -> None:
        """Words above, counts, what stays, progress and buttons."""
        cards, kept, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        kept.addWidget(self._kept_title)
        kept.addStretch()
        kept.addWidget(self.copy)
        cards.setSpacing(tokens.M)
        for card in (self.removed, self.restored, self.kept):
            cards.addWidget(card)
        foot.setSpacing(tokens.S)
        foot.addWidget(self.again)
        foot.addStretch()
        for made in (self.leave, self.back, self.forth):
            foot.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        column.setSpacing(tokens.S)
        for part in (self.title, self._about, self._note):
            column.addWidget(part)
        column.addLayout(cards)
        for part in (self._of_each, self.warning):
            column.addWidget(part)
        column.addLayout(kept)
        column.addWidget(self.table, 1)
        column.addStretch()
        column.addWidget(JobStrip(self._tasks))
        column.addSpacing(tokens.S)
        column.addLayout(foot)
        for later in (self._kept_title, self.copy, self.table, self.warning):
            later.hide()
        fit(self, *_SIZE)

    def _connect(self) -> None:
        """Let the buttons do what they say."""
        for made in (self.back, self.forth):
            made.clicked.connect(lambda _checked=False: self._do())
        self.leave.clicked.connect(self.reject)
        self.copy.clicked.connect(lambda _checked=False: self._copy_kept())
        self.again.clicked.connect(lambda _checked=False: self._look())
        self._tasks.job_finished.connect(self._ended)


def _titled(asked: Asked) -> str:
    """Return what is about to be done, in a few words."""
    if asked.batch.kind == MERGE:
        return tr("恢复合并") if asked.is_again else tr("撤销合并")
    return tr("恢复导入") if asked.is_again else tr("撤销导入")


def _what_follows(asked: Asked, word: str) -> str:
    """Return what will become of the records, in a sentence."""
    if asked.found.is_empty:
        return tr("没有可以{word}的内容：记录都在之后改过，或已不在库中。").format(word=word)
    if asked.is_again:
        return tr("恢复后，记录回到撤销之前的样子；撤销以后又改过的、别处在用的，保留不动。")
    if asked.batch.kind == MERGE:
        return tr("撤销后，合并的记录分开，各自还原成合并前的内容；合并以后又改过的，保留不动。")
    return tr("撤销后，新增的记录被移除，改过的记录还原成导入前的内容；之后又改过的、别处在用的，保留不动。")


def _each_words(word: str, counts: tuple[int, int, int]) -> str:
    """Return what becomes of the records of one kind: 主播 移除 100、还原 12."""
    parts = zip((tr("移除 {count}"), tr("还原 {count}"), tr("保留 {count}")), counts, strict=True)
    return f"{tr(word)} " + "、".join(words.format(count=f"{count:,}") for words, count in parts if count)
