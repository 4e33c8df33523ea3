"""基地资料: who fills in and signs the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.models import LiveBase
from db.queries.base import base_id
from desktop.pages.settings.card import SettingsCard
from desktop.records.reading import Shown, read_record
from desktop.records.record_form import RecordForm
from desktop.theme import tokens

if TYPE_CHECKING:
    from db.engine import Session
    from desktop.tasks import Tasks


class BaseTab(QWidget):
    """The form of the database's one base."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.form = RecordForm(tasks, LiveBase)
        self._card = SettingsCard()
        self._card.body.addWidget(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.M, 0, 0)
        column.addWidget(self._card, 1)
        column.addStretch()
        self.form.grid.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let the card end where its fields end; where there is less room they scroll."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            around = self._card.sizeHint().height() - self.form.shell.area.sizeHint().height()
            self._card.setMaximumHeight(around + self.form.grid.sizeHint().height())
        return super().eventFilter(watched, event)

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
