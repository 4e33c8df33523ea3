"""The base of every tab of a detail panel."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from desktop.records.reading import Shown


class DetailTab(QWidget):
    """A tab beside the form: asked to show a record only when it is in sight."""

    title: str = ""

    def show_record(self, record: "Shown") -> None:
        """Show what belongs to a record; what comes late for an earlier one is dropped."""
        raise NotImplementedError
