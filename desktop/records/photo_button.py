"""The portrait of a person in the head of the panel: shown, chosen, dropped, pasted, taken away."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QRect, QSize, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QIcon,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton, QWidget

from db import deeds
from db.portraits import portrait
from db.record import Record
from desktop.i18n import tr
from desktop.records.offered_undo import do
from desktop.records.photo_dialog import PhotoDialog
from desktop.records.photo_reading import ENDINGS, cut, read_file, shrunk
from desktop.tasks import Tasks
from desktop.theme import icon, look, tokens

if TYPE_CHECKING:
    from db.deeds import Deed
    from db.engine import Session

_PICTURES = "图片 (*.jpg *.jpeg *.png *.webp)"
_PEOPLE = frozenset({"streamer"})
"""Tables whose records have a portrait."""


def has_portrait(model: type[Record]) -> bool:
    """Say whether records of a model have a portrait."""
    return str(model.__tablename__) in _PEOPLE


class PhotoButton(QToolButton):
    """A small picture; a click or Enter offers what can be done with it, Ctrl+V takes a copied picture."""

    def __init__(self, tasks: Tasks, model: type[Record], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._model = tasks, model
        self._key: int | None = None
        self._pixmap: QPixmap | None = None
        self._folder = Path.home()
        side = look().sizes.control + tokens.M
        self.setFixedSize(QSize(side, side))
        self.setObjectName("portrait")
        self.clicked.connect(lambda _checked=False: self.open_menu())
        self._show(None)

    @property
    def has_picture(self) -> bool:
        """Whether the record shown has a portrait."""
        return self._pixmap is not None

    def show_key(self, key: int) -> None:
        """Ask for the portrait of a record; the one of another is taken away at once."""
        model = self._model
        if key != self._key:
            self._show(None)
        self._key = key
        self._tasks.read(self, lambda session: _decoded(session, model, key), partial(self._arrive, key))

    def open_menu(self) -> QMenu:
        """Offer what can be done, under the picture."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("更换照片…") if self.has_picture else tr("选择照片…"), self.choose)
        pasted = QGuiApplication.clipboard().mimeData()
        menu.addAction(tr("粘贴照片"), self.paste).setEnabled(takes(pasted))
        menu.addAction(tr("移除照片"), self.remove).setEnabled(self.has_picture)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        return menu

    def choose(self) -> None:
        """Ask for a file."""
        name, _filter = QFileDialog.getOpenFileName(
            self.window(), tr("选择照片"), str(self._folder), tr(_PICTURES)
        )
        if name:
            self._folder = Path(name).parent
            self.take_file(Path(name))

    def paste(self) -> None:
        """Take the picture, or the file of one, that was copied."""
        self.take(QGuiApplication.clipboard().mimeData())

    def take(self, data: QMimeData) -> None:
        """Take what was dropped or pasted: a file of a picture first, else the picture itself."""
        files = _files_in(data)
        if files:
            self.take_file(files[0])
        elif data.hasImage() and self._key is not None:
            image = QImage(data.imageData())
            self._tasks.read(self, lambda _session: shrunk(image), partial(self._crop, self._key))

    def take_file(self, path: Path) -> None:
        """Read a picture off the window's thread, then ask what of it is kept."""
        if self._key is not None:
            self._tasks.read(self, lambda _session: read_file(path), partial(self._crop, self._key))

    def remove(self) -> None:
        """Take the portrait away, and offer to bring it back."""
        key, model = self._key, self._model
        if key is not None:
            self._do(key, lambda session: deeds.remove_photo(session, model, key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste by Ctrl+V, take away by Del, open the menu by Enter."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() == Qt.Key.Key_Delete and self.has_picture:
            self.remove()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_menu()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture with rounded corners; without one the button with its icon."""
        super().paintEvent(event)
        if self._pixmap is None:
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        edge = tokens.HAIR
        inner = self.rect().adjusted(edge, edge, -edge, -edge)
        path = QPainterPath()
        rounding = look().sizes.control_radius
        path.addRoundedRect(inner, rounding, rounding)
        painter.setClipPath(path)
        painter.drawPixmap(inner, self._pixmap)
        painter.end()

    def _crop(self, key: int, image: QImage) -> None:
        """Ask what of a picture is kept, unless another record was chosen meanwhile."""
        if key != self._key:
            return
        dialog = PhotoDialog(image, self.window())
        dialog.chosen.connect(partial(self._keep, key))
        dialog.open()

    def _keep(self, key: int, image: QImage, square: QRect) -> None:
        """Cut, shrink and keep a picture, all off the window's thread."""
        model = self._model

        def work(session: "Session") -> "Deed":
            return deeds.set_photo(session, model, key, cut(image, square))

        self._do(key, work)

    def _do(self, key: int, work: Callable[["Session"], "Deed"]) -> None:
        """Change the portrait of a record, with the way back."""
        do(self._tasks, self, work, lambda _deed: self._again(key))

    def _again(self, key: int) -> None:
        """Ask again, when the record is still shown."""
        if key == self._key:
            self.show_key(key)

    def _arrive(self, key: int, image: QImage | None) -> None:
        """Show a portrait that came, unless another record was chosen meanwhile."""
        if key == self._key:
            self._show(image)

    def _show(self, image: QImage | None) -> None:
        """Show a picture, or the sign for none."""
        self._pixmap = None if image is None else QPixmap.fromImage(image)
        self.setIcon(icon("person") if self._pixmap is None else QIcon())
        words = tr("照片，按 Enter 更换") if self.has_picture else tr("添加照片")
        self.setAccessibleName(words)
        self.setToolTip(words if self.has_picture else tr("添加照片：点击选择，也可以拖入或粘贴图片"))
        self.update()


def takes(data: QMimeData) -> bool:
    """Say whether something dropped or copied may be a picture."""
    return data.hasImage() or bool(_files_in(data))


def _files_in(data: QMimeData) -> Sequence[Path]:
    """Return the files of pictures in something dropped or copied, by their endings."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [file for file in files if file.suffix.lower() in ENDINGS]


def _decoded(session: "Session", model: type[Record], key: int) -> QImage | None:
    """Return the portrait of a record, decoded in the thread that reads it; None without one."""
    content = portrait(session, model, key)
    if content is None:
        return None
    image = QImage.fromData(content)
    return None if image.isNull() else image
