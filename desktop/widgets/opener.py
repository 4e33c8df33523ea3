"""Show a file or folder with the system's own program, and never do nothing without a word."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from desktop.i18n import tr
from desktop.widgets.notice import tell


def open_path(path: Path, widget: QWidget) -> None:
    """Open a file or folder; what hinders it is said over the window that holds ``widget``."""
    if not path.exists():
        tell(widget, tr("“{name}”已不在原处，可能被移走、改名或删除。").format(name=path.name), "warn")
    elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        words = tr("没有可打开“{name}”的程序，文件在：{folder}")
        tell(widget, words.format(name=path.name, folder=path.parent), "warn")
