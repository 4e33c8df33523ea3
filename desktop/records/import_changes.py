"""改动: which fields of known records change, from what to what; what was typed by hand may stay."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.on_demand import OnDemand
from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.combo import Combo
from desktop.widgets.controls import button, label
from desktop.widgets.text_table import TextColumn, TextTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.imports import Change
    from desktop.records.import_rechecks import Seen

ChosenLine = tuple[int, str, int]
"""Number of the file, name of the sheet, number of the row."""
KEPT, TAKEN = "保留现有", "用文件的"
_COLUMNS = (
    TextColumn("工作表", 130),
    TextColumn("行", 64, "right"),
    TextColumn("编号", 130),
    TextColumn("字段", 120),
    TextColumn("现有内容"),
    TextColumn("文件内容"),
    TextColumn("处理", 150),
)
_EMPTY = "（空）"
_NOTHING = "没有改动：已有记录的内容与文件一致，或文件里都是新记录。"
_TOLD = "“冲突”是上次导入后有人手工改过的内容：默认保留现有，也可逐行改用文件里的。"


class ChangeRows(OnDemand[tuple[str, ...]]):
    """The changes of all files as words of a table, made when they are looked at; conflicts first."""

    def __init__(self, known: Sequence[Seen], chosen: set[ChosenLine], *, only_conflicts: bool) -> None:
        lists = [one.taken.outcome.changes for one in known]
        self._chosen = chosen
        numbered = [(file, one, _conflicts(one)) for file, one in enumerate(lists)]
        self._parts = [(file, one, 0, count) for file, one, count in numbered]
        if not only_conflicts:
            self._parts += [(file, one, count, len(one)) for file, one, count in numbered]
        self._ends = list(accumulate(last - first for _, _, first, last in self._parts))

    def __len__(self) -> int:
        """Return how many fields change."""
        return self._ends[-1] if self._ends else 0

    def at(self, index: int) -> tuple[int, Change]:
        """Return the number of the file and the change in a row of the table."""
        part = bisect_right(self._ends, index)
        file, changes, first, last = self._parts[part]
        return file, changes[index - (self._ends[part] - (last - first)) + first]

    def item(self, place: int) -> tuple[str, ...]:
        """Return a row of words."""
        file, one = self.at(place)
        words = ""
        if one.is_conflict:
            words = tr(TAKEN) if (file, one.sheet, one.row) in self._chosen else tr(KEPT)
            words = tr("冲突：{words}").format(words=words)
        empty = tr(_EMPTY)
        return one.sheet, str(one.row), one.code, one.label, one.old or empty, one.new or empty, words


class ImportChanges(QWidget):
    """The list of changes. ``decided`` when a conflict is decided otherwise."""

    decided = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen: set[ChosenLine] = set()
        self._known: Sequence[Seen] = ()
        self._rows = ChangeRows((), self.chosen, only_conflicts=False)
        self.filter = Combo()
        self.filter.setAccessibleName(tr("显示哪些改动"))
        self.filter.addItem(tr("全部改动"), False)  # noqa: FBT003 - data of an entry
        self.filter.addItem(tr("只看冲突"), True)  # noqa: FBT003 - data of an entry
        self.turn_one = button(tr("改用文件的"))
        self.all_kept, self.all_taken = button(tr("冲突全部保留现有")), button(tr("冲突全部用文件的"))
        self.table = TextTable(_COLUMNS, tr("改动列表"))
        self.note = label(tr(_NOTHING), "note", wrap=True)
        self._lay_out()
        self.filter.currentIndexChanged.connect(self._show)
        self.turn_one.clicked.connect(self._turn_current)
        self.all_kept.clicked.connect(lambda: self._choose_all(take=False))
        self.all_taken.clicked.connect(lambda: self._choose_all(take=True))
        self.table.doubleClicked.connect(lambda _index: self._turn_current())
        self.table.row_chosen.connect(lambda _row: self._allow())
        key = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(self._turn_current)

    @property
    def conflicts(self) -> int:
        """How many values stand against one typed by hand."""
        return sum(_conflicts(one.taken.outcome.changes) for one in self._known)

    def show_changes(self, known: Sequence[Seen]) -> None:
        """Show what would change."""
        self._known = known
        if not self.conflicts:
            self.filter.setCurrentIndex(0)
        self._show()

    def _show(self) -> None:
        """Show the changes the filter lets through."""
        only = bool(self.filter.currentData())
        self._rows = ChangeRows(self._known, self.chosen, only_conflicts=only)
        self.table.show_rows(self._rows)
        has_conflicts = bool(self.conflicts)
        self.note.setText(tr(_TOLD) if has_conflicts else "" if len(self._rows) else tr(_NOTHING))
        self.note.setVisible(bool(self.note.text()))
        for each in (self.filter, self.turn_one, self.all_kept, self.all_taken):
            each.setVisible(has_conflicts)
        self._allow()

    def _current(self) -> ChosenLine | None:
        """Return the line of the conflict that is looked at; None for another change."""
        row = self.table.currentIndex().row()
        if not 0 <= row < len(self._rows):
            return None
        file, one = self._rows.at(row)
        return (file, one.sheet, one.row) if one.is_conflict else None

    def _turn_current(self) -> None:
        """Decide the conflicts of the line that is looked at the other way."""
        line, row = self._current(), self.table.currentIndex()
        if line is not None:
            self.chosen ^= {line}
            self._follow()
            self.table.setCurrentIndex(self.table.words.index(row.row(), row.column()))

    def _choose_all(self, *, take: bool) -> None:
        """Decide all conflicts one way."""
        self.chosen.clear()
        for file, one in enumerate(self._known):
            changes = one.taken.outcome.changes
            lines = {(file, each.sheet, each.row) for each in changes[: _conflicts(changes)]}
            self.chosen |= lines if take else set()
        self._follow()

    def _follow(self) -> None:
        """Show and tell what was decided."""
        self._show()
        self.decided.emit()

    def _allow(self) -> None:
        """Let the button say what it would do."""
        line = self._current()
        self.turn_one.setEnabled(line is not None)
        self.turn_one.setText(tr("保留现有的") if line in self.chosen else tr("改用文件的"))

    def _lay_out(self) -> None:
        """Filter and decisions above, the list below."""
        head = QHBoxLayout()
        head.setSpacing(tokens.S)
        head.addWidget(self.filter)
        head.addWidget(self.turn_one)
        head.addStretch()
        head.addWidget(self.all_kept)
        head.addWidget(self.all_taken)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        column.addLayout(head)
        column.addWidget(self.note)
        column.addWidget(self.table, 1)


def _conflicts(changes: Sequence[Change]) -> int:
    """Return how many of the changes are conflicts: they come first."""
    return bisect_right(range(len(changes)), False, key=lambda at: not changes[at].is_conflict)  # noqa: FBT003
