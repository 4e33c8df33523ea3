"""What a detail panel shows of a record: its head, its form, and what belongs to it in tabs."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.i18n import heading, tr
from desktop.records.detail_tabs import DetailTabs
from desktop.records.record_form import RecordForm
from desktop.theme import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from db.record import Record
    from desktop.records.detail_head import DetailHead
    from desktop.records.detail_tab import DetailTab
    from desktop.tasks import Tasks


class DetailBody(QWidget):
    """The form is made in turns from the start on, at once where it is asked for; ``formed`` carries it."""

    formed = Signal(RecordForm)

    def __init__(
        self,
        tasks: Tasks,
        model: type[Record],
        make_tabs: Callable[[], Sequence[DetailTab]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._make_tabs = make_tabs
        self._book = DetailTabs(self)
        # made inside the tabs: what moves in later is styled twice
        self._form = RecordForm(tasks, model, parent=self._book.inside, in_turns=True)

    @property
    def is_made(self) -> bool:
        """Whether the form is ready."""
        return self._form.making.is_over

    @cached_property
    def form(self) -> RecordForm:
        """The form of the record."""
        self._form.making.finish()
        self.formed.emit(self._form)
        return self._form

    @cached_property
    def tabs(self) -> DetailTabs:
        """The form and what belongs to the record, one tab each; one may ask for the form in its making."""
        self._book.addTab(self.form, tr("基本资料"))
        for tab in self._make_tabs():
            self._book.addTab(tab, heading(tab.title))
        return self._book

    def lay_out(self, head: DetailHead) -> None:
        """Put the head over the tabs."""
        head.lay_out()
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        column.setSpacing(tokens.XS)
        column.addLayout(head)
        column.addSpacing(tokens.XS)
        column.addWidget(self.tabs, 1)
