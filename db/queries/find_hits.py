"""What finding anything answers with: one line each, and how well it matches."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from db.search.spelling import Level, Rank, spelled

MOST = 5
"""Lines of one kind that are shown."""

WEIGHED = 200
"""Lines of one kind that are put in order at most: of more, nobody reads further than the first few."""


class FindKind(StrEnum):
    """What can be found, in the order it is listed where it matches equally well."""

    PERSON = "主播"
    ORG = "企业与机构"
    BRAND = "品牌"
    REPORT = "月报"
    PLACE = "页面"
    COMMAND = "操作"
    TRAINING = "培训"
    COURSE = "课程"
    CAMPAIGN = "活动"
    ACCOUNT = "平台账号"
    CONTRACT = "合同"
    LIVE = "直播场次"


@dataclass(frozen=True, slots=True)
class Found:
    """One line: what it is called, a few words beside it, and the page with its filters that shows it.

    ``key`` names it within its kind: a record's key, or the word of a place or command. ``marks`` are the
    characters of the title that answer to what was typed (from, to; the end not counted).
    """

    kind: FindKind
    key: int | str
    title: str
    notes: tuple[str, ...] = ()
    page: str = ""
    filters: tuple[tuple[str, object], ...] = ()
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """The best lines of one kind; ``total`` is how many there are, None for very many."""

    kind: FindKind
    found: tuple[Found, ...]
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A page or command of the window: its word, its title, and what else it is looked for by."""

    kind: FindKind
    key: str
    title: str
    note: str = ""
    also: str = ""


class Hit(NamedTuple):
    """A line with its worth; ``order`` decides between equals, the smallest first."""

    rank: Rank
    order: tuple[int, ...]
    found: Found


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, and its folded words; ``recent`` are kind and key of what was chosen lately."""

    text: str
    words: tuple[str, ...]
    recent: frozenset[tuple[str, int | str]] = field(default_factory=frozenset)


EXACTLY = Rank(Level.WHOLE, 0, 0)
"""The worth of what was asked for by its number."""
BESIDE = Rank(Level.BESIDE, 0, 0)
"""The worth of what answers by something that is not its title."""


def _marked(found: Found, words: Sequence[str]) -> Found:
    """Return a line with the letters of its title marked that answer to the words."""
    title = spelled(found.title, surname=found.kind is FindKind.PERSON)
    return replace(found, marks=title.marks(words))


def best_of(hits: Iterable[Hit], asked: Asked) -> tuple[Rank, FoundGroup] | None:
    """Return the best lines of one kind as a group, and the rank of the first; None without any.

    Of what matches equally well, what was chosen lately comes first.
    """

    def worth(hit: Hit) -> tuple[Level, bool, Rank, tuple[int, ...]]:
        """Return what a line is sorted by."""
        lately = (hit.found.kind, hit.found.key) in asked.recent
        return hit.rank.level, not lately, hit.rank, hit.order

    ordered = sorted(hits, key=worth)
    if not ordered:
        return None
    first, total = ordered[0], len(ordered) if len(ordered) < WEIGHED else None
    chosen = tuple(_marked(hit.found, asked.words) for hit in ordered[:MOST])
    return first.rank, FoundGroup(first.found.kind, chosen, total)
