"""门槛: what the next stage asks of a brand, live."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.lifecycle import Move, moves
from db.models import Brand
from db.models.brand_words import BrandStage
from db.queries.brand_gates import next_stage
from desktop.i18n import tr
from desktop.pages.brands.gate_dialog import open_gate
from desktop.records.criteria_list import CriteriaList
from desktop.records.reading import Shown
from desktop.records.record_form import Then
from desktop.records.scrolled_tab import ScrolledTab
from desktop.tasks import Tasks
from desktop.theme import tokens
from desktop.widgets.controls import button, label


class GateTab(ScrolledTab):
    """The criteria of the next stage with their values now; a button leads to the move."""

    title = "门槛"

    def __init__(
        self, tasks: Tasks, when_settled: Callable[[Then], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._when_settled = when_settled
        self._key: int | None = None

    def show_record(self, record: Shown) -> None:
        """Ask how a brand stands before its next stage."""
        key = self._key = record.loaded.id
        stage = BrandStage(str(record.loaded.values["status"]))
        self._tasks.read(
            self,
            lambda session: moves(session, Brand, key),
            lambda found: self._show(key, stage, found),
        )

    def _show(self, key: int, stage: BrandStage, found: Sequence[Move]) -> None:
        """Show the criteria, unless another brand was chosen meanwhile."""
        if key != self._key:
            return
        with self.anew(tokens.S) as column:
            after = next_stage(stage)
            wanted = next((each for each in found if each.to == after), None)
            if wanted is None:
                words = (
                    tr("这个品牌已暂缓或退出，恢复时用“变更状态”选择阶段，并须重新达到那个阶段的门槛。")
                    if stage is BrandStage.SX
                    else tr("已是最高阶段，没有下一道门槛。")
                )
                column.addWidget(label(words, "note", wrap=True))
            else:
                head = QHBoxLayout()
                head.addWidget(label(tr("进入 {stage}").format(stage=wanted.to), "section"))
                head.addStretch()
                head.addWidget(label(wanted.reached, "ok" if wanted.allowed else "reason"))
                column.addLayout(head)
                column.addWidget(CriteriaList(wanted.criteria))
                begin = button(tr("变更阶段…"), "primary" if wanted.allowed else "plain", "move")
                begin.clicked.connect(partial(self._begin, key, wanted.to))
                column.addWidget(begin)

    def _begin(self, key: int, to: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's argument
        """Open the dialog of the move once nothing unsaved is at stake."""
        self._when_settled(lambda: open_gate(self._tasks, self, key, to))
