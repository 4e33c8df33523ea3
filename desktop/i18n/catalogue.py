"""The compiled catalogues of a language: what the window says, and what ``db`` says."""

import gettext
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "locale"
DOMAINS = ("db", "desktop")
"""One catalogue for each side; where both know a text, the window's own is taken."""


class _Words(gettext.GNUTranslations):
    """A catalogue that can be read as a whole: sentences are recognised by all of its forms."""

    def pairs(self) -> dict[str, str]:
        """Return every text with its translation."""
        known: dict[str, str] = self._catalog  # type: ignore[attr-defined]
        return {text: said for text, said in known.items() if text and said}


@cache
def read(language: str) -> dict[str, str]:
    """Return {Chinese text: translation} of a language; what has no catalogue yet is left out."""
    found: dict[str, str] = {}
    for domain in DOMAINS:
        file = FOLDER / language / "LC_MESSAGES" / f"{domain}.mo"
        if file.exists():
            with file.open("rb") as opened:
                found |= _Words(opened).pairs()
    return found
