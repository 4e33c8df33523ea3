"""Step 4 of the import wizard: what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.theme import icon, tokens
from desktop.widgets.controls import button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.imports import Outcome

_ICON = 48


class ResultStep(QWidget):
    """The counts of an import. ``errors_wanted`` asks for the error workbook."""

    errors_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counts = label(style="heading")
        self._note = label(style="note", wrap=True)
        picture = QLabel()
        picture.setPixmap(icon("check", "ok").pixmap(_ICON, _ICON))
        self.save_errors = button(tr("保存错误行…"), icon="download")
        self.save_errors.clicked.connect(self.errors_wanted)
        column = QVBoxLayout(self)
        column.setSpacing(tokens.M)
        column.addStretch()
        for each in (picture, label(tr("导入完成"), "title"), self.counts, self._note):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(each)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.save_errors)
        row.addStretch()
        column.addLayout(row)
        column.addStretch()

    def show_outcomes(self, outcomes: Sequence[Outcome]) -> None:
        """Show what was done."""
        added = sum(each.added for each in outcomes)
        updated = sum(each.updated for each in outcomes)
        unchanged = sum(each.unchanged for each in outcomes)
        rejected = sum(each.rejected for each in outcomes)
        words = tr("新增 {added} · 更新 {updated} · 不变 {unchanged} · 错误 {rejected}")
        self.counts.setText(
            words.format(
                added=f"{added:,}",
                updated=f"{updated:,}",
                unchanged=f"{unchanged:,}",
                rejected=f"{rejected:,}",
            )
        )
        self._note.setText(
            tr("错误行没有导入。保存错误行，在表中改正后再导入一次即可，已导入的行不会重复。")
            if rejected
            else tr("全部行都已导入。")
        )
        self.save_errors.setVisible(bool(rejected))
