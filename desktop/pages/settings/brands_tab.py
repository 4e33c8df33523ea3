"""品牌门槛: from when on a brand meets a criterion of its gate."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from db import deeds
from db.queries.brand_limits import BrandLimits, brand_limits
from desktop.i18n import tr
from desktop.pages.settings.card import SettingsCard, keep
from desktop.pages.settings.numbers import below_each_other, number_box
from desktop.theme import tokens
from desktop.widgets.balanced_rows import BalancedRows
from desktop.widgets.controls import button, label, label_of
from desktop.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.tasks import Tasks

_MOST = 1_000_000
_PERCENT = 100
_FIELDS = (
    ("ability", "S2 四项能力合计不低于", "分", _PERCENT),
    ("gmv_quarter", "S3 近3个月GMV不低于", "万元", _MOST),
    ("sessions", "S3 每月直播不少于", "场", 1_000),
    ("repeat", "S3 复购率不低于", "%", _PERCENT),
    ("private", "S3 或私域占比不低于", "%", _PERCENT),
    ("documents", "S3 权属企业有效资质不少于", "份", 50),
    ("gmv_year", "S4 近12个月GMV不低于", "万元", _MOST),
    ("refund", "S4 退货率不高于（其他类目）", "%", _PERCENT),
    ("platforms", "S5 平台不少于（或有线下）", "个", 9),
    ("off_platform", "S5 站外占比不低于", "%", _PERCENT),
    ("followers", "S6 带教品牌不少于", "个", 100),
    ("stuck_days", "停留超过多少天提醒", "天", 3_650),
)
"""Field of BrandLimits, its words, its unit, the most it may be."""


class BrandsTab(QWidget):
    """The thresholds, shared by everyone who works with this database."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._known = BrandLimits()
        self.boxes = {name: number_box(1, most, tr(unit)) for name, _words, unit, most in _FIELDS}
        self.refunds = QLineEdit()
        self._trouble = label(style="reason", wrap=True)
        self._trouble.hide()
        self.save = button(tr("保存"), "primary")
        self.save.clicked.connect(self._save)
        holder = QWidget()
        holder.setObjectName("plain")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, tokens.M, 0, 0)
        column.addWidget(self._card())
        column.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolled(holder))

    def refresh(self) -> None:
        """Read the thresholds in force."""
        self._tasks.read(self, brand_limits, self._show)

    def _card(self) -> SettingsCard:
        """Return the fields with their words."""
        card = SettingsCard(tr("品牌升级门槛"))
        half = len(_FIELDS) // 2
        halves = (_FIELDS[:half], _FIELDS[half:])
        card.body.addWidget(BalancedRows([self._numbers(lines) for lines in halves]))
        card.body.addSpacing(tokens.XS)
        card.body.addWidget(label_of(self.refunds, "S4 各类目退货率上限", "plain"))
        card.body.addWidget(self.refunds)
        hint = tr("类目写成“服饰鞋包30、农产品5”（%）。修改后按新门槛判断，已记录的不变；修改记入变更记录。")
        card.body.addWidget(label(hint, "note", wrap=True))
        card.body.addWidget(self._trouble)
        card.body.addWidget(self.save)
        return card

    def _numbers(self, lines: Sequence[tuple[str, str, str, int]]) -> QWidget:
        """Return some of the inputs."""
        return below_each_other((words, self.boxes[name]) for name, words, _unit, _most in lines)

    def _show(self, known: BrandLimits) -> None:
        """Show the thresholds, unless one is being typed."""
        if any(box.hasFocus() for box in (*self.boxes.values(), self.refunds)):
            return
        self._known = known
        for name, box in self.boxes.items():
            box.setValue(getattr(known, name))
        self.refunds.setText("、".join(f"{name}{most}" for name, most in known.refunds))

    def _save(self) -> None:
        """Keep the thresholds for everyone; what cannot be read is said and stays."""
        refunds = _read_refunds(self.refunds.text())
        self._trouble.setVisible(refunds is None)
        if refunds is None:
            self._trouble.setText(tr("退货率上限看不懂，请写成“服饰鞋包30、农产品5”，每个不超过 100"))
            return
        values = {name: box.value() for name, box in self.boxes.items()}
        wanted = replace(self._known, **values, refunds=refunds)
        keep(self._tasks, self, lambda session: deeds.set_brand_limits(session, wanted))


def _read_refunds(text: str) -> tuple[tuple[str, int], ...] | None:
    """Return the highest return rates by category; None when the text cannot be read so."""
    found = []
    for part in text.replace("，", "、").replace("%", "").split("、"):
        word = part.strip()
        name = word.rstrip("0123456789").strip()
        most = word[len(word.rstrip("0123456789")) :]
        if not word:
            continue
        if not name or not most or int(most) > _PERCENT:
            return None
        found.append((name, int(most)))
    return tuple(found)
