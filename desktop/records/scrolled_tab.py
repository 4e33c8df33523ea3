"""A tab that is laid out anew for each record, as long as it needs to be."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.detail_tab import DetailTab
from desktop.widgets.scrolled import Scrolled


class ScrolledTab(DetailTab):
    """The base of tabs whose content replaces itself: ``with self.anew() as column`` puts it together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scroll = Scrolled()
        self.anew = self._scroll.anew
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
