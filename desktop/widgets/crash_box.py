"""What the user sees of a bug: that the data is safe, and text to copy for whoever mends it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.controls import button, label
from desktop.widgets.opener import open_path


class CrashBox(QDialog):
    """Does not stop the window; ``details`` holds nothing personal, ``feedback`` hands on more."""

    def __init__(
        self,
        details: str,
        log: Path | None,
        parent: QWidget | None = None,
        feedback: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("程序出错了"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.details = details
        self._text = QPlainTextEdit(details)
        self._text.setReadOnly(True)
        self._copy = button(tr("复制错误信息"), icon="copy")
        self._copy.clicked.connect(self._put_on_clipboard)
        hint = tr(
            "已保存的数据不受影响，可以继续使用。请复制下面的信息发给技术人员（不含姓名、电话和证件号）。"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.M)
        column.addWidget(label(tr("刚才的操作没有完成"), "heading"))
        column.addWidget(label(hint, "note", wrap=True))
        column.addWidget(self._text, 1)
        if log:
            column.addWidget(label(tr("日志：{path}").format(path=log), "caption", wrap=True))
        column.addLayout(self._foot(log, feedback))
        self.resize(tokens.DIALOG + tokens.XL * 4, tokens.DIALOG - tokens.XL * 6)

    def _foot(self, log: Path | None, feedback: Callable[[], object] | None) -> QHBoxLayout:
        """Return the row of buttons."""
        row = QHBoxLayout()
        row.addWidget(self._copy)
        if log:
            folder = button(tr("打开日志文件夹"), icon="folder")
            folder.clicked.connect(lambda: open_path(log.parent, self))
            row.addWidget(folder)
        if feedback is not None:
            hand_on = button(tr("反馈问题"), icon="export")
            hand_on.clicked.connect(lambda _checked=False: feedback())
            row.addWidget(hand_on)
        row.addStretch()
        close = button(tr("关闭"), "primary")
        close.clicked.connect(self.close)
        row.addWidget(close)
        return row

    def _put_on_clipboard(self) -> None:
        """Copy the details and say so on the button."""
        QGuiApplication.clipboard().setText(self.details)
        self._copy.setText(tr("已复制"))
