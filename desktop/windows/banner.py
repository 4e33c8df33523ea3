"""The bar that says the data is made up, and leads to an own base."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.controls import button, label


class SampleBanner(QFrame):
    """Stands over the pages while the sample base is open."""

    own_base_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.XL, tokens.XS, tokens.L, tokens.XS)
        row.addWidget(label(tr("示例数据，仅供试用：姓名、账号和金额均为虚构，不能用于报送。"), "warn"))
        row.addStretch()
        leave = button(tr("换成我的基地"), "link")
        leave.clicked.connect(self.own_base_wanted)
        row.addWidget(leave)
        self.hide()
