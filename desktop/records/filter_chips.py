"""The filters in force as words under the search box, each to be taken away."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.i18n import tr
from desktop.theme import icon
from desktop.widgets.controls import button
from desktop.widgets.flow import FlowLayout


class FilterChips(QWidget):
    """One button for each filter: 状态：在播 ×. ``dropped`` names one, ``cleared`` means all.

    Tab comes to them from the widget ``after``.
    """

    dropped = Signal(str)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = FlowLayout(self)
        self._chips: dict[str, QPushButton] = {}
        self.after: QWidget = self
        self.clear = button(tr("清除全部"), "link")
        self.clear.setToolTip(tr("清除搜索和筛选"))
        self.clear.clicked.connect(lambda _checked=False: self.cleared.emit())
        self._row.addWidget(self.clear)

    def show_filters(self, wanted: Sequence[tuple[str, str]], *, clearable: bool) -> None:
        """Show filters as (name, words); ``clearable`` offers to take everything away."""
        kept = dict(wanted)
        for name in [name for name in self._chips if name not in kept]:
            chip = self._chips.pop(name)
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for name, words in wanted:
            chip = self._chips.get(name) or self._add(name)
            chip.setText(words)
            chip.setAccessibleName(tr("取消筛选 {words}").format(words=words))
        self.clear.setVisible(clearable)
        self.setVisible(bool(wanted) or clearable)

    def _add(self, name: str) -> QPushButton:
        """Add a chip before 清除全部."""
        made = QPushButton()
        made.setObjectName("chip")
        made.setIcon(icon("close"))
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands behind the words
        made.setToolTip(tr("取消这项筛选"))
        made.setAutoDefault(False)
        made.clicked.connect(partial(self._drop, name))
        self._row.removeWidget(self.clear)
        self._row.addWidget(made)
        self._row.addWidget(self.clear)
        QWidget.setTabOrder([self.after, *self._chips.values()][-1], made)
        QWidget.setTabOrder(made, self.clear)
        self._chips[name] = made
        return made

    def _drop(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's argument
        """Tell which filter goes."""
        self.dropped.emit(name)
