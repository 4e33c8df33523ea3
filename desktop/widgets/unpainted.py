"""What changes much is painted once: when all of it stands, and also when it failed half-way."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget


@contextmanager
def unpainted(widget: QWidget) -> Iterator[None]:
    """Let a widget show what it showed until the block is left; it may be gone by then."""
    widget.setUpdatesEnabled(False)
    try:
        yield
    finally:
        if isValid(widget):
            widget.setUpdatesEnabled(True)
