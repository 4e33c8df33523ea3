"""The first start: three questions, then samples or an empty base."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import tr
from desktop.records.leave_guard import LeaveGuard
from desktop.theme import tokens
from desktop.widgets.card import Card
from desktop.widgets.controls import button, label
from desktop.widgets.room import fit
from desktop.widgets.scrolled import Scrolled
from desktop.windows.founding import BUREAU, SAMPLE_NAME, Answers

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

_LONGEST = 60
_SHORTEST = 2
_LONGEST_FILLER = 30


class FirstRun(QDialog):
    """Asks the base's name, the bureau it reports to and who fills in the report; then sample data or none.

    ``with_sample`` is False where the samples have no place: an own base, a database chosen by the user.
    """

    def __init__(self, parent: QWidget | None = None, *, with_sample: bool = True) -> None:
        super().__init__(parent)
        LeaveGuard(self)
        self._with_sample = with_sample
        self.setWindowTitle(tr("开始使用直播基地管家"))
        self.name = _input(tr("例如：沂河直播电商基地"), tr("基地名称"))
        self.bureau = _input("", tr("报送单位"))
        self.bureau.setText(BUREAU)
        self.filler = _input(tr("印在月报上，可以以后再填"), tr("填表人"))
        self.filler.setMaxLength(_LONGEST_FILLER)
        self.sample = QRadioButton(tr("先用示例数据试一试"))
        self.empty = QRadioButton(tr("从空白开始，导入自己的数据"))
        (self.sample if with_sample else self.empty).setChecked(True)
        self.hint = label(style="note")
        self.begin = button(tr("开始使用"), "primary")
        self.begin.setDefault(True)
        self.begin.clicked.connect(self.accept)
        self.name.textChanged.connect(self._allow)
        self.bureau.textChanged.connect(self._allow)
        self.sample.toggled.connect(self._allow)
        self._lay_out()
        self._allow()

    @property
    def answers(self) -> Answers:
        """What the user answered; a sample base without a name gets the sample's own."""
        name = self.name.text().strip() or SAMPLE_NAME
        bureau, filler = self.bureau.text().strip() or BUREAU, self.filler.text().strip()
        return Answers(name, bureau, sample=self.sample.isChecked(), filler=filler)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the words need; where the screen is lower, they scroll."""
        super().showEvent(event)
        beside = self.sizeHint().height() - self._area.sizeHint().height()
        words = max(self._asked.heightForWidth(self._area.width()), self._asked.minimumSizeHint().height())
        fit(self, self.width(), beside + words)

    def _lay_out(self) -> None:
        """Put the three questions into a card, the choice into another, the button below."""
        card = Card()
        form = QFormLayout()
        form.setHorizontalSpacing(tokens.M)
        form.setVerticalSpacing(tokens.M)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        form.addRow(label(tr("基地名称")), self.name)
        form.addRow(label(tr("报送单位")), self.bureau)
        form.addRow(label(tr("填表人")), self.filler)
        card.body.addLayout(form)
        foot = QHBoxLayout()
        foot.addWidget(self.hint)
        foot.addStretch()
        foot.addWidget(self.begin)
        self._asked = QWidget()
        self._asked.setObjectName("plain")
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(tokens.L)
        asked.addWidget(label(tr("先认识一下您的基地"), "title"))
        asked.addWidget(card)
        if self._with_sample:
            asked.addWidget(self._choice())
        self._area = Scrolled(self._asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.L)
        column.addWidget(self._area, 1)
        column.addLayout(foot)
        self.setMinimumWidth(tokens.DIALOG)

    def _choice(self) -> QWidget:
        """Return the choice between samples and none, each with what it means."""
        box = Card(tr("从哪里开始"))
        column = box.body
        for option, meaning in (
            (self.sample, tr("约300名虚构主播、24个月直播数据，单独存放，不会混入您的数据。")),
            (self.empty, tr("名册和直播数据可直接从 Excel、CSV 导入。")),
        ):
            note = label(meaning, "note", wrap=True)
            note.setContentsMargins(tokens.XL, 0, 0, tokens.XS)
            column.addWidget(option)
            column.addWidget(note)
        return box

    def _allow(self) -> None:
        """Let the user begin once an own base has a name; say so until it has one."""
        name = self.name.text().strip()
        ready = len(name) >= _SHORTEST or (self.sample.isChecked() and not name)
        self.begin.setEnabled(ready)
        missing = tr("请填写基地名称，至少{count}个字。").format(count=_SHORTEST)
        self.hint.setText(tr("这些以后都可以在“设置”里修改。") if ready else missing)


def _input(placeholder: str, name: str) -> QLineEdit:
    """Return a line to type into."""
    line = QLineEdit()
    line.setPlaceholderText(placeholder)
    line.setAccessibleName(name)
    line.setMaxLength(_LONGEST)
    return line
