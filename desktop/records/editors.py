"""One input per kind of field: a value in, a typed value out, read the way people write it."""

from contextlib import suppress
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
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
from desktop.theme import icon, look
from desktop.widgets.combo import Combo

_LINES = 4
_MONTH_AND_DAY = len("0901")
_HINTS = {
    Kind.DATE: "如 2026-09-01、0901",
    Kind.MONTH: "如 2026-09",
    Kind.MOMENT: "如 2026-09-01 20:00",
    Kind.MONEY: "如 12500、12.5万",
    Kind.DURATION: "如 3小时24分、204",
    Kind.WORDS: "可填多项，用“、”隔开",
    Kind.CREDIT: "如 4、1.5",
}


class Editor(QWidget):
    """One field of a form. ``changed`` on every edit, ``left`` when the user goes on to the next field."""

    changed = Signal()
    left = Signal()

    def __init__(self, column: Column, input_widget: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = column
        self.input = input_widget
        self.remark = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(input_widget)
        input_widget.setAccessibleName(tr(column.label))
        self.setFocusProxy(input_widget)

    def show_value(self, value: object) -> None:
        """Show a value as ``store.load`` gives it; None empties the field."""
        raise NotImplementedError

    def value(self) -> object:
        """Return the typed value, None when empty; sets ``remark``; raises BadValue with the label."""
        raise NotImplementedError

    def mark_wrong(self, *, wrong: bool) -> None:
        """Draw the border of a field that cannot be taken."""
        if bool(self.input.property("wrong")) != wrong:
            self.input.setProperty("wrong", wrong)
            self.input.style().unpolish(self.input)
            self.input.style().polish(self.input)

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
        self.line = QLineEdit()
        super().__init__(column, self.line, parent)
        self.line.setPlaceholderText(tr(column.shown.help or _HINTS.get(column.kind, "")))
        self.line.textEdited.connect(self.changed)
        self.line.editingFinished.connect(self._leave)

    def show_value(self, value: object) -> None:
        """Show a value tidied; the beginning of a long one."""
        self.line.setText("" if value is None else cells.show(self.column.kind, value))
        self.line.setCursorPosition(0)

    def value(self) -> object:
        """Return what the text means."""
        return self.read_text(self.line.text())

    def _leave(self) -> None:
        """Tidy what was typed, where it can be taken."""
        if self.line.isModified():
            with suppress(BadValue):  # the form shows the reason under the field
                self.show_value(self.value())
        self.left.emit()


class DateEditor(LineEditor):
    """A day: typed (0901, 9.1, 2026-9-1) or chosen in a calendar; one without a year is of this year."""

    def __init__(self, column: Column, parent: QWidget | None = None) -> None:
        super().__init__(column, parent)
        choose = QAction(icon("calendar"), tr("选择日期"), self)
        choose.triggered.connect(self._open_calendar)
        self.line.addAction(choose, QLineEdit.ActionPosition.TrailingPosition)

    def read_text(self, text: str) -> object:
        """Return the day; raises BadValue with the label."""
        year, typed = date.today().year, text.strip()
        if len(typed) == _MONTH_AND_DAY and typed.isdecimal():
            typed = f"{year}{typed}"
        try:
            value, self.remark = read(Kind.DATE, typed, year=year)
        except BadValue as trouble:
            raise BadValue(trouble.reason, self.column.label) from trouble
        return value

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


class LongTextEditor(Editor):
    """Several lines of text."""

    def __init__(self, column: Column, parent: QWidget | None = None) -> None:
        self.text = QPlainTextEdit()
        super().__init__(column, self.text, parent)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(look().sizes.control * _LINES - look().sizes.control // 2)
        self.text.textChanged.connect(self.changed)
        self.text.installEventFilter(self)

    def show_value(self, value: object) -> None:
        """Show a text without telling of a change."""
        blocked = self.text.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.text.setPlainText("" if value is None else str(value))
        self.text.blockSignals(blocked)

    def value(self) -> object:
        """Return the text."""
        return self.read_text(self.text.toPlainText())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice when the user leaves the field."""
        if isinstance(event, QFocusEvent) and event.lostFocus():
            self.left.emit()
        return super().eventFilter(watched, event)


class ChoiceEditor(Editor):
    """One word of a fixed set; an empty entry first where the field may be empty."""

    def __init__(self, column: Column, choices: type[StrEnum], parent: QWidget | None = None) -> None:
        self.combo = WheelFreeCombo()
        super().__init__(column, self.combo, parent)
        self.combo.addItem("", None)
        for word in choices:
            self.combo.addItem(tr(str(word)), str(word))
        self.combo.activated.connect(self.changed)
        self.combo.activated.connect(self.left)

    def show_value(self, value: object) -> None:
        """Choose a word; None chooses the empty entry."""
        self.combo.setCurrentIndex(max(self.combo.findData(None if value is None else str(value)), 0))

    def value(self) -> object:
        """Return the word chosen."""
        return self.combo.currentData()


class YesNoEditor(Editor):
    """Yes or no."""

    def __init__(self, column: Column, parent: QWidget | None = None) -> None:
        self.check = QCheckBox(tr("是"))
        super().__init__(column, self.check, parent)
        self.check.clicked.connect(self.changed)
        self.check.clicked.connect(self.left)

    def show_value(self, value: object) -> None:
        """Tick or untick."""
        self.check.setChecked(bool(value))

    def value(self) -> object:
        """Return whether it is ticked."""
        return self.check.isChecked()


class WheelFreeCombo(Combo):
    """A combo box that lets the wheel scroll the form instead of changing its value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Hand the wheel on to whoever scrolls."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)
