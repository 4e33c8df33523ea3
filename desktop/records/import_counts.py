"""A line of counts: what an import would do, and what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.controls import label

if TYPE_CHECKING:
    from db.imports import Outcome

_NAMES = ("新增", "更新", "不变", "跳过", "错误，不导入", "警告，照常导入", "冲突")
"""What is counted, in lines; the last ones are shown only when there are any."""
_ALWAYS = ("新增", "更新", "不变", "错误，不导入", "警告，照常导入")
_SEPARATE = "错误，不导入"


class CountStrip(QFrame):
    """Names with figures beside each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._figures = {name: label("—", "heading") for name in _NAMES}
        self._parts: dict[str, QWidget] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.L, tokens.XS, tokens.L, tokens.XS)
        row.setSpacing(tokens.XL)
        for name, figure in self._figures.items():
            part = QWidget()
            inner = QHBoxLayout(part)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(tokens.S)
            inner.addWidget(label(tr(name), "caption"))
            inner.addWidget(figure)
            self._parts[name] = part
            if name == _SEPARATE:
                row.addStretch()
            row.addWidget(part)
        self.show_counts(None, 0)

    def show_counts(self, done: Outcome | None, skipped: int) -> None:
        """Show how many lines there are of each, ``skipped`` ones apart; None: nothing is known yet."""
        counts: dict[str, int] = {}
        if done is not None:
            taken = done.added, done.updated, done.unchanged - skipped, skipped
            counts = dict(zip(_NAMES, (*taken, done.rejected, done.warnings, done.conflicts), strict=True))
        for name, figure in self._figures.items():
            count = counts.get(name)
            figure.setText("—" if count is None else f"{count:,}")
            self._parts[name].setVisible(bool(count) or name in _ALWAYS)
        self.setAccessibleName(tr("，".join(f"{tr(name)} {count:,}" for name, count in counts.items())))
