"""Two people changed one record: for each field that differs, whose value stays."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from db.errors import Conflict
from desktop import cells
from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.controls import button, divider, label
from desktop.widgets.scrolled import Scrolled

_MINE, _THEIRS = 1, 2
_MOST_ROWS = 8


class MergeBox(QDialog):
    """Asks field by field; ``merged`` carries the labels whose value of mine stays. Esc goes back.

    ``only_mine`` are the labels the other one left as they were: mine is chosen there already.
    """

    merged = Signal(object)

    def __init__(
        self, conflict: Conflict, only_mine: set[str], others: list[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("保存冲突"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.groups: dict[str, QButtonGroup] = {}
        self._save = button(tr("保存合并结果"), "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.M)
        column.addWidget(label(tr("两个人改了同一条记录"), "heading"))
        column.addWidget(label(_who(conflict), "note", wrap=True))
        column.addWidget(self._table(conflict.fields, only_mine), 1)
        if others:
            words = tr("对方还改了：{fields}（保留对方的）").format(fields="、".join(map(tr, others)))
            column.addWidget(label(words, "note", wrap=True))
        column.addLayout(self._buttons())
        self.setMinimumWidth(tokens.DIALOG)
        self._follow_choice()

    def choose_all(self, side: int) -> None:
        """Choose one side for every field."""
        for group in self.groups.values():
            group.button(side).setChecked(True)
        self._save.setFocus()

    def _table(self, fields: Mapping[str, tuple[str, str]], only_mine: set[str]) -> QWidget:
        """Return the differing fields, a choice each."""
        holder = QWidget()
        holder.setObjectName("plain")
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.L)
        grid.setVerticalSpacing(tokens.S)
        for number, head in enumerate((tr("字段"), tr("我的"), tr("对方的"))):
            grid.addWidget(label(head, "caption"), 0, number)
        grid.addWidget(divider(), 1, 0, 1, 3)
        for row, (name, sides) in enumerate(fields.items(), start=2):
            grid.addWidget(label(tr(name)), row, 0)
            self._add_choice(grid, row, name, sides)
            if name in only_mine:
                self.groups[name].button(_MINE).setChecked(True)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(len(fields) + 2, 1)
        if len(fields) <= _MOST_ROWS:
            return holder
        area = Scrolled(holder)
        area.setMinimumHeight(holder.sizeHint().height() * _MOST_ROWS // len(fields))
        return area

    def _add_choice(self, grid: QGridLayout, row: int, name: str, sides: tuple[str, str]) -> None:
        """Add both values of a field, one of which is chosen."""
        group = self.groups[name] = QButtonGroup(self)
        for side, head, text in zip((_MINE, _THEIRS), (tr("我的"), tr("对方的")), sides, strict=True):
            choice = QRadioButton(text or cells.DASH)
            choice.setToolTip(text)
            words = tr("{field}：{side}，{value}")
            choice.setAccessibleName(words.format(field=tr(name), side=head, value=text or cells.DASH))
            group.addButton(choice, side)
            grid.addWidget(choice, row, side)
        group.idToggled.connect(lambda _side, _on: self._follow_choice())

    def _buttons(self) -> QHBoxLayout:
        """Return the ways on: one side for all, back to the form, save what was chosen."""
        mine, theirs, back = (
            button(tr("全部用我的"), "link"),
            button(tr("全部用对方的"), "link"),
            button(tr("返回修改")),
        )
        mine.clicked.connect(lambda _checked=False: self.choose_all(_MINE))
        theirs.clicked.connect(lambda _checked=False: self.choose_all(_THEIRS))
        back.clicked.connect(self.reject)
        self._save.clicked.connect(self._finish)
        self._save.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        row.addWidget(mine)
        row.addWidget(theirs)
        row.addStretch()
        row.addWidget(back)
        row.addWidget(self._save)
        return row

    def _follow_choice(self) -> None:
        """Let 保存合并结果 wait until each field has a choice."""
        self._save.setEnabled(all(group.checkedId() > 0 for group in self.groups.values()))
        waits = tr("还有字段没有选择")
        self._save.setToolTip("" if self._save.isEnabled() else waits)

    def _finish(self) -> None:
        """Close and tell what stays of mine."""
        self.merged.emit({name for name, group in self.groups.items() if group.checkedId() == _MINE})
        self.accept()


def _who(conflict: Conflict) -> str:
    """Return who saved the record meanwhile, and when."""
    if conflict.at is None:
        return tr(str(conflict))
    if not conflict.by:
        words = tr("这条记录在 {at} 又保存过。请逐项选择保留哪一边。")
        return words.format(at=cells.moment(conflict.at))
    words = tr("{by} 在 {at} 保存过这条记录。请逐项选择保留哪一边。")
    return words.format(by=conflict.by, at=cells.moment(conflict.at))
