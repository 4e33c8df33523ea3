"""The offer over a form to bring back what was typed and not saved."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from db.drafts import Kept
from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.controls import button, label


class DraftBar(QFrame):
    """Says when something was typed and not saved; ``restored`` or ``dropped`` as the user chooses."""

    restored = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.text = label(wrap=True)
        self.restore, self.drop = button(tr("恢复"), "link"), button(tr("丢弃"), "link")
        self.restore.clicked.connect(lambda _checked=False: self.restored.emit())
        self.drop.clicked.connect(lambda _checked=False: self.dropped.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.M, tokens.XS, tokens.XS, tokens.XS)
        row.setSpacing(tokens.XS)
        row.addWidget(self.text, 1)
        row.addWidget(self.restore)
        row.addWidget(self.drop)
        self.hide()

    def offer(self, kept: Kept, version: int | None) -> None:
        """Offer a draft; say so when the record (``version``) was saved since."""
        shape = "%H:%M" if kept.at.date() == date.today() else "%m-%d %H:%M"
        words = tr("上次没有保存的修改（{time}）")
        if version != kept.version:
            words = tr("上次没有保存的修改（{time}），此后记录又保存过")
        self.text.setText(words.format(time=kept.at.strftime(shape)))
        self.restore.setAccessibleName(tr("恢复上次没有保存的修改"))
        self.drop.setAccessibleName(tr("丢弃上次没有保存的修改"))
        self.show()
