"""补一列: what is true of every line of a sheet and stands in no column of it: the platform, the training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.records.leave_guard import LeaveGuard
from desktop.theme import tokens
from desktop.widgets.combo import Combo
from desktop.widgets.controls import button, label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.records.column_decisions import ColumnDecisions

_WIDTH = 420
_LONGEST = 200


class GivenDialog(QDialog):
    """A field and what every line has in it. ``given`` carries {field: text} of the whole sheet."""

    given = Signal(dict)

    def __init__(
        self, decisions: ColumnDecisions, known: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        LeaveGuard(self)
        self._kind, self._known = decisions.kind, dict(known)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("补一列"))
        self.setMinimumWidth(_WIDTH)
        self.fields, self.words, self.choices = Combo(), QLineEdit(), Combo()
        taken = set(decisions.mapping.values()) - set(known)
        for column in self._kind.columns:
            if column.name not in taken:
                self.fields.addItem(column.label, column.name)
        self.words.setMaxLength(_LONGEST)
        self.fields.currentIndexChanged.connect(lambda _index: self._show_field())
        self.words.textChanged.connect(lambda _text: self._allow())
        self._lay_out()
        self._show_field()

    @property
    def text(self) -> str:
        """What every line shall have."""
        return self.words.text().strip() if self._is_free else str(self.choices.currentData())

    @property
    def _is_free(self) -> bool:
        """Whether the chosen field takes any words."""
        return self._kind.column(str(self.fields.currentData())).choices is None

    def accept(self) -> None:
        """Tell what is given for every line; nothing typed takes a field off again."""
        name = str(self.fields.currentData())
        told = {field: words for field, words in self._known.items() if field != name}
        self.given.emit(told | ({name: self.text} if self.text else {}))
        super().accept()

    def _show_field(self) -> None:
        """Offer the words of the chosen field, where it has some of its own."""
        name = str(self.fields.currentData())
        words = self._kind.column(name).choices
        self.choices.clear()
        if words is not None:
            self.choices.addItem(tr("不补"), "")
            for word in words:
                self.choices.addItem(tr(word.value), word.value)
            self.choices.setCurrentIndex(max(0, self.choices.findData(self._known.get(name, ""))))
        self.words.setText(self._known.get(name, ""))
        self.words.setVisible(words is None)
        self.choices.setVisible(words is not None)
        self._allow()

    def _allow(self) -> None:
        """Let the way on be taken once there is something to give or to take off."""
        self.confirm.setEnabled(bool(self.text) or str(self.fields.currentData()) in self._known)

    def _lay_out(self) -> None:
        """Field and words above, buttons below."""
        form, foot = QFormLayout(), QHBoxLayout()
        beside = QVBoxLayout()
        for each in (self.words, self.choices):
            each.setAccessibleName(tr("每行都是"))
            beside.addWidget(each)
        form.addRow(tr("字段"), self.fields)
        form.addRow(tr("每行都是"), beside)
        leave, self.confirm = button(tr("取消")), button(tr("确定"), "primary")
        self.confirm.setDefault(True)
        leave.clicked.connect(self.reject)
        self.confirm.clicked.connect(self.accept)
        self.choices.currentIndexChanged.connect(lambda _index: self._allow())
        foot.addStretch()
        foot.addWidget(leave)
        foot.addWidget(self.confirm)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        column.setSpacing(tokens.M)
        hint = tr("表里没有这一列，但每一行的内容都一样时，在这里补上。")
        column.addWidget(label(hint, "note", wrap=True))
        column.addLayout(form)
        column.addLayout(foot)
