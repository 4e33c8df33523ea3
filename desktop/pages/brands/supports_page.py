"""五项扶持: the ledger of all brands under the sums of the five aspects."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from db.models import Support
from db.models.brand_words import SupportAspect
from db.queries.brand_story import SupportTotal, support_totals
from db.queries.brands import SUPPORTS
from db.queries.lists import ListView
from desktop import cells
from desktop.i18n import tr
from desktop.records.attachments_tab import AttachmentsTab
from desktop.records.detail_tab import DetailTab
from desktop.records.history_tab import HistoryTab
from desktop.records.later_tab import later
from desktop.records.record_page import RecordPage
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.theme import tokens
from desktop.widgets.balanced_rows import BalancedRows
from desktop.widgets.card import Card
from desktop.widgets.controls import label

_HEADS = ("单位", "计划", "已获", "已用", "执行率")


class AspectCard(Card):
    """One aspect: what was planned, granted and used, a line per unit, and what came of it."""

    def __init__(self, aspect: SupportAspect, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.body.setContentsMargins(tokens.ROW, tokens.S, tokens.ROW, tokens.S)
        self.body.setSpacing(tokens.XS)
        self._outcome = label(style="caption")
        self._outcome.setToolTip(tr("成效：扶持带来的GMV"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(tokens.S)
        self._grid.setVerticalSpacing(0)
        for place in range(len(_HEADS)):
            self._grid.setColumnStretch(place, 1)
        head = QHBoxLayout()
        head.addWidget(label(aspect.value, "section"))
        head.addStretch()
        head.addWidget(self._outcome)
        self.body.addLayout(head)
        self.body.addLayout(self._grid)
        self.body.addStretch()

    def show_totals(self, totals: Sequence[SupportTotal]) -> None:
        """Show the sums of an aspect."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        known = [each for each in totals if each.items]
        outcome = [each.outcome for each in known if each.outcome is not None]
        self._outcome.setText(cells.with_unit(sum(outcome), "万元", " ") if outcome else "")
        if not known:
            self._grid.addWidget(label(tr("还没有扶持记录"), "caption"), 0, 0)
            return
        for row, words in enumerate([_HEADS, *map(_line, known)]):
            for place, word in enumerate(words):
                made = label(tr(word) if row == 0 else word, "caption")
                if place:
                    made.setAlignment(Qt.AlignmentFlag.AlignRight)
                self._grid.addWidget(made, row, place)


def _line(total: SupportTotal) -> tuple[str, ...]:
    """Return the sums of one unit as they are read."""
    return (
        total.unit,
        *map(cells.count, (total.planned, total.granted, total.used)),
        cells.percent(total.rate),
    )


class SupportsPage(RecordPage):
    """Every support of every brand."""

    key = "supports"
    sheet = "supports"
    title = "五项扶持"
    icon = "brands"
    view: ClassVar[ListView] = SUPPORTS
    noun = "扶持"
    measure = "条"
    hint = "搜索品牌、扶持项目"
    advice = "从现有 Excel 台账导入，或先新增一条扶持记录。"
    caption = ("brand_id", "aspect")
    offered = ("brand_id", "aspect", "provider")
    first_sort = ("start_on", True)

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        self.cards = {aspect: AspectCard(aspect) for aspect in SupportAspect}
        self.body.insertWidget(0, BalancedRows(list(self.cards.values()), self))

    def make_tabs(self) -> Sequence[DetailTab]:
        """Return files (the evidence) and history."""
        return later(AttachmentsTab, self.tasks, Support), later(HistoryTab, self.tasks, Support)

    def refresh(self) -> None:
        """Ask again, for the sums too."""
        super().refresh()
        self.tasks.read(self, support_totals, self._add_up)

    def _add_up(self, totals: list[SupportTotal]) -> None:
        """Show the sums."""
        for aspect, card in self.cards.items():
            card.show_totals([each for each in totals if each.aspect is aspect])
