"""A page of records: search, filters, list, detail panel; everything a kind of record shares."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from db.queries.lists import ListView
from db.store import Page as Answer
from db.store import Query, search
from desktop.i18n import tr
from desktop.records.cell_table import CellTable
from desktop.records.detail_panel import DetailPanel
from desktop.records.detail_tab import DetailTab
from desktop.records.export_menu import ExportButton
from desktop.records.filter_bar import FilterBar, Filters
from desktop.records.folded_sections import keep_folded
from desktop.records.form_dialog import FormDialog
from desktop.records.list_area import ListArea, nothing_found, nothing_yet
from desktop.records.list_question import ListQuestion
from desktop.records.page import Page
from desktop.records.page_layout import add_cells, add_state_button, lay_out, view_for
from desktop.records.record_actions import RecordActions
from desktop.records.record_form import RecordForm
from desktop.records.search_box import Searched
from desktop.records.table_model import RecordModel
from desktop.records.views_button import ViewsButton
from desktop.widgets.notice import tell

if TYPE_CHECKING:
    from desktop.records.bulk_actions import BulkActions
    from desktop.settings import Settings
    from desktop.tasks import Tasks

_SELECT_PAUSE = 60  # milliseconds: holding an arrow key must not read every record passed


class RecordPage(Searched, Page):
    """One kind of record. A page names its ``view``, its words and its tabs; the rest is here.

    ``sheet`` names the kind of sheet it takes in and gives out: None for the one named as the page, "" for
    none. ``state`` is the button that changes states, where the model is governed. ``ready`` are questions
    offered under 视图: words and filters.
    """

    view: ClassVar[ListView]
    sheet: ClassVar[str | None] = None
    noun: ClassVar[str] = ""
    measure: ClassVar[str] = "条"
    offered: ClassVar[tuple[str, ...]] = ()
    hint: ClassVar[str] = ""
    advice: ClassVar[str] = ""
    state_field: ClassVar[str] = ""
    caption: ClassVar[tuple[str, ...]] = ()
    first_sort: ClassVar[tuple[str, bool]] = ("code", False)
    ready: ClassVar[tuple[tuple[str, Filters], ...]] = ()

    def __init__(self, tasks: "Tasks", settings: "Settings", parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        self._query = Query()
        self._wanted: int | None = None
        self._saved: int | None = None
        self._sought: int | None = None
        self.bar = FilterBar(tasks, self.view.narrowing, self.offered, tr(self.hint))
        self.search = self.bar.search
        self.model = RecordModel(tasks, view_for(self), self)
        self.table = CellTable(self.model)
        self.table.setAccessibleName(tr("{noun}列表").format(noun=self.noun))
        self.panel = DetailPanel(tasks, self.view.model, self.make_tabs, self.state_field)
        self.export = ExportButton(tasks, settings, self.sheet_kind, self.noun, self.table)
        self.actions_of_rows = RecordActions(tasks, self.view, self.table, self.noun, self.measure)
        self.bulk: BulkActions
        self.area = ListArea(self.table, nothing_yet(self), nothing_found(self))
        self._select_pause = QTimer(self, singleShot=True, interval=_SELECT_PAUSE)
        self.table.restore_layout(settings.layout.get(f"table/{self.key}", ""))
        self.question = ListQuestion(self.bar, self.table, (self.first_sort,))
        self.views = ViewsButton(self)
        lay_out(self)
        self.state = add_state_button(self)
        add_cells(self)
        self._connect()

    @property
    def sheet_kind(self) -> str:
        """The kind of sheet the page takes in and gives out; "" for none."""
        return self.key if self.sheet is None else self.sheet

    def make_tabs(self) -> Sequence[DetailTab]:
        """Return the tabs beside 基本资料."""
        return ()

    def prepare(self, form: RecordForm) -> None:
        """Tie fields of the form of a new record together."""

    def new_defaults(self) -> dict[str, object]:
        """Return what a new record begins with."""
        return {}

    def refresh(self) -> None:
        """Ask again; the selection stays."""
        self.bar.refresh()
        self.table.follow_look()
        self.reload()
        self.panel.refresh()

    def reload(self) -> None:
        """Ask what the search box and the filters say."""
        query = self._query = self.question.query()
        self.tasks.read(self, partial(search, view=self.model.first_view, query=query), self._show)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the arrow keys walk the list as soon as the page is shown."""
        super().showEvent(event)
        self.area.take_keys()

    def narrow(self, filters: dict[str, object]) -> None:
        """Show only what answers {filter: value} and {"text": words}; {"key": id} selects that record."""
        key, text = filters.pop("key", None), str(filters.pop("text", ""))
        if isinstance(key, int):
            self._wanted = self._sought = key
        self.views.leave()
        self.bar.narrow(filters, text)

    @property
    def has_unsaved(self) -> bool:
        """Whether the form beside the list holds something unsaved."""
        return self.panel.is_dirty

    def may_close(self) -> bool:
        """Ask when the form holds something unsaved; widths of the columns are kept."""
        self.settings.layout[f"table/{self.key}"] = self.table.layout_text(self.views.columns_to_keep())
        return not self.has_unsaved or self.panel.form.may_close()

    def begin_new(self) -> None:
        """Open the form of a new record."""
        title = tr("新增{noun}").format(noun=self.noun)
        dialog = FormDialog(self.tasks, self.view.model, title, parent=self.window())
        dialog.saved.connect(self._select_later)
        keep_folded(dialog.form, self.settings)
        self.prepare(dialog.form)
        dialog.open_new(self.new_defaults())

    def _show(self, page: Answer) -> None:
        """Show an answer, unless the question changed meanwhile."""
        if page.query != self._query:
            return
        keep = self.panel.key if self._wanted is None else self._wanted
        self.model.show_page(page)
        words = (
            tr("只显示前 {count} {measure}，请再输入几个字") if page.capped else tr("共 {count} {measure}")
        )
        self.show_note(words.format(count=f"{page.total:,}", measure=self.measure))
        narrowed = page.query.text or page.query.filters
        self.export.offer(page.ids if narrowed else None, f"{page.total:,} {self.measure}")
        self.area.show_state(has_rows=bool(page.ids), narrowed_by=self.bar.words())
        self.panel.setVisible(bool(page.ids) or bool(self.bar.words()))
        if not self.table.select_key(keep) and page.ids:
            self.table.select_key(page.ids[0])
        self._wanted = None
        self._caption_panel(self.panel.key)
        self._tell_out_of_sight()
        self._follow_selection()

    def _follow_selection(self) -> None:
        """Show the current record beside the list, once nothing unsaved is at stake."""
        key = self.table.current_key()
        if key == self.panel.key:
            return
        self.panel.when_settled(lambda: self._go_to(key), lambda: self.table.select_key(self.panel.key))

    def _go_to(self, key: int | None) -> None:
        """Show a record, here and in the list, and keep to it when the list is read again."""
        self._wanted = key
        self.panel.show_key(key)
        if self.table.current_key() != key:  # a save came between; several chosen rows stay chosen
            self.table.select_key(key)

    def _caption_panel(self, key: int | None) -> None:
        """Say beside the code what the list knows of the record."""
        self.panel.show_caption(self.model.words_of(key, self.caption))

    def _caption_again(self, first: QModelIndex, last: QModelIndex) -> None:
        """Say it once the rows with the record in sight have come."""
        row = None if self.panel.key is None else self.model.row_of(self.panel.key)
        if row is not None and first.row() <= row <= last.row():
            self._caption_panel(self.panel.key)

    def _select_later(self, key: int) -> None:
        """Select a record that was saved once the list with it is there."""
        self._wanted = self._saved = key
        self.reload()

    def _tell_out_of_sight(self) -> None:
        """Say so when a record that was just saved, or is wanted from elsewhere, is not in the list."""
        sought, self._sought = self._sought, None
        if sought is not None and self.model.row_of(sought) is None:
            tell(self.table, tr("没有找到这条记录，可能已被删除"), "warn")
        key, self._saved = self._saved, None
        if key is not None and self.model.row_of(key) is None:
            show = (tr("显示"), lambda: self._show_unfiltered(key))
            tell(self.table, tr("已保存，但不在当前筛选范围内"), "ok", show)

    def _show_unfiltered(self, key: int) -> None:
        """Take every filter away and select a record."""
        self._wanted = key
        self.bar.narrow({})

    def _connect(self) -> None:
        """Tie search, list, panel and keys together."""
        self.question.changed.connect(self.reload)
        self.bar.list_wanted.connect(self.area.take_keys)
        self.table.current_changed.connect(self._select_pause.start)
        self._select_pause.timeout.connect(self._follow_selection)
        self.table.opened.connect(self.panel.edit)
        self.actions_of_rows.deleted.connect(self._forget)
        self.panel.formed.connect(partial(keep_folded, settings=self.settings))
        self.panel.saved.connect(self._select_later)
        self.panel.left.connect(self.area.take_keys)
        self.panel.shown.connect(self._caption_panel)
        self.model.dataChanged.connect(self._caption_again)
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self).activated.connect(self.begin_new)

    def stand_on(self, key: int) -> None:
        """Keep to a record when the list is read again."""
        self._wanted = key

    def _forget(self, gone: list[int]) -> None:
        """Go on to the next record; what was typed about one that was deleted is given up."""
        self._select_pause.stop()  # it would still go to the one that is gone
        self._wanted = self.table.key_beside(gone)
        if self.panel.key in gone:
            self.panel.form.forget_edits()
