"""主题·场景·内容 of a campaign: three lists that stand apart, typed line by line."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db import deeds
from db.models import CampaignLine
from db.models.campaign_words import LineKind
from db.queries.campaigns import Line, lines_of
from db.store import save
from desktop.i18n import tr
from desktop.pages.campaigns.line_list import LineList
from desktop.records.detail_tab import DetailTab
from desktop.records.form_dialog import FormDialog
from desktop.records.offered_undo import do
from desktop.records.reading import Shown, read_record
from desktop.records.record_form import fields_of
from desktop.tasks import Tasks
from desktop.theme import tokens
from desktop.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HINTS = {
    LineKind.THEME: "活动主题，一行一条，按回车继续写下一条",
    LineKind.SCENE: "在哪些场景举办，一行一条，按回车继续",
    LineKind.CONTENT: "具体内容，一行一条，按回车继续",
}


class LinesTab(DetailTab):
    """The three lists under each other; what is typed is saved at once."""

    title = "主题·场景·内容"

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._key: int | None = None
        self._asked = 0
        self.lists = {kind: LineList(kind.value, _HINTS[kind]) for kind in LineKind}
        inside = QWidget()
        inside.setObjectName("plain")
        stacked = QVBoxLayout(inside)
        stacked.setContentsMargins(0, tokens.M, 0, 0)
        stacked.setSpacing(tokens.L)
        for kind, each in self.lists.items():
            stacked.addWidget(each)
            each.typed.connect(partial(self._add, kind))
            each.sorted_anew.connect(partial(self._place, kind))
            each.opened.connect(self._edit)
            each.dropped.connect(self._delete)
        stacked.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Scrolled(inside))

    def show_record(self, record: Shown) -> None:
        """Ask for the lists of a campaign."""
        self._key = record.loaded.id
        self._reload()

    def _reload(self) -> None:
        """Ask for the lists again."""
        key = self._key
        self._asked += 1
        if key is not None:
            show = partial(self._show, self._asked)
            self._tasks.read(self, lambda session: lines_of(session, key), show)

    def _show(self, asked: int, lines: "Mapping[str, Sequence[Line]]") -> None:
        """Show the lists, unless they were changed or asked for again meanwhile."""
        if asked == self._asked:
            for kind, each in self.lists.items():
                each.show_lines(lines[kind])

    def _add(self, kind: LineKind, words: str) -> None:
        """Save a line that was typed."""
        values = {"campaign_id": self._key, "kind": kind, "text": words}
        self._tasks.write(
            self, lambda session: save(session, CampaignLine, values), lambda _key: self._reload()
        )

    def _place(self, kind: LineKind, keys: list[int]) -> None:
        """Save the order the lines were brought into."""
        campaign = self._key
        self._asked += 1  # an answer on its way knows the old order
        if campaign is not None:
            do(
                self._tasks,
                self,
                lambda session: deeds.order_lines(session, campaign, kind, keys),
                lambda _deed: self._reload(),
            )

    def _edit(self, key: int) -> None:
        """Open the form of a line."""
        self._tasks.read(self, lambda session: read_record(session, CampaignLine, key), self._open)

    def _open(self, record: Shown) -> None:
        """Show the form of a line that was read."""
        columns = fields_of(CampaignLine, "campaign_id")
        dialog = FormDialog(self._tasks, CampaignLine, tr("编辑条目"), columns, self.window())
        dialog.saved.connect(lambda _key: self._reload())
        dialog.open_record(record)

    def _delete(self, key: int) -> None:
        """Delete a line; it can be brought back."""
        campaign = self._key
        if campaign is not None:
            do(
                self._tasks,
                self,
                lambda session: deeds.delete_line(session, campaign, key),
                lambda _deed: self._reload(),
            )
