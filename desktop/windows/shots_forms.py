"""Dialogs that stand over a form, with invented content: two people's saves, a picture being cut."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QPainter

from db.errors import Conflict
from desktop.records.merge_box import MergeBox
from desktop.records.photo_dialog import PhotoDialog
from desktop.theme import draw, look, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QDialog

_SIDE = 480
_FIELDS = {"艺名": ("小夕", "沂蒙小夕"), "经纪人": ("周可", "陈果"), "入驻日期": ("2026-09-03", "2026-09-01")}


def dialogs() -> Iterator[tuple[str, QDialog]]:
    """Yield a name and a dialog, one after another."""
    conflict = Conflict("", _FIELDS, "王敏", datetime(2026, 9, 8, 9, 41))
    yield "merge", MergeBox(conflict, {"入驻日期"}, ["手机号", "备注"])
    image = QImage(_SIDE, _SIDE, QImage.Format.Format_RGB32)
    image.fill(look().tokens.brand_tint)
    painter = QPainter(image)
    painter.drawPixmap(tokens.XL, tokens.XL, draw("person", look().tokens.link, _SIDE - 2 * tokens.XL, 1.0))
    painter.end()
    dialog = PhotoDialog(image)
    dialog.crop.grow_by(-_SIDE // 8)
    yield "photo", dialog
