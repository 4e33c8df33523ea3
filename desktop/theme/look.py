"""The look in force: tokens and sizes, kept on the application so that painted widgets can ask for it."""

from dataclasses import dataclass

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
    known = application.property(_PROPERTY) if application else None
    return known if isinstance(known, Look) else _FIRST


def keep(application: QApplication, chosen: Look) -> None:
    """Remember the look on the application."""
    application.setProperty(_PROPERTY, chosen)
