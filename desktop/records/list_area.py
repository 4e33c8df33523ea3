"""The surface a list stands on: the table, or what to do while there is nothing to list."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedLayout, QWidget

from desktop.i18n import tr
from desktop.records.record_table import RecordTable
from desktop.widgets.card import Surface
from desktop.widgets.empty import Action, EmptyState

if TYPE_CHECKING:
    from desktop.records.record_page import RecordPage

_TABLE, _NOTHING, _NO_RESULT = range(3)


class ListArea(Surface):
    """Table, first steps, or 清除筛选 — one at a time."""

    def __init__(
        self, table: RecordTable, nothing: EmptyState, no_result: EmptyState, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._no_result = no_result
        self._stack = QStackedLayout(self)
        for each in (table, nothing, no_result):
            self._stack.addWidget(each)

    def show_state(self, *, has_rows: bool, narrowed_by: Sequence[str]) -> None:
        """Show the table, or why it is empty: nothing yet, or nothing that answers what narrows the list."""
        if narrowed_by:
            words = tr("当前条件：{words}").format(words=tr("；").join(narrowed_by))
            self._no_result.say(f"{words}\n{tr('可以去掉其中一项，或换个关键词。')}")
        self._stack.setCurrentIndex(_TABLE if has_rows else _NO_RESULT if narrowed_by else _NOTHING)

    def take_keys(self) -> None:
        """Bring the keys to the table, or to the first thing to do where there is none."""
        shown = self._stack.currentWidget()
        if isinstance(shown, EmptyState):
            shown.take_keys()
        elif shown is not None:
            shown.setFocus()


def nothing_yet(page: "RecordPage") -> EmptyState:
    """Return what stands on a page that has no record at all: how to begin."""
    kind = page.sheet_kind
    add = Action(tr("新增{noun}").format(noun=page.noun), page.begin_new, primary=not kind)
    with_sheets = (
        Action(tr("导入 Excel"), lambda: page.import_wanted.emit(kind), primary=True),
        add,
        Action(tr("下载模板"), page.export.save_template),
    )
    title = tr("还没有{noun}").format(noun=page.noun)
    return EmptyState(page.icon, title, tr(page.advice), with_sheets if kind else (add,))


def nothing_found(page: "RecordPage") -> EmptyState:
    """Return what stands where nothing answers the question: ask for everything, or add one."""
    every = Action(tr("清除筛选"), lambda: page.bar.narrow({}), primary=True)
    add = Action(tr("新增{noun}").format(noun=page.noun), page.begin_new)
    return EmptyState("search", tr("没有符合条件的{noun}").format(noun=page.noun), "", (every, add))
