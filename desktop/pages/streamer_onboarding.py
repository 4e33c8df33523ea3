"""入职 of one streamer: the checklist from the interview to the first broadcast."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from db import deeds
from db.columns import column
from db.models import OnboardingNode
from db.queries.onboarding import Node, NodeState, interview_passed, nodes, now_of
from desktop import cells, faults
from desktop.i18n import tr
from desktop.pages.onboarding_dialogs import BeginDialog
from desktop.pages.onboarding_table import NodeTable
from desktop.records.detail_tab import DetailTab
from desktop.records.form_dialog import FormDialog
from desktop.records.offered_undo import do
from desktop.records.questions import confirm_delete
from desktop.records.reading import Shown, read_record
from desktop.records.typed_answers import ask_reason
from desktop.tasks import Tasks
from desktop.theme import tokens
from desktop.widgets.badge import Badge
from desktop.widgets.controls import button, label

if TYPE_CHECKING:
    from db.deeds import Deed
    from db.engine import Session
    from db.errors import AppError

_FIELDS = [column(OnboardingNode, name) for name in ("due_at", "owner", "evidence")]


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known of one streamer's flow: the nodes, and when the interview was passed."""

    key: int
    nodes: Sequence[Node]
    passed_at: datetime


class OnboardingTab(DetailTab):
    """开始入职流程, then the nodes: ticked off, skipped with a reason, undone."""

    title = "入职"

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._record: Shown | None = None
        self._found: _Found | None = None
        self._stack = QStackedLayout(self)
        self.table = NodeTable()
        self.begin = button(tr("开始入职流程"), "primary")
        self._progress, self._late = label(style="section"), Badge()
        self._about = label(style="caption", wrap=True)
        self.done, self.skip = button(tr("完成"), "plain", "check"), button(tr("跳过"))
        self.edit, self.drop = button(tr("编辑"), "plain", "edit"), button(tr("终止流程"), "link")
        self._stack.addWidget(self._nothing())
        self._stack.addWidget(self._running())
        self.table.ticked.connect(self._tick)
        self.table.currentCellChanged.connect(lambda *_cells: self._follow_row())
        for made, act in (
            (self.begin, self._begin),
            (self.done, lambda: self._tick(self.table.currentRow())),
            (self.skip, self._skip),
            (self.edit, self._edit),
            (self.drop, self._drop),
        ):
            made.clicked.connect(lambda _checked=False, act=act: act())

    def show_record(self, record: Shown) -> None:
        """Ask for the flow of a streamer."""
        self._record = record
        key, now = record.loaded.id, now_of(date.today())

        def work(session: "Session") -> _Found:
            return _Found(key, nodes(session, key), interview_passed(session, key, now))

        self._tasks.read(self, work, self._show)

    @property
    def current(self) -> Node | None:
        """The node of the current line."""
        row = self.table.currentRow()
        known = self._found.nodes if self._found else ()
        return known[row] if 0 <= row < len(known) else None

    def _show(self, found: _Found) -> None:
        """Show the nodes, unless another streamer was chosen meanwhile."""
        if self._record is None or found.key != self._record.loaded.id:
            return
        afresh = self._found is None or self._found.key != found.key or not self._found.nodes
        self._found, at = found, now_of(date.today())
        settled = sum(not node.is_open for node in found.nodes)
        late = sum(node.state(at) is NodeState.OVERDUE for node in found.nodes)
        self._progress.setText(tr("进度 {done}/{total}").format(done=settled, total=len(found.nodes)))
        self._late.show_word(tr("超期 {count} 项").format(count=late) if late else "", "bad")
        self.table.show_nodes(found.nodes, at, afresh=afresh)
        self._stack.setCurrentIndex(1 if found.nodes else 0)
        self._follow_row()

    def _follow_row(self) -> None:
        """Say all there is to say of the current node, and what can be done to it."""
        node = self.current
        for each in (self.done, self.skip, self.edit):
            each.setEnabled(node is not None)
        if node is None:
            self._about.setText("")
            return
        self.done.setText(tr("完成") if node.is_open else tr("撤销"))
        self.skip.setEnabled(node.is_open)
        self._about.setText("\n".join(_facts(node)))

    def _begin(self) -> None:
        """Ask when the interview was passed."""
        if self._record is not None and self._found is not None:
            name = self._record.title
            BeginDialog(self._tasks, self._found.key, name, self._found.passed_at, self.window()).open()

    def _tick(self, row: int) -> None:
        """Tick a node off, or undo what was done to it."""
        if self._found is None or not 0 <= row < len(self._found.nodes):
            return
        node, at = self._found.nodes[row], now_of(date.today()).replace(second=0, microsecond=0)
        key = self._found.key
        if node.is_open:
            self._do(lambda session: deeds.tick_node(session, key, node, at))
        else:
            self._do(lambda session: deeds.reopen_node(session, key, node))

    def _skip(self) -> None:
        """Ask why a node is skipped; one that must not be says so."""
        node, found = self.current, self._found
        if node is None or found is None:
            return
        title = tr("跳过“{name}”").format(name=node.name)
        reason = tr("不得跳过") if node.must else ask_reason(self.window(), title, tr("跳过的原因"))
        if reason:
            self._do(lambda session: deeds.skip_node(session, found.key, node, reason))

    def _edit(self) -> None:
        """Open deadline, owner and evidence of the current node."""
        if (node := self.current) is None:
            return
        title = node.name
        dialog = FormDialog(self._tasks, OnboardingNode, title, _FIELDS, self.window())
        self._tasks.read(
            dialog, lambda session: read_record(session, OnboardingNode, node.id), dialog.open_record
        )

    def _drop(self) -> None:
        """Take the whole flow away, after asking."""
        if self._found is None or not confirm_delete(
            self.window(), tr("这位主播的入职流程"), tr("删除后可以撤销，变更记录会保留。")
        ):
            return
        key = self._found.key
        self._do(lambda session: deeds.drop_flow(session, key))

    def _do(self, work: Callable[["Session"], "Deed"]) -> None:
        """Save, with the way back; what is refused is told and the list shown as it is."""
        do(self._tasks, self, work, failed=self._refused)

    def _refused(self, trouble: "AppError") -> None:
        """Say why it was not saved; a tick that was refused goes."""
        faults.report(trouble, self)
        if self._record is not None:
            self.show_record(self._record)

    def _nothing(self) -> QWidget:
        """Return what stands here before the flow begins."""
        holder = QWidget()
        lay = QVBoxLayout(holder)
        lay.setContentsMargins(0, tokens.M, 0, 0)
        lay.setSpacing(tokens.M)
        words = tr("还没有开始入职流程。面试通过后开始，按节点逐项完成，超期会提醒。")
        lay.addWidget(label(words, "note", wrap=True))
        lay.addWidget(self.begin)
        lay.addStretch()
        return holder

    def _running(self) -> QWidget:
        """Return progress, the list, and what is said of the current node."""
        holder = QWidget()
        head, buttons = QHBoxLayout(), QHBoxLayout()
        for row, parts in (
            (head, (self._progress, self._late, None, self.drop)),
            (buttons, (self.done, self.skip, self.edit, None, label(tr("* 不得跳过"), "caption"))),
        ):
            row.setSpacing(tokens.S)
            for part in parts:
                row.addStretch() if part is None else row.addWidget(part)
        lay = QVBoxLayout(holder)
        lay.setContentsMargins(0, tokens.S, 0, 0)
        lay.setSpacing(tokens.S)
        lay.addLayout(head)
        lay.addWidget(self.table, 1)
        lay.addWidget(self._about)
        lay.addLayout(buttons)
        return holder


def _facts(node: Node) -> list[str]:
    """Return what is known of a node beside its line."""
    found = [node.hint] if node.hint else []
    if node.done_at is not None:
        who = node.done_by or tr("本机用户")
        found.append(tr("{who}于 {at} 完成").format(who=who, at=cells.moment(node.done_at)))
    if node.skipped_reason:
        found.append(tr("已跳过：{reason}").format(reason=node.skipped_reason))
    more = [tr("负责人：{name}").format(name=node.owner)] if node.owner else []
    more += [tr("凭据：{text}").format(text=node.evidence)] if node.evidence else []
    return [*found, *([" · ".join(more)] if more else [])]
