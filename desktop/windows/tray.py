"""The bell of the sidebar: how many reminders wait to be settled, and the way to them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent

from desktop.i18n import tr
from desktop.theme import icon, look, tokens
from desktop.widgets.badge import badge_size, paint_badge
from desktop.windows.nav_button import NavButton

if TYPE_CHECKING:
    from db.engine import Session
    from desktop.tasks import Tasks

_SETTLED = 400  # milliseconds: the page in front reads first, and its answer is given again
_MOST_SHOWN = 99
_EVERY = 10 * 60 * 1000  # milliseconds: a day may have passed
_DOT, _SIGN = 8, 14


class TrayButton(NavButton):
    """Counts again after each save and as days pass; red and with a sign when something is overdue."""

    def __init__(self) -> None:
        super().__init__(tr("提醒"), "bell", "Alt+0")
        self._tasks: Tasks | None = None
        self._count, self._overdue = 0, False
        self._clock = QTimer(self, interval=_EVERY)
        self._clock.timeout.connect(self.count_again)
        self._pause = QTimer(self, singleShot=True, interval=_SETTLED)
        self._pause.timeout.connect(self.count_again)

    def follow(self, tasks: Tasks) -> None:
        """Count in a database from now on."""
        self._tasks = tasks
        tasks.saved.connect(self._pause.start)
        self._clock.start()
        self._pause.start()

    def count_again(self) -> None:
        """Ask how many reminders wait."""
        if self._tasks is not None:
            self._tasks.read(self, _counted, lambda found: self.show_count(*found))

    def show_count(self, count: int, overdue: int) -> None:
        """Show how many wait, and how many of them are overdue."""
        self._count, self._overdue = count, overdue > 0
        words = (
            tr("提醒（未办 {count} 条，其中超期 {overdue} 条）") if overdue else tr("提醒（未办 {count} 条）")
        )
        told = words.format(count=f"{count:,}", overdue=f"{overdue:,}") if count else tr("提醒")
        self.setAccessibleName(told)
        self.setToolTip(tr("{told}（Alt+0）").format(told=told))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of its words, and of what is drawn behind them."""
        hint = super().sizeHint()
        if self._count and not self.is_narrow:
            sign = _SIGN + tokens.XS if self._overdue else 0
            hint += QSize(badge_size(self._number, self.font()).width() + sign + tokens.M, 0)
        return hint

    @property
    def _number(self) -> str:
        """How many wait, as it is shown."""
        return str(self._count) if self._count <= _MOST_SHOWN else f"{_MOST_SHOWN}+"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the number at the right end, or a dot where there is no room for words; a sign if overdue."""
        super().paintEvent(event)
        if not self._count:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = look().tokens
        if self.is_narrow and self._overdue:
            icon("warning", "bad").paint(painter, QRect(self.width() - _SIGN - _DOT, _DOT // 2, _SIGN, _SIGN))
        elif self.is_narrow:
            painter.setBrush(QColor(colours.brand))
            painter.setPen(QColor(colours.surface))
            painter.drawEllipse(QRectF(self.width() - 2 * _DOT - 4, _DOT, _DOT, _DOT))
        else:
            size = badge_size(self._number, self.font())
            top = (self.height() - size.height()) / 2
            area = QRectF(self.width() - size.width() - tokens.M, top, size.width(), size.height())
            painter.setFont(self.font())
            paint_badge(painter, area, self._number, "bad" if self._overdue else "plain")
            if self._overdue:
                beside = QRect(
                    round(area.left()) - _SIGN - tokens.XS, (self.height() - _SIGN) // 2, _SIGN, _SIGN
                )
                icon("warning", "bad").paint(painter, beside)
        painter.end()


def _counted(session: Session) -> tuple[int, int]:
    """Return how many reminders wait, and how many of them are overdue."""
    from db.queries.reminders import open_reminders  # noqa: PLC0415 - loads the ORM

    today = date.today()
    found = open_reminders(session, today)
    return len(found), sum(each.is_overdue(today) for each in found)
