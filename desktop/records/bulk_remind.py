"""A reminder of the user's own for each of several records: what, and from which day on."""

from datetime import date, timedelta

from PySide6.QtWidgets import QLineEdit, QWidget

from db import deeds
from db.columns import Column, Shown
from db.errors import BadValue
from db.values import Kind
from desktop.i18n import tr
from desktop.records.bulk_dialog import BulkDialog, Selected, Work
from desktop.records.editors import DateEditor
from desktop.tasks import Tasks
from desktop.widgets.controls import label

_ON = Column("due_on", Shown("提醒日期"), Kind.DATE, required=True)
_LONGEST = 200


class BulkRemindDialog(BulkDialog):
    """Asks what to be reminded of and when; each record has its own line under 提醒."""

    def __init__(self, tasks: Tasks, selected: Selected, parent: QWidget | None = None) -> None:
        super().__init__(tasks, selected, tr("添加提醒"), parent)
        self.words, self.day = QLineEdit(), DateEditor(_ON)
        self.words.setMaxLength(_LONGEST)
        self.words.setPlaceholderText(tr("如：回访续约意向"))
        self.day.show_value(date.today() + timedelta(days=1))
        for title, field in ((tr("提醒内容"), self.words), (tr("提醒日期"), self.day)):
            field.setAccessibleName(title)
            self.fields.addWidget(label(title, "label"))
            self.fields.addWidget(field)
        note = tr("到这一天出现在“提醒”里，每条记录一项。")
        self.fields.addWidget(label(note, "caption", wrap=True))
        self.words.setFocus()

    def fault(self) -> str:
        """Return which of words and day is missing."""
        if not self.words.text().strip():
            return tr("请填写提醒内容")
        try:
            self.day.given()
        except BadValue as trouble:
            return trouble.reason
        return ""

    def work(self) -> Work:
        """Return what writes the reminders down."""
        day, text = self.day.given(), self.words.text().strip()
        model, keys = self.model, self.keys
        return lambda session, step: deeds.remind_all(session, model, keys, text, day, step=step)
