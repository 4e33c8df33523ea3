"""Several words in one field: 商家、服务商."""

import re
from enum import StrEnum

from db.errors import BadValue
from db.values.choices import read_choice
from db.values.kinds import Raw
from db.values.text import brief, read_text

BETWEEN = "、"
"""Stands between the words as they are stored and shown."""

_SIGNS = re.compile(r"[、，,；;/／|\s]+")
_SIGNS_OF_TAGS = re.compile(r"\s*[、，,；;\n]\s*")


def read_words(raw: Raw, choices: type[StrEnum] | None) -> tuple[str | None, str]:
    """Return the words a cell names, in the order of ``choices`` (None: any words, as they come), each once.

    Raises BadValue that lists the choices for a word that is none of them.
    """
    text = read_text(raw, lines=True)
    if choices is None:
        return BETWEEN.join(dict.fromkeys(filter(None, _SIGNS_OF_TAGS.split(text.strip())))) or None, ""
    named = set()
    for word in filter(None, _SIGNS.split(text)):
        try:
            named.add(read_choice(word, choices)[0])
        except BadValue:
            can = BETWEEN.join(choices)
            raise BadValue(f"“{brief(word)}”不在可选范围内，可填（可多填，用“、”隔开）：{can}") from None
    return BETWEEN.join(word for word in choices if word in named) or None, ""


def words_in(value: str | None) -> list[str]:
    """Return the words a stored value holds."""
    return value.split(BETWEEN) if value else []
