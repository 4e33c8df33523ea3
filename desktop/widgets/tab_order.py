"""The order in which Tab goes through controls, where they were not made in the order they stand."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_after(anchor: QWidget, controls: Sequence[QWidget]) -> None:
    """Let Tab come to some controls, in their order, right after another widget; or first of all it holds.

    Qt takes no widget into the order that takes no focus: it is lent some.
    """
    own = anchor.focusPolicy()
    anchor.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    before = anchor
    for each in controls:
        QWidget.setTabOrder(before, each)
        before = each
    anchor.setFocusPolicy(own)
