"""标签 of several records: those they carry are ticked, those only some carry half; new ones are typed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from db import deeds
from db.values import Kind, read, words_in
from desktop.i18n import tr
from desktop.records.bulk_dialog import BulkDialog, Selected, Work
from desktop.tasks import Tasks
from desktop.theme import tokens
from desktop.widgets.controls import label

if TYPE_CHECKING:
    from db.deeds import Tag

_WORD = Qt.ItemDataRole.UserRole
_NONE, _SOME, _ALL = Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Checked
_LONGEST = 200


class BulkTagsDialog(BulkDialog):
    """Ticked tags are given to all, unticked ones taken from all, half ticked ones stay where they are."""

    def __init__(self, tasks: Tasks, selected: Selected, parent: QWidget | None = None) -> None:
        super().__init__(tasks, selected, tr("设置标签"), parent)
        self._before: dict[str, Qt.CheckState] = {}
        self.line = QLineEdit()
        self.line.setMaxLength(_LONGEST)
        self.line.setPlaceholderText(tr("可填多项，用“、”隔开"))
        self.line.setAccessibleName(tr("新标签"))
        self.list = QListWidget()
        self.list.setObjectName("ticks")
        self.list.setAccessibleName(tr("已有标签"))
        self.list.setMinimumHeight(tokens.FILTER)
        self._known = label(tr("已有标签"), "label")
        self._note = label(tr("勾选：全部加上；半选：保持现状；取消勾选：全部去掉。"), "caption", wrap=True)
        for each in (label(tr("新标签"), "label"), self.line, self._known, self.list, self._note):
            self.fields.addWidget(each)
        self.list.itemActivated.connect(_turn)
        self.confirm.setEnabled(False)
        model, keys = selected.model, selected.keys
        tasks.read(self, lambda session: deeds.tags_of(session, model, keys), self._show)
        self.line.setFocus()

    def fault(self) -> str:
        """Say so when nothing would change."""
        return "" if self._added() or self._removed() else tr("请填写新标签，或勾选、取消已有的标签")

    def work(self) -> Work:
        """Return what gives and takes the tags."""
        model, keys, added, removed = self.model, self.keys, self._added(), self._removed()
        return lambda session, step: deeds.tag_all(session, model, keys, add=added, remove=removed, step=step)

    def _show(self, found: Sequence["Tag"]) -> None:
        """Show the tags of the base, ticked as the records carry them."""
        for tag in found:
            state = _ALL if tag.count == len(self.keys) else _SOME if tag.count else _NONE
            words = tr("{word}（所选中 {count} 条）") if tag.count else "{word}"
            item = QListWidgetItem(words.format(word=tag.word, count=f"{tag.count:,}"), self.list)
            item.setData(_WORD, tag.word)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(state)
            self._before[tag.word] = state
        for each in (self._known, self.list, self._note):
            each.setVisible(bool(found))
        self.adjustSize()
        self.confirm.setEnabled(True)

    def _added(self) -> list[str]:
        """Return the tags to be given: typed, or ticked by now."""
        typed = words_in(str(read(Kind.WORDS, self.line.text())[0] or ""))
        return list(dict.fromkeys((*typed, *self._turned(_ALL))))

    def _removed(self) -> list[str]:
        """Return the tags to be taken."""
        return self._turned(_NONE)

    def _turned(self, to: Qt.CheckState) -> list[str]:
        """Return the tags that were brought to a state here."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [
            str(item.data(_WORD))
            for item in items
            if item.checkState() == to and self._before[str(item.data(_WORD))] != to
        ]


def _turn(item: QListWidgetItem) -> None:
    """Tick or untick by Enter as by Space."""
    item.setCheckState(_NONE if item.checkState() == _ALL else _ALL)
