"""月报口径: from when on a session is 有效 and a streamer 活跃; where the page numbers of reports stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db import deeds
from db.queries import declared
from db.queries.declared import Thresholds
from desktop.i18n import tr
from desktop.pages.settings.card import SettingsCard, keep
from desktop.pages.settings.numbers import below_each_other, number_box
from desktop.theme import tokens
from desktop.widgets.combo import Combo
from desktop.widgets.controls import button, label

if TYPE_CHECKING:
    from db.engine import Session
    from desktop.tasks import Tasks

_MOST_MINUTES, _MOST_HOURS = 24 * 60, 31 * 24


class ReportTab(QWidget):
    """Two thresholds and the place of page numbers, shared by everyone who works with this database."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._is_read = False
        self.minutes = number_box(1, _MOST_MINUTES, tr("分钟"))
        self.hours = number_box(1, _MOST_HOURS, tr("小时"))
        self.numbering = Combo()
        self.numbering.addItem(tr("外侧：单页居右、双页居左"), userData=False)
        self.numbering.addItem(tr("居中"), userData=True)
        self.save = button(tr("保存"), "primary")
        self.save.clicked.connect(self._save)
        card = SettingsCard(tr("统计口径与版面"))
        card.body.addWidget(
            below_each_other(
                (
                    (tr("有效直播场次：时长不少于"), self.minutes),
                    (tr("活跃主播：当月直播不少于"), self.hours),
                    (tr("报告页码位置"), self.numbering),
                )
            )
        )
        hint = tr("修改后所有月份都按新口径计算；已生成的报告文件不变。修改会记入变更记录。")
        card.body.addWidget(label(hint, "note", wrap=True))
        card.body.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.M, 0, 0)
        column.addWidget(card)
        column.addStretch()

    def refresh(self) -> None:
        """Read what is in force."""
        self._tasks.read(self, _in_force, self._show)

    def _show(self, known: tuple[Thresholds, bool]) -> None:
        """Show what is in force, unless something is being changed."""
        boxes = (self.minutes, self.hours, self.numbering)
        if not self._is_read or not any(each.hasFocus() for each in boxes):
            self._is_read = True
            limits, is_centred = known
            self.minutes.setValue(limits.effective_minutes)
            self.hours.setValue(limits.active_hours)
            self.numbering.setCurrentIndex(int(is_centred))

    def _save(self) -> None:
        """Keep it for everyone."""
        limits = Thresholds(self.minutes.value(), self.hours.value())
        is_centred = bool(self.numbering.currentData())
        keep(
            self._tasks,
            self,
            lambda session: deeds.set_report(session, limits, is_centred=is_centred),
        )


def _in_force(session: Session) -> tuple[Thresholds, bool]:
    """Return the thresholds, and whether page numbers stand in the middle."""
    return declared.thresholds(session), declared.is_centred(session)
