"""How a page of records is put together: buttons in the head, search, list and panel side by side."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from db.lifecycle import governs
from db.queries.lists import ListView
from desktop.i18n import tr
from desktop.records.bulk_actions import BulkActions
from desktop.records.cell_edit import CellEditing
from desktop.records.cell_paste import CellPaste
from desktop.records.selection_totals import SelectionTotals
from desktop.records.state_moves import StateButton
from desktop.theme import tokens
from desktop.widgets.tab_order import put_after

if TYPE_CHECKING:
    from desktop.records.record_page import RecordPage


def view_for(page: "RecordPage") -> ListView:
    """Return the list of a page; what names a record and its caption are read even where they are hidden."""
    first = (column.name for column in page.view.columns[:2])
    return replace(page.view, needed=(*first, *page.caption))


def lay_out(page: "RecordPage") -> None:
    """Put the parts of a page in their places."""
    if page.sheet_kind:
        importing = page.add_button(tr("导入 Excel"), "import")
        importing.clicked.connect(lambda _checked=False: page.import_wanted.emit(page.sheet_kind))
    page.add_to_head(page.export)
    adding = page.add_button(tr("新增{noun}").format(noun=page.noun), "add", primary=True)
    adding.setToolTip("Ctrl+N")
    adding.clicked.connect(lambda _checked=False: page.begin_new())
    split = QSplitter()
    split.setHandleWidth(tokens.M)
    split.setChildrenCollapsible(False)
    page.bulk = BulkActions(page)
    for part in (_list_with_bar(page), page.panel):
        split.addWidget(part)
    split.setStretchFactor(0, 1)
    split.setSizes([tokens.DETAIL * 3, tokens.DETAIL])
    page.panel.head.addWidget(page.actions_of_rows.delete_button())
    page.bar.row.insertWidget(0, page.views)
    put_after(page.bar, [page.views])
    page.bar.row.addWidget(page.question.columns.button)
    page.bar.lead_tab()
    page.body.addWidget(page.bar)
    page.body.addWidget(split, 1)


def _list_with_bar(page: "RecordPage") -> QWidget:
    """Return the list with the bar of several selected rows at its foot."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.S)
    column.addWidget(page.area, 1)
    column.addWidget(page.bulk.bar)
    return holder


def add_cells(page: "RecordPage") -> None:
    """Let cells be added up, changed in place and pasted into."""
    SelectionTotals(page.tasks, page.table)
    CellPaste(page.tasks, page.table)
    editing = CellEditing(page.tasks, page.table, page.panel.when_settled)
    editing.stood_on.connect(page.stand_on)


def add_state_button(page: "RecordPage") -> StateButton | None:
    """Add 变更状态 to panel and menu where states change by moves; None where they do not."""
    if not governs(page.view.model):
        return None
    made = StateButton(page.tasks, page.view.model, page.panel.when_settled)
    page.panel.head.insertWidget(0, made)
    page.actions_of_rows.more.append((tr("变更状态"), made.click))
    page.panel.shown.connect(made.show_key)
    return made
