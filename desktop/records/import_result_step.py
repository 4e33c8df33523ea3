"""Step 4 of the import wizard: what was done, and the way to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.records.import_work import SKIPPED, total
from desktop.theme import look, tokens
from desktop.widgets.controls import button, label
from desktop.widgets.sign import Sign
from desktop.widgets.text_table import TextColumn, TextTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from db.imports import Mode, Outcome
    from db.queries.batches import Batch
    from desktop.excel.importing import Taken

_ICON = 48
_UNCHANGED = 4  # place among the words of a batch
_WIDTH, _ROWS_SHOWN = 860, 8
_COLUMNS = (
    TextColumn("文件"),
    TextColumn("类型", 120),
    TextColumn("新增", 80, "right"),
    TextColumn("更新", 80, "right"),
    TextColumn("不变", 80, "right"),
    TextColumn("错误", 80, "right"),
    TextColumn("状态", 80),
)


class ResultStep(QWidget):
    """The counts of an import, as a whole and by batch.

    ``errors_wanted`` asks for the error workbook; ``batch_wanted`` and ``undo_wanted`` carry a batch's key.
    """

    errors_wanted = Signal()
    batch_wanted = Signal(int)
    undo_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._batches: list[int | None] = []
        self._undone: set[int] = set()
        self._rows: list[tuple[str, ...]] = []
        self._title = label(style="title")
        self.counts = label(style="heading")
        self._note, self._said = label(style="note", wrap=True), ""
        self._picture = Sign("check", "ok", _ICON)
        columns = [TextColumn(tr(each.label), each.width, each.align) for each in _COLUMNS]
        self.table = TextTable(columns, tr("这次导入的各批"))
        self.table.row_chosen.connect(lambda _row: self._allow())
        self.save_errors = button(tr("保存错误行…"), icon="download")
        self.see = button(tr("查看本批"), icon="history")
        self.undo = button(tr("撤销本批…"), icon="undo")
        self.save_errors.clicked.connect(self.errors_wanted)
        self.see.clicked.connect(lambda: self._tell(self.batch_wanted.emit))
        self.undo.clicked.connect(lambda: self._tell(self.undo_wanted.emit))
        self._lay_out()

    def show_outcomes(
        self,
        taken: Sequence[Taken],
        outcomes: Sequence[Outcome],
        mode: Mode,
        troubles: Sequence[str] = (),
    ) -> None:
        """Show what was done under a mode; ``troubles`` are the files that could not be read."""
        self._show_total(total(outcomes), mode, troubles)
        self._batches = [each.batch for each in outcomes]
        self._undone.clear()
        self._rows = [_row(one, done) for one, done in zip(taken, outcomes, strict=True)]
        self._show_rows()
        first = next((row for row, key in enumerate(self._batches) if key is not None), 0)
        self.table.selectRow(first)
        self._allow()

    def show_state(self, batch: Batch) -> None:
        """Show whether a batch still stands."""
        (self._undone.add if batch.is_undone else self._undone.discard)(batch.id)
        row = self.table.currentIndex().row()
        self._show_rows()
        self.table.selectRow(row)
        written = [key for key in self._batches if key is not None]
        if all(key in self._undone for key in written):
            self._title.setText(tr("已撤销"))
            self._note.setText(tr("这次导入的内容已撤回；需要时点“恢复本批”。"))
        else:
            self._title.setText(tr("导入完成"))
            self._note.setText(self._said)
        self._allow()

    def _show_total(self, done: Outcome, mode: Mode, troubles: Sequence[str]) -> None:
        """Show the counts of all batches together."""
        skipped = done.skipped(mode)
        parts = [
            (tr("新增 {count}"), done.added),
            (tr("更新 {count}"), done.updated),
            (tr("不变 {count}"), done.unchanged - skipped),
            (tr("错误 {count}"), done.rejected),
        ]
        notes = list(troubles)
        if done.conflicts:
            parts.append((tr("冲突 {count}"), done.conflicts))
        if skipped:
            parts.insert(3, (f"{tr(SKIPPED[mode])}{{count}}", skipped))
            notes.insert(0, tr("跳过的行没有导入；需要时换一种导入方式，再导入一次即可。"))
        if done.rejected:
            notes.insert(
                0, tr("错误行没有导入。保存错误行，在表中改正后再导入一次即可，已导入的行不会重复。")
            )
        self._title.setText(_title(done))
        self._picture.show_icon(*("warning", "warn") if done.rejected else ("check", "ok"))
        self.counts.setText(" · ".join(words.format(count=f"{count:,}") for words, count in parts))
        self._said = "\n".join(notes or [tr("全部行都已导入。")])
        self._note.setText(self._said)
        self.save_errors.setVisible(bool(done.rejected))

    def _show_rows(self) -> None:
        """List the batches where there are several."""
        shown = [(*row, self._state(key, row)) for row, key in zip(self._rows, self._batches, strict=True)]
        self.table.show_rows(shown)
        self.table.setVisible(len(shown) > 1)
        rows = min(len(shown), _ROWS_SHOWN)
        self.table.setFixedHeight(look().sizes.header + rows * look().sizes.row + 2 * tokens.XS)

    def _state(self, key: int | None, row: tuple[str, ...]) -> str:
        """Return whether a batch stands; of a file that left no batch, why."""
        if key is None:
            return tr("无变化") if row[_UNCHANGED] != "0" else tr("未导入")
        return tr("已撤销") if key in self._undone else tr("有效")

    def _chosen(self) -> int | None:
        """Return the key of the chosen batch; None when its file brought nothing new."""
        row = max(self.table.currentIndex().row(), 0)
        return self._batches[row] if row < len(self._batches) else None

    def _tell(self, wish: Callable[[int], object]) -> None:
        """Tell what is wanted of the chosen batch."""
        key = self._chosen()
        if key is not None:
            wish(key)

    def _allow(self) -> None:
        """Offer what can be done with the chosen batch."""
        key = self._chosen()
        is_any = any(key is not None for key in self._batches)
        for each in (self.see, self.undo):
            each.setVisible(is_any)
            each.setEnabled(key is not None)
        self.undo.setText(tr("恢复本批…") if key in self._undone else tr("撤销本批…"))

    def _lay_out(self) -> None:
        """Put everything into the middle."""
        column = QVBoxLayout(self)
        column.setSpacing(tokens.M)
        column.addStretch()
        column.addWidget(self._picture, alignment=Qt.AlignmentFlag.AlignHCenter)
        shown: tuple[QLabel, ...] = (self._title, self.counts, self._note)
        for each in shown:
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(each)
        self.table.setMaximumWidth(_WIDTH)
        middle = QHBoxLayout()
        middle.addStretch()
        middle.addWidget(self.table, 1)
        middle.addStretch()
        column.addLayout(middle)
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        row.addStretch()
        for made in (self.save_errors, self.see, self.undo):
            row.addWidget(made)
        row.addStretch()
        column.addLayout(row)
        column.addStretch()


def _title(done: Outcome) -> str:
    """Return what an import came to, in a word."""
    if done.added + done.updated:
        return tr("导入完成")
    return tr("没有导入") if done.rejected and not done.unchanged else tr("没有新的内容")


def _row(taken: Taken, done: Outcome) -> tuple[str, ...]:
    """Return what the list says of one batch, without its state."""
    counts = (done.added, done.updated, done.unchanged, done.rejected)
    loaded = taken.loaded
    return loaded.book.path.name, tr(loaded.kind.title), *(f"{count:,}" for count in counts)
