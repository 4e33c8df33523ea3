"""门槛: what the next stage asks of a brand; passed, passed over, refused or postponed here."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db import deeds
from db.lifecycle import Criterion, Move, move, moves
from db.lifecycle.brands import decision_of
from db.models import Brand
from db.models.brand_words import BrandStage, Decision, ExitReason
from db.record import Record
from db.store import save
from desktop.i18n import tr
from desktop.records.move_dialog import MoveDialog
from desktop.records.offered_undo import do
from desktop.records.reading import Shown, read_record
from desktop.tasks import Tasks
from desktop.widgets.combo import Combo
from desktop.widgets.controls import button, label
from desktop.widgets.notice import tell

if TYPE_CHECKING:
    from db.engine import Session


class GateDialog(MoveDialog):
    """The dialog of a brand's move; upwards it can also be refused, aside it asks for one of the reasons."""

    def __init__(
        self, tasks: Tasks, model: type[Record], record: Shown, wanted: Move, parent: QWidget | None = None
    ) -> None:
        self.why_aside = Combo()
        super().__init__(tasks, model, record, wanted, parent)
        self.setWindowTitle(tr("变更阶段"))
        self._version = record.loaded.version
        decision = decision_of(str(record.loaded.values["status"]), wanted.to)
        column = self.layout()
        if not isinstance(column, QVBoxLayout):
            return
        if decision is Decision.PASSED:
            self._offer_refusals(column)
        elif wanted.to == BrandStage.SX:
            self._ask_why(column, record)

    def work(self, day: date, reason: str) -> Callable[["Session"], object]:
        """Return what makes the move; aside the reason chosen is kept first."""
        if self._wanted.to != BrandStage.SX:
            return super().work(day, reason)
        key, version, chosen = self._key, self._version, self.why_aside.currentData()

        def aside(session: "Session") -> None:
            save(session, Brand, {"exit_reason": chosen}, key, version)
            move(session, Brand, key, BrandStage.SX, day, reason)

        return aside

    def refuse(self, decision: Decision) -> None:
        """Record that the brand is not let in, with the criteria as they stand."""
        typed, key, to = self.typed(needs_reason=True), self._key, self._wanted.to
        if typed is None:
            return
        day, reason = typed
        do(
            self._tasks,
            self,
            lambda session: deeds.refuse_stage(session, key, to, reason, decision, day),
            lambda _deed: self.done(self.DialogCode.Accepted),
            lambda trouble: self._complain(str(trouble)),
        )

    def _show(self, wanted: Move) -> None:
        """Show the criteria; aside the reason chosen here is the one."""
        chosen = self.why_aside.currentData()
        if wanted.to == BrandStage.SX and chosen:
            met = tuple(Criterion(each.name, each.wanted, str(chosen)) for each in wanted.criteria)
            wanted = replace(wanted, allowed=True, reasons=(), criteria=met)
        super()._show(wanted)

    def _offer_refusals(self, column: QVBoxLayout) -> None:
        """Add 驳回 and 暂缓 at the left of the buttons."""
        last = column.itemAt(column.count() - 1)
        row = last.layout() if last is not None else None
        if isinstance(row, QHBoxLayout):
            for place, (decision, style) in enumerate(
                ((Decision.REFUSED, "danger"), (Decision.POSTPONED, "plain"))
            ):
                made = button(tr(decision.value), "danger" if style == "danger" else "plain")
                made.setToolTip(tr("阶段不变，把这次决定和各项条件的现值记入时间线"))
                made.clicked.connect(partial(self._refuse, decision))
                row.insertWidget(place, made)

    def _refuse(self, decision: Decision, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's argument
        """Refuse at a click."""
        self.refuse(decision)

    def _ask_why(self, column: QVBoxLayout, record: Shown) -> None:
        """Add the choice of the reason above the day."""
        self.why_aside.addItem(tr("请选择"), None)
        for word in ExitReason:
            self.why_aside.addItem(tr(word.value), word)
        known = self.why_aside.findData(record.loaded.values.get("exit_reason"))
        self.why_aside.setCurrentIndex(max(known, 0))
        first = self._wanted
        self.why_aside.currentIndexChanged.connect(lambda _index: self._show(first))
        self.why_aside.setAccessibleName(tr("暂缓/退出原因"))
        place = column.indexOf(self._judged) + 1
        column.insertWidget(place, self.why_aside)
        column.insertWidget(place, label(tr("暂缓/退出原因"), "label"))
        self._show(first)


def open_gate(tasks: Tasks, owner: QWidget, brand: int, to: str) -> None:
    """Read how a brand stands before a stage and open the dialog; say so where there is no way there."""

    def show(read: tuple[Shown, list[Move]]) -> None:
        record, found = read
        wanted = next((each for each in found if each.to == to), None)
        if wanted is None:
            words = tr("“{name}”现在是 {stage}，不能直接进入 {to}：每次只能升一个阶段。")
            stage = record.loaded.values["status"]
            tell(owner, words.format(name=record.title, stage=stage, to=to), "warn")
        else:
            GateDialog(tasks, Brand, record, wanted, owner.window()).open()

    tasks.read(
        owner, lambda session: (read_record(session, Brand, brand), moves(session, Brand, brand)), show
    )
