"""分成约定 as lines: up to which sales, which rate; the next line begins where the one before it ends."""

from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from db.columns import Column
from db.errors import BadValue
from db.values.numbers import read_money
from db.values.splits import WHOLE, Tier, amount_words, read_tiers, tiers_fault, write_tiers
from desktop.i18n import tr
from desktop.records.editors import Editor
from desktop.theme import icon, restyle, tokens
from desktop.widgets.controls import button, label
from desktop.widgets.tab_order import put_after

_RATE_WIDTH, _FROM_WIDTH = 64, 74


class SplitLine(QWidget):
    """One tier: 从 10万元 至 [50万] 分 [35] %."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.since = label(style="caption")
        self.since.setFixedWidth(_FROM_WIDTH)
        self.until, self.rate = QLineEdit(), QLineEdit()
        self.until.setPlaceholderText(tr("不封顶"))
        self.until.setToolTip(tr("月支付GMV到多少为止，如 10万；留空为不封顶"))
        self.until.setAccessibleName(tr("到多少为止"))
        self.rate.setPlaceholderText(tr("如 30"))
        self.rate.setAccessibleName(tr("分成比例"))
        self.rate.setFixedWidth(_RATE_WIDTH)
        self.remove = QToolButton()
        self.remove.setIcon(icon("close"))
        self.remove.setToolTip(tr("删除这一档"))
        self.remove.setAccessibleName(tr("删除这一档"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.XS)
        for part, stretch in ((self.since, 0), (self.until, 1), (self.rate, 0), (label("%"), 0)):
            row.addWidget(part, stretch)
        row.addWidget(self.remove)

    def is_empty(self) -> bool:
        """Say whether nothing is typed."""
        return not self.rate.text().strip() and not self.until.text().strip()

    def until_fen(self) -> int | None:
        """Return the upper bound in 分, None without one; raises BadValue."""
        text = self.until.text().strip()
        return read_money(text)[0] if text else None

    def rate_part(self) -> int:
        """Return the rate in 万分之一; raises BadValue."""
        text = self.rate.text().strip().rstrip("%％")
        if not text:
            raise BadValue(tr("请填写分成比例"))
        try:
            return round(float(text) * WHOLE / 100)
        except ValueError:
            raise BadValue(tr("分成比例应为数字，如 30")) from None


class SplitEditor(Editor):
    """The lines of a share; one line without bound is a plain rate."""

    def __init__(self, column: Column, parent: QWidget | None = None) -> None:
        super().__init__(column, parent)
        holder = QWidget(self)
        self.hold(holder)
        self.lines: list[SplitLine] = []
        self._keys: QObject | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(tokens.XS)
        column_of = QVBoxLayout(holder)
        column_of.setContentsMargins(0, 0, 0, 0)
        column_of.setSpacing(tokens.XS)
        column_of.addLayout(self._rows)
        self._add_line()  # before the button, for Tab
        more = button(tr("添加一档"), "link", "add")
        more.clicked.connect(lambda _checked=False: self._extend())
        below = QHBoxLayout()
        below.addWidget(more)
        below.addStretch()
        below.addWidget(label(tr("按当月支付GMV分档"), "caption"))
        column_of.addLayout(below)
        self.show_value(None)

    def show_value(self, value: object) -> None:
        """Show a stored share, one line per tier; an empty line for none."""
        try:
            tiers = read_tiers(str(value)) if value else ()
        except BadValue:
            tiers = ()
        told = [
            (
                "" if tier.until is None else amount_words(tier.until),
                f"{tier.rate / 100:.2f}".rstrip("0").rstrip("."),
            )
            for tier in tiers
        ]
        self.restore(told or [("", "")])

    def state(self) -> Any:
        """Return what stands in each line: up to where, which rate."""
        return [[line.until.text(), line.rate.text()] for line in self.lines]

    def restore(self, state: Any) -> None:
        """Show lines again."""
        for line in self.lines[1:]:  # the first one keeps its place in the order of Tab
            self._rows.removeWidget(line)
            line.deleteLater()
        self.lines = self.lines[:1]
        for number, (until, rate) in enumerate(state):
            line = self.lines[number] if number < len(self.lines) else self._add_line()
            line.until.setText(until)
            line.rate.setText(rate)
        self._tell_beginnings()

    def watch(self, keys: QObject) -> None:
        """Let an object filter the keys of every line, also of lines to come."""
        self._keys = keys
        for line in self.lines:
            line.until.installEventFilter(keys)
            line.rate.installEventFilter(keys)

    def value(self) -> object:
        """Return the share as it is stored, None when nothing is typed; raises BadValue with the label."""
        typed = [line for line in self.lines if not line.is_empty()]
        if not typed:
            return None
        try:
            tiers: list[Tier] = []
            for line in typed:
                since = (tiers[-1].until or 0) if tiers else 0
                tiers.append(Tier(since, line.until_fen(), line.rate_part()))
            if fault := tiers_fault(tuple(tiers)):
                raise BadValue(fault)  # noqa: TRY301 - told like any other
        except BadValue as trouble:
            raise BadValue(trouble.reason, self.column.label) from trouble
        return write_tiers(tuple(tiers))

    def mark_wrong(self, *, wrong: bool) -> None:
        """Draw the border of every line that cannot be taken."""
        for line in self.lines:
            for field in (line.until, line.rate):
                restyle(field, "wrong", wrong)

    def _add_line(self) -> SplitLine:
        """Add an empty line and return it."""
        line = SplitLine()
        for field in (line.until, line.rate):
            field.textEdited.connect(self._note)
            field.editingFinished.connect(self.left)
            if self._keys is not None:
                field.installEventFilter(self._keys)
        line.remove.clicked.connect(lambda _checked=False: self._drop(line))
        self._rows.addWidget(line)
        if self.lines:
            put_after(self.lines[-1].remove, (line.until, line.rate, line.remove))
        self.lines.append(line)
        self.input.setFocusProxy(self.lines[0].until)
        return line

    def _extend(self) -> None:
        """Add a tier after the last one and put the cursor where its beginning is told."""
        last = self.lines[-1]
        line = self._add_line()
        self._tell_beginnings()
        (last if not last.until.text().strip() else line).until.setFocus()

    def _drop(self, line: SplitLine) -> None:
        """Take a tier away; the last line left is emptied."""
        if len(self.lines) == 1:
            line.until.clear()
            line.rate.clear()
        else:
            self.lines.remove(line)
            self._rows.removeWidget(line)
            line.deleteLater()
            self.input.setFocusProxy(self.lines[0].until)
        self._note()

    def _note(self, _text: str = "") -> None:
        """Tell of an edit, and where the next tiers begin."""
        self._tell_beginnings()
        self.changed.emit()

    def _tell_beginnings(self) -> None:
        """Say at each line where its tier begins: where the one before it ends."""
        since = "0"
        for line in self.lines:
            line.since.setText(tr("{amount} 至").format(amount=since))
            try:
                until = line.until_fen()
            except BadValue:
                until = None
            since = "…" if until is None else amount_words(until)
        for line in self.lines:
            line.remove.setVisible(len(self.lines) > 1 or not line.is_empty())
