"""数据更正说明: a line per figure that is another now, each with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from db.reports.correcting import LONGEST
from desktop.i18n import tr
from desktop.records.leave_guard import LeaveGuard
from desktop.theme import tokens
from desktop.widgets.controls import button, label, label_of
from desktop.widgets.dialog_foot import dialog_foot
from desktop.widgets.room import fit
from desktop.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from db.engine import Session
    from db.queries.report_differences import Change, Difference
    from desktop.tasks import Tasks

_HEIGHT = 520
_NAME, _OLD, _ARROW, _NEW, _UNIT, _REASON = range(6)


class CorrectionDialog(QDialog):
    """Asks for the reason of every line, and for that of changed texts where ``with_words``.

    ``work`` makes what is kept of {code: reason} and the reason of the texts; the dialog closes once it is.
    """

    def __init__(
        self,
        tasks: Tasks,
        lines: Sequence[Difference | Change],
        work: Callable[[dict[str, str], str], Callable[[Session], object]],
        parent: QWidget | None = None,
        *,
        with_words: bool = True,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._work = tasks, work
        self.setWindowTitle(tr("数据更正说明"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        LeaveGuard(self)
        self.reasons = {line.code: _field(getattr(line, "reason", "")) for line in lines}
        self.common, self.words = _field(), _field()
        for field in self.reasons.values():
            field.setPlaceholderText(tr("更正原因"))
        self.common.setPlaceholderText(tr("几项原因相同时在此填写"))
        self.common.setAccessibleName(self.common.placeholderText())
        self.words.setPlaceholderText(tr("只改指标时不填"))
        self.fill = button(tr("填入空白项"))
        self.fill.clicked.connect(self._fill)
        self.confirm, self._cancel = button(tr("保存"), "primary"), button(tr("取消"))
        self.confirm.clicked.connect(self.accept)
        self._cancel.clicked.connect(self.reject)
        self.trouble = label(style="reason", wrap=True)
        self.trouble.hide()
        self._lay_out(lines, with_words=with_words)
        next(iter(self.reasons.values()), self.words).setFocus()
        fit(self, tokens.DIALOG + tokens.SEARCH, _HEIGHT if lines else 0)

    def accept(self) -> None:
        """Keep the reasons when every line has one."""
        reasons = {code: field.text().strip() for code, field in self.reasons.items()}
        missing = [code for code, reason in reasons.items() if not reason]
        if missing or not (reasons or self.words.text().strip()):
            self.reasons[missing[0]].setFocus() if missing else self.words.setFocus()
            codes = "、".join(missing)
            words = (
                tr("请填写更正原因：{codes}").format(codes=codes) if missing else tr("请填写文字更正的原因")
            )
            self._complain(words)
            return
        self.confirm.setEnabled(False)
        self._tasks.write(
            self,
            self._work(reasons, self.words.text().strip()),
            lambda _nothing: self.done(QDialog.DialogCode.Accepted),
            lambda trouble: self._complain(str(trouble)),
        )

    def _fill(self) -> None:
        """Let the common reason stand in every line that has none."""
        for field in self.reasons.values():
            if not field.text().strip():
                field.setText(self.common.text())

    def _complain(self, text: str) -> None:
        """Say what is missing or why it is refused."""
        self.confirm.setEnabled(True)
        self.trouble.setText(text)
        self.trouble.show()

    def _lay_out(self, lines: Sequence[Difference | Change], *, with_words: bool) -> None:
        """Put a common reason, the lines, the reason of changed texts and the buttons in their places."""
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.S)
        if not lines:
            column.addWidget(label(tr("没有与已报送数不一致的指标。"), "note"))
        else:
            column.addWidget(label(tr("每一项都要写明更正原因，随报告附件7一并报送。"), "note", wrap=True))
        if len(lines) > 1:
            column.addLayout(_row(self.common, self.fill))
        if lines:
            column.addWidget(self._table(lines), 1)
        if with_words:
            column.addWidget(label_of(self.words, tr("文字也有更正时，写明原因")))
            column.addWidget(self.words)
        column.addWidget(self.trouble)
        column.addLayout(dialog_foot(self._cancel, self.confirm))

    def _table(self, lines: Sequence[Difference | Change]) -> Scrolled:
        """Return the lines: indicator, old and new value, unit, reason."""
        holder = QWidget()
        holder.setObjectName("plain")
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, tokens.XS, 0, 0)
        grid.setHorizontalSpacing(tokens.M)
        grid.setVerticalSpacing(tokens.S)
        at_right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for number, line in enumerate(lines):
            grid.addWidget(label(f"{line.code} {tr(line.name)}"), number, _NAME)
            for place, words in ((_OLD, line.old), (_NEW, line.new)):
                grid.addWidget(label(words), number, place, at_right)
            grid.addWidget(label("→", "note"), number, _ARROW)
            grid.addWidget(label(tr(line.unit), "note"), number, _UNIT)
            field = self.reasons[line.code]
            field.setAccessibleName(tr("{name}更正原因").format(name=line.name))
            grid.addWidget(field, number, _REASON)
        grid.setColumnStretch(_REASON, 1)
        grid.setRowStretch(len(lines) + 1, 1)
        return Scrolled(holder)


def _field(text: str = "") -> QLineEdit:
    """Return a field for a reason."""
    made = QLineEdit(text)
    made.setMaxLength(LONGEST)
    return made


def _row(*widgets: QWidget) -> QHBoxLayout:
    """Return widgets side by side, the first taking the room."""
    row = QHBoxLayout()
    row.setSpacing(tokens.S)
    for number, each in enumerate(widgets):
        row.addWidget(each, int(number == 0))
    return row
