"""English speaks otherwise of one thing than of several: 1 session, 2 sessions."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PLACE = re.compile(r"\{([^{}]*)\}")
"""A place of a form: {0}, {count}, {count:,}, {:,} or {}."""
_VERBS = {
    "are": "is", "have": "has", "were": "was", "stay": "stays", "come": "comes", "match": "matches",
    "lack": "lacks", "count": "counts",
}  # fmt: skip
_VERB = rf"(?P<before> (?:still )?)(?P<verb>{'|'.join(_VERBS)})\b"
_LINKS = "of|and|or|the|to|at|in|for|from|with|without|by|on|not|that|than|is|this|status|always"
_NOUN = re.compile(
    rf" (?P<beside>(?:(?!(?:{_LINKS})\b)[a-z-]+ ){{0,2}}?)(?!(?:{_LINKS})\b)"
    r"(?P<noun>[a-z-]{2,}[a-rt-z]s|people)\b"
)
_BEGINNINGS = (". ", "; ", ", ", ": ")
"""What stands before a number that is what its sentence speaks of."""


def names_of(form: str) -> list[str]:
    """Return the names of a form's places in order; those without one are numbered."""
    numbers = count()
    return [place.split(":")[0].split(".")[0] or str(next(numbers)) for place in PLACE.findall(form)]


def agreed(form: str, is_one: Callable[[str], bool]) -> str:
    """Return a form whose words agree with the places that hold 1, by what ``is_one`` says of each."""
    parts = re.split(r"(\{[^{}]*\})", form)
    for number, name in enumerate(names_of(form)):
        if is_one(name):
            before, at = parts[2 * number], 2 * number + 2
            parts[at] = one(parts[at], speaks_of_it=not before or before.endswith(_BEGINNINGS))
    return "".join(parts)


def one(words: str, *, speaks_of_it: bool = False) -> str:
    """Return the words after a 1 as they are said of one thing: the noun, and the verb where it is its."""
    noun = _NOUN.match(words)
    said = "" if noun is None else f" {noun['beside']}{_singular(noun['noun'])}"
    rest = words if noun is None else words[noun.end() :]
    verb = re.match(_VERB, rest) if speaks_of_it else None
    return said + (rest if verb is None else f"{verb['before']}{_VERBS[verb['verb']]}{rest[verb.end() :]}")


def _singular(noun: str) -> str:
    """Return a noun of several things as that of one."""
    if noun == "people":
        return "person"
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    return noun[:-2] if noun.endswith(("ches", "shes", "xes", "sses")) else noun[:-1]
