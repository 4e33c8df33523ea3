"""Step 3 of the import wizard: what would happen, what is wrong, and what to do with the good lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from db.imports import Mode, Outcome, Severity
from desktop.i18n import tr
from desktop.records.import_work import SKIPPED, total
from desktop.theme import tokens
from desktop.widgets.card import FigureCard
from desktop.widgets.controls import button, label
from desktop.widgets.text_table import TextColumn, TextTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.imports import Problem
    from desktop.excel.importing import Taken

_COLUMNS = (
    TextColumn("类型", 64),
    TextColumn("工作表", 150),
    TextColumn("行", 60, "right"),
    TextColumn("列", 110),
    TextColumn("原值", 150),
    TextColumn("原因"),
)
_ONLY_ERRORS = 1
_TAKEN = 3  # cards of lines that are taken; the others stay out or are remarks
_MODES = (
    (Mode.UPSERT, "新增并更新已有记录"),
    (Mode.ADD, "只新增，已有的不动"),
    (Mode.UPDATE, "只更新已有的"),
)


class CheckStep(QWidget):
    """Counters, the list of problems, and the mode.

    ``errors_wanted`` asks for the error workbook, ``changed`` tells of another mode.
    """

    errors_wanted = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems: list[Problem] = []
        self._outcome = Outcome()
        names = (tr("新增"), tr("更新"), tr("不变"), tr("错误，不导入"), tr("警告，照常导入"))
        self._cards = [FigureCard(name) for name in names]
        self._skipped = {mode: FigureCard(tr(words)) for mode, words in SKIPPED.items()}
        self.filter = QComboBox()
        for text, severity in (
            (tr("全部问题"), None),
            (tr("只看错误"), Severity.ERROR),
            (tr("只看警告"), Severity.WARNING),
        ):
            self.filter.addItem(text, severity)
        self.filter.currentIndexChanged.connect(self._show_problems)
        self.save_errors = button(tr("保存错误行…"), icon="download")
        self.save_errors.clicked.connect(self.errors_wanted)
        self.table = TextTable(_COLUMNS, tr("问题列表"))
        self._clean = label(tr("没有发现问题。"), "ok")
        self._modes = QButtonGroup(self)
        self._lay_out()

    @property
    def mode(self) -> Mode:
        """What to do with the good lines."""
        return _MODES[self._modes.checkedId()][0]

    @property
    def count(self) -> int:
        """How many lines the mode takes in."""
        done = self._outcome
        return done.added + done.updated + done.unchanged - done.skipped(self.mode)

    def show_check(self, taken: Sequence[Taken]) -> None:
        """Show what the check found; errors, which stay out, before the warnings."""
        self._outcome = total([one.outcome for one in taken])
        self._problems = [problem for one in taken for problem in one.checked.problems]
        self._show_counts()
        rejected = self._outcome.rejected
        self.filter.setCurrentIndex(_ONLY_ERRORS if rejected else 0)
        self.save_errors.setEnabled(bool(rejected))
        self._clean.setVisible(not self._problems)
        for each in (self.table, self.filter, self.save_errors):
            each.setVisible(bool(self._problems))
        self._show_problems()

    def _show_counts(self) -> None:
        """Show what the mode would do."""
        mode = self.mode
        done = self._outcome.under(mode)
        skipped = done.skipped(mode)
        counts = (done.added, done.updated, done.unchanged - skipped, done.rejected, done.warnings)
        for card, count in zip(self._cards, counts, strict=True):
            card.show_figure(f"{count:,}")
        for each, card in self._skipped.items():
            card.show_figure(f"{skipped:,}")
            card.setVisible(each is mode)
        self.changed.emit()

    def _show_problems(self) -> None:
        """Show the problems the filter lets through, in the order of the rows."""
        wanted = self.filter.currentData()
        self.table.show_rows(
            [
                (each.severity.value, each.sheet, str(each.row), each.column, each.value, each.reason)
                for each in self._problems
                if wanted is None or each.severity == wanted
            ]
        )

    def _lay_out(self) -> None:
        """Counters above, problems in the middle, mode below."""
        cards = QHBoxLayout()
        cards.setSpacing(tokens.S)
        for card in (*self._cards[:_TAKEN], *self._skipped.values(), *self._cards[_TAKEN:]):
            cards.addWidget(card)
        head = QHBoxLayout()
        head.addWidget(self._clean)
        head.addWidget(self.filter)
        head.addStretch()
        head.addWidget(self.save_errors)
        modes = QHBoxLayout()
        modes.setSpacing(tokens.L)
        modes.addWidget(label(tr("导入方式"), "section"))
        for number, (_, text) in enumerate(_MODES):
            option = QRadioButton(tr(text))
            option.setChecked(number == 0)
            self._modes.addButton(option, number)
            modes.addWidget(option)
        self._modes.idClicked.connect(lambda _number: self._show_counts())
        modes.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        column.addLayout(cards)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addLayout(modes)
        column.addStretch()
