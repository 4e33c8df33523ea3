"""Step 4 of the import wizard: what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.records.import_work import SKIPPED, total
from desktop.theme import icon, tokens
from desktop.widgets.controls import button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.imports import Mode, Outcome

_ICON = 48


class ResultStep(QWidget):
    """The counts of an import. ``errors_wanted`` asks for the error workbook."""

    errors_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label(style="title")
        self.counts = label(style="heading")
        self._note = label(style="note", wrap=True)
        picture = QLabel()
        picture.setPixmap(icon("check", "ok").pixmap(_ICON, _ICON))
        self.save_errors = button(tr("保存错误行…"), icon="download")
        self.save_errors.clicked.connect(self.errors_wanted)
        column = QVBoxLayout(self)
        column.setSpacing(tokens.M)
        column.addStretch()
        for each in (picture, self._title, self.counts, self._note):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(each)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.save_errors)
        row.addStretch()
        column.addLayout(row)
        column.addStretch()

    def show_outcomes(self, outcomes: Sequence[Outcome], mode: Mode, troubles: Sequence[str] = ()) -> None:
        """Show what was done under a mode; ``troubles`` are the files that could not be read."""
        done = total(outcomes)
        skipped = done.skipped(mode)
        parts = [
            (tr("新增 {count}"), done.added),
            (tr("更新 {count}"), done.updated),
            (tr("不变 {count}"), done.unchanged - skipped),
            (tr("错误 {count}"), done.rejected),
        ]
        notes = list(troubles)
        if skipped:
            parts.insert(-1, (f"{tr(SKIPPED[mode])}{{count}}", skipped))
            notes.insert(0, tr("跳过的行没有导入；需要时换一种导入方式，再导入一次即可。"))
        if done.rejected:
            notes.insert(
                0, tr("错误行没有导入。保存错误行，在表中改正后再导入一次即可，已导入的行不会重复。")
            )
        self._title.setText(tr("导入完成") if done.added + done.updated else tr("没有新的内容"))
        self.counts.setText(" · ".join(words.format(count=f"{count:,}") for words, count in parts))
        self._note.setText("\n".join(notes or [tr("全部行都已导入。")]))
        self.save_errors.setVisible(bool(done.rejected))
