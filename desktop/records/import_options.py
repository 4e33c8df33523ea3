"""How the good lines of an import are taken: the mode, what empty cells do, what the user allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QVBoxLayout, QWidget

from db.imports import Mode, Offer
from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.controls import label
from desktop.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Collection

_MODES = (
    (Mode.UPSERT, "新增或更新已有记录"),
    (Mode.ADD, "只新增，已有的不动"),
    (Mode.UPDATE, "只更新已有的"),
    (Mode.CHECK, "仅校验，不写入"),
)
_ERASES = "空白单元格清空原有内容"
_ERASES_TOLD = (
    "勾选后，表里留空的格会清空库里已有记录的这一项（只限已对应的列）；不勾选时，留空的格不改动任何内容。"
)
_EITHER = ({Offer.DAY_FIRST, Offer.MONTH_FIRST},)
"""Of these only one can be allowed."""


class ImportOptions(QWidget):
    """``mode_changed``: only the counts follow; ``wishes_changed``: all lines have to be checked again."""

    mode_changed = Signal()
    wishes_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.allows: frozenset[Offer] = frozenset()
        self._modes = QButtonGroup(self)
        self._offers = {offer: QCheckBox(tr(offer.value)) for offer in Offer}
        self._allowed = label(tr("标为错误的格可以这样读取"), "section")
        self.erases = QCheckBox(tr(_ERASES))
        self.erases.setToolTip(tr(_ERASES_TOLD))
        self.erases.clicked.connect(self.wishes_changed)
        self._lay_out()
        self.offer(())

    @property
    def mode(self) -> Mode:
        """What to do with the good lines."""
        return _MODES[self._modes.checkedId()][0]

    def offer(self, offers: Collection[Offer]) -> None:
        """Offer what would let refused cells in, beside what was allowed already."""
        others = {other for either in _EITHER if either & self.allows for other in either}
        in_sight = {*offers, *self.allows, *others}
        for offer, box in self._offers.items():
            box.setVisible(offer in in_sight)
            box.setChecked(offer in self.allows)
        self._allowed.setVisible(bool(in_sight))

    def forget(self) -> None:
        """Allow nothing: other files are looked at."""
        self.allows = frozenset()
        self.offer(())

    def _allow(self, offer: Offer) -> None:
        """Follow a box that was ticked, or no longer is."""
        if offer in self.allows:
            self.allows -= {offer}
        else:
            others = {other for either in _EITHER if offer in either for other in either}
            self.allows = self.allows - others | {offer}
        self.wishes_changed.emit()

    def _lay_out(self) -> None:
        """Put what may be allowed above, mode and empty cells below."""
        above, below = FlowLayout(), FlowLayout()
        for row in (above, below):
            row.setSpacing(tokens.L)
        above.addWidget(self._allowed)
        for offer, box in self._offers.items():
            box.clicked.connect(lambda _on, offer=offer: self._allow(offer))
            above.addWidget(box)
        below.addWidget(label(tr("导入方式"), "section"))
        for number, (_, text) in enumerate(_MODES):
            option = QRadioButton(tr(text))
            option.setChecked(number == 0)
            self._modes.addButton(option, number)
            below.addWidget(option)
        self._modes.idClicked.connect(lambda _number: self.mode_changed.emit())
        below.addStretch()
        below.addWidget(self.erases)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        column.addLayout(above)
        column.addLayout(below)
