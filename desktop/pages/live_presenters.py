"""出镜主播 of one session: who presented it, and what share of it."""

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from db.models import LiveSession
from db.queries.contracts import unbound_presenters
from db.store import Presenter, load, presenters
from desktop.i18n import tr
from desktop.pages.presenters_dialog import PresentersDialog
from desktop.records.detail_tab import DetailTab
from desktop.theme import tokens
from desktop.widgets.badge import Badge
from desktop.widgets.controls import button, divider, label

if TYPE_CHECKING:
    from desktop.records.reading import Shown
    from desktop.records.record_form import Then
    from desktop.tasks import Tasks


class PresentersTab(DetailTab):
    """The people and their shares; 修改 opens the list for editing, once ``when_settled`` lets it."""

    title = "出镜主播"

    def __init__(
        self, tasks: "Tasks", when_settled: Callable[["Then"], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._key: int | None = None
        self._count = label(style="section")
        edit = button(tr("修改"), "link", "edit")
        edit.clicked.connect(lambda _checked=False: when_settled(self._edit))
        head = QHBoxLayout()
        head.addWidget(self._count)
        head.addStretch()
        head.addWidget(edit)
        self._lines = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, tokens.M, 0, tokens.M)
        self._column.setSpacing(tokens.S)
        self._column.addLayout(head)
        self._column.addWidget(divider())
        self._column.addWidget(self._lines)
        self._column.addStretch()

    def show_record(self, record: "Shown") -> None:
        """Ask who presented a session."""
        key = self._key = record.loaded.id
        self._tasks.read(
            self,
            lambda session: (presenters(session, key), unbound_presenters(session, key)),
            lambda read: self._show(key, *read),
        )

    def _show(self, key: int, found: Sequence[Presenter], unbound: Collection[int]) -> None:
        """Show the people, marking those without a contract that day, unless another session was chosen."""
        if key != self._key:
            return
        self._count.setText(tr("共 {count} 位").format(count=len(found)))
        lines = QWidget()
        grid = QGridLayout(lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(tokens.S)
        grid.setColumnStretch(0, 1)
        for row, each in enumerate(found):
            grid.addWidget(label(each.name, wrap=True), row, 0)
            if each.streamer_id in unbound:
                mark = Badge(tr("无有效合约"), "warn")
                mark.setToolTip(tr("开播当天没有有效合同，请到主播的“合同”页签核对"))
                grid.addWidget(mark, row, 1)
            if each.share is not None:
                grid.addWidget(label(f"{each.share}%"), row, 2, Qt.AlignmentFlag.AlignRight)
        if not found:
            grid.addWidget(label(tr("还没有登记出镜主播，参播人数会少计这一场。"), "note", wrap=True), 0, 0)
        self._column.replaceWidget(self._lines, lines)
        self._lines.deleteLater()
        self._lines = lines

    def _edit(self) -> None:
        """Read the session as it is now, and open the list for editing."""
        key = self._key
        if key is not None:
            self._tasks.read(
                self,
                lambda session: (load(session, LiveSession, key), presenters(session, key)),
                lambda read: PresentersDialog(self._tasks, *read, self.window()).open(),
            )
