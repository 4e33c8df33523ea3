"""网络零售额(基地申报口径) of one month: what the tenants declared, and the live part of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.errors import BadValue
from db.queries import declared
from db.queries.declared import Retail
from db.values import Kind, read
from desktop import cells
from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.card import Card
from desktop.widgets.controls import button, label

if TYPE_CHECKING:
    from desktop.tasks import Tasks


class RetailDialog(QDialog):
    """Two amounts and a note; amounts are typed as people write them (303.6万)."""

    def __init__(self, tasks: Tasks, month: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._month = month
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("{month}网络零售额申报").format(month=cells.month_words(month)))
        self.total, self.live, self.note = QLineEdit(), QLineEdit(), QLineEdit()
        self.note.setMaxLength(200)
        self._reason = label(style="reason", wrap=True)
        self._lay_out()
        tasks.read(self, partial(declared.retail, month=month), self._show)

    def _lay_out(self) -> None:
        """Put the fields into a card, the buttons below."""
        for field in (self.total, self.live):
            field.setPlaceholderText(tr("元，也可写 12.5万；没有数据请留空"))
        card = Card()
        form = QFormLayout()
        form.setVerticalSpacing(tokens.S + 2)
        form.setHorizontalSpacing(tokens.M)
        form.addRow(tr("网络零售额合计"), self.total)
        form.addRow(tr("其中直播网络零售额"), self.live)
        form.addRow(tr("口径说明"), self.note)
        card.body.addLayout(form)
        hint = tr("由入驻企业申报，与平台支付GMV口径不同，只用于“直播网络零售额占比”。")
        card.body.addWidget(label(hint, "note", wrap=True))
        card.body.addWidget(self._reason)
        self._reason.hide()
        leave, save = button(tr("取消")), button(tr("保存"), "primary")
        leave.clicked.connect(self.reject)
        save.clicked.connect(self._save)
        save.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(leave)
        buttons.addWidget(save)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.L)
        column.addWidget(card)
        column.addLayout(buttons)
        self.setMinimumWidth(tokens.DIALOG)

    def _show(self, known: Retail) -> None:
        """Show what was declared before."""
        for field, amount in ((self.total, known.total), (self.live, known.live)):
            field.setText("" if amount is None else cells.yuan(amount))
        self.note.setText(known.note or "")

    def _save(self) -> None:
        """Check and keep the amounts."""
        try:
            total, live = _amounts(self.total, self.live)
        except BadValue as trouble:
            self._reason.setText(str(trouble))
            self._reason.show()
            return
        wanted = Retail(self._month, total, live, self.note.text().strip() or None)
        self._tasks.write(
            self, partial(declared.declare_retail, wanted=wanted), lambda _nothing: self.accept()
        )


def _amounts(total: QLineEdit, live: QLineEdit) -> tuple[int | None, int | None]:
    """Return both amounts in 分; raises BadValue."""
    whole, part = _amount(total, tr("网络零售额合计")), _amount(live, tr("其中直播网络零售额"))
    if whole is not None and part is not None and part > whole:
        raise BadValue(tr("直播部分不能大于合计，请核对。"))
    return whole, part


def _amount(field: QLineEdit, name: str) -> int | None:
    """Return an amount in 分; raises BadValue with the field's name."""
    try:
        amount, _ = read(Kind.MONEY, field.text())
    except BadValue as trouble:
        raise BadValue(trouble.reason, name) from None
    if amount is None:
        return None
    if int(amount) < 0:
        raise BadValue(tr("不能小于0。"), name)
    return int(amount)
