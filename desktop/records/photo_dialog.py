"""Choose what of a picture becomes the portrait."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.records.photo_crop import PhotoCrop
from desktop.theme import tokens
from desktop.widgets.controls import button, label
from desktop.widgets.dialog_foot import dialog_foot
from desktop.widgets.room import fit


class PhotoDialog(QDialog):
    """Shows a picture with the frame; ``chosen`` carries the picture and the square to keep."""

    chosen = Signal(QImage, QRect)

    def __init__(self, image: QImage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("裁剪头像"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.crop = PhotoCrop(image)
        use, back = button(tr("使用这张照片"), "primary"), button(tr("取消"))
        use.setDefault(True)
        use.clicked.connect(self.accept)
        back.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        column.setSpacing(tokens.M)
        column.addWidget(self.crop, 1)
        words = tr("拖动方框选择范围，拖边角或滚轮改变大小；也可以用方向键移动，用 + − 键改变大小。")
        column.addWidget(label(words, "note", wrap=True))
        column.addLayout(dialog_foot(back, use))
        fit(self, tokens.DIALOG, tokens.DIALOG)
        self.crop.setFocus()

    def accept(self) -> None:
        """Close and hand on what is kept."""
        self.chosen.emit(self.crop.image, self.crop.square)
        super().accept()
