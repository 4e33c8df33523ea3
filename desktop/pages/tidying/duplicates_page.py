"""重复记录: people and companies that may have been entered twice, to be merged or set apart."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.duplicates import PAGE, Candidates, Likelihood, candidates, keep_apart, pairs
from db.models import Org, Streamer
from desktop.i18n import tr
from desktop.pages.tidying.duplicates_apart import ApartDialog
from desktop.pages.tidying.duplicates_choose import ChooseDialog
from desktop.pages.tidying.duplicates_merge import MergeDialog
from desktop.pages.tidying.duplicates_panel import PairPanel
from desktop.pages.tidying.duplicates_table import PairTable
from desktop.records.page import Page
from desktop.theme import tokens
from desktop.widgets.card import Surface
from desktop.widgets.combo import Combo
from desktop.widgets.controls import button, label
from desktop.widgets.empty import EmptyState
from desktop.widgets.notice import tell
from desktop.widgets.segments import Segments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.duplicates import Pair
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
        self._subject, self._start = 0, 0
        self._found: Candidates | None = None
        self._shown: Candidates | None = None
        self.subjects = Segments([tr(each[1]) for each in SUBJECTS], tr("比对的记录"))
        self.subjects.choose(0)
        self.likely, self.order = Combo(), Combo()
        self.back, self.forth = button(tr("上一页")), button(tr("下一页"))
        self._place = label(style="note")
        self.table, self.panel = PairTable(), PairPanel()
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
            self._subject, self._start, self._found = number, 0, None
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
        self._found = found
        self._arrange()

    def _arrange(self) -> None:
        """Keep what the filter lets through, in the order chosen, and show its page."""
        if self._found is None:
            return
        likely = self.likely.currentData()  # Qt keeps the word, not the enumeration
        wanted = Likelihood(likely) if likely else None
        self._shown = self._found.arranged(wanted, newest=bool(self.order.currentData()))
        total, name = len(self._shown), tr(SUBJECTS[self._subject][1])
        self._start = min(self._start, max(total - 1, 0) // PAGE * PAGE)
        self.show_note(tr("{name} {count} 对").format(name=name, count=f"{len(self._found):,}"))
        shown, start = self._shown, self._start
        self.tasks.read(self, lambda session: pairs(session, shown, start), partial(self._list, shown))

    def _list(self, of: Candidates, found: Sequence[Pair]) -> None:
        """List one page of pairs."""
        if of is not self._shown:
            return
        total = len(of)
        self._stack.setCurrentIndex(_LIST if self._found else _NOTHING)
        self.table.show_pairs(found)
        last = self._start + PAGE
        words = tr("第 {first}–{last} 对，共 {total} 对").format(
            first=f"{self._start + 1:,}", last=f"{min(last, total):,}", total=f"{total:,}"
        )
        self._place.setText(words if total else tr("没有符合的记录"))
        self.back.setEnabled(self._start > 0)
        self.forth.setEnabled(last < total)
        for each in (self.back, self.forth):
            each.setVisible(total > PAGE)
        self._follow_row()

    def _follow_row(self) -> None:
        """Show the chosen pair beside the list."""
        pair = self.table.chosen()
        self.panel.setVisible(pair is not None)
        if pair is not None:
            self.panel.show_pair(pair, tr(SUBJECTS[self._subject][2]))

    def _turn(self, by: int) -> None:
        """Go to another page."""
        self._start = max(0, self._start + by * PAGE)
        self._arrange()

    def _choose(self) -> None:
        """Show other pairs from the first."""
        self._start = 0
        self._arrange()

    def _see(self, key: int) -> None:
        """Show one record on its page."""
        *_, page, part = SUBJECTS[self._subject]
        self.page_wanted.emit(page, {"part": part, "key": key})

    def _connect(self) -> None:
        """Tie the parts together."""
        self.subjects.chosen.connect(self.look_through)
        self.likely.activated.connect(lambda _number: self._choose())
        self.order.activated.connect(lambda _number: self._choose())
        self.back.clicked.connect(lambda _checked=False: self._turn(-1))
        self.forth.clicked.connect(lambda _checked=False: self._turn(1))
        self.table.row_chosen.connect(lambda _row: self._follow_row())
        self.table.doubleClicked.connect(lambda _index: self.merge())
        QShortcut(
            QKeySequence(Qt.Key.Key_Return),
            self.table,
            self.merge,
            context=Qt.ShortcutContext.WidgetShortcut,
        )
        self.panel.merge_wanted.connect(self.merge)
        self.panel.apart_wanted.connect(self.set_apart)
        self.choose.clicked.connect(lambda _checked=False: self.choose_two())
        self.panel.shown_wanted.connect(self._see)
        self.known.clicked.connect(lambda _checked=False: self.show_known())

    def _lay_out(self) -> None:
        """Put what to look through above, list and panel side by side, the pages below."""
        self.likely.addItem(tr("全部"), None)
        for likely in Likelihood:
            self.likely.addItem(tr(likely.value), likely)
        self.order.addItem(tr("最相似的在前"), None)
        self.order.addItem(tr("最新登记的在前"), "newest")
        for combo, name in ((self.likely, tr("相似度")), (self.order, tr("排序"))):
            combo.setAccessibleName(name)
        above, below, both = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for chooser in (self.subjects, self.likely, self.order):
            above.addWidget(chooser)
        above.addStretch()
        below.addWidget(self._place)
        below.addStretch()
        for turner in (self.back, self.forth):
            below.addWidget(turner)
        area = Surface()
        inner = QVBoxLayout(area)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.table)
        both.setSpacing(tokens.M)
        both.addWidget(area, 1)
        both.addWidget(self.panel)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        column.addLayout(both, 1)
        column.addLayout(below)
        hint = tr("按电话、姓名和出生日期、平台账号、信用代码、企业名称比对；发现疑似重复时列在这里。")
        self._stack.setObjectName("plain")
        self._stack.addWidget(EmptyState("search", tr("正在比对…"), tr("记录多时需要几秒。")))
        self._stack.addWidget(EmptyState("check", tr("没有发现疑似重复的记录"), hint))
        self._stack.addWidget(listed)
        self.body.addLayout(above)
        self.body.addWidget(self._stack, 1)
