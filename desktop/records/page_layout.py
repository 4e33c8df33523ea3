"""How a page of records is put together: buttons in the head, search, list and panel side by side."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSplitter

from db.lifecycle import governs
from desktop.i18n import tr
from desktop.records.state_moves import StateButton
from desktop.theme import tokens

if TYPE_CHECKING:
    from desktop.records.record_page import RecordPage


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
    for part in (page.area, page.panel):
        split.addWidget(part)
    split.setStretchFactor(0, 1)
    split.setSizes([tokens.DETAIL * 3, tokens.DETAIL])
    page.panel.head.addWidget(page.actions_of_rows.delete_button())
    page.body.addWidget(page.bar)
    page.body.addWidget(split, 1)


def add_state_button(page: "RecordPage") -> StateButton | None:
    """Add 变更状态 to panel and menu where states change by moves; None where they do not."""
    if not governs(page.view.model):
        return None
    made = StateButton(page.tasks, page.view.model, page.panel.when_settled)
    page.panel.head.insertWidget(0, made)
    page.actions_of_rows.more.append((tr("变更状态"), made.click))
    page.panel.shown.connect(made.show_key)
    return made
