"""新增提醒: reminders a user writes down, changes and deletes by hand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db import deeds
from db.queries.reminders import ReminderKind
from desktop.i18n import tr
from desktop.records.form_dialog import FormDialog
from desktop.records.offered_undo import do
from desktop.records.reading import read_record
from desktop.widgets.controls import button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QPushButton, QWidget

    from db.deeds import Deed
    from db.engine import Session
    from db.queries.reminders import Reminder
    from desktop.records.reading import Shown
    from desktop.tasks import Tasks


class OwnReminders(QObject):
    """The buttons 新增提醒, 修改 and 删除 of a page of reminders; those written by hand can be changed."""

    def __init__(self, tasks: Tasks, page: QWidget) -> None:
        super().__init__(page)
        self._tasks, self._page = tasks, page
        self._chosen: Sequence[Reminder] = ()
        self.add = button(tr("新增提醒"), "plain", "add")
        self.edit, self.drop = button(tr("修改"), "plain", "edit"), button(tr("删除"), "danger", "trash")
        for made, act in ((self.add, self.begin), (self.edit, self.change), (self.drop, self.delete)):
            made.clicked.connect(lambda _checked=False, act=act: act())
        self.follow(())

    def buttons(self) -> tuple[QPushButton, ...]:
        """Return the buttons, for the head of the page."""
        return self.drop, self.edit, self.add

    def follow(self, chosen: Sequence[Reminder]) -> None:
        """Let the buttons say what can be done to the reminders chosen."""
        self._chosen = [each for each in chosen if each.kind == ReminderKind.OWN]
        own = bool(self._chosen) and len(self._chosen) == len(chosen)
        self.edit.setVisible(own and len(self._chosen) == 1)
        self.drop.setVisible(own)

    def begin(self) -> None:
        """Ask for a new reminder."""
        from db.models import OwnReminder  # noqa: PLC0415 - not loaded before it is needed

        dialog = FormDialog(self._tasks, OwnReminder, tr("新增提醒"), parent=self._page.window())
        dialog.open_new({"due_on": date.today() + timedelta(days=1)})

    def change(self) -> None:
        """Open the reminder chosen in its form."""
        from db.models import OwnReminder  # noqa: PLC0415 - not loaded before it is needed

        key = self._chosen[0].entity_id

        def show(record: Shown) -> None:
            dialog = FormDialog(self._tasks, OwnReminder, tr("修改提醒"), parent=self._page.window())
            dialog.open_record(record)

        self._tasks.read(self._page, lambda session: read_record(session, OwnReminder, key), show)

    def delete(self) -> None:
        """Delete the reminders chosen; it can be undone, so nobody is asked."""
        keys = [each.entity_id for each in self._chosen]
        if keys:
            do(self._tasks, self._page, lambda session: _delete(session, keys))


def _delete(session: Session, keys: Sequence[int]) -> Deed:
    """Delete reminders in the writing thread."""
    from db.models import OwnReminder  # noqa: PLC0415 - not loaded before it is needed

    return deeds.delete_all(session, OwnReminder, keys)
