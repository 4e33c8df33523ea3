"""Who presented a session, as a short list to edit: a name and a share on each line."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from db import deeds
from db.columns import Column, Shown
from db.errors import AppError, BadValue, BadValues
from db.models import Streamer
from db.store import Loaded, Presenter
from db.values import Kind
from desktop import faults
from desktop.i18n import tr
from desktop.records.editors import LineEditor
from desktop.records.leave_guard import LeaveGuard
from desktop.records.link_editor import LinkEditor
from desktop.records.offered_undo import do
from desktop.tasks import Tasks
from desktop.theme import icon, tokens
from desktop.widgets.controls import button, label
from desktop.widgets.dialog_foot import dialog_foot

_WHO = Column("streamer_id", Shown("主播", refers_to=Streamer), Kind.LINK, required=True)
_SHARE = Column("share", Shown("占比", help="占比%"), Kind.COUNT)
_SHARE_WIDTH = 80


class ShareEditor(LineEditor):
    """A share as people write it: 40 or 40%."""

    def read_text(self, text: str) -> object:
        """Return the percent; raises BadValue with the label."""
        return super().read_text(text.strip().rstrip("%％"))


class PresenterLine(QWidget):
    """One person and a share in percent."""

    def __init__(self, tasks: Tasks, known: Presenter | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.who, self.share = LinkEditor(_WHO, Streamer, tasks), ShareEditor(_SHARE)
        self.share.setFixedWidth(_SHARE_WIDTH)
        self.remove = QToolButton()
        self.remove.setIcon(icon("close"))
        self.remove.setToolTip(tr("移除"))
        self.remove.setAccessibleName(tr("移除这位主播"))
        if known is not None:
            self.who.show_value(known.streamer_id)
            self.who.show_name(known.name)
            self.share.show_value(known.share)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S)
        row.addWidget(self.who, 1)
        row.addWidget(self.share)
        row.addWidget(self.remove)

    def value(self) -> tuple[int, int | None] | None:
        """Return person and share, None for an empty line; raises BadValue, marked at its field."""
        for editor in (self.who, self.share):
            try:
                editor.value()
            except BadValue:
                editor.mark_wrong(wrong=True)
                raise
            editor.mark_wrong(wrong=False)
        who, share = self.who.value(), self.share.value()
        if not isinstance(who, int):
            return None
        return who, share if isinstance(share, int) else None


class PresentersDialog(QDialog):
    """The lines, one more on demand; nothing is saved while one of them cannot be taken."""

    def __init__(
        self, tasks: Tasks, live: Loaded, known: Sequence[Presenter], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks, self._live = tasks, live
        self.lines: list[PresenterLine] = []
        self.setWindowTitle(tr("出镜主播"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._guard = LeaveGuard(self)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(tokens.S)
        self._trouble = label(style="reason", wrap=True)
        self._trouble.hide()
        more = button(tr("添加主播"), "link", "add")
        more.clicked.connect(lambda _checked=False: self.add_line().who.setFocus())
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.S)
        column.addLayout(self._rows)
        column.addWidget(more, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(label(tr("占比可以不填；填写的合计不超过 100%。"), "note"))
        column.addWidget(self._trouble)
        column.addStretch()
        column.addLayout(self._buttons())
        self.setMinimumWidth(tokens.DETAIL)
        for each in known or (None,):
            self.add_line(each)
        self.lines[0].who.setFocus()

    def add_line(self, known: Presenter | None = None) -> PresenterLine:
        """Add a line and return it."""
        line = PresenterLine(self._tasks, known)
        line.remove.clicked.connect(partial(self._remove, line))
        line.remove.clicked.connect(self._guard.note)
        self.lines.append(line)
        self._rows.addWidget(line)
        return line

    def save(self) -> None:
        """Check and keep the list, then close."""
        try:
            shares = self._shares()
        except BadValue as trouble:
            self._complain(str(trouble))
            return
        live = self._live
        self._save.setEnabled(False)
        do(
            self._tasks,
            self,
            lambda session: deeds.present(session, live.id, live.version, shares),
            lambda _deed: self.accept(),
            self._refused,
        )

    def _shares(self) -> dict[int, int | None]:
        """Return {streamer: percent}; raises BadValue for a line that cannot be taken or a person twice."""
        shares: dict[int, int | None] = {}
        for line in self.lines:
            found = line.value()
            if found is None:
                continue
            if found[0] in shares:
                raise BadValue(tr("同一位主播填了两次，请移除一行"))
            shares[found[0]] = found[1]
        return shares

    def _remove(self, line: PresenterLine, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's argument
        """Take a line away."""
        self.lines.remove(line)
        line.deleteLater()

    def _refused(self, trouble: AppError) -> None:
        """Say why the list was not saved; what was typed stays."""
        self._save.setEnabled(True)
        if isinstance(trouble, BadValues):
            self._complain("；".join(str(each) for each in trouble.problems))
        else:
            faults.report(trouble, self)

    def _complain(self, text: str) -> None:
        """Show a reason under the lines."""
        self._trouble.setText(text)
        self._trouble.show()

    def _buttons(self) -> QHBoxLayout:
        """Return 取消 and 保存."""
        cancel, self._save = button(tr("取消")), button(tr("保存"), "primary")
        cancel.clicked.connect(self.reject)
        self._save.clicked.connect(lambda _checked=False: self.save())
        self._save.setDefault(True)
        return dialog_foot(cancel, self._save)
