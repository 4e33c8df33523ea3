"""逐行核对: the rows of the files with their verdicts; a wrong cell is put right where it stands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.imports import Severity
from db.intake.attendance import NO_TRAINING
from db.intake.telling import shown
from db.values.dates import NO_YEAR
from desktop.i18n import tr
from desktop.records.import_corrections import Corrections
from desktop.records.import_preview_head import PreviewHead
from desktop.records.import_preview_sheet import Filter, PreviewSheet
from desktop.records.import_preview_table import PreviewTable
from desktop.records.import_rechecks import ByRow, SheetPlace, same_cells
from desktop.theme import restyle, tokens
from desktop.widgets.controls import button, label
from desktop.widgets.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from desktop.excel.importing import Loaded
    from desktop.records.import_rechecks import Seen
    from desktop.tasks import Tasks

_LINES = 2
_HERE = Qt.ShortcutContext.WidgetWithChildrenShortcut
_HINT = "双击、按 F2 或直接输入即可改正；只改本次导入的内容，原文件不变。"


_WAYS = {
    NO_YEAR: "整张表都没写年份时，可返回上一步选择“年份”",
    NO_TRAINING: "整张表是同一场培训时，可返回上一步“补一列”",
}
"""What can be done at the step before about a cell that is refused for a reason that begins so."""
_SEVERITIES = {Filter.ERRORS: (Severity.ERROR,), Filter.WARNINGS: (Severity.WARNING,)}


class _Same(NamedTuple):
    """Cells that hold what a corrected one held: where they are, and what could be typed over them."""

    sheet: SheetPlace
    rows: list[int]
    place: int
    text: str


class ImportPreview(QWidget):
    """A sheet at a time, a filter by verdict, the next problem, corrections that can be taken back.

    ``corrected`` carries the sheet and the numbers of the rows that were touched.
    """

    corrected = Signal(object, object)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._sheets: dict[SheetPlace, PreviewSheet] = {}
        self._same: _Same | None = None
        self._showing = Turns(self, iter(()))
        self.corrections = Corrections(self)
        self.head, self.table = PreviewHead(), PreviewTable()
        self.reason, self.same = label(style="note", wrap=True), button("", "link")
        self.reason.setMinimumHeight(_LINES * self.reason.fontMetrics().lineSpacing())  # the grid stays still
        foot = QHBoxLayout()
        foot.addWidget(self.reason, 1)
        foot.addWidget(self.same)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        column.addWidget(self.head)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self._connect()
        self._offer(None)

    @property
    def sheet(self) -> PreviewSheet | None:
        """The sheet that is shown."""
        place = self.head.place
        return None if place is None else self._sheets[place]

    def show_rows(self, loaded: Sequence[Loaded]) -> None:
        """Show the rows of files that are about to be checked."""
        several = len({one.book.path for one in loaded}) > 1
        self._sheets, names = {}, []
        for number, one in enumerate(loaded):
            for at, found in enumerate(one.found):
                fixes = self.corrections.fixes[number, at]
                self._sheets[number, at] = PreviewSheet(one.kind, found.mapped, fixes)
                name, stem = found.mapped.sheet.name, one.book.path.stem
                called = f"{stem} · {name}" if several and name != stem else name
                names.append((f"{called}（{one.kind.title}）", (number, at)))
        self.head.offer_sheets(names)
        self.head.choose(None, Filter.ALL)
        self._showing = Turns(self, self._show_sheet())

    def show_first(self, problems: ByRow) -> None:
        """Show what the first lines of the first file came to, while all of them are checked."""
        for (number, _), sheet in self._sheets.items():
            if number == 0 and not sheet.is_checked:
                sheet.problems = problems.get(sheet.name, {})
        self.table.preview.verdicts_changed()

    def show_verdicts(self, known: Sequence[Seen], *, first: bool) -> None:
        """Show what was found; at first the refused rows, if there are any."""
        self._showing.finish()  # late, it would take the user away from what is shown now
        for (number, _), sheet in self._sheets.items():
            sheet.take(known[number])
        if first and not self.table.is_typing:
            wrong = (place for place, sheet in self._sheets.items() if sheet.count(Severity.ERROR))
            place = next(wrong, None)
            self.head.choose(place, Filter.ALL if place is None else Filter.ERRORS)
            self._go_to_first()
        self.table.preview.verdicts_changed()
        self.head.show_notes(self.sheet.notes if self.sheet is not None else ())
        self._tell()

    def go_on(self, *, forward: bool) -> None:
        """Show the next cell with a problem, or the one before: in this row, in others, in other sheets."""
        sheet, current = self.sheet, self.table.currentIndex()
        number = self.table.preview.number(current) if current.isValid() else 0
        if sheet is None or self.table.go_beside(forward=forward):
            return
        found = sheet.next_problem(number, forward=forward)
        is_round = found is None or (found <= number if forward else found >= number)
        if is_round and (place := self._other_with_problems(forward=forward)) is not None:
            self.head.choose(place, self.head.which)
            sheet = self._sheets[place]
            found = sheet.next_problem(0, forward=forward)
        if found is not None:
            self.table.go_to(found, sheet.problem_beside(found, forward=forward))
            self.table.setFocus()

    def _other_with_problems(self, *, forward: bool) -> SheetPlace | None:
        """Return the sheet after this one, or before, that has a problem the filter lets through."""
        places, here = list(self._sheets), self.head.place
        if here is None or self.head.which is Filter.TYPED:
            return None
        at = places.index(here)
        order = [*places[at + 1 :], *places[:at]]
        severities = _SEVERITIES.get(self.head.which, tuple(Severity))
        wanted = (place for place in (order if forward else reversed(order)) if self._has(place, severities))
        return next(wanted, None)

    def _has(self, place: SheetPlace, severities: Iterable[Severity]) -> bool:
        """Say whether a sheet has rows of these verdicts."""
        return any(self._sheets[place].count(one) for one in severities)

    def _turn(self) -> None:
        """Show the sheet that was chosen."""
        self._showing.finish()
        for _ in self._show_sheet():
            pass

    def _show_sheet(self) -> Iterator[None]:
        """Show the sheet that was chosen, in pieces: its rows are unpacked, painted and pointed at."""
        yield
        self._offer(None)
        if (sheet := self.sheet) is not None:
            sheet.let_through(self.head.which)
        self.head.show_notes(sheet.notes if sheet is not None else ())
        yield
        yield from self.table.show_sheet(sheet)
        self._go_to_first()

    def _filter(self) -> None:
        """Show the rows the filter lets through."""
        self.table.preview.let_through(self.head.which)
        self._go_to_first()

    def _go_to_first(self) -> None:
        """Choose the first problem in sight, else the first cell."""
        sheet = self.sheet
        if sheet is not None and len(sheet):
            number = sheet.row(0)[0]
            self.table.go_to(number, sheet.problem_beside(number, forward=True))
        self._tell()

    def _typed(self, number: int, place: int, text: str) -> None:
        """Take a correction, and look for cells that hold what this one held."""
        sheet, where = self.sheet, self.head.place
        if sheet is None or where is None:
            return
        original = sheet.original(number, place)
        held = sheet.fixes.get(number, {}).get(place, original)
        self.corrections.type_over(where, [number], place, None if text == shown(original) else text)
        self._offer(None)
        if shown(held):
            rows = sheet.all_rows({row: dict(cells) for row, cells in sheet.fixes.items()})
            self._tasks.read(
                self,
                lambda _session: same_cells(rows, place, held),
                lambda found: self._offer(_Same(where, found, place, text) if found else None),
            )

    def _offer(self, same: _Same | None) -> None:
        """Offer to type the same over the cells of the column that hold the same, if there are any."""
        self._same = same
        self.same.setVisible(same is not None)
        if same is not None:
            words = tr("本列还有 {count:,} 格内容相同，全部改成“{text}”")
            self.same.setText(words.format(count=len(same.rows), text=same.text or tr("空")))

    def _type_same(self) -> None:
        """Type the same over all of them, as one step that can be taken back."""
        if (same := self._same) is not None:
            self._offer(None)
            self.corrections.type_over(same.sheet, same.rows, same.place, same.text)

    def _follow_correction(self, where: SheetPlace, rows: set[int]) -> None:
        """Show corrected cells at once; what they come to follows."""
        self.table.preview.verdicts_changed()
        self._tell()
        self.corrected.emit(where, rows)

    def _tell(self) -> None:
        """Say what is wrong with the cell that is looked at, then with its row; count the rows."""
        sheet, index = self.sheet, self.table.currentIndex()
        words, style = tr(_HINT), "note"
        if sheet is not None and index.isValid() and index.row() < len(sheet):
            words, style = _told(sheet, index.row(), index.column())
        self.reason.setText(words)
        restyle(self.reason, "objectName", style)
        self.head.count(sheet, self._sheets)
        self.head.take_back.setEnabled(self.corrections.stack.canUndo())

    def _connect(self) -> None:
        """Let buttons and keys do what they say."""
        self.corrections.changed.connect(self._follow_correction)
        self.head.sheets.currentIndexChanged.connect(self._turn)
        self.head.filter.currentIndexChanged.connect(self._filter)
        self.head.before.clicked.connect(lambda: self.go_on(forward=False))
        self.head.after.clicked.connect(lambda: self.go_on(forward=True))
        self.head.take_back.clicked.connect(self.corrections.stack.undo)
        self.same.clicked.connect(self._type_same)
        self.table.preview.typed.connect(self._typed)
        self.table.looked_at.connect(self._tell)
        keys = {
            "Ctrl+Z": self.corrections.stack.undo,
            "Ctrl+Y": self.corrections.stack.redo,
            "F8": partial(self.go_on, forward=True),
            "Shift+F8": partial(self.go_on, forward=False),
        }
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self, context=_HERE).activated.connect(act)


def _told(sheet: PreviewSheet, row: int, column: int) -> tuple[str, str]:
    """Return what is wrong with a row, the cell of a column first, and the style it is told in."""
    number, place = sheet.row(row)[0], sheet.columns[column].place
    told = sorted(sheet.told(number), key=lambda one: one.place != place)
    if not told:
        return tr(_HINT), "note"
    said = [f"{one.column}：{one.reason}" if one.column else one.reason for one in told]
    reasons = [one.reason for one in told]
    said += [tr(way) for begin, way in _WAYS.items() if any(r.startswith(begin) for r in reasons)]
    words = tr("第 {row} 行　{said}").format(row=number, said="；".join(said))
    return words, "reason" if told[0].severity is Severity.ERROR else "warn"
