"""账号与粉丝 of one streamer: the accounts with their latest followers, and twelve months of all together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from db.columns import columns_of
from db.models import PlatformAccount
from db.queries.person import Account, accounts, followers_by_month
from desktop import cells
from desktop.i18n import tr
from desktop.pages.followers_dialog import FollowersDialog
from desktop.records.form_dialog import FormDialog
from desktop.records.reading import Shown, read_record
from desktop.records.scrolled_tab import ScrolledTab
from desktop.records.tones import tone_of
from desktop.tasks import Tasks
from desktop.theme import icon, tokens
from desktop.widgets.badge import Badge
from desktop.widgets.chart import Bar, BarChart
from desktop.widgets.controls import button, divider, label

if TYPE_CHECKING:
    from db.engine import Session

_CHART_HEIGHT = 150
_FIELDS = [column for column in columns_of(PlatformAccount) if column.name != "streamer_id"]


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known of one person's accounts."""

    key: int
    accounts: Sequence[Account]
    months: Sequence[tuple[int, int | None]]


class AccountsTab(ScrolledTab):
    """One block per account with 编辑, 新增账号, and a small chart of followers."""

    title = "账号与粉丝"

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._key = 0

    def show_record(self, record: Shown) -> None:
        """Ask for the accounts of a streamer."""
        key = self._key = record.loaded.id
        today = date.today()

        def work(session: "Session") -> _Found:
            months = followers_by_month(session, key, today.year * 100 + today.month)
            return _Found(key, accounts(session, key), months)

        self._tasks.read(self, work, self._show)

    def _show(self, found: _Found) -> None:
        """Show the accounts, unless another streamer was chosen meanwhile."""
        if found.key != self._key:
            return
        with self.anew(tokens.S) as column:
            head = QHBoxLayout()
            total = sum(each.followers for each in found.accounts if each.followers is not None)
            known = any(each.followers is not None for each in found.accounts)
            head.addWidget(
                label(tr("粉丝合计 {total}").format(total=f"{total:,}" if known else cells.DASH), "section")
            )
            head.addStretch()
            if found.accounts:
                note = button(tr("登记粉丝数"), "link", "edit")
                note.clicked.connect(
                    lambda _checked=False: FollowersDialog(self._tasks, found.accounts, self.window()).open()
                )
                head.addWidget(note)
            add = button(tr("新增账号"), "link", "add")
            add.clicked.connect(lambda _checked=False: self._add(found.key))
            head.addWidget(add)
            column.addLayout(head)
            for account in found.accounts:
                column.addWidget(divider())
                column.addLayout(self._block(account))
            if not found.accounts:
                column.addWidget(label(tr("还没有平台账号"), "note"))
            column.addWidget(divider())
            if any(followers for _month, followers in found.months):
                column.addWidget(label(tr("近12个月粉丝数（万）"), "caption"))
                column.addWidget(self._chart(found.months))

    def _block(self, account: Account) -> QHBoxLayout:
        """Return one account: where, what it is called, how many follow, 编辑."""
        first = QHBoxLayout()
        first.setSpacing(tokens.S)
        name = label(f"{account.platform} · {account.account_no}")
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        first.addWidget(name)
        first.addWidget(Badge(account.status, tone_of(account.status)))
        first.addStretch()
        facts = [account.nickname, account.kind]
        if account.registrant:
            facts.append(tr("实名人 {name}").format(name=account.registrant))
        if account.followers is not None and account.followers_on is not None:
            count, day = f"{account.followers:,}", cells.day(account.followers_on)
            facts.append(tr("粉丝 {count}（{day}）").format(count=count, day=day))
        left = QVBoxLayout()
        left.setSpacing(tokens.HAIR)
        left.addLayout(first)
        left.addWidget(label(" · ".join(filter(None, facts)), "caption", wrap=True))
        edit = QToolButton()
        edit.setIcon(icon("edit"))
        edit.setToolTip(tr("编辑账号"))
        edit.setAccessibleName(tr("编辑账号"))
        edit.clicked.connect(lambda _checked=False: self._edit(account.id))
        row = QHBoxLayout()
        row.addLayout(left, 1)
        row.addWidget(edit, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _chart(self, months: Sequence[tuple[int, int | None]]) -> BarChart:
        """Return the followers of twelve months in one chart."""
        chart = BarChart(lambda value: f"{value / 10_000:g}")
        chart.setFixedHeight(_CHART_HEIGHT)
        chart.show_bars(
            [
                Bar(tr(f"{month % 100}月"), count, tr(f"{cells.month_words(month)}：{cells.count(count)}"))
                for month, count in months
            ]
        )
        return chart

    def _add(self, streamer: int) -> None:
        """Open the form of a new account of this person."""
        dialog = FormDialog(self._tasks, PlatformAccount, tr("新增平台账号"), _FIELDS, self.window())
        dialog.open_new({"streamer_id": streamer})

    def _edit(self, key: int) -> None:
        """Open the form of an account."""
        self._tasks.read(self, lambda session: read_record(session, PlatformAccount, key), self._open)

    def _open(self, record: Shown) -> None:
        """Show the form of an account that was read."""
        FormDialog(self._tasks, PlatformAccount, tr("编辑平台账号"), _FIELDS, self.window()).open_record(
            record
        )
