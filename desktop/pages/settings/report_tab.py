"""月报口径: from when on a session is 有效 and a streamer 活跃."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFormLayout, QSpinBox, QVBoxLayout, QWidget

from db.queries import declared
from db.queries.declared import Thresholds
from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.card import Card
from desktop.widgets.controls import button, label
from desktop.widgets.notice import tell

if TYPE_CHECKING:
    from desktop.tasks import Tasks

_WIDEST = 760
_MOST_MINUTES, _MOST_HOURS = 24 * 60, 31 * 24


class ReportTab(QWidget):
    """Two thresholds, shared by everyone who works with this database."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.minutes = _number(_MOST_MINUTES, tr("分钟"))
        self.hours = _number(_MOST_HOURS, tr("小时"))
        self.save = button(tr("保存"), "primary")
        self.save.clicked.connect(self._save)
        card = Card(tr("统计口径"))
        card.setMaximumWidth(_WIDEST)
        form = QFormLayout()
        form.setVerticalSpacing(tokens.S + 2)
        form.setHorizontalSpacing(tokens.M)
        form.addRow(tr("有效直播场次：时长不少于"), self.minutes)
        form.addRow(tr("活跃主播：当月直播不少于"), self.hours)
        card.body.addLayout(form)
        hint = tr("修改后所有月份都按新口径计算；已生成的月报文件不变。修改会记入变更记录。")
        card.body.addWidget(label(hint, "note", wrap=True))
        card.body.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.M, 0, 0)
        column.addWidget(card)
        column.addStretch()

    def refresh(self) -> None:
        """Read the thresholds in force."""
        self._tasks.read(self, declared.thresholds, self._show)

    def _show(self, known: Thresholds) -> None:
        """Show the thresholds, unless one is being typed."""
        if not (self.minutes.hasFocus() or self.hours.hasFocus()):
            self.minutes.setValue(known.effective_minutes)
            self.hours.setValue(known.active_hours)

    def _save(self) -> None:
        """Keep the thresholds for everyone."""
        wanted = Thresholds(self.minutes.value(), self.hours.value())
        work = partial(declared.set_thresholds, wanted=wanted)
        self._tasks.write(self, work, self._tell_saved)

    def _tell_saved(self, _nothing: None) -> None:
        """Say that the thresholds are kept."""
        tell(self, tr("统计口径已保存"))


def _number(most: int, unit: str) -> QSpinBox:
    """Return an input for a whole number of a unit."""
    box = QSpinBox()
    box.setRange(1, most)
    box.setSuffix(f" {unit}")
    box.setFixedWidth(tokens.FILTER)
    box.lineEdit().setTextMargins(tokens.S, 0, 0, 0)
    return box
