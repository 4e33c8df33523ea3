"""What is said after a backup took the place of the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.i18n import tr

if TYPE_CHECKING:
    from pathlib import Path


def tell_restored(window: QWidget, backup: Path, moved: Path | None) -> None:
    """Say whose data is shown now, and where the data before it was put; it stays until it is read."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, tr("恢复备份"), tr("备份已恢复。"), parent=window)
    words = tr("现在显示的是备份“{name}”中的数据。").format(name=backup.name)
    if moved is not None:
        words += "\n" + tr("恢复前的数据保存在：{folder}").format(folder=moved)
    box.setInformativeText(words)
    box.addButton(tr("知道了"), QMessageBox.ButtonRole.AcceptRole)
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
