"""供应链: how much each item of the scorecard weighs, and which documents partners must have."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from db import deeds
from db.models import MandatoryDocument
from db.models.partner_words import ScoreItem
from db.queries.partner_lists import MANDATORY
from db.queries.scorecards import WEIGHTS, weights
from db.store import Page, Query, search
from desktop.i18n import tr
from desktop.pages.settings.card import NARROW, SettingsCard, keep
from desktop.pages.settings.numbers import below_each_other, number_box
from desktop.records.form_dialog import FormDialog
from desktop.records.reading import read_record
from desktop.records.record_actions import RecordActions
from desktop.records.record_table import RecordTable
from desktop.records.table_model import RecordModel
from desktop.theme import tokens
from desktop.widgets.card import Card, framed
from desktop.widgets.controls import button, label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.deeds import Deed
    from desktop.tasks import Tasks

_WHOLE = 100


class PartnersTab(QWidget):
    """Two cards side by side, shared by everyone who works with this database."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.weights = WeightsCard(tasks)
        self.documents = MandatoryCard(tasks)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, tokens.M, 0, 0)
        row.setSpacing(tokens.M)
        row.addWidget(self.weights, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.documents, 1)

    def refresh(self) -> None:
        """Read both."""
        self.weights.refresh()
        self.documents.refresh()


class WeightsCard(SettingsCard):
    """The weights of the scorecard; they can be saved once they sum to 100."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(tr("评价权重"), NARROW, parent)
        self._tasks = tasks
        self._is_edited = False
        self.boxes: dict[str, QSpinBox] = {}
        for item in ScoreItem:
            box = self.boxes[item.value] = number_box(0, _WHOLE, "%")
            box.valueChanged.connect(lambda _value: self._follow())
        self._sum = label(style="caption")
        self.save, usual = button(tr("保存"), "primary"), button(tr("恢复默认"), "link")
        self.save.clicked.connect(lambda _checked=False: self._save())
        usual.clicked.connect(lambda _checked=False: self._fill({**WEIGHTS}, edited=True))
        buttons = QHBoxLayout()
        for part in (self.save, usual):
            buttons.addWidget(part)
        buttons.addStretch()
        self.body.addWidget(below_each_other(self.boxes.items()))
        self.body.addWidget(self._sum)
        words = tr("修改只影响以后的评价，已有的评价按当时的权重保存。")
        self.body.addWidget(label(words, "note", wrap=True))
        self.body.addLayout(buttons)

    def refresh(self) -> None:
        """Read the weights in force, unless they are being changed."""
        if not self._is_edited:
            self._tasks.read(self, weights, self._fill)

    def _fill(self, known: Mapping[str, int], *, edited: bool = False) -> None:
        """Show weights."""
        for name, box in self.boxes.items():
            box.setValue(known[name])
        self._is_edited = edited

    def _follow(self) -> None:
        """Tell the sum, and whether it can be saved."""
        self._is_edited = True
        total = sum(box.value() for box in self.boxes.values())
        words = tr("合计 100%") if total == _WHOLE else tr("合计 {total}%，应为 100%").format(total=total)
        self._sum.setText(words)
        self.save.setEnabled(total == _WHOLE)

    def _save(self) -> None:
        """Keep the weights for everyone."""
        wanted = {name: box.value() for name, box in self.boxes.items()}
        keep(self._tasks, self, lambda session: deeds.set_weights(session, wanted), self._kept)

    def _kept(self, _deed: Deed) -> None:
        """Follow what is in force from now on."""
        self._is_edited = False


class MandatoryCard(Card):
    """The documents asked for, one line for each kind of partner: add, change, remove with undo."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(tr("必备资质"), parent)
        self._tasks = tasks
        words = tr("缺少必备资质的企业不能转为合格在册；必备资质过期的，次日起自动转为限制合作。")
        self.body.addWidget(label(words, "note", wrap=True))
        self.model = RecordModel(tasks, MANDATORY, self)
        self.table = RecordTable(self.model, compact=True)
        self.table.setAccessibleName(tr("必备资质"))
        self.table.opened.connect(self._edit)
        self.actions_of_rows = RecordActions(tasks, MANDATORY, self.table, tr("必备资质"), tr("条"))
        self.actions_of_rows.deleted.connect(lambda _keys: self.refresh())
        self.body.addWidget(framed(self.table), 1)
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        for text, icon, do in (
            (tr("新增"), "add", self._add),
            (tr("修改"), "edit", self._edit),
            (tr("删除"), "trash", self.actions_of_rows.delete),
        ):
            made = button(text, icon=icon)
            made.clicked.connect(lambda _checked=False, do=do: do())
            row.addWidget(made)
        row.addStretch()
        self.body.addLayout(row)

    def refresh(self) -> None:
        """Read the documents asked for."""
        self.table.follow_look()
        asked = Query(sort=(("kind", False),))
        self._tasks.read(self, partial(search, view=MANDATORY, query=asked), self._show)

    def _show(self, page: Page) -> None:
        """Show them; the one chosen stays chosen."""
        chosen = self.table.current_key()
        self.model.show_page(page)
        if not self.table.select_key(chosen) and page.ids:
            self.table.select_key(page.ids[0])

    def _add(self) -> None:
        """Ask for one more."""
        FormDialog(self._tasks, MandatoryDocument, tr("新增必备资质"), parent=self.window()).open_new()

    def _edit(self) -> None:
        """Open the chosen one."""
        key = self.table.current_key()
        if key is None:
            return
        dialog = FormDialog(self._tasks, MandatoryDocument, tr("修改必备资质"), parent=self.window())
        read = partial(read_record, model=MandatoryDocument, key=key)
        self._tasks.read(dialog, read, dialog.open_record)
