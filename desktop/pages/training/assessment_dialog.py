"""考核: who, which, when, and the points of the rubric with their sum as one types."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from db import deeds
from db.columns import column
from db.engine import Session
from db.errors import AppError, BadValue, BadValues
from db.models import Assessment
from db.store.certifying import Item
from desktop import faults
from desktop.i18n import tr
from desktop.pages.training.rubric import RubricFields
from desktop.records.field_grid import FieldGrid
from desktop.records.leave_guard import LeaveGuard
from desktop.records.offered_undo import do
from desktop.records.reading import Shown
from desktop.tasks import Tasks
from desktop.theme import tokens
from desktop.widgets.controls import button, label
from desktop.widgets.dialog_foot import dialog_foot
from desktop.widgets.room import fit
from desktop.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from db.deeds import Deed

_HEIGHT = 700
_ASKED = ("streamer_id", "training_id", "kind", "on", "assessor")
_JUDGED = ("result", "remark")


class AssessmentDialog(QDialog):
    """One assessment; ``fixed`` are links clear from where it was opened. ``saved`` carries its key."""

    saved = Signal(int)

    def __init__(
        self,
        tasks: Tasks,
        items: list[Item],
        pass_mark: int,
        fixed: Mapping[str, int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._fixed, self._pass_mark = tasks, dict(fixed), pass_mark
        self._record: Shown | None = None
        self._scored = False
        self.setWindowTitle(tr("考核"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        LeaveGuard(self)
        self.grid, self.verdict = _grid(_ASKED, fixed, tasks), _grid(_JUDGED, fixed, tasks)
        self.rubric = RubricFields(items)
        self.rubric.edited.connect(self._follow)
        self._trouble = label(style="reason", wrap=True)
        self._trouble.hide()
        self._lay_out()
        fit(self, tokens.DIALOG, _HEIGHT)

    def open_new(self, defaults: Mapping[str, object]) -> None:
        """Open for a new assessment that begins with ``defaults``."""
        for grid in (self.grid, self.verdict):
            grid.show_values(defaults, {})
        self._follow()
        self._scored = False
        self.open()
        next(iter(self.grid.editors.values())).setFocus()

    def open_record(self, record: Shown, points: Mapping[str, float | None]) -> None:
        """Open for an assessment that exists, with its points."""
        self._record = record
        for grid in (self.grid, self.verdict):
            grid.show_values(record.loaded.values, record.names)
        self.rubric.show_scores(points)
        self._follow()
        self._scored = False
        self.open()

    @property
    def summed(self) -> str:
        """What the points come to, as it stands there."""
        return self.rubric.said

    @property
    def trouble(self) -> str:
        """What is wrong with the whole of it."""
        return self._trouble.text()

    def save(self) -> None:
        """Check and save; the dialog stays with the field marked when something is wrong."""
        self._trouble.hide()
        faults = self._faults()
        if faults:
            self._complain(self._at_fields(faults))
            return
        values = self._values()
        self._save.setEnabled(False)
        do(self._tasks, self, lambda session: self._write(session, values), self._finish, self._refused)

    def _faults(self) -> list[BadValue]:
        """Return everything that is wrong with what was typed."""
        found: list[BadValue] = []
        for grid in (self.grid, self.verdict):
            found += [fault for fault in map(grid.judge, grid.editors) if fault]
        try:
            self.rubric.scores()
        except BadValues as trouble:
            found += trouble.problems
        return found

    def _values(self) -> dict[str, object]:
        """Return what is to be saved: the rubric only when points were typed."""
        values = {**self._fixed, **self.grid.values(self.grid.editors)}
        values |= self.verdict.values(self.verdict.editors)
        scores = self.rubric.scores()
        if any(score is not None for score in scores.values()):
            values["rubric"] = [
                {"name": item.name, "full": item.full, "score": scores[item.name], "weight": item.weight}
                for item in self.rubric.items
            ]
            values["total"] = self.rubric.total()
        if self._scored and "result" not in self.verdict.changed_names:
            values["result"] = None  # the new points decide
        return values

    def _write(self, session: Session, values: dict[str, object]) -> "Deed":
        """Save in the writing thread."""
        loaded = self._record.loaded if self._record else None
        if loaded is None:
            given = {name: value for name, value in values.items() if value is not None}
            return deeds.save_one(session, Assessment, given, None, None)
        return deeds.save_one(session, Assessment, values, loaded.id, loaded.version)

    def _finish(self, deed: "Deed") -> None:
        """Close and tell the key."""
        self.accept()
        self.saved.emit(deed.key)

    def _refused(self, trouble: AppError) -> None:
        """Show why it was not saved, where it can be mended."""
        self._save.setEnabled(True)
        if isinstance(trouble, BadValue | BadValues):
            problems = trouble.problems if isinstance(trouble, BadValues) else (trouble,)
            self._complain(self._at_fields(problems))
        else:
            faults.report(trouble, self)

    def _at_fields(self, problems: Iterable[BadValue]) -> list[BadValue]:
        """Show reasons at the fields they name; return those that name none."""
        return self.verdict.show_faults(self.grid.show_faults(problems))

    def _complain(self, problems: list[BadValue]) -> None:
        """Show what is wrong below the fields."""
        self._trouble.setText("；".join(str(each) for each in problems))
        self._trouble.setVisible(bool(problems))

    def _follow(self) -> None:
        """Say the sum, and whether it passes."""
        self._scored = True
        total = self.rubric.total()
        if total is None:
            known = self._record.loaded.values.get("total") if self._record else None
            kept = tr("总分 {total:g} 分").format(total=known) if known is not None else ""
            self.rubric.say(kept or tr("各项填齐后自动合计"))
            return
        verdict = tr("通过") if total >= self._pass_mark else tr("未通过")
        words = tr("合计 {total:g} 分　{verdict}（{mark} 分及格）")
        self.rubric.say(words.format(total=total, verdict=verdict, mark=self._pass_mark))

    def _lay_out(self) -> None:
        """Fields and rubric that scroll, what is wrong, and the buttons."""
        holder = QWidget()
        holder.setObjectName("plain")
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        head = label(tr("评分"), "section")
        for each in (self.grid, head, self.rubric, self.verdict):
            inner.addWidget(each)
        inner.addStretch()
        cancel, self._save = button(tr("取消")), button(tr("保存"), "primary")
        cancel.clicked.connect(self.reject)
        self._save.clicked.connect(lambda _checked=False: self.save())
        self._save.setShortcut("Ctrl+S")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        whole.addWidget(Scrolled(holder), 1)
        whole.addWidget(self._trouble)
        whole.addLayout(dialog_foot(cancel, self._save))


def _grid(names: Sequence[str], fixed: Mapping[str, int], tasks: Tasks) -> FieldGrid:
    """Return some fields of an assessment without those that are fixed, under the head they belong to."""
    head = "考核" if names is _ASKED else "结论"
    asked = [column(Assessment, name) for name in names if name not in fixed]
    return FieldGrid([replace(each, shown=replace(each.shown, section=head)) for each in asked], tasks)
