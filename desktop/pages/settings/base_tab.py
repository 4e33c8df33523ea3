"""基地资料: who fills in and signs the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.models import LiveBase
from db.queries.base import base_id
from desktop.records.reading import Shown, read_record
from desktop.records.record_form import RecordForm
from desktop.theme import tokens
from desktop.widgets.card import Card

if TYPE_CHECKING:
    from db.engine import Session
    from desktop.tasks import Tasks

_WIDEST = 760


class BaseTab(QWidget):
    """The form of the database's one base."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.form = RecordForm(tasks, LiveBase)
        card = Card()
        card.setMaximumWidth(_WIDEST)
        card.body.addWidget(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.M, 0, 0)
        column.addWidget(card)

    def refresh(self) -> None:
        """Read the base again, unless the user is changing it."""
        if not self.form.is_dirty:
            self._tasks.read(self, _read_base, self._show)

    def _show(self, base: Shown | None) -> None:
        """Show the base."""
        if base is not None and not self.form.is_dirty:
            self.form.show_record(base)


def _read_base(session: Session) -> Shown | None:
    """Return the base as a form shows it; None before the first start was answered."""
    key = base_id(session)
    return None if key is None else read_record(session, LiveBase, key)
