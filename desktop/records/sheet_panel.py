"""One sheet of an import: how it is read, its first rows as they lie, and what each column stands for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from db.errors import FileTrouble
from desktop.excel.mapping_files import SUFFIX, read_scheme, scheme_of, write_scheme
from desktop.i18n import tr
from desktop.records.column_table import ColumnTable
from desktop.records.given_dialog import GivenDialog
from desktop.records.raw_preview import RawPreview
from desktop.records.sheet_choices import apply_scheme
from desktop.records.sheet_settings import SheetSettings
from desktop.saving import safe_name
from desktop.theme import tokens
from desktop.widgets.controls import button, label
from desktop.widgets.notice import tell
from desktop.widgets.tab_order import put_after
from desktop.widgets.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.excel.mapping_files import Scheme
    from desktop.records.sheet_choices import SheetChoice
    from desktop.settings import Settings

_SCHEMES = "列对应方案 (*.json)"
_PURPOSE = "columns"
_SHARES = (190, 300)
_PREVIEW_LEAST = 60


class SheetPanel(QWidget):
    """Shows one SheetChoice and writes into it.

    ``changed`` tells of another decision on a column; ``reading_wanted`` carries how the sheet shall be read
    instead; ``scheme_wanted`` carries a Scheme of another kind than the sheet was read as.
    """

    changed = Signal()
    reading_wanted = Signal(object)
    scheme_wanted = Signal(object)

    def __init__(
        self, choice: SheetChoice, encoding: str, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._choice, self._settings = choice, settings
        self.reading = SheetSettings(choice.view, encoding, self)
        self.reading.wanted.connect(self.reading_wanted)
        self._notes = label(style="warn", wrap=True)
        self._parts = QSplitter(Qt.Orientation.Vertical, self)
        self._parts.setChildrenCollapsible(False)
        above = self._part()
        self.preview = RawPreview(above)
        self.preview.setMinimumHeight(_PREVIEW_LEAST)
        self.preview.header_wanted.connect(self.reading.set_header_row)
        self._columns: ColumnTable | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        column.addWidget(self.reading)
        column.addWidget(self._notes)
        column.addWidget(self._parts, 1)
        self._show_notes()
        self._laying_out = Turns(self, self._lay_out(above))

    @property
    def columns(self) -> ColumnTable | None:
        """What each column stands for; None where the header is not known yet."""
        self._laying_out.finish()
        return self._columns

    def save_scheme(self) -> None:
        """Ask where and write what the columns stand for, to be used again here or on another machine."""
        decisions, view = self._choice.decisions, self._choice.view
        if decisions is None:
            return
        name = safe_name(f"列对应_{decisions.kind.title}_{view.raw.name}", SUFFIX)
        start = str(self._settings.last_folder(_PURPOSE) / name)
        file, _ = QFileDialog.getSaveFileName(self.window(), tr("保存列对应方案"), start, tr(_SCHEMES))
        if not file:
            return
        said = view.reading
        scheme = scheme_of(
            decisions.kind.name, decisions.header, decisions.decided, said.header_row, said.factor
        )
        try:
            path, note = write_scheme(Path(file).with_suffix(SUFFIX), scheme)
        except FileTrouble as trouble:
            tell(self, str(trouble), "bad")
            return
        self._settings.remember_folder(_PURPOSE, path)
        tell(self, note or tr("已保存：{name}").format(name=path.name), "warn" if note else "ok")

    def load_scheme(self) -> None:
        """Ask for a scheme and give the columns the meaning it has for them."""
        start = str(self._settings.last_folder(_PURPOSE))
        file, _ = QFileDialog.getOpenFileName(self.window(), tr("套用列对应方案"), start, tr(_SCHEMES))
        if not file:
            return
        try:
            scheme = read_scheme(Path(file))
        except FileTrouble as trouble:
            tell(self, str(trouble), "bad")
            return
        self._settings.remember_folder(_PURPOSE, Path(file))
        self.take_scheme(scheme)

    def take_scheme(self, scheme: Scheme) -> None:
        """Use a scheme; when the sheet must be read in another way first, that is asked for."""
        view = self._choice.view
        is_same = view.kind == scheme.kind and scheme.header_row in (None, view.header_row)
        if not is_same or scheme.factor not in (None, view.factor):
            self.scheme_wanted.emit(scheme)
            return
        note = apply_scheme(self._choice, scheme)
        self.follow()
        tell(self, note or tr("方案已套用"), "warn" if note else "ok")

    def ask_given(self) -> None:
        """Ask for what is true of every line and stands in no column."""
        if self._choice.decisions is not None:
            dialog = GivenDialog(self._choice.decisions, self._choice.view.reading.given, self)
            dialog.given.connect(self._give)
            dialog.open()

    def _give(self, given: dict[str, str]) -> None:
        """Let the sheet be read with what is given for every line."""
        view = self._choice.view
        self.reading_wanted.emit(replace(view.reading, kind=view.kind, given=given))

    def follow(self) -> None:
        """Show what was decided elsewhere: by a scheme, or on a sheet headed alike."""
        if self.columns is not None:
            self.columns.follow()

    def _lay_out(self, above: QWidget) -> Iterator[None]:
        """Put the first rows above the columns, in turns."""
        yield
        _fill(above, _head(tr("文件的前 20 行"), label(tr("双击一行，把它当作表头"), "note")), self.preview)
        self._show_first_rows()
        yield
        below = self._part()
        decisions = self._choice.decisions
        if decisions is not None:
            self._columns = ColumnTable(decisions, below)
            self._columns.changed.connect(self._follow)
        yield
        schemes = self._schemes()
        _fill(below, _head(tr("列对应"), *schemes), self._columns or _nothing_to_decide())
        put_after(self.preview, schemes)
        self._parts.setSizes(list(_SHARES if self._columns is not None else reversed(_SHARES)))

    def _part(self) -> QWidget:
        """Return another part; the user may move the line between it and the one above."""
        part = QWidget(self._parts)
        self._parts.addWidget(part)
        return part

    def _schemes(self) -> list[QWidget]:
        """Return what helps with the columns: a value for every line, schemes kept and used again."""
        load, save = button(tr("套用方案…"), "link", "open"), button(tr("保存方案…"), "link", "download")
        given = button(tr("补一列…"), "link", "add")
        given.setToolTip(tr("表里没有、但每一行都一样的内容，例如平台、培训编号"))
        for each, act in ((given, self.ask_given), (load, self.load_scheme), (save, self.save_scheme)):
            each.clicked.connect(act)
            each.setEnabled(each is load or self._columns is not None)
        return [given, load, save]

    def _show_first_rows(self) -> None:
        """Show the first rows as they lie, and what they are for."""
        self.preview.show_rows(self._choice.view.raw.rows, self._choice.marks())

    def _follow(self) -> None:
        """Show what follows from another decision: which columns are masked, what is lacking."""
        self._show_first_rows()
        self._show_notes()
        self.changed.emit()

    def _show_notes(self) -> None:
        """Say what the user should know of this sheet."""
        found, decisions = self._choice.view.found, self._choice.decisions
        notes = [] if found is None else list(found.notes)
        if found is None and len(self._choice.view.raw.rows):
            said = self._choice.view.reading.kind
            hint = tr("请双击表头所在的行，或改选数据类型。") if said else tr("要导入的话，请选择数据类型。")
            notes = [self._choice.view.trouble + ("" if self._choice.is_joined else hint)]
        if decisions is not None and decisions.lacking:
            notes.append("；".join(decisions.lacking) + tr("，请核对列对应。"))
        self._notes.setText("\n".join(filter(None, notes)))
        self._notes.setVisible(bool(self._notes.text()))


def _head(words: str, *beside: QWidget) -> QHBoxLayout:
    """Return the line above a table: its name at the left, what belongs to it at the right."""
    row = QHBoxLayout()
    row.setSpacing(tokens.XS)
    row.addWidget(label(words, "section"))
    row.addStretch()
    for each in beside:
        row.addWidget(each)
    return row


def _fill(part: QWidget, head: QHBoxLayout, table: QWidget) -> None:
    """Put a table below its head."""
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.XS)
    column.addLayout(head)
    column.addWidget(table, 1)


def _nothing_to_decide() -> QLabel:
    """Return what stands instead of the columns while the header is not known."""
    empty = label(tr("选好数据类型和表头行后，在这里对应各列。"), "note")
    empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return empty
