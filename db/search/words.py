"""What is written into the search index, and how typed words ask for it; the same on both databases.

Names are split into characters and asked for as a phrase; everything else is written from each place where
someone may begin to type (``hanchen chen``, ``xiaomei88 88``) and asked for by its beginning.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from db.search.pinyin import syllables_of

FIELDS = ("name", "stage", "pinyin", "initials", "account", "tail")
"""Columns of the search index, in order. Phrases never reach from one into the next."""

_PARTS = re.compile(r"[a-z]+|[0-9]+|[^a-z0-9]")
_HAN_TO_COME = range(0x20000, 0x40000)
_LONGEST = 100
_TAIL = 4
_BETWEEN = "zz"  # two letters, so that a phrase of single characters cannot reach across it


def fold(text: str) -> str:
    """Return text as the index knows it: half-width, lower case, letters and digits only."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return folded if folded.isalnum() else "".join(filter(_is_word, folded))


def words_of(typed: str) -> list[str]:
    """Return the folded words of what was typed; wildcards, quotes and operators are no words.

    A pasted page is cut to its first hundred characters.
    """
    return [word for part in typed[:_LONGEST].split() if (word := fold(part))]


def entry(name: str, stages: Sequence[str], accounts: Sequence[str], tail: str | None) -> tuple[str, ...]:
    """Return the tokens of one person, parted by spaces, one text per field of FIELDS.

    ``stages`` are the names the public knows: the stage name, then the nicknames of the accounts.
    """
    real, shown = fold(name), list(dict.fromkeys(map(fold, stages)))
    spoken = [syllables_of(real, surname=True), *(syllables_of(stage, surname=False) for stage in shown[:1])]
    return (
        " ".join(real),
        f" {_BETWEEN} ".join(map(" ".join, shown)),
        " ".join(map(_endings, spoken)),
        " ".join(_endings([syllable[0] for syllable in syllables]) for syllables in spoken),
        " ".join(_endings(_parts(account)) for account in accounts),
        tail.lower() if tail else "",
    )


def prefix_fields(word: str) -> Iterator[str]:
    """Yield the fields in which a word may be the beginning of a token."""
    if word.isascii():
        yield from ("pinyin", "initials")
    yield "account"
    if word.isdigit() and len(word) <= _TAIL:
        yield "tail"


def fts5(words: Sequence[str]) -> str:
    """Return the FTS5 question that finds the people who have every word."""
    return " AND ".join(
        f'({{name stage}} : "{" ".join(word)}" OR {{{" ".join(prefix_fields(word))}}} : "{word}" *)'
        for word in words
    )


def tsquery_phrase(word: str) -> str:
    """Return the PostgreSQL question for a word's characters side by side."""
    return " <-> ".join(f"'{character}'" for character in word)


def tsquery_prefix(word: str) -> str:
    """Return the PostgreSQL question for a token that begins with a word."""
    return f"'{word}':*"


def tsvector(tokens: str) -> str:
    """Return the PostgreSQL vector of tokens at their places; no parser of the server has a say in it."""
    return " ".join(f"'{token}':{place}" for place, token in enumerate(tokens.split(), 1))


def _parts(account: str) -> list[str]:
    """Return the parts people remember of an account: linyi_xiao88 is linyi, xiao, 88."""
    parts = _PARTS.findall(unicodedata.normalize("NFKC", account).casefold())
    return [part for part in parts if len(part) > 1 or _is_word(part)]


def _endings(parts: Sequence[str]) -> str:
    """Return the last part, the last two, and so on to the whole, parted by spaces."""
    endings, ending = [], ""
    for part in reversed(parts):
        ending = part + ending
        endings.append(ending)
    return " ".join(endings)


def _is_word(character: str) -> bool:
    """Say whether a character is a letter or digit, also a Han character younger than this Python."""
    return unicodedata.category(character)[0] in "LN" or ord(character) in _HAN_TO_COME
