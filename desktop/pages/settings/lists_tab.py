"""类目与团队: the lists a base edits itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from db import deeds
from db.models import Category, Org
from db.models.words import OrgRoleKind
from db.queries.partners import others
from db.store import names
from desktop.i18n import tr
from desktop.records.form_dialog import FormDialog
from desktop.records.offered_undo import do
from desktop.records.questions import confirm_delete
from desktop.records.reading import read_record
from desktop.theme import tokens
from desktop.widgets.card import Card
from desktop.widgets.controls import button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.engine import Session
    from db.record import Record
    from desktop.tasks import Tasks

_MOST = 500
_KEY = Qt.ItemDataRole.UserRole


class ListsTab(QWidget):
    """Two lists side by side."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lists = (
            NameList(tasks, Category, tr("主营类目"), tr("类目")),
            TeamList(tasks, Org, tr("团队与机构"), tr("机构")),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, tokens.M, 0, 0)
        row.setSpacing(tokens.M)
        for each in self._lists:
            row.addWidget(each)

    def refresh(self) -> None:
        """Read both lists."""
        for each in self._lists:
            each.refresh()


class NameList(Card):
    """The names of one kind of record: add, rename, delete while nothing points to it."""

    def __init__(
        self, tasks: Tasks, model: type[Record], heading: str, noun: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(heading, parent)
        self._tasks, self._model, self._noun = tasks, model, noun
        self.list = QListWidget()
        self.list.setAccessibleName(heading)
        self.list.itemDoubleClicked.connect(lambda _item: self._edit())
        self.body.addWidget(self.list, 1)
        row = QHBoxLayout()
        for text, icon, act in (
            (tr("新增"), "add", self._add),
            (tr("修改"), "edit", self._edit),
            (tr("删除"), "trash", self._delete),
        ):
            made = button(text, icon=icon)
            made.clicked.connect(act)
            row.addWidget(made)
        row.addStretch()
        self.body.addLayout(row)

    def refresh(self) -> None:
        """Read the names."""
        self._tasks.read(self, self.found, self._show)

    def found(self, session: Session) -> list[tuple[int, str]]:
        """Return what the list shows."""
        return names(session, self._model, limit=_MOST)

    def new_defaults(self) -> dict[str, object]:
        """Return what a new record begins with."""
        return {}

    def _show(self, found: Sequence[tuple[int, str]]) -> None:
        """Show the names; the one chosen stays chosen."""
        chosen = self._chosen()
        self.list.clear()
        for key, name in found:
            item = QListWidgetItem(name, self.list)
            item.setData(_KEY, key)
            if key == chosen:
                self.list.setCurrentItem(item)

    def _chosen(self) -> int | None:
        """Return the key of the chosen record."""
        item = self.list.currentItem()
        return None if item is None else int(item.data(_KEY))

    def _add(self) -> None:
        """Ask for a new record."""
        title = tr("新增{noun}").format(noun=self._noun)
        FormDialog(self._tasks, self._model, title, parent=self.window()).open_new(self.new_defaults())

    def _edit(self) -> None:
        """Open the chosen record."""
        key = self._chosen()
        if key is None:
            return
        title = tr("修改{noun}").format(noun=self._noun)
        dialog = FormDialog(self._tasks, self._model, title, parent=self.window())
        self._tasks.read(dialog, partial(read_record, model=self._model, key=key), dialog.open_record)

    def _delete(self) -> None:
        """Delete the chosen record, after asking; one that is used stays, and the trouble says so."""
        key, item = self._chosen(), self.list.currentItem()
        if key is None or not confirm_delete(self.window(), f"{self._noun}“{item.text()}”"):
            return
        model = self._model

        do(self._tasks, self, lambda session: deeds.delete_all(session, model, [key]))


class TeamList(NameList):
    """The teams, agencies and offices; the companies of the supply chain have a page of their own."""

    def found(self, session: Session) -> list[tuple[int, str]]:
        """Return the organisations that are no partners."""
        return others(session, _MOST)

    def new_defaults(self) -> dict[str, object]:
        """Let a new one be a team, unless something else is chosen."""
        return {"roles": OrgRoleKind.TEAM.value}
