"""重复记录: people and companies that may have been entered twice, to be merged or set apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from db.duplicates import Candidates, Likelihood, candidates, keep_apart
from db.models import Org, Streamer
from desktop.i18n import heading, tr
from desktop.pages.tidying.duplicates_apart import ApartDialog
from desktop.pages.tidying.duplicates_choose import ChooseDialog
from desktop.pages.tidying.duplicates_list import PairList
from desktop.pages.tidying.duplicates_merge import MergeDialog
from desktop.records.page import Page
from desktop.widgets.combo import Combo
from desktop.widgets.empty import EmptyState
from desktop.widgets.notice import tell
from desktop.widgets.segments import Segments

if TYPE_CHECKING:
    from db.record import Record
    from desktop.settings import Settings
    from desktop.tasks import Tasks

SUBJECTS: tuple[tuple[type[Record], str, str, str, str], ...] = (
    (Streamer, "主播", "不是同一人", "streamers", "streamers"),
    (Org, "机构", "不是同一家", "partners", "companies"),
)
"""Model, what it is called, what two that are not one are called, the page and its part that show them."""
_WAIT, _NOTHING, _LIST = range(3)


class DuplicatesPage(Page):
    """The pairs found, the likeliest first, and beside them the chosen one."""

    key: ClassVar[str] = "duplicates"
    title: ClassVar[str] = "重复记录"
    icon: ClassVar[str] = "people"

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        self._subject = 0
        self._found: Candidates | None = None
        self.subjects = Segments([heading(each[1]) for each in SUBJECTS], tr("比对的记录"))
        self.subjects.choose(0)
        self.likely, self.order = Combo(), Combo()
        self.list = PairList(tasks)
        self.table, self.panel = self.list.table, self.list.panel
        self._stack = QStackedWidget()
        self.choose, self.known = self.add_button(tr("手动选择两条…")), self.add_button(tr("已排除的…"))
        self._lay_out()
        self._connect()

    @property
    def model(self) -> type[Record]:
        """What is looked through."""
        return SUBJECTS[self._subject][0]

    def refresh(self) -> None:
        """Look for pairs again."""
        model = self.model
        if self._found is None:
            self._stack.setCurrentIndex(_WAIT)
        self.tasks.read(self, lambda session: candidates(session, model), self._show)

    def narrow(self, filters: dict[str, object]) -> None:
        """Look through other records: ``{"subject": "org"}``."""
        names = [str(each[0].__tablename__) for each in SUBJECTS]
        wanted = str(filters.get("subject", ""))
        if wanted in names:
            self.look_through(names.index(wanted))

    def look_through(self, number: int) -> None:
        """Look through other records, by their place in the bar."""
        if number != self._subject:
            self._subject, self._found = number, None
            self.subjects.choose(number)
            self.refresh()

    def merge(self) -> None:
        """Open the chosen pair side by side."""
        pair = self.table.chosen()
        if pair is not None:
            self.compare(pair.first.id, pair.second.id)

    def compare(self, stays: int, goes: int) -> None:
        """Open any two records side by side."""
        dialog = MergeDialog(self.tasks, self.model, (stays, goes), self.window())
        dialog.apart_wanted.connect(lambda: self.set_apart((stays, goes)))
        dialog.open()

    def choose_two(self) -> None:
        """Ask which two records are one."""
        dialog = ChooseDialog(self.tasks, self.model, self.window())
        dialog.chosen.connect(self.compare)
        dialog.open()

    def set_apart(self, keys: tuple[int, int] | None = None) -> None:
        """Remember that two records (the chosen pair) are not one; the notice offers to take that back."""
        pair = self.table.chosen()
        if keys is None and pair is not None:
            keys = (pair.first.id, pair.second.id)
        if keys is None:
            return
        model, (one, other) = self.model, keys
        said = tr("已记住：这两条{different}，不再提示").format(different=tr(SUBJECTS[self._subject][2]))

        def told(_nothing: None) -> None:
            tell(self, said, "ok", (tr("查看已排除的"), self.show_known))

        self.tasks.write(self, lambda session: keep_apart(session, model, one, other), told)

    def show_known(self) -> None:
        """Open the list of pairs that were set apart."""
        ApartDialog(self.tasks, self.model, self.window()).open()

    def _show(self, found: Candidates) -> None:
        """Show what was found, unless other records are looked through meanwhile."""
        if found.model is not self.model:
            return
        is_new = self._found is None
        self._found = found
        self._arrange(anew=is_new)

    def _arrange(self, *, anew: bool) -> None:
        """Show what the filter lets through, in the order chosen."""
        if self._found is None:
            return
        likely = self.likely.currentData()  # Qt keeps the word, not the enumeration
        wanted = Likelihood(likely) if likely else None
        shown = self._found.arranged(wanted, newest=bool(self.order.currentData()))
        _model, name, different, *_where = SUBJECTS[self._subject]
        count = f"{len(self._found):,}"
        self.show_note(tr("{name} {count} 对").format(name=tr(name), count=count))
        self.list.show_found(shown, tr(different), anew=anew)

    def _see(self, key: int) -> None:
        """Show one record on its page."""
        *_, page, part = SUBJECTS[self._subject]
        self.page_wanted.emit(page, {"part": part, "key": key})

    def _connect(self) -> None:
        """Tie the parts together."""
        self.subjects.chosen.connect(self.look_through)
        for combo in (self.likely, self.order):
            combo.activated.connect(lambda _number: self._arrange(anew=True))
        self.list.read.connect(lambda: self._stack.setCurrentIndex(_LIST if self._found else _NOTHING))
        self.list.merge_wanted.connect(self.merge)
        self.panel.apart_wanted.connect(self.set_apart)
        self.choose.clicked.connect(lambda _checked=False: self.choose_two())
        self.panel.shown_wanted.connect(self._see)
        self.known.clicked.connect(lambda _checked=False: self.show_known())

    def _lay_out(self) -> None:
        """Put what to look through above, the pairs below."""
        self.likely.addItem(tr("全部相似度"), None)
        for likely in Likelihood:
            self.likely.addItem(tr(likely.value), likely)
        self.order.addItem(tr("最相似的在前"), None)
        self.order.addItem(tr("最新登记的在前"), "newest")
        for combo, name in ((self.likely, tr("相似度")), (self.order, tr("排序"))):
            combo.setAccessibleName(name)
        above = QHBoxLayout()
        for chooser in (self.subjects, self.likely, self.order):
            above.addWidget(chooser)
        above.addStretch()
        hint = tr("按电话、姓名和出生日期、平台账号、信用代码、企业名称比对；发现疑似重复时列在这里。")
        self._stack.setObjectName("plain")
        self._stack.addWidget(EmptyState("search", tr("正在比对…"), tr("记录多时需要几秒。"), card=True))
        self._stack.addWidget(EmptyState("check", tr("没有发现疑似重复的记录"), hint, card=True))
        self._stack.addWidget(self.list)
        self.body.addLayout(above)
        self.body.addWidget(self._stack, 1)
