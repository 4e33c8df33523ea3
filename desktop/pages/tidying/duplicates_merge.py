"""合并: two records side by side, the value to keep chosen field by field, what moves told before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from db.duplicates import Comparison, Merged, compare, merge
from db.models import Streamer
from desktop.i18n import tr
from desktop.pages.tidying.duplicates_fields import FieldTable
from desktop.records.undo_dialog import UndoDialog
from desktop.theme import tokens
from desktop.widgets.controls import button, label
from desktop.widgets.notice import tell
from desktop.widgets.room import fit

if TYPE_CHECKING:
    from db.engine import Session
    from db.errors import AppError
    from db.record import Record
    from desktop.tasks import Tasks

_SIZE = (980, 640)


class MergeDialog(QDialog):
    """The pair, the older record staying unless that is turned round; ``merged`` carries what was made.

    ``apart_wanted`` says that the two are not one.
    """

    merged = Signal(object)
    apart_wanted = Signal()

    def __init__(
        self, tasks: Tasks, model: type[Record], pair: tuple[int, int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tasks, self._model, self._pair = tasks, model, pair
        self._compared: Comparison | None = None
        is_person = model is Streamer
        self.setWindowTitle(tr("合并重复主播") if is_person else tr("合并重复机构"))
        self.title, self._moved = label(tr("正在比对…"), "heading", wrap=True), label(style="note", wrap=True)
        self.notes, self.trouble = label(style="warn", wrap=True), label(style="reason", wrap=True)
        self.fields = FieldTable()
        self.everything = QCheckBox(tr("显示全部字段"))
        self.turn = button(tr("对调保留的一条"), "link", "move")
        self.do = button(tr("合并"), "primary")
        self.apart = button(tr("不是同一人") if is_person else tr("不是同一家"))
        self.leave = button(tr("取消"))
        self._lay_out()
        self._connect()
        self._look()

    def swap(self) -> None:
        """Let the other record stay."""
        self._pair = self._pair[::-1]
        self._look()

    def merge(self) -> None:
        """Merge as it was chosen; all of it or nothing."""
        found = self._compared
        if found is None:
            return
        self._allow(free=False)
        model, (stays, goes), choices = self._model, self._pair, self.fields.choices

        def work(session: Session) -> Merged:
            return merge(session, model, stays, goes, choices, found.versions)

        self._tasks.write(self, work, self._done, self._refused)

    def _look(self) -> None:
        """Read both records."""
        self._allow(free=False)
        model, pair = self._model, self._pair
        self._tasks.read(self, lambda session: compare(session, model, *pair), self._show, self._refused)

    def _show(self, found: Comparison) -> None:
        """Show both records as they are."""
        self._compared = found
        words = tr("{goes} 并入 {stays}")
        stays, goes = (f"{side.code} {side.name}" for side in (found.stays, found.goes))
        self.title.setText(words.format(goes=goes, stays=stays))
        self._moved.setText(_moved_words(found))
        self.notes.setText("\n".join(f"· {tr(note)}" for note in found.notes))
        self.notes.setVisible(bool(found.notes))
        self.trouble.hide()
        self.fields.show_comparison(found)
        self._allow(free=True)

    def _done(self, made: Merged) -> None:
        """Tell what was done, with the way back, and close."""
        window, tasks, found = self.parentWidget(), self._tasks, self._compared
        self.merged.emit(made)
        if window is not None and found is not None:
            words = tr("{goes} 已并入 {stays}").format(goes=found.goes.code, stays=found.stays.code)
            undo = partial(_undo, tasks, made.batch, window)
            tell(window, words, "ok", (tr("撤销合并"), undo), stays=True)
        self.accept()

    def _refused(self, trouble: AppError) -> None:
        """Say why it cannot be done."""
        self.trouble.setText(str(trouble))
        self.trouble.show()
        self._allow(free=self._compared is not None)

    def _allow(self, *, free: bool) -> None:
        """Let the buttons wait for an answer."""
        for each in (self.do, self.turn, self.apart):
            each.setEnabled(free)

    def _set_apart(self) -> None:
        """Say that the two are not one, and close."""
        self.apart_wanted.emit()
        self.reject()

    def _connect(self) -> None:
        """Let the buttons do what they say."""
        self.turn.clicked.connect(lambda _checked=False: self.swap())
        self.do.clicked.connect(lambda _checked=False: self.merge())
        self.apart.clicked.connect(lambda _checked=False: self._set_apart())
        self.leave.clicked.connect(self.reject)
        self.everything.toggled.connect(lambda wanted: self.fields.show_all(wanted=wanted))

    def _lay_out(self) -> None:
        """Put together what is merged, the fields, what follows, buttons."""
        head, tools, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.turn)
        tools.addWidget(label(tr("单击要保留的内容；备注、角色等可以单击“合并后”两者都留。"), "note"), 1)
        tools.addWidget(self.everything)
        foot.setSpacing(tokens.S)
        foot.addWidget(self.apart)
        foot.addStretch()
        foot.addWidget(self.leave)
        foot.addWidget(self.do)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        column.setSpacing(tokens.S)
        column.addLayout(head)
        column.addLayout(tools)
        column.addWidget(self.fields, 1)
        for part in (self._moved, self.notes, self.trouble):
            column.addWidget(part)
        column.addLayout(foot)
        for later in (self.notes, self.trouble):
            later.hide()
        self.do.setDefault(True)
        fit(self, *_SIZE)


def _undo(tasks: Tasks, batch: int, window: QWidget) -> None:
    """Offer to take a merge back."""
    UndoDialog(tasks, batch, window).open()


def _moved_words(found: Comparison) -> str:
    """Return what will lead to the record that stays, and what becomes of the other."""
    parts = "、".join(f"{tr(words)} {count:,}" for words, count in found.moved)
    said = tr("转到 {code} 名下：{parts}。") if parts else tr("{goes} 名下没有其他记录。")
    words = said.format(code=found.stays.code, goes=found.goes.code, parts=parts)
    rest = tr("{goes} 从名单中移除，历史并入 {code}；合并可以在“导入记录”中撤销。")
    return words + rest.format(goes=found.goes.code, code=found.stays.code)
