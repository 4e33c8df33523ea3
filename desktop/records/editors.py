"""What people type on one line: a value in, a typed value out, read the way people write it."""

from contextlib import suppress
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from PySide6.QtCore import QDate, QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from db.columns import Column
from db.errors import BadValue
from db.secrets import is_masked
from db.values import Kind, read
from desktop import cells
from desktop.i18n import tr
from desktop.records.echo import Echo, understood
from desktop.theme import icon, restyle

_MONTH_AND_DAY = len("0901")
_DAYS = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "明天": 1, "明日": 1, "后天": 2}
_HINTS = {
    Kind.DATE: "如 2026-09-01、0901、今天",
    Kind.MONTH: "如 2026-09",
    Kind.MOMENT: "如 2026-09-01 20:00",
    Kind.MONEY: "如 12500、12.5万",
    Kind.DURATION: "如 3小时24分、204分钟",
    Kind.WORDS: "可填多项，用“、”隔开",
    Kind.CREDIT: "如 4、1.5",
}


class Editor(QWidget):
    """One field of a form. ``changed`` on every edit, ``left`` when the user goes on to the next field.

    Each kind makes its input inside itself, for what moves in later is styled twice, and has it held.
    """

    changed = Signal()
    left = Signal()
    input: QWidget

    def __init__(self, column: Column, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = column
        self.remark = ""

    def hold(self, input_widget: QWidget) -> None:
        """Take the input: what the user types into or chooses from."""
        self.input = input_widget
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(input_widget)
        input_widget.setAccessibleName(tr(self.column.label))
        self.setFocusProxy(input_widget)

    def show_value(self, value: object) -> None:
        """Show a value as ``store.load`` gives it; None empties the field."""
        raise NotImplementedError

    def value(self) -> object:
        """Return the typed value, None when empty; sets ``remark``; raises BadValue with the label."""
        raise NotImplementedError

    def state(self) -> Any:
        """Return what stands in the input, readable or not, as plain data that JSON can keep."""
        return self.value()

    def restore(self, state: Any) -> None:
        """Put back what ``state`` told, without telling of a change."""
        self.show_value(state)

    def watch(self, keys: QObject) -> None:
        """Let an object filter the keys of every input of this field, also of inputs to come."""
        self.input.installEventFilter(keys)

    def mark_wrong(self, *, wrong: bool) -> None:
        """Draw the border of a field that cannot be taken."""
        restyle(self.input, "wrong", wrong)

    def read_text(self, text: str) -> object:
        """Return what a text means in this column; raises BadValue with the label."""
        column = self.column
        try:
            value, self.remark = read(column.kind, text, choices=column.choices, unit=column.shown.unit)
        except BadValue as trouble:
            raise BadValue(trouble.reason, column.label) from trouble
        if isinstance(value, str) and column.max_length and len(value) > column.max_length:
            raise BadValue(tr("最多 {count} 个字").format(count=column.max_length), column.label)
        return value


class LineEditor(Editor):
    """Text, numbers, money, durations, moments: typed as people write them, shown tidied when left."""

    def __init__(self, column: Column, parent: QWidget | None = None) -> None:
        super().__init__(column, parent)
        self.line = QLineEdit(self)
        self.hold(self.line)
        hint = tr(column.shown.help or _HINTS.get(column.kind, ""))
        self.line.setPlaceholderText(hint)
        self.line.setToolTip(hint)
        self.line.textEdited.connect(self.changed)
        self.line.textEdited.connect(self._echo_text)
        self.line.editingFinished.connect(self._leave)

    @cached_property
    def _echo(self) -> Echo:
        """The words inside the field; most fields never say any."""
        return Echo(self.line)

    def show_value(self, value: object) -> None:
        """Show a value tidied; the beginning of a long one."""
        self._say("")
        self.line.setText("" if value is None else cells.show(self.column.kind, value))
        self.line.setCursorPosition(0)

    def value(self) -> object:
        """Return what the text means."""
        return self.read_text(self.line.text())

    def state(self) -> Any:
        """Return the text."""
        return self.line.text()

    def restore(self, state: Any) -> None:
        """Show a text as it was typed."""
        self.line.setText(str(state or ""))
        self._say("")

    def _echo_text(self, text: str) -> None:
        """Say beside the text what it is understood as, while it is typed."""
        try:
            said = understood(self.column.kind, text, self.value())
        except BadValue:
            said = ""
        self._say(said)

    def _say(self, words: str) -> None:
        """Say something inside the field; "" takes it away."""
        if words or "_echo" in vars(self):
            self._echo.say(words)

    def _leave(self) -> None:
        """Tidy what was typed, where it can be taken."""
        self._say("")
        if self.line.isModified():
            with suppress(BadValue):  # the form shows the reason under the field
                self.show_value(self.value())
            self.line.setModified(True)  # tidied or not: the user typed it
        self.left.emit()


class DateEditor(LineEditor):
    """A day: typed (0901, 9.1, 9/1, 今天) or chosen in a calendar; one without a year is of this year."""

    def __init__(self, column: Column, parent: QWidget | None = None) -> None:
        super().__init__(column, parent)
        choose = QAction(icon("calendar"), tr("选择日期"), self)
        choose.triggered.connect(self._open_calendar)
        self.line.addAction(choose, QLineEdit.ActionPosition.TrailingPosition)

    def read_text(self, text: str) -> object:
        """Return the day; raises BadValue with the label."""
        today, typed = date.today(), text.strip()
        year = today.year
        if typed in _DAYS:
            self.remark = ""
            return today + timedelta(days=_DAYS[typed])
        if len(typed) == _MONTH_AND_DAY and typed.isdecimal():
            typed = f"{year}{typed}"
        try:
            value, self.remark = read(Kind.DATE, typed, year=year)
        except BadValue as trouble:
            raise BadValue(trouble.reason, self.column.label) from trouble
        return value

    def given(self) -> date:
        """Return the day; raises BadValue for one that is missing too."""
        value = self.value()
        if not isinstance(value, date):
            raise BadValue(tr("请填写{label}").format(label=tr(self.column.label)), self.column.label)
        return value

    def put_today(self) -> None:
        """Take today, as Ctrl+; does in a spreadsheet."""
        self.show_value(date.today())
        self.changed.emit()
        self.left.emit()

    def _open_calendar(self) -> None:
        """Show a calendar under the field, at the day typed so far."""
        calendar = QCalendarWidget()
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for name, picture in (("qt_calendar_prevmonth", "left"), ("qt_calendar_nextmonth", "right")):
            calendar.findChildren(QToolButton, name)[0].setIcon(icon(picture))
        try:
            shown = self.value()
        except BadValue:
            shown = None
        if isinstance(shown, date):
            calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        menu = QMenu(self)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        calendar.clicked.connect(lambda day: self._take(day, menu))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _take(self, day: QDate, menu: QMenu) -> None:
        """Take the day clicked."""
        self.show_value(date(day.year(), day.month(), day.day()))
        self.line.setModified(True)
        menu.close()
        self.changed.emit()
        self.left.emit()


class SealedEditor(LineEditor):
    """A sealed value: masked until 查看 with a reason; a mask left alone means "unchanged"."""

    reveal_wanted = Signal()

    def __init__(self, column: Column, parent: QWidget | None = None) -> None:
        super().__init__(column, parent)
        self._reveal = QAction(icon("eye"), tr("查看完整内容"), self)
        self._reveal.triggered.connect(self.reveal_wanted)
        self._masked = ""
        self.line.addAction(self._reveal, QLineEdit.ActionPosition.TrailingPosition)

    def show_value(self, value: object) -> None:
        """Show a mask or a value in clear; only a mask can be opened."""
        super().show_value(value)
        self._masked = str(value) if isinstance(value, str) and is_masked(value) else ""
        self._reveal.setVisible(bool(self._masked))

    def value(self) -> object:
        """Return the mask when nothing was typed, else the number typed."""
        text = self.line.text().strip()
        if self._masked and text == self._masked:
            return self._masked
        if is_masked(text):
            raise BadValue(tr("请把号码填写完整"), self.column.label)
        return self.read_text(text)
