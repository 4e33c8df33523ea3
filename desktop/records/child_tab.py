"""What hangs on one record: a short list of its children, each added, edited and deleted here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from db.lifecycle import governs
from db.queries.lists import ListView, filter_on
from db.store import Order, Page, Query, search
from desktop.i18n import tr
from desktop.records.detail_tab import DetailTab
from desktop.records.form_dialog import FormDialog
from desktop.records.reading import Shown, read_record
from desktop.records.record_actions import RecordActions
from desktop.records.record_form import RecordForm, fields_of
from desktop.records.record_table import RecordTable
from desktop.records.state_moves import StateButton
from desktop.records.table_model import RecordModel
from desktop.tasks import Tasks
from desktop.theme import icon, tokens
from desktop.widgets.controls import button, label

_LEFT_OUT = ("code",)


class ChildTab(DetailTab):
    """The records of ``view`` whose field ``link`` is the record shown: 新增, 编辑, 删除, 变更状态.

    ``noun`` and ``measure`` make 3 份合同; ``columns`` are those shown (all but link and code by default),
    ``sort`` what they are sorted by and whether it falls, ``extra`` further buttons (words, icon, what to do
    with the key of the record shown). A tab with more to say is a subclass.
    """

    _sort: Order

    def __init__(  # noqa: PLR0913 - the facts of a list, most by name
        self,
        tasks: Tasks,
        view: ListView,
        link: str,
        noun: str,
        measure: str = "条",
        *,
        title: str = "",
        columns: Sequence[str] = (),
        sort: tuple[str, bool] = ("code", True),
        advice: str = "",
        extra: Sequence[tuple[str, str, Callable[[int], object]]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title = title or self.title or noun
        self._tasks, self._link, self._noun, self._measure, self._sort = tasks, link, noun, measure, (sort,)
        self._view = _narrowed(view, link, columns)
        self._record: Shown | None = None
        self._wanted: int | None = None
        self._query = Query()
        self.model = RecordModel(tasks, self._view, self)
        self.table = RecordTable(self.model, compact=True)
        self.table.setAccessibleName(tr("{noun}列表").format(noun=noun))
        self.table.show_sort(self._sort)
        self.actions_of_rows = RecordActions(tasks, self._view, self.table, noun, measure)
        self.state = StateButton(tasks, view.model, lambda then: then()) if governs(view.model) else None
        self._count = label(style="caption")
        self._row_buttons: list[QWidget] = []
        self._stack = QStackedWidget()
        self._stack.setObjectName("plain")
        for each in (self._nothing(advice), self.table):
            self._stack.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.S, 0, 0)
        column.setSpacing(tokens.S)
        column.addLayout(self._head(extra))
        column.addWidget(self._stack, 1)
        self._connect()

    def prepare(self, form: RecordForm) -> None:
        """Tie fields of the form together."""

    def new_defaults(self, record: Shown) -> Mapping[str, object]:  # noqa: ARG002 - for subclasses
        """Return what a new child of a record begins with, beside the link."""
        return {}

    def show_record(self, record: Shown) -> None:
        """Ask for the children of a record."""
        if self._record is None or self._record.loaded.id != record.loaded.id:
            self._wanted = None
        self._record = record
        self.table.follow_look()
        self.reload()

    def reload(self) -> None:
        """Ask for the children again."""
        if self._record is None:
            return
        of = ((self._link, self._record.loaded.id),)
        query = self._query = Query("", of, self._sort)
        self._tasks.read(self, partial(search, view=self._view, query=query), self._show)

    def begin_new(self) -> None:
        """Open the form of a new child."""
        if self._record is None:
            return
        dialog = self._dialog(tr("新增{noun}").format(noun=self._noun))
        dialog.open_new({**self.new_defaults(self._record), self._link: self._record.loaded.id})

    def edit(self) -> None:
        """Open the form of the current child."""
        key, model = self.table.current_key(), self._view.model
        if key is not None:
            self._tasks.read(self, lambda session: read_record(session, model, key), self._open)

    def _open(self, record: Shown) -> None:
        """Show the form of a child that was read."""
        self._dialog(tr("编辑{noun}").format(noun=self._noun)).open_record(record)

    def _dialog(self, title: str) -> FormDialog:
        """Return a form without the link: whose child it is, is clear."""
        model = self._view.model
        dialog = FormDialog(self._tasks, model, title, fields_of(model, self._link), self.window())
        dialog.saved.connect(self._select_later)
        self.prepare(dialog.form)
        return dialog

    def _select_later(self, key: int) -> None:
        """Select a child that was saved once the list with it is there."""
        self._wanted = key
        self.reload()

    def _show(self, page: Page) -> None:
        """Show the children, unless another record was chosen meanwhile."""
        if page.query != self._query:
            return
        keep = self.table.current_key() if self._wanted is None else self._wanted
        self.model.show_page(page)
        words = tr("共 {count} {measure}").format(count=f"{page.total:,}", measure=self._measure)
        self._count.setText(words if page.total else "")
        self._stack.setCurrentIndex(1 if page.ids else 0)
        if not self.table.select_key(keep) and page.ids:
            self.table.select_key(page.ids[0])
        self._follow_row()

    def _follow_row(self) -> None:
        """Let the buttons stand for the current row."""
        key = self.table.current_key()
        for each in self._row_buttons:
            each.setEnabled(key is not None)
        if self.state is not None:
            self.state.show_key(key)

    def _sort_by(self, order: Order) -> None:
        """Ask for another order."""
        self._sort = order
        self.table.show_sort(order)
        self.reload()

    def _connect(self) -> None:
        """Tie table and buttons together."""
        self.table.sort_wanted.connect(self._sort_by)
        self.table.current_changed.connect(self._follow_row)
        self.table.opened.connect(self.edit)
        self.actions_of_rows.deleted.connect(lambda _keys: self.reload())
        if self.state is not None:
            self.actions_of_rows.more.append((tr("变更状态"), self.state.click))

    def _head(self, extra: Sequence[tuple[str, str, Callable[[int], object]]]) -> QHBoxLayout:
        """Return the line of buttons over the list."""
        row = QHBoxLayout()
        row.setSpacing(tokens.XS)
        row.addWidget(self._count)
        row.addStretch()
        for words, picture, do in extra:
            made = button(words, "link", picture)
            made.clicked.connect(partial(self._do, do))
            row.addWidget(made)
        add = button(tr("新增{noun}").format(noun=self._noun), "link", "add")
        add.clicked.connect(lambda _checked=False: self.begin_new())
        row.addWidget(add)
        edit = QToolButton()
        edit.setIcon(icon("edit"))
        for tell in (edit.setToolTip, edit.setAccessibleName):
            tell(tr("编辑{noun}").format(noun=self._noun))
        edit.clicked.connect(lambda _checked=False: self.edit())
        self._row_buttons += [edit, self.actions_of_rows.delete_button()]
        if self.state is not None:
            row.addWidget(self.state)
        for each in self._row_buttons:
            row.addWidget(each)
        return row

    def _do(self, do: Callable[[int], object], _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's argument
        """Do what a further button does, with the key of the record shown."""
        if self._record is not None:
            do(self._record.loaded.id)

    def _nothing(self, advice: str) -> QWidget:
        """Return what stands here while there is no child."""
        words = tr("还没有{noun}").format(noun=self._noun)
        empty = label(f"{words}。{tr(advice)}" if advice else words, "note", wrap=True)
        empty.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        return empty


def _narrowed(view: ListView, link: str, columns: Sequence[str]) -> ListView:
    """Return a list with the columns a panel has room for, that can be asked for the children of a record."""
    shown = {each.name: each for each in view.columns}
    names = columns or [name for name in shown if name not in (link, *_LEFT_OUT)]
    known = any(each.name == link for each in view.filters)
    filters = view.filters if known else (*view.filters, filter_on(view.model, link))
    return replace(view, columns=tuple(shown[name] for name in names), filters=filters)
