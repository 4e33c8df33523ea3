"""What the user found lately, kept for each base: kinds and keys only, never a name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from db.queries.find_recent import Chosen
    from desktop.settings import Settings

_NAME = "find"
_MOST = 8
_BASES = 4


class RecentFinds:
    """The last few things chosen, the newest first; each base has its own."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._base = ""

    def belong_to(self, base: str) -> None:
        """Remember for this base from now on."""
        self._base = base or self._base

    def known(self) -> dict[str, list[Chosen]]:
        """Return what is remembered, by base; what cannot be read is nothing."""
        try:
            kept: Any = json.loads(self._settings.layout.get(_NAME, "{}"))
        except ValueError:
            return {}
        if not isinstance(kept, dict):
            return {}
        return {base: [pair for each in found if (pair := _chosen(each))] for base, found in kept.items()}

    def remember(self, kind: str, key: int | str) -> None:
        """Put something to the front."""
        if not self._base:
            return
        known = self.known()
        chosen = (str(kind), key)
        newest = [chosen, *(each for each in known.pop(self._base, []) if each != chosen)][:_MOST]
        kept = {self._base: newest} | dict(list(known.items())[: _BASES - 1])
        self._settings.layout[_NAME] = json.dumps(kept, ensure_ascii=False)
        self._settings.save()


def _chosen(kept: object) -> Chosen | None:
    """Return kind and key as they were kept; None for anything else."""
    match kept:
        case [str(kind), int() | str() as key]:
            return kind, key
    return None
