"""The card settings stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.i18n import tr
from desktop.records.offered_undo import do
from desktop.widgets.card import GrowingCard
from desktop.widgets.notice import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.deeds import Deed
    from db.engine import Session
    from desktop.tasks import Tasks

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


def keep(
    tasks: Tasks,
    owner: QWidget,
    work: Callable[[Session], Deed],
    done: Callable[[Deed], object] = lambda _deed: None,
) -> None:
    """Keep what was set for the whole base, with the way back; where it is as it was say that."""

    def follow(deed: Deed) -> None:
        done(deed)
        if deed.batch is None:
            tell(owner, tr("设置没有变化"))

    do(tasks, owner, work, follow)
