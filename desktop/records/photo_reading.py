"""A photograph as it is handed in: read with limits, refused with a sentence, cut to a small square JPEG."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from db.errors import FileTrouble
from desktop.theme import tokens

SIDE = 400
"""Pixels of a side of a kept portrait, at most."""
ENDINGS = (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp")

_MOST_BYTES = 20 * 1024 * 1024
_LEAST_SIDE, _MOST_SIDE, _MOST_PIXELS = 64, 20_000, 50_000_000
_WORKED_ON = 1600  # pixels of the longer side while it is being cut
_ROOM = 256  # MB one picture may take while it is decoded
_QUALITY = 88
_SIGNS = ((b"\xff\xd8\xff", b"jpeg"), (b"\x89PNG\r\n\x1a\n", b"png"))
_RIFF, _WEBP = b"RIFF", b"WEBP"
_NONE_OF_THEM = "这个文件不是 JPG、PNG 或 WebP 图片，没有采用。"
_TOO_LARGE = "图片太大（超过 20 MB 或 5000 万像素），请先缩小再选。"
_TOO_SMALL = "图片太小，至少要 64×64 像素。"
_BROKEN = "这张图片已损坏，打不开，请换一张。"


def read_file(path: Path) -> QImage:
    """Return the picture in a file; raises FileTrouble. Safe in any thread."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise FileTrouble(_TOO_LARGE)
        content = path.read_bytes()
    except OSError:
        raise FileTrouble(f"“{path.name}”读不出来，请检查文件是否还在、是否正被占用。") from None
    return read_photo(content)


def read_photo(content: bytes) -> QImage:
    """Return a picture upright and at most 1600 pixels long; raises FileTrouble. Safe in any thread.

    Type and size are told by its head before anything is decoded, and decoding has a limit of memory.
    """
    if len(content) > _MOST_BYTES:
        raise FileTrouble(_TOO_LARGE)
    kind = _kind_of(content)
    if kind is None:
        raise FileTrouble(_NONE_OF_THEM)
    buffer = QBuffer()
    buffer.setData(QByteArray(content))  # copied: a buffer over foreign bytes may outlive them
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    QImageReader.setAllocationLimit(_ROOM)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(True)
    size = reader.size()
    _refuse_size(size)
    if max(size.width(), size.height()) > _WORKED_ON:
        reader.setScaledSize(size.scaled(_WORKED_ON, _WORKED_ON, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise FileTrouble(_BROKEN)
    return image


def shrunk(image: QImage) -> QImage:
    """Return a picture of the clipboard at most 1600 pixels long; raises FileTrouble for one too small."""
    _refuse_size(image.size())
    if max(image.width(), image.height()) <= _WORKED_ON:
        return image
    smooth = Qt.TransformationMode.SmoothTransformation
    return image.scaled(QSize(_WORKED_ON, _WORKED_ON), Qt.AspectRatioMode.KeepAspectRatio, smooth)


def cut(image: QImage, square: QRect) -> bytes:
    """Return a square of a picture as JPEG of at most 400 pixels; nothing the file said beside it stays."""
    side = min(SIDE, square.width())
    smooth = Qt.TransformationMode.SmoothTransformation
    scaled = image.copy(square).scaled(side, side, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    fresh = QImage(side, side, QImage.Format.Format_RGB32)
    fresh.fill(tokens.PAPER)
    painter = QPainter(fresh)
    painter.drawImage(0, 0, scaled)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not fresh.save(buffer, "JPEG", _QUALITY):  # type: ignore[call-overload]
        raise FileTrouble(_BROKEN)
    return bytes(buffer.data().data())


def _kind_of(content: bytes) -> bytes | None:
    """Return what a picture is by its first bytes; None for anything that is not taken."""
    if content[:4] == _RIFF and content[8:12] == _WEBP:
        return b"webp"
    return next((kind for sign, kind in _SIGNS if content.startswith(sign)), None)


def _refuse_size(size: QSize) -> None:
    """Raise FileTrouble for a picture without a size, too small, or larger than anyone photographs."""
    wide, high = size.width(), size.height()
    if wide <= 0 or high <= 0:
        raise FileTrouble(_BROKEN)
    if max(wide, high) > _MOST_SIDE or wide * high > _MOST_PIXELS:
        raise FileTrouble(_TOO_LARGE)
    if min(wide, high) < _LEAST_SIDE:
        raise FileTrouble(_TOO_SMALL)
