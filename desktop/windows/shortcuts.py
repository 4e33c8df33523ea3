"""The window's shortcuts, and the list of all shortcuts under F1."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.card import Card
from desktop.widgets.controls import button, label
from desktop.windows.places import PLACES, TRAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.windows.main import MainWindow

KEYS = (
    ("Alt+1 … Alt+9", "切换页面"),
    ("Alt+0", "提醒"),
    ("Ctrl+F", "搜索"),
    ("Ctrl+N", "新增"),
    ("Enter / F2", "打开所选记录"),
    ("Ctrl+S", "保存"),
    ("Esc", "关闭对话框"),
    ("Delete", "删除所选记录"),
    ("Ctrl+C", "复制所选行（可粘贴到 Excel）"),
    ("Ctrl+P", "打印（月报预览）"),
    ("F5", "刷新"),
    ("F6", "现场签到（培训页）"),
    ("F7", "数据整理"),
    ("F1", "快捷键"),
)
"""Key and what it does, as listed for the user."""


def install(window: MainWindow) -> None:
    """Give the window its keys."""
    for place in (*PLACES, TRAY):
        _bind(window, place.shortcut, partial(window.go, place.key))
    _bind(window, "Ctrl+F", window.focus_search)
    _bind(window, "F5", window.refresh)
    _bind(window, "F1", window.show_shortcuts)


def _bind(window: QWidget, keys: str, do: Callable[[], object]) -> None:
    """Call ``do`` when the keys are pressed anywhere in the window."""
    shortcut = QShortcut(QKeySequence(keys), window)
    shortcut.activated.connect(do)


class ShortcutsDialog(QDialog):
    """The list of shortcuts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("快捷键"))
        card = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.XL * 2)
        grid.setVerticalSpacing(tokens.S + 2)
        for row, (keys, meaning) in enumerate(KEYS):
            grid.addWidget(label(keys, "section"), row, 0)
            grid.addWidget(label(tr(meaning)), row, 1)
        card.body.addLayout(grid)
        close = button(tr("关闭"), "primary")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.L)
        column.addWidget(card)
        column.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)
