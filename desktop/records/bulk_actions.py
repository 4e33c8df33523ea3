"""What can be done to several selected rows at once: by the bar at the list's foot or the right button."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMenu

from db.columns import Column, columns_of
from db.lifecycle import governs
from db.queries.batch_rows import LISTS
from db.record import Record
from db.values import Kind
from desktop.i18n import tr
from desktop.records.bulk_bar import BulkAction, BulkBar
from desktop.records.bulk_dialog import MOST, BulkDialog, Selected, are_too_many
from desktop.records.bulk_field import BulkFieldDialog
from desktop.records.bulk_move import BulkMoveDialog
from desktop.records.bulk_remind import BulkRemindDialog
from desktop.records.bulk_tags import BulkTagsDialog

if TYPE_CHECKING:
    from desktop.records.record_page import RecordPage

_TEAM, _TAGS = "team_id", "tags"
_ALIKE = frozenset({Kind.CHOICE, Kind.LINK, Kind.DATE, Kind.YESNO})
"""Kinds of fields several records may well hold the same value in."""


class BulkActions(QObject):
    """Makes the bar of a page and what its buttons do; rows stay selected when the list is read again."""

    def __init__(self, page: "RecordPage") -> None:
        super().__init__(page.table)
        self._page = page
        self._kept: Sequence[int] = ()
        self.actions = self._make_actions()
        self.bar = BulkBar(self.actions, page.measure, self.clear)
        page.table.selectionModel().selectionChanged.connect(lambda _on, _off: self._count())
        page.model.modelReset.connect(self._begin_again)
        page.tasks.saved.connect(self._keep)
        page.actions_of_rows.for_many = self._fill
        if _can_remind(page.view.model):
            page.actions_of_rows.more.append((tr("添加提醒"), self.remind))

    def clear(self) -> None:
        """Select the current row alone."""
        table = self._page.table
        if not table.select_key(table.current_key()):
            table.clearSelection()
        table.setFocus()

    def move(self) -> None:
        """Ask to which state the selected records go."""
        self._open(BulkMoveDialog)

    def set_field(self, column: Column) -> None:
        """Ask what a field of the selected records shall hold."""
        self._open(partial(BulkFieldDialog, column=column))

    def tag(self) -> None:
        """Ask which tags the selected records shall carry."""
        self._open(BulkTagsDialog)

    def remind(self) -> None:
        """Ask what to be reminded of about the selected records."""
        self._open(BulkRemindDialog)

    def export(self) -> None:
        """Write the selected records with the columns in sight."""
        self._page.export.export_list(self._page.table.selected_keys())

    def _open(self, dialog: Callable[..., BulkDialog]) -> None:
        """Open a dialog for the selected records, unless they are too many."""
        page = self._page
        keys = page.table.selected_keys()
        if keys and not are_too_many(page.table, len(keys)):
            words = tr("已选 {count} {measure}").format(count=f"{len(keys):,}", measure=tr(page.measure))
            selected = Selected(page.view.model, tuple(keys), words)
            page.panel.when_settled(lambda: dialog(page.tasks, selected, parent=page.window()).open())

    def _make_actions(self) -> list[BulkAction]:
        """Return what is offered, by what the model has."""
        page = self._page
        fields = {column.name: column for column in settable(page.view.model)}
        team = fields.pop(_TEAM, None)
        actions = []
        if governs(page.view.model):
            actions.append(BulkAction(tr("变更状态"), "move", self.move))
        if team is not None:
            actions.append(BulkAction(tr("设置团队"), "people", partial(self.set_field, team)))
        if fields:
            choices = tuple((tr(one.label), partial(self.set_field, one)) for one in fields.values())
            actions.append(BulkAction(tr("设置其他"), "edit", choices=choices))
        if _TAGS in page.view.model.model_fields:
            actions.append(BulkAction(tr("标签"), "tag", self.tag))
        if _can_remind(page.view.model):
            actions.append(BulkAction(tr("提醒"), "bell", self.remind))
        actions.append(BulkAction(tr("导出"), "export", self.export))
        actions.append(BulkAction(tr("删除"), "trash", page.actions_of_rows.delete, danger=True))
        return actions

    def _fill(self, menu: QMenu) -> None:
        """Offer the same in the menu of the right button, but for what stands there anyway."""
        for action in self.actions:
            if not action.danger:
                action.add_to(menu)

    def _count(self) -> None:
        """Let the bar say how many rows are selected; the keys stay in the list when it goes."""
        count, table = len(self._page.table.selected_rows()), self._page.table
        at = QApplication.focusWidget()
        if count <= 1 and at is not None and self.bar.isAncestorOf(at):
            table.setFocus()
        self.bar.show_count(count)

    def _keep(self) -> None:
        """Keep in mind what is selected: the list is about to be read again."""
        table = self._page.table
        few = 1 < len(table.selected_rows()) <= MOST
        self._kept = table.selected_keys() if few else ()

    def _begin_again(self) -> None:
        """Select again what was, once the page has chosen its current row."""
        self._count()
        if self._kept:
            QTimer.singleShot(0, self, self._select_again)

    def _select_again(self) -> None:
        """Select the rows kept in mind that are still there."""
        table, model, kept = self._page.table, self._page.model, self._kept
        self._kept = ()
        chosen = QItemSelection()
        for key in kept:
            row = model.row_of(key)
            if row is not None:
                chosen.select(model.index(row, 0), model.index(row, 0))
        flags = QItemSelectionModel.SelectionFlag
        if len(kept) > 1:
            table.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)


def _can_remind(model: type[Record]) -> bool:
    """Say whether a reminder leads back to the records of a model: a list of the window shows them."""
    return str(model.__tablename__) in LISTS


def settable(model: type[Record]) -> list[Column]:
    """Return the fields of a model that several records may be given the same value in."""
    governed = {"status"} if governs(model) else set()
    return [
        column
        for column in columns_of(model)
        if column.kind in _ALIKE
        and column.shown.in_form
        and not (column.shown.sealed or column.shown.key)
        and column.name not in governed
    ]
