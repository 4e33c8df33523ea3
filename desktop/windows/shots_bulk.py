"""Pictures of what is done to several rows of a list at once, and of 变更记录; nothing of it is saved."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel

from desktop.i18n import tr
from desktop.records.bulk_dialog import BulkDialog
from desktop.records.history_tab import HistoryTab

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.records.record_page import RecordPage

_SELECTED = (1, 6)


def take(
    page: "RecordPage",
    settle: Callable[[], None],
    camera: Callable[["QWidget", str], None],
    show: Callable[["QWidget", str], None],
) -> None:
    """Take the bar of several selected rows, each dialog it opens, and the history of the current record."""
    first, last = (page.model.index(row, 0) for row in _SELECTED)
    flags = QItemSelectionModel.SelectionFlag
    page.table.selectionModel().select(QItemSelection(first, last), flags.ClearAndSelect | flags.Rows)
    settle()
    camera(page.window(), f"{page.key}-bulk")
    for opened, name in ((page.bulk.move, "move"), (page.bulk.tag, "tags"), (page.bulk.remind, "remind")):
        opened()
        settle()
        for dialog in page.window().findChildren(BulkDialog):
            show(dialog, f"{page.key}-bulk-{name}")
            dialog.reject()
        settle()
    page.bulk.clear()
    tabs = page.panel.tabs
    for number in range(tabs.count()):
        if tabs.tabText(number) == tr(HistoryTab.title):
            tabs.choose(number)
            settle()
            camera(page.window(), f"{page.key}-history")
    tabs.choose(0)
    settle()
