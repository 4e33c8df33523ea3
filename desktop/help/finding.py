"""Search the help by words, pinyin or initials, without a network and without an index on disk (no Qt)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from db.search.pinyin import syllables_of
from desktop.help.topics import Topic, all_topics

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADING = re.compile(r"^#+ +(.+)$")
_MARKS = re.compile(r"!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|[\[\]*`>|#]|^[-\d. ]+(?=\S)|^[|:\- ]+$")
_AROUND = 18  # characters shown at each side of what was found
_MOST = 30


@dataclass(frozen=True, slots=True)
class Hit:
    """A place found: the topic, the heading it stands under ("" = the beginning), and some words of it."""

    topic: Topic
    heading: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading and the plain text below it, with what its title is typed like in letters."""

    topic: Topic
    heading: str
    text: str
    letters: tuple[str, ...]


def get_ready() -> None:
    """Load how characters are read, a tenth of a second; for another thread, before letters are typed."""
    syllables_of("帮助", surname=False)


def find(query: str) -> list[Hit]:
    """Return where all words of a query stand, best first: in titles, in headings, in the text."""
    words = query.lower().split()
    if not words:
        return []
    ranked = []
    for number, section in enumerate(_sections()):
        ranks = [_rank(section, word) for word in words]
        if all(ranks):
            ranked.append((-sum(ranks), number, section))
    best = (found for *_rank_and_place, found in sorted(ranked))
    return [Hit(each.topic, each.heading, _excerpt(each.text, words)) for each in islice(best, _MOST)]


def _rank(section: _Section, word: str) -> int:
    """Return how well a word fits: 8 in a title (6 by letters), 4 in a heading (2), 1 in the text."""
    if not section.heading and word in section.topic.title.lower():
        return 8
    if word in section.heading.lower():
        return 4
    if word.isascii() and any(letters.startswith(word) for letters in section.letters):
        return 2 if section.heading else 6
    return 1 if word in section.text.lower() else 0


def _excerpt(text: str, words: list[str]) -> str:
    """Return some characters around the first word found, else the beginning."""
    at = min((place for word in words if (place := text.lower().find(word)) >= 0), default=0)
    first = _word_end(text, max(at - _AROUND // 2, 0), -1)
    last = _word_end(text, at + 2 * _AROUND, 1)
    cut = text[first:last].replace("\n", " ").strip()
    return ("…" if first else "") + cut + ("…" if last < len(text) else "")


def _word_end(text: str, at: int, step: int) -> int:
    """Return the place itself, or where the word of letters ends that it stands in: none is cut."""
    while 0 < at < len(text) and text[at - 1 : at + 1].isascii() and text[at - 1 : at + 1].isalnum():
        at += step
    return at


def _sections() -> Iterator[_Section]:
    """Yield all texts, cut at their headings."""
    return (section for topic in all_topics() for section in _cut(topic))


def _cut(topic: Topic) -> list[_Section]:
    """Cut one text at its headings."""
    held: list[tuple[str, list[str]]] = [("", [])]
    for line in topic.text.splitlines():
        if found := _HEADING.match(line):
            held.append((found[1], []))
        elif plain := _MARKS.sub("", line).strip():
            held[-1][1].append(plain)
    return [
        _Section(topic, heading, "\n".join(lines), _letters(heading or topic.title))
        for heading, lines in held
    ]


def _letters(title: str) -> tuple[str, ...]:
    """Return what a title may be typed like from each of its characters on: in full and by initials."""
    syllables = [each.lower() for each in syllables_of(title, surname=False) if each.isalnum()]
    starts = range(len(syllables))
    whole = tuple("".join(syllables[start:]) for start in starts)
    return whole + tuple("".join(each[0] for each in syllables[start:]) for start in starts)
