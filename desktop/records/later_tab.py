"""A tab that is made only when it is first chosen: a page with many tabs opens as fast as one with few."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.detail_tab import DetailTab

if TYPE_CHECKING:
    from desktop.records.reading import Shown


class LaterTab(DetailTab):
    """Stands for a tab until it is in sight; ``tab`` is that tab once it is made."""

    def __init__(self, title: str, make: Callable[[], DetailTab], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.tab: DetailTab | None = None
        self._make = make
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)

    def show_record(self, record: "Shown") -> None:
        """Let the tab show what belongs to a record, making it first."""
        if self.tab is None:
            self.tab = self._make()
            column = self.layout()
            if column is not None:
                column.addWidget(self.tab)
        self.tab.show_record(record)


def later(tab: type[DetailTab], *arguments: Any) -> LaterTab:
    """Return what stands for a tab of a class until it is in sight."""
    return LaterTab(tab.title, partial(tab, *arguments))
