"""Our 24-pixel stroke icons, drawn in the colour of the theme at the moment they are painted."""

from functools import lru_cache

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop import assets
from desktop.theme.look import look

SIZE = 18
"""Usual size of an icon in a button or the sidebar, in device-independent pixels."""


class _StrokeIcon(QIconEngine):
    """One icon of ``resources/icons``; ``colour`` names a token ("text2", "on_brand" …)."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def clone(self) -> QIconEngine:
        return _StrokeIcon(self._name, self._colour)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatio() if painter.device() else 1.0
        painter.drawPixmap(
            rect, draw(self._name, self._tone(mode, state), min(rect.width(), rect.height()), ratio)
        )

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return draw(self._name, self._tone(mode, state), min(size.width(), size.height()), 1.0)

    def scaledPixmap(  # noqa: N802 - Qt's name
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        return draw(
            self._name, self._tone(mode, state), round(min(size.width(), size.height()) / scale), scale
        )

    def _tone(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        tokens = look().tokens
        if mode == QIcon.Mode.Disabled:
            return tokens.placeholder
        return tokens.link if state == QIcon.State.On else str(getattr(tokens, self._colour))


def icon(name: str, colour: str = "text2") -> QIcon:
    """Return an icon by its file name in ``resources/icons``; checked buttons show it in the brand colour."""
    return QIcon(_StrokeIcon(name, colour))


@lru_cache(maxsize=256)
def draw(name: str, colour: str, size: int, ratio: float | None = None) -> QPixmap:
    """Draw an icon in one colour (#RRGGBB) at ``size`` device-independent pixels."""
    scale = ratio or QGuiApplication.primaryScreen().devicePixelRatio()
    text = assets.path(f"icons/{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    pixmap = QPixmap(QSize(size, size) * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(text.encode()).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
