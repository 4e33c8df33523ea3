"""Labels and buttons in the styles the stylesheet knows."""

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from desktop.i18n import tr
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


class Words(QLabel):
    """A label that speaks the user's language, whoever wrote its text; names and data stay as they are."""

    def __init__(self, text: str = "") -> None:
        super().__init__(tr(text))

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show another text."""
        super().setText(tr(text))


def label(
    text: str = "", style: LabelStyle = "plain", *, wrap: bool = False, written: bool = False
) -> QLabel:
    """Return a label of one of the text styles; ``wrap`` lets it take several lines.

    ``written``: its text is what people or the report write, in any language, and stays as it is.
    """
    made = QLabel(text) if written else Words(text)
    made.setObjectName(style)
    made.setWordWrap(wrap)
    return made


def label_of(field: QWidget, text: str, style: LabelStyle = "label") -> QLabel:
    """Return the label over or beside a field, which lends the field its name."""
    made = label(text, style)
    made.setBuddy(field)
    return made


class Button(QPushButton):
    """A button that Enter presses while it has the keys, whatever the dialog's own button is."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press it, once for each time the key is pressed."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)


def button(text: str, style: ButtonStyle = "plain", icon: str = "") -> Button:
    """Return a button as high as a control and as wide as its words; ``icon`` is a file name."""
    made = Button(tr(text))
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.setAutoDefault(False)
    made.setProperty(style, style != "plain")
    if icon:
        colour = {"primary": "on_brand", "danger": "bad", "link": "link"}.get(style, "text2")
        made.setIcon(theme_icon(icon, colour))
        made.setIconSize(QSize(SIZE, SIZE))
    return made


def give_menu(made: QPushButton, menu: QMenu) -> None:
    """Let a button open a menu, with room for the arrow that says so."""
    made.setMenu(menu)
    made.setProperty("menu", True)  # noqa: FBT003 - Qt's signature


def as_search(field: QLineEdit, hint: str, name: str = "") -> None:
    """Make a field a search box: its sign, its hint, a button that empties it, and names for all three."""
    field.setObjectName("search")
    field.setPlaceholderText(hint)
    field.setAccessibleName(name or tr("搜索"))
    field.setClearButtonEnabled(True)
    for emptying in field.findChildren(QToolButton):
        emptying.setAccessibleName(tr("清空"))
        for action in emptying.actions():
            action.setIcon(theme_icon("close"))
    sign = QAction(theme_icon("search"), tr("搜索"), field)
    field.addAction(sign, QLineEdit.ActionPosition.LeadingPosition)


def divider(parent: QWidget | None = None) -> QFrame:
    """Return a thin line across."""
    line = QFrame(parent)
    line.setObjectName("divider")
    return line
