"""Step 2 of the import wizard: what each sheet is, and what each of its columns means."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.records.sheet_choices import SheetChoices
from desktop.records.sheet_panel import SheetPanel
from desktop.records.sheet_tree import SheetTree
from desktop.theme import tokens
from desktop.widgets.card import Card
from desktop.widgets.controls import button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.excel.mapping_files import Scheme
    from desktop.records.column_table import ColumnTable
    from desktop.records.import_work import Opened
    from desktop.records.sheet_choices import Place
    from desktop.settings import Settings

_SHEETS_WIDTH = 316
_MOST_SENTENCES = 3


class ColumnsStep(QWidget):
    """Sheets at the left, the chosen one at the right.

    ``changed`` on every decision; ``reading_wanted`` carries (place, Reading) when a sheet must be read anew.
    """

    changed = Signal()
    reading_wanted = Signal(tuple, object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.choices = SheetChoices()
        self._troubles: tuple[str, ...] = ()
        self._panels: dict[Place, SheetPanel] = {}
        self._schemes: dict[Place, Scheme] = {}  # to be used once the sheet is read anew
        self.sheets = SheetTree()
        self.sheets.chosen.connect(self._turn)
        self.sheets.ticked.connect(self._follow)
        self._stack = QStackedWidget()
        self._notes = label(style="warn", wrap=True)
        self._faults = label(style="reason", wrap=True)
        self._to_fault = button(tr("去确认"), "link")
        self._to_fault.clicked.connect(self._look_at_fault)
        self._left = Card()
        self._left.setFixedWidth(_SHEETS_WIDTH)
        self._left.body.setContentsMargins(tokens.S, tokens.S, tokens.S, tokens.S)
        self._left.body.addWidget(self.sheets)
        row = QHBoxLayout()
        row.setSpacing(tokens.M)
        row.addWidget(self._left)
        row.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        column.addWidget(self._notes)
        column.addLayout(row, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._faults, 1)
        foot.addWidget(self._to_fault)
        column.addLayout(foot)

    @property
    def chosen(self) -> dict[Place, dict[int, str]]:
        """The sheets to import and their columns: {(file, sheet): {place: column name}}."""
        return self.choices.chosen

    @property
    def faults(self) -> list[str]:
        """What is still to be decided, as sentences."""
        return self.choices.faults

    def show_files(self, opened: Sequence[Opened], troubles: Sequence[str]) -> None:
        """Show the sheets of the files read; ``troubles`` tell of files that could not be."""
        self._clear()
        self.choices = SheetChoices(opened)
        self._troubles = tuple(troubles)
        self._show_notes()
        self._left.setVisible(len(self.choices) > 1)
        self.sheets.show_choices(self.choices)
        self.show_faults()

    def show_renewed(self, place: Place, opened: Opened) -> None:
        """Show a sheet that was read anew; what was decided on the others stays."""
        for renewed in self.choices.renew(place[0], opened, place[1]):
            self._forget(renewed)
        self._show_notes()
        self.sheets.show_choices(self.choices, place)
        self._turn(place)
        scheme = self._schemes.pop(place, None)
        if scheme is not None and self.choices[place].decisions is not None:
            self.panel(place).take_scheme(scheme)
        self._follow()

    def _show_notes(self) -> None:
        """Say what is to be known of the files: which cannot be read, which were taken in before."""
        notes = [*self._troubles, *(note for one in self.choices.opened for note in one.notes)]
        self._notes.setText("\n".join(shortened(notes)))
        self._notes.setToolTip("\n".join(notes))
        self._notes.setVisible(bool(notes))

    def show_faults(self) -> None:
        """Say what is still to be decided."""
        faults = self.faults
        self._faults.setText("；".join(shortened(faults)))
        for each in (self._faults, self._to_fault):
            each.setVisible(bool(faults))
        self.sheets.show_faults()

    def panel(self, place: Place) -> SheetPanel:
        """Return the panel of a sheet, made when it is first looked at: twenty choices take 40 ms."""
        if place not in self._panels:
            encoding = self.choices.opened[place[0]].book.encoding
            made = SheetPanel(self.choices[place], encoding, self._settings)
            made.changed.connect(lambda place=place: self._decide(place))
            made.reading_wanted.connect(lambda reading, place=place: self.reading_wanted.emit(place, reading))
            made.scheme_wanted.connect(lambda scheme, place=place: self._read_for(place, scheme))
            self._stack.addWidget(made)
            self._panels[place] = made
        return self._panels[place]

    def table(self, place: Place) -> ColumnTable:
        """Return the columns of a sheet that has a header."""
        columns = self.panel(place).columns
        assert columns is not None  # noqa: S101 - nobody asks for columns of a sheet without a header
        return columns

    def _read_for(self, place: Place, scheme: Scheme) -> None:
        """Ask that a sheet be read as a scheme wants it, to use the scheme then."""
        reading = self.choices[place].view.reading
        self._schemes[place] = replace(scheme, header_row=None, factor=None)
        wanted = replace(
            reading,
            kind=scheme.kind,
            header_row=scheme.header_row or reading.header_row,
            factor=scheme.factor or reading.factor,
        )
        self.reading_wanted.emit(place, wanted)

    def _look_at_fault(self) -> None:
        """Show the first sheet on which something is still to be decided."""
        place = next((place for place, choice in self.choices if choice.faults), None)
        if place is not None:
            self.sheets.look_at(place)
            self._turn(place)
            columns = self.panel(place).columns
            if columns is not None:
                columns.look_at_fault()

    def _decide(self, place: Place) -> None:
        """Take a decision on a column over to the sheets headed alike: 1月 … 12月."""
        for other in self.choices.spread(place):
            panel = self._panels.get(other)
            if panel is not None:
                panel.follow()
        self._follow()

    def _follow(self) -> None:
        """Tell that something was decided."""
        self.show_faults()
        self.changed.emit()

    def _turn(self, place: Place) -> None:
        """Show the chosen sheet."""
        self._stack.setCurrentWidget(self.panel(place))

    def _forget(self, place: Place) -> None:
        """Let go of the panel of a sheet."""
        panel = self._panels.pop(place, None)
        if panel is not None:
            self._stack.removeWidget(panel)
            panel.deleteLater()

    def _clear(self) -> None:
        """Forget the files before."""
        for place in list(self._panels):
            self._forget(place)
        self._schemes.clear()


def shortened(sentences: Sequence[str]) -> list[str]:
    """Return the first sentences, and how many more there are."""
    more = len(sentences) - _MOST_SENTENCES
    return [*sentences[:_MOST_SENTENCES], *([tr("……另有 {count} 条").format(count=more)] if more > 0 else [])]
