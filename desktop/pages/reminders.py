"""提醒: what falls due of every subject, by kind; put off, settled, or gone to."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from db.queries.reminders import ReminderKind, Standing, done, reminders, reopen, snooze
from desktop.i18n import tr
from desktop.pages.own_reminders import OwnReminders
from desktop.pages.reminder_kinds import KindList
from desktop.pages.reminder_table import ReminderTable
from desktop.records.page import Page
from desktop.records.typed_answers import ask_day
from desktop.theme import tokens
from desktop.widgets.card import Surface
from desktop.widgets.controls import button, give_menu, label
from desktop.widgets.notice import tell
from desktop.widgets.segments import Segments

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QShowEvent

    from db.engine import Session
    from db.queries.reminders import Marked, Reminder
    from desktop.settings import Settings
    from desktop.tasks import Tasks


class RemindersPage(Page):
    """Kinds at the left with how many of each; the reminders at the right, the most urgent first."""

    key: ClassVar[str] = "reminders"
    title: ClassVar[str] = "提醒"
    icon: ClassVar[str] = "bell"

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        self._found: Sequence[Marked] = ()
        self._standing = Standing.OPEN
        self.bar = Segments([tr(each.value) for each in Standing], tr("提醒状态"))
        self.bar.choose(0)
        self.bar.chosen.connect(self._choose_standing)
        self.kinds = KindList()
        self.kinds.currentItemChanged.connect(lambda _now, _before: self._list())
        self.table = ReminderTable()
        self.nothing = label(style="note")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._later = QMenu(self)
        self.own = OwnReminders(tasks, self)
        self._buttons = self._make_buttons()
        self._lay_out()
        self.table.doubleClicked.connect(lambda _index: self.open())
        self.table.selectionModel().selectionChanged.connect(lambda _on, _off: self._follow_rows())
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(key), self.table, self.open, context=Qt.ShortcutContext.WidgetShortcut)

    def refresh(self) -> None:
        """Compute the reminders anew."""
        self.tasks.read(self, partial(reminders, today=date.today()), self._show)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the arrow keys walk the list as soon as the page is shown."""
        super().showEvent(event)
        self.table.setFocus()

    def narrow(self, filters: dict[str, object]) -> None:
        """Show one kind of reminder that waits."""
        self._standing = Standing.OPEN
        self.bar.choose(0)
        self._fill_kinds(str(filters.get("kind", "")))

    def open(self) -> None:
        """Go to what the current reminder is about."""
        chosen = self.table.chosen()
        if chosen:
            self.page_wanted.emit(chosen[0].page, dict(chosen[0].filters))

    def put_off(self, until: date) -> None:
        """Let the chosen reminders come back on a day."""
        words = tr("{count} 条提醒将于 {day} 再次出现").format(
            count=len(self.table.chosen()), day=until.isoformat()
        )
        self._say(lambda session, chosen: snooze(session, chosen, until), words)

    def settle(self) -> None:
        """Note that the chosen reminders are settled."""
        self._say(done, tr("已办 {count} 条提醒").format(count=len(self.table.chosen())))

    def take_back(self) -> None:
        """Let the chosen reminders wait again."""
        self._say(reopen, tr("已恢复 {count} 条提醒").format(count=len(self.table.chosen())), undo=False)

    def _say(
        self, what: Callable[[Session, Sequence[Reminder]], None], words: str, *, undo: bool = True
    ) -> None:
        """Say something of the chosen reminders, and offer to take it back."""
        chosen = self.table.chosen()
        if not chosen:
            return
        back = (
            tr("撤销"),
            lambda: self.tasks.write(self, lambda session: reopen(session, chosen), lambda _nothing: None),
        )

        def told(_nothing: object) -> None:
            tell(self, words, "ok", back if undo else None)

        self.tasks.write(self, lambda session: what(session, chosen), told)

    def _put_off_by(self, days: int) -> None:
        """Let the chosen reminders come back in so many days."""
        self.put_off(date.today() + timedelta(days=days))

    def _ask_day(self) -> None:
        """Ask for the day the chosen reminders come back on."""
        day = ask_day(self, tr("稍后提醒"), tr("再次提醒的日期"), date.today() + timedelta(days=1))
        if day is not None:
            self.put_off(day)

    def _show(self, found: Sequence[Marked]) -> None:
        """Show what was computed; kind and rows chosen stay."""
        self._found = found
        count = sum(each.standing is Standing.OPEN for each in found)
        self.show_note(tr("未办 {count} 条").format(count=f"{count:,}") if count else "")
        self._fill_kinds(self.kinds.kind)

    def _fill_kinds(self, wanted: str) -> None:
        """List the kinds there are with their number; ``wanted`` is chosen where it is among them."""
        shown = [each.reminder.kind for each in self._found if each.standing is self._standing]
        counted = {str(kind): shown.count(kind) for kind in ReminderKind if kind in shown}
        self.kinds.show_kinds({"": len(shown)} | counted, wanted)
        self._list()

    def _list(self) -> None:
        """List the reminders of the kind chosen."""
        kind = self.kinds.kind
        shown = [
            each
            for each in self._found
            if each.standing is self._standing and kind in ("", str(each.reminder.kind))
        ]
        row = max(self.table.currentIndex().row(), 0)
        self.table.show_reminders(shown, date.today())
        self.table.setVisible(bool(shown))
        self.nothing.setVisible(not shown)
        words = {Standing.OPEN: tr("没有要办的提醒。"), Standing.LATER: tr("没有稍后再办的提醒。")}
        self.nothing.setText(words.get(self._standing, tr("还没有标为已办的提醒。")))
        if shown:
            flags = QItemSelectionModel.SelectionFlag
            index = self.table.words.index(min(row, len(shown) - 1), 0)
            self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self._follow_rows()

    def _choose_standing(self, number: int) -> None:
        """Show the reminders that wait, were put off, or are settled."""
        self._standing = list(Standing)[number]
        self._fill_kinds(self.kinds.kind)

    def _follow_rows(self) -> None:
        """Let the buttons say what can be done to the chosen reminders."""
        count, is_open = len(self.table.chosen()), self._standing is Standing.OPEN
        self.own.follow(self.table.chosen())
        for made, when in self._buttons:
            made.setVisible(when is None or when is is_open)
            made.setEnabled(count == 1 if when is None else bool(count))

    def _make_buttons(self) -> list[tuple[QWidget, bool | None]]:
        """Return the buttons, each with whether it is for reminders that wait (None: for all)."""
        for words, days in ((tr("明天"), 1), (tr("一周后"), 7)):
            self._later.addAction(words, partial(self._put_off_by, days))
        self._later.addAction(tr("指定日期…"), self._ask_day)
        go, later = button(tr("查看"), "plain", "open"), button(tr("稍后提醒"), "plain", "calendar")
        settle, back = button(tr("已办"), "primary", "check"), button(tr("恢复未办"), "plain", "undo")
        give_menu(later, self._later)
        for made, do in ((go, self.open), (settle, self.settle), (back, self.take_back)):
            made.clicked.connect(lambda _checked=False, do=do: do())
        return [(go, None), (back, False), (later, True), (settle, True)]

    def _lay_out(self) -> None:
        """Standing and buttons in the head; kinds and reminders side by side."""
        for made in (*self.own.buttons(), *(made for made, _when in self._buttons)):
            self.add_to_head(made)
        listed = QVBoxLayout()
        listed.addWidget(self.table)
        listed.addWidget(self.nothing)
        side = Surface()
        inner = QVBoxLayout(side)
        inner.setContentsMargins(tokens.XS, tokens.S, tokens.XS, tokens.S)
        inner.addWidget(self.kinds)
        row = QHBoxLayout()
        row.setSpacing(tokens.M)
        row.addWidget(side)
        row.addLayout(listed, 1)
        self.body.addWidget(self.bar, alignment=Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(row, 1)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
