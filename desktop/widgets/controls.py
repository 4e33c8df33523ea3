"""Labels and buttons in the styles the stylesheet knows."""

from typing import Literal

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QWidget

from desktop.theme import icon as theme_icon
from desktop.theme.icons import SIZE

LabelStyle = Literal[
    "title",
    "heading",
    "figure",
    "note",
    "caption",
    "section",
    "label",
    "reason",
    "warn",
    "ok",
    "told",
    "plain",
]
ButtonStyle = Literal["primary", "danger", "link", "plain"]


def label(text: str = "", style: LabelStyle = "plain", *, wrap: bool = False) -> QLabel:
    """Return a label of one of the text styles; ``wrap`` lets it take several lines."""
    made = QLabel(text)
    made.setObjectName(style)
    made.setWordWrap(wrap)
    return made


def button(text: str, style: ButtonStyle = "plain", icon: str = "") -> QPushButton:
    """Return a button as high as a control and as wide as its words; ``icon`` is a file name."""
    made = QPushButton(text)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.setAutoDefault(False)
    made.setProperty(style, style != "plain")
    if icon:
        colour = {"primary": "on_brand", "danger": "bad", "link": "link"}.get(style, "text2")
        made.setIcon(theme_icon(icon, colour))
        made.setIconSize(QSize(SIZE, SIZE))
    return made


def divider(parent: QWidget | None = None) -> QFrame:
    """Return a thin line across."""
    line = QFrame(parent)
    line.setObjectName("divider")
    return line
