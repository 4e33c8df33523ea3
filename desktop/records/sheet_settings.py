"""How one sheet is read: kind, row of the header, unit of money, year, encoding – found, shown, changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from db.intake import TITLES
from desktop.excel.reading import ENCODINGS, FACTORS, unit_words
from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.combo import Combo
from desktop.widgets.controls import label
from desktop.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from desktop.excel.reading import Reading
    from desktop.excel.surveying import SheetView

_ROW_WIDTH = 100
_YEARS = 6


class SheetSettings(QWidget):
    """A line of choices. ``wanted`` carries the Reading the user wants instead."""

    wanted = Signal(object)

    def __init__(self, view: SheetView, encoding: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading = view.reading
        self.kinds, self.units, self.years, self.encodings = Combo(), Combo(), Combo(), Combo()
        self.row = QSpinBox()
        kind = view.reading.kind or view.kind
        if not kind:
            self.kinds.addItem(tr("请选择…"), None)
        for name, title in TITLES.items():
            self.kinds.addItem(tr(title), name)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(kind or None)))
        last = view.raw.rows[-1][0] if len(view.raw.rows) else 1
        self.row.setRange(0 if view.header_row is None else 1, last)
        self.row.setSpecialValueText(tr("没有找到") if view.header_row is None else "")
        self.row.setKeyboardTracking(False)
        self.row.setFixedWidth(_ROW_WIDTH)
        self.row.lineEdit().setTextMargins(tokens.S, 0, 0, 0)
        before, _place, behind = tr("第 {row} 行").partition("{row}")
        self.row.setPrefix(before)
        self.row.setSuffix(behind)
        self.row.setValue(view.header_row or 0)
        for factor, unit in FACTORS.items():
            self.units.addItem(tr(unit), factor)
        if self.units.findData(view.factor) < 0:
            self.units.addItem(tr(unit_words(view.factor)), view.factor)
        self.units.setCurrentIndex(self.units.findData(view.factor))
        self._offer_years(view)
        for code, name in ENCODINGS.items():
            self.encodings.addItem(tr(name), code)
        self.encodings.setCurrentIndex(self.encodings.findData(encoding.removesuffix("-sig")))
        self._lay_out(has_encoding=bool(encoding))
        self._connect()

    def set_header_row(self, number: int) -> None:
        """Choose another row as the header."""
        self.row.setValue(number)  # tells what is wanted, unless it is the row already

    def _offer_years(self, view: SheetView) -> None:
        """Offer the years that days without one may be of; what title or names tell is found without."""
        told = view.found.mapped.year if view.found and view.reading.year is None else None
        self.years.addItem(tr("自动（{year}）").format(year=told) if told else tr("自动"), None)
        this_year = date.today().year
        for year in sorted({*range(this_year + 1, this_year - _YEARS, -1), view.reading.year or this_year}):
            self.years.addItem(str(year), year)
        self.years.setCurrentIndex(max(0, self.years.findData(view.reading.year)))
        self.years.setToolTip(tr("表中的日期没有写年份时，按这一年读取；同一个文件的各工作表都按这一年"))

    def _lay_out(self, *, has_encoding: bool) -> None:
        """Put each choice behind its name, in a second line where one is too narrow."""
        flow = FlowLayout(self)
        flow.setSpacing(tokens.L)
        fields: list[tuple[str, QWidget]] = [
            (tr("数据类型"), self.kinds),
            (tr("表头"), self.row),
            (tr("金额单位"), self.units),
            (tr("年份"), self.years),
            (tr("文字编码"), self.encodings),
        ]
        for words, field in fields:
            field.setAccessibleName(words)
            named = QWidget(self)
            row = QHBoxLayout(named)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(tokens.S)
            row.addWidget(label(words))
            row.addWidget(field)
            flow.addWidget(named)
            named.setVisible(has_encoding or field is not self.encodings)

    def _connect(self) -> None:
        """Tell what the user wants; another kind or encoding finds the header anew."""
        self.kinds.currentIndexChanged.connect(
            lambda _index: self._want(kind=self.kinds.currentData(), header_row=self._said_row())
        )
        self.row.valueChanged.connect(lambda number: self._want(header_row=number))
        self.units.currentIndexChanged.connect(lambda _index: self._want(factor=self.units.currentData()))
        self.years.currentIndexChanged.connect(lambda _index: self._want(year=self.years.currentData()))
        self.encodings.currentIndexChanged.connect(
            lambda _index: self._want(encoding=self.encodings.currentData())
        )

    def _said_row(self) -> int | None:
        """Return the row of the header if the user named it."""
        return self._reading.header_row

    def _want(self, **said: object) -> None:
        """Tell what the user wants of the sheet."""
        wanted: Reading = replace(self._reading, **said)  # type: ignore[arg-type]
        if wanted.kind is None:
            wanted = replace(wanted, kind=self.kinds.currentData())
        self.wanted.emit(wanted)
