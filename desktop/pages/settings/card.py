"""The card settings stand on."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.widgets.card import GrowingCard

_WIDE = 760
NARROW = 320


class SettingsCard(GrowingCard):
    """As wide as is good to read, wider only where its words need it; ``wide`` is in pixels."""

    def __init__(self, heading: str = "", wide: int = _WIDE, parent: QWidget | None = None) -> None:
        super().__init__(heading, parent)
        self._wide = wide
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """Return the room it likes to have."""
        width = max(self._wide, self.minimumSizeHint().width())
        hint = super().sizeHint()
        return QSize(width, self.heightForWidth(width) if self.hasHeightForWidth() else hint.height())
