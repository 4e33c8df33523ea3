"""Ask the window for help from anywhere in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Helper(Protocol):
    """What the main window has as ``guide``; it stands above this layer."""

    def show_help(self, topic: str = "") -> None:
        """Show a topic, the one of the page in sight where none is named."""

    def start_tour(self) -> None:
        """Lead through the window."""

    def send_feedback(self) -> None:
        """Show what would be handed on of a trouble."""


def guide_of(widget: QWidget) -> Helper | None:
    """Return the guide of the window a widget or dialog belongs to."""
    above: QWidget | None = widget
    while above is not None:
        guide = getattr(above, "guide", None)
        if guide is not None:
            return cast("Helper", guide)
        above = above.parentWidget()
    return None
