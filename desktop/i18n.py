"""Words on screen: Chinese is the source language, other languages come from ``resources/locale``."""

import gettext
import locale
import os
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent.parent / "resources" / "locale"


def tr(text: str) -> str:
    """Return a Chinese text in the user's language; the text itself where nobody translated it."""
    return _translations().gettext(text)


@cache
def _translations() -> gettext.NullTranslations:
    """Return the catalogue of the language asked for by BASEDESK_LANG, else of the system."""
    language = os.environ.get("BASEDESK_LANG") or locale.getlocale()[0] or "zh_CN"
    return gettext.translation("basedesk", _FOLDER, languages=[language], fallback=True)
