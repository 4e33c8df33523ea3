"""The panel beside the imports: what the chosen one did, its files, its records, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from db.imports import Mode
from desktop import cells
from desktop.i18n import tr
from desktop.records.batch_words import (
    count_words,
    deed_words,
    kind_words,
    name_words,
    state_words,
    who_words,
)
from desktop.theme import look, tokens
from desktop.widgets.badge import Badge
from desktop.widgets.controls import button, divider, label
from desktop.widgets.flow import FlowLayout
from desktop.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from db.queries.batch_rows import Touched
    from db.queries.batches import Batch
    from desktop.pages.tidying.batch_reading import Told

_HASH_SHOWN = 12
_NO_FILE = "这个文件没有留存：可能是旧版本导入的，或已过保存期限。"


class BatchPanel(QFrame):
    """One import. ``undo_wanted`` asks to take it back, or to bring it back.

    ``records_wanted`` carries a page and the filters that list what it touched.
    """

    file_wanted = Signal()
    errors_wanted = Signal()
    undo_wanted = Signal()
    records_wanted = Signal(str, dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setFixedWidth(tokens.DETAIL - tokens.XL)
        self._title, self._caption = label(style="heading", wrap=True), label(style="caption", wrap=True)
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._badge = Badge()
        self._told: Told | None = None
        self._content = Scrolled()
        self.file = button(tr("打开原文件"), icon="file")
        self.errors = button(tr("保存错误行…"), icon="download")
        self.undo = button(tr("撤销本批…"), "danger", "undo")
        self.redo = button(tr("恢复本批…"), "primary", "refresh")
        for made, wanted in ((self.file, self.file_wanted), (self.errors, self.errors_wanted)):
            made.clicked.connect(lambda _checked=False, wanted=wanted: wanted.emit())
        for made in (self.undo, self.redo):
            made.clicked.connect(lambda _checked=False: self.undo_wanted.emit())
        self._lay_out()

    def show_batch(self, batch: Batch) -> None:
        """Show what the list knows of an import; the records it touched follow."""
        self._title.setText(name_words(batch))
        self._caption.setText(f"{kind_words(batch)} · {who_words(batch)} · {cells.moment(batch.at)}")
        self._badge.show_word(state_words(batch), "plain" if batch.is_undone else "ok")
        self.file.setVisible(bool(batch.file_hash))
        self.file.setEnabled(batch.has_file)
        self.file.setToolTip("" if batch.has_file else tr(_NO_FILE))
        self.errors.setVisible(batch.rejected > 0)
        self.errors.setEnabled(batch.has_errors)
        self.errors.setToolTip("" if batch.has_errors else tr(_NO_FILE))
        self.undo.setVisible(not batch.is_undone)
        self.redo.setVisible(batch.is_undone)
        self._tell(batch, self._told if self._told and self._told.batch.id == batch.id else None)

    def show_told(self, told: Told) -> None:
        """Show all there is to say of the import."""
        self._told = told
        self._tell(told.batch, told)

    def _tell(self, batch: Batch, told: Told | None = None) -> None:
        """Lay out what it did and touched."""
        with self._content.anew() as column:
            column.setContentsMargins(0, 0, 0, 0)
            if batch.is_undone:
                self._tell_back(column, batch, told)
            self._section(column, tr("这次{deed}").format(deed=deed_words(batch)))
            column.addWidget(label(_lines_words(batch), wrap=True))
            column.addWidget(label(count_words(batch), "note", wrap=True))
            if batch.conflicts:
                words = tr("冲突的行里，手工改过的内容保留了下来，没有被文件覆盖。")
                column.addWidget(label(words, "note", wrap=True))
            if told is not None:
                self._tell_records(column, told)
            if batch.file_hash:
                words = tr("文件指纹（SHA-256）：{hash}…").format(hash=batch.file_hash[:_HASH_SHOWN])
                hint = label(words, "caption", wrap=True)
                hint.setToolTip(batch.file_hash)
                column.addSpacing(tokens.S)
                column.addWidget(hint)

    def _tell_back(self, column: QVBoxLayout, batch: Batch, told: Told | None) -> None:
        """Say when and by whom it was taken back, and what that came to."""
        at = cells.moment(batch.undone_at) if batch.undone_at else ""
        self._section(column, tr("已撤销"))
        back = None if told is None else told.back
        if back is None:
            column.addWidget(label(at))
            return
        column.addWidget(label(f"{who_words(back)} · {at}", wrap=True))
        counts = (back.added, back.updated, back.rejected)
        parts = zip(
            (tr("移除 {count} 条"), tr("还原 {count} 条"), tr("保留 {count} 条")), counts, strict=True
        )
        said = " · ".join(words.format(count=f"{count:,}") for words, count in parts if count)
        column.addWidget(label(said, "note", wrap=True))

    def _tell_records(self, column: QVBoxLayout, told: Told) -> None:
        """List what was touched, with the way to each list that shows it."""
        if not told.touched:
            return
        self._section(column, tr("新增后仍在库中的") if told.batch.is_undone else tr("涉及的记录"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.M)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for row, each in enumerate(told.touched):
            grid.setRowMinimumHeight(row, look().sizes.row)
            grid.addWidget(label(tr(each.word)), row, 0)
            grid.addWidget(label(_touched_words(each), "note"), row, 1)
            if each.page:
                grid.addWidget(self._way_to(each), row, 2)
        column.addLayout(grid)

    def _way_to(self, each: Touched) -> QPushButton:
        """Return the button that leads to the list of the records touched."""
        made = button(tr("查看"), "link")
        made.setAccessibleName(tr("查看{word}").format(word=tr(each.word)))
        made.clicked.connect(lambda _checked=False: self.records_wanted.emit(each.page, dict(each.filters)))
        return made

    def _section(self, column: QVBoxLayout, words: str) -> None:
        """Begin a section."""
        if column.count():
            column.addSpacing(tokens.S)
            column.addWidget(divider())
        column.addWidget(label(words, "section"))

    def _lay_out(self) -> None:
        """Name above, what is told in the middle, buttons at the foot."""
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        ways = FlowLayout()
        for each in (self.file, self.errors, self.undo, self.redo):
            ways.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.L)
        column.setSpacing(tokens.S)
        column.addLayout(head)
        column.addWidget(self._caption)
        column.addWidget(divider())
        column.addWidget(self._content, 1)
        column.addLayout(ways)


def _lines_words(batch: Batch) -> str:
    """Return how many lines came in, and under which mode."""
    modes = {mode.value: mode.label for mode in Mode}
    words = tr("文件共 {rows} 行") if batch.file_hash else tr("共 {rows} 条")
    said = words.format(rows=f"{batch.rows:,}")
    return f"{said}，{tr('方式')}：{tr(modes[batch.mode])}" if batch.mode in modes else said


def _touched_words(each: Touched) -> str:
    """Return what was done to the records of one kind: 新增 3 · 更新 12."""
    parts = ((tr("新增 {count}"), each.added), (tr("更新 {count}"), each.changed))
    return " · ".join(words.format(count=f"{count:,}") for words, count in parts if count)
