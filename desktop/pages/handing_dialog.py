"""What a table of people is about, and for whom it is made: whole numbers are given for a reason only."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.store.giving import LONGEST_REASON, LONGEST_RECIPIENT, Giving, Purpose, givings
from desktop import cells
from desktop.i18n import tr
from desktop.records.leave_guard import LeaveGuard
from desktop.theme import tokens
from desktop.widgets.card import Card
from desktop.widgets.combo import Combo
from desktop.widgets.controls import button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.tasks import Tasks

_SHOWN = 3
"""Earlier givings that are shown."""


class HandingDialog(QDialog):
    """Asks the time, whether numbers are shown in full, why and for whom; earlier givings stand below.

    ``time`` is what was offered with the words chosen, None where there is no choice.
    """

    def __init__(
        self,
        tasks: Tasks,
        name: str,
        about: str,
        times: Sequence[tuple[str, object]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        LeaveGuard(self)
        self.setWindowTitle(name)
        self.times = Combo()
        self.times.setAccessibleName(tr("范围"))
        for words, time in times:
            self.times.addItem(words, time)
        self.whole = QCheckBox(tr("显示完整的证件号、手机号"))
        self.reason, self.recipient = QLineEdit(), QLineEdit()
        self.reason.setMaxLength(LONGEST_REASON)
        self.recipient.setMaxLength(LONGEST_RECIPIENT)
        self.trouble = label(style="reason", wrap=True)
        self.earlier = label(style="note", wrap=True)
        self._lay_out(about)
        self.whole.toggled.connect(self._follow)
        self._follow()
        tasks.read(self, partial(givings, count=_SHOWN), self._show_earlier)

    @property
    def time(self) -> object:
        """What the table shall be about."""
        return self.times.currentData()

    @property
    def full(self) -> bool:
        """Whether numbers are shown in full."""
        return self.whole.isChecked()

    @property
    def purpose(self) -> Purpose:
        """Why and for whom the table is made."""
        return Purpose(self.reason.text().strip(), self.recipient.text().strip())

    def accept(self) -> None:
        """Go on; whole numbers need both a reason and a recipient."""
        if self.full and not (self.purpose.reason and self.purpose.recipient):
            self.trouble.setText(tr("显示完整的证件号、手机号，要填写用途和接收方。"))
            self.trouble.show()
            (self.recipient if self.purpose.reason else self.reason).setFocus()
            return
        super().accept()

    def _lay_out(self, about: str) -> None:
        """Put the fields into a card, earlier givings below, then the buttons."""
        card, form = Card(), QFormLayout()
        form.setVerticalSpacing(tokens.ROW)
        form.setHorizontalSpacing(tokens.M)
        card.body.addWidget(label(about, "note", wrap=True))
        if self.times.count():
            form.addRow(tr("范围"), self.times)
        form.addRow("", self.whole)
        form.addRow(tr("用途"), self.reason)
        form.addRow(tr("接收方"), self.recipient)
        card.body.addLayout(form)
        hint = tr("填写了接收方，就把时间、经办人、用途、接收方和人数记入审计记录，长期保存。")
        for each in (label(hint, "note", wrap=True), self.trouble, self.earlier):
            card.body.addWidget(each)
        self.trouble.hide()
        self.earlier.hide()
        leave, go_on = button(tr("取消")), button(tr("选择保存位置…"), "primary")
        leave.clicked.connect(self.reject)
        go_on.clicked.connect(self.accept)
        go_on.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(leave)
        buttons.addWidget(go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.L)
        column.addWidget(card)
        column.addLayout(buttons)
        self.setMinimumWidth(tokens.DIALOG)

    def _follow(self) -> None:
        """Say which fields must be filled in."""
        needed = tr("必填") if self.full else tr("选填")
        self.reason.setPlaceholderText(tr("{needed}，如：随2026年9月报告报送").format(needed=needed))
        self.recipient.setPlaceholderText(tr("{needed}，如：临沂市商务局").format(needed=needed))
        if not self.full:
            self.trouble.hide()

    def _show_earlier(self, found: list[Giving]) -> None:
        """Show what was given last."""
        lines = [
            tr("{at} {by} 提供“{table}”（{about}）给{recipient}，{people}人").format(
                at=cells.moment(each.at), by=each.by, table=each.table, about=each.about,
                recipient=each.recipient, people=each.people,
            )
            for each in found
        ]  # fmt: skip
        self.earlier.setText("\n".join((tr("最近的提供记录："), *lines)))
        self.earlier.setVisible(bool(lines))
