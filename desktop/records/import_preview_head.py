"""Above the grid of the import: sheet, filter, the way from problem to problem, what is said of sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.imports import Severity
from desktop.i18n import tr
from desktop.records.import_preview_sheet import Filter, PreviewSheet
from desktop.theme import tokens
from desktop.widgets.combo import Combo
from desktop.widgets.controls import button, label
from desktop.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.records.import_rechecks import SheetPlace

_NOTES_SHOWN = 2
_FILTERS = tuple(Filter)


class PreviewHead(QWidget):
    """Choices and buttons; whoever makes it connects them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: list[SheetPlace] = []
        self._names: list[str] = []
        self.sheets, self.filter = Combo(), Combo()
        self.sheets.setAccessibleName(tr("工作表"))
        self.filter.setAccessibleName(tr("显示哪些行"))
        for each in (self.sheets, self.filter):
            each.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
        for which in Filter:
            self.filter.addItem(tr(which.value))
        self.before, self.after = button(tr("上一个问题"), icon="up"), button(tr("下一个问题"), icon="down")
        self.take_back = button(tr("撤销修改"), icon="undo")
        self.notes = label(style="warn", wrap=True)
        self.after.setToolTip("F8")
        self.before.setToolTip("Shift+F8")
        self.take_back.setToolTip("Ctrl+Z")
        row = FlowLayout()
        for beside in (self.sheets, self.filter, self.before, self.after):
            row.addWidget(beside)
        row.addStretch()
        row.addWidget(self.take_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        column.addLayout(row)
        column.addWidget(self.notes)
        self.show_notes(())

    @property
    def place(self) -> SheetPlace | None:
        """The sheet that was chosen."""
        at = self.sheets.currentIndex()
        return self._places[at] if 0 <= at < len(self._places) else None

    @property
    def which(self) -> Filter:
        """Which rows are to be shown."""
        return _FILTERS[self.filter.currentIndex()]

    def offer_sheets(self, sheets: Sequence[tuple[str, SheetPlace]]) -> None:
        """Offer other sheets, without telling."""
        self._places, self._names = [place for _, place in sheets], [name for name, _ in sheets]
        with QSignalBlocker(self.sheets):
            self.sheets.clear()
            self.sheets.addItems(self._names)
        self.sheets.setVisible(len(sheets) > 1)

    def choose(self, place: SheetPlace | None, which: Filter) -> None:
        """Choose a sheet (None: as it is) and which of its rows are shown."""
        if place is not None:
            self.sheets.setCurrentIndex(self._places.index(place))
        self.filter.setCurrentIndex(_FILTERS.index(which))

    def count(self, sheet: PreviewSheet | None, sheets: Mapping[SheetPlace, PreviewSheet]) -> None:
        """Say how many rows each filter lets through, and let the buttons do what makes sense.

        ``sheets`` are all there are: each says how many of its rows are wrong, and problems lead on to them.
        """
        wrong, odd = (sheet.count(one) if sheet else 0 for one in (Severity.ERROR, Severity.WARNING))
        counts = {
            Filter.ALL: sheet.total if sheet else 0,
            Filter.PROBLEMS: wrong + odd,
            Filter.ERRORS: wrong,
            Filter.WARNINGS: odd,
            Filter.TYPED: len(sheet.fixes) if sheet else 0,
        }
        for at, which in enumerate(_FILTERS):
            self.filter.setItemText(at, f"{tr(which.value)} {counts[which]:,}")
        is_any = any(each.count(severity) for each in sheets.values() for severity in Severity)
        for button_of in (self.before, self.after):
            button_of.setEnabled(is_any)
        for at, place in enumerate(self._places):
            errors = sheets[place].count(Severity.ERROR)
            words = tr("{name}　错误 {count:,}").format(name=self._names[at], count=errors)
            self.sheets.setItemText(at, words if errors else self._names[at])

    def show_notes(self, said: Sequence[str]) -> None:
        """Say what holds for whole sheets: sums that differ, columns that are left out."""
        more = len(said) - _NOTES_SHOWN
        lines = list(said[:_NOTES_SHOWN])
        if more > 0:
            lines.append(tr("另有 {count} 条提示（指向这里查看全部）").format(count=more))
        self.notes.setText("\n".join(lines))
        self.notes.setToolTip("\n".join(said) if more > 0 else "")
        self.notes.setVisible(bool(said))
