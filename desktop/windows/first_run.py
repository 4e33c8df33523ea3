"""The first start: three questions and nothing else."""

from __future__ import annotations

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
from desktop.theme import tokens
from desktop.widgets.card import Card
from desktop.widgets.controls import button, label
from desktop.windows.founding import BUREAU, SAMPLE_NAME, Answers

_LONGEST = 60
_SHORTEST = 2


class FirstRun(QDialog):
    """Asks the base's name, the bureau it reports to, and sample data or none.

    ``with_sample`` is False where the samples have no place: an own base, a database chosen by the user.
    """

    def __init__(self, parent: QWidget | None = None, *, with_sample: bool = True) -> None:
        super().__init__(parent)
        self._with_sample = with_sample
        self.setWindowTitle(tr("开始使用直播基地管家"))
        self.name = _input(tr("例如：沂河直播电商基地"), tr("基地名称"))
        self.bureau = _input("", tr("报送单位"))
        self.bureau.setText(BUREAU)
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
        return Answers(name, self.bureau.text().strip() or BUREAU, sample=self.sample.isChecked())

    def _lay_out(self) -> None:
        """Put the three questions into a card, the button below."""
        card = Card()
        form = QFormLayout()
        form.setHorizontalSpacing(tokens.M)
        form.setVerticalSpacing(tokens.M)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        form.addRow(label(tr("基地名称")), self.name)
        form.addRow(label(tr("报送单位")), self.bureau)
        if self._with_sample:
            data = label(tr("数据"))
            data.setAlignment(
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
            )  # beside the first choice
            form.addRow(data, self._choice())
        card.body.addLayout(form)
        foot = QHBoxLayout()
        foot.addWidget(self.hint)
        foot.addStretch()
        foot.addWidget(self.begin)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.L)
        column.addWidget(label(tr("先认识一下您的基地"), "title"))
        column.addWidget(card)
        column.addLayout(foot)
        self.setMinimumWidth(tokens.DIALOG)

    def _choice(self) -> QWidget:
        """Return the choice between samples and none, each with what it means."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.XS)
        for option, meaning in (
            (self.sample, tr("约300名虚构主播、24个月直播数据，单独存放，不会混入您的数据。")),
            (self.empty, tr("名册和直播数据可直接从 Excel、CSV 导入。")),
        ):
            note = label(meaning, "note")
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
