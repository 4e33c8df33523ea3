"""The look in force: tokens and sizes, kept on the application so that painted widgets can ask for it."""

from dataclasses import dataclass

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from desktop.theme.tokens import LIGHT, Sizes, Tokens, sizes

_PROPERTY = "basedesk_look"


@dataclass(frozen=True, slots=True)
class Look:
    """One theme at one density."""

    tokens: Tokens
    sizes: Sizes
    dark: bool


_FIRST = Look(LIGHT, sizes(compact=False), dark=False)


def look() -> Look:
    """Return the look last applied to the running application; light and comfortable before that."""
    application = QApplication.instance()
    return (kept(application) if isinstance(application, QApplication) else None) or _FIRST


def caption_font(base: QFont) -> QFont:
    """Return a font for small words, at the size in force."""
    font = QFont(base)
    font.setPixelSize(look().sizes.caption)
    return font


def kept(application: QApplication) -> Look | None:
    """Return the look last applied to an application; None before the first."""
    known = application.property(_PROPERTY)
    return known if isinstance(known, Look) else None


def keep(application: QApplication, chosen: Look) -> None:
    """Remember the look on the application."""
    application.setProperty(_PROPERTY, chosen)
