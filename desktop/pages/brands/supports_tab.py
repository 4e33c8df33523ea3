"""五项扶持 of one brand: the sums of each aspect over its ledger."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.queries.brand_story import SupportTotal, support_totals
from db.queries.brands import SUPPORTS
from desktop.pages.brands.support_grid import SupportGrid
from desktop.records.child_tab import ChildTab
from desktop.records.reading import Shown
from desktop.tasks import Tasks
from desktop.widgets.controls import divider


class SupportsTab(ChildTab):
    """What was planned, granted and used, and what came of it."""

    title = "五项扶持"

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(
            tasks,
            SUPPORTS,
            "brand_id",
            "扶持",
            columns=("aspect", "name", "used", "unit"),
            sort=("start_on", True),
            advice="五个方面都填上计划数量，品牌才能进入 S2 冷启动扶持。",
            parent=parent,
        )
        self._totals = SupportGrid()
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(0, divider())
            column.insertWidget(0, self._totals)

    def show_record(self, record: Shown) -> None:
        """Ask for the supports of a brand, and what they come to."""
        super().show_record(record)
        key = record.loaded.id
        self._tasks.read(self, partial(support_totals, brand_id=key), partial(self._add_up, key))

    def _add_up(self, key: int, totals: list[SupportTotal]) -> None:
        """Show the sums, unless another brand was chosen meanwhile."""
        if self._record is not None and self._record.loaded.id == key:
            self._totals.show_totals(totals)
