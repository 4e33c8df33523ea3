"""主播与账号 of one brand: its lead streamers, its own accounts, and those it has through the streamers."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db import deeds
from db.columns import Column
from db.columns import Shown as Field
from db.errors import BadValue
from db.models import PlatformAccount, Streamer
from db.record import Record
from db.store import brand_people as people
from db.store.brand_people import BrandPeople
from db.values import Kind
from desktop.i18n import tr
from desktop.records.leave_guard import LeaveGuard
from desktop.records.link_editor import LinkEditor
from desktop.records.offered_undo import do
from desktop.records.reading import Shown
from desktop.records.scrolled_tab import ScrolledTab
from desktop.records.tones import tone_of
from desktop.tasks import Tasks
from desktop.theme import icon, tokens
from desktop.widgets.badge import Badge
from desktop.widgets.controls import button, divider, label

if TYPE_CHECKING:
    from db.deeds import Deed
    from db.engine import Session

Change = Callable[["Session", int, int], None]


class PickDialog(QDialog):
    """Asks for one streamer or account; ``picked`` carries its key."""

    picked = Signal(int)

    def __init__(self, tasks: Tasks, target: type[Record], title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        LeaveGuard(self)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.editor = LinkEditor(Column("link", Field(title), Kind.LINK, required=True), target, tasks)
        self._trouble = label(style="reason", wrap=True)
        self._trouble.hide()
        confirm, cancel = button(tr("添加"), "primary"), button(tr("取消"))
        confirm.setDefault(True)
        confirm.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(confirm)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.S)
        column.addWidget(label(title, "label"))
        column.addWidget(self.editor)
        column.addWidget(self._trouble)
        column.addLayout(row)
        self.setMinimumWidth(tokens.DETAIL)

    def accept(self) -> None:
        """Tell what was chosen; what is not found can be mended."""
        try:
            key = self.editor.value()
        except BadValue as trouble:
            self._complain(trouble.reason)
            return
        if not isinstance(key, int):
            self._complain(tr("请从列表中选择"))
            return
        self.picked.emit(key)
        super().accept()

    def _complain(self, text: str) -> None:
        """Say what is missing."""
        self._trouble.setText(text)
        self._trouble.show()


class PeopleTab(ScrolledTab):
    """Streamers and accounts, each added and taken away here."""

    title = "主播与账号"

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._key = 0

    def show_record(self, record: Shown) -> None:
        """Ask who goes live for a brand and where."""
        key = self._key = record.loaded.id
        self._tasks.read(self, partial(people.brand_people, brand_id=key), partial(self._show, key))

    def _show(self, key: int, found: BrandPeople) -> None:
        """Show them, unless another brand was chosen meanwhile."""
        if key != self._key:
            return
        with self.anew(tokens.S) as column:
            add_lead = partial(self._pick, Streamer, tr("主理主播"), people.add_lead)
            column.addLayout(self._head(tr("主理主播 {count} 位").format(count=len(found.leads)), add_lead))
            for lead in found.leads:
                words = f"{lead.name}（{lead.stage_name}）" if lead.stage_name else lead.name
                column.addLayout(
                    self._line(words, lead.status, partial(self._change, people.remove_lead, lead.id))
                )
            column.addWidget(divider())
            add_account = partial(self._pick, PlatformAccount, tr("自有账号"), people.add_account)
            head = tr("自有账号 {count} 个").format(count=len(found.accounts))
            column.addLayout(self._head(head, add_account))
            for account in found.accounts:
                take = None if account.through else partial(self._change, people.remove_account, account.id)
                facts = [
                    account.name,
                    account.nickname,
                    account.through and tr("主播{name}自有").format(name=account.through),
                ]
                column.addLayout(self._line(" · ".join(filter(None, facts)), account.status, take))
            column.addWidget(
                label(tr("主播名下的自有账号自动计入；封禁和注销的不计入门槛。"), "note", wrap=True)
            )

    def _head(self, words: str, add: Callable[[], object]) -> QHBoxLayout:
        """Return the line over a list, with 添加."""
        row = QHBoxLayout()
        row.addWidget(label(words, "section"))
        row.addStretch()
        more = button(tr("添加"), "link", "add")
        more.clicked.connect(lambda _checked=False: add())
        row.addWidget(more)
        return row

    def _line(self, words: str, status: str, take: Callable[[], object] | None) -> QHBoxLayout:
        """Return the line of one streamer or account."""
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        row.addWidget(label(words, wrap=True), 1)
        row.addWidget(Badge(status, tone_of(status)))
        if take is not None:
            remove = QToolButton()
            remove.setIcon(icon("close"))
            for tell in (remove.setToolTip, remove.setAccessibleName):
                tell(tr("移除"))
            remove.clicked.connect(lambda _checked=False: take())
            row.addWidget(remove)
        return row

    def _pick(self, target: type[Record], title: str, change: Change) -> None:
        """Ask for whom to add."""
        dialog = PickDialog(self._tasks, target, title, self.window())
        dialog.picked.connect(partial(self._change, change))
        dialog.open()

    def _change(self, change: Change, other: int) -> None:
        """Add or take away; the page reads again when it is done."""
        key = self._key

        def work(session: "Session") -> "Deed":
            return deeds.change_people(session, key, lambda: change(session, key, other))

        do(self._tasks, self, work)
