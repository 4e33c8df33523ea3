"""Recognise a finished Chinese sentence by the form it was made from, and say it in another language.

``db`` and the files write whole sentences ("张三的合同9月3日到期"): the catalogue holds their forms
("{0}的{1}{2}月{3}日到期"). The longest form that fits is taken; what stands in its places is said in turn. A
form of few words ("{0}的{1}") fits names and texts of the base too: it counts only when nothing Chinese is
left over. Lists and several sentences in one text are said piece by piece.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop.i18n.plurals import PLACE, agreed, names_of, one

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef\U00020000-\U000323af]")
"""Chinese characters and the punctuation that comes with them."""
NOUN, HEADING = "noun:", "heading:"
"""Mark in a catalogue what a kind of record is called within a sentence, and over many of them."""
HAN = re.compile("[\u3400-\u9fff\U00020000-\U000323af]")
"""Chinese characters alone."""
_STRONG = 4  # characters of its own that make a form certain, whatever stands in its places
_LONGEST = 60  # characters a text may have to be asked for forms of few words
_KEPT = 8192  # texts remembered
_LAST_NUMBER = re.compile(r"[\d.,]+$")
_QUOTED = re.compile(r'"[^"]*"')  # a name the user gave stays as it is
_NAMED = re.compile(r"([^“”]+)“([^“”]*)”")
_WITHIN = (
    (re.compile(r"()“([^“”]+)”"), '{}"{}"'),
    (re.compile(r"([·*•]\s*)(.+)", re.DOTALL), "{}{}"),
    (re.compile(r"()(.+)等", re.DOTALL), "{}{} and others"),
)
"""Marks around words, and the same in the other language."""
_NUMBER_AND_UNIT = re.compile(r"([+\-−]?[\d.,]+|[—…])(\s?)([^\d\s].*)", re.DOTALL)
_BESIDE = re.compile(r"(.+?)\s?（([^（）]*)）", re.DOTALL)

_SENTENCES = (("\n", "\n"), ("\t", "\t"), ("　", "   "), ("；", "; "), (" · ", " · "), (" → ", " → "))
"""What parts texts that have nothing to do with each other: one said is enough."""
_LISTS = (("，", ", "), ("、", ", "), ("或", " or "), (" ", " "))
"""What parts the items of a list: all must be said, else it is the user's own text."""
_MARKS = str.maketrans(
    {
        "，": ", ",
        "、": ", ",
        "；": "; ",
        "：": ": ",
        "。": ". ",
        "（": " (",
        "）": ")",
        "？": "?",
        "　": "   ",
    }
    | {
        "《": '"',
        "》": '"',
        "“": '"',
        "”": '"',
        "【": "[",
        "】": "]",
        "！": "!",
        "％": "%",
        "＝": "=",
        "＞": ">",
    }
)
"""Marks around words that are English already."""


class Form:
    """A text with places, as a pattern of the Chinese and a sentence of the other language."""

    def __init__(self, text: str, said: str) -> None:
        self.literals = PLACE.split(text)[::2]
        self.weight = sum(len(HAN.findall(literal)) for literal in self.literals)
        self.longest = max(self.literals, key=len)
        self._said = said
        self._pattern: re.Pattern[str] | None = None
        self._parts = [self.literals[0]]
        self._together: list[list[str]] = []
        for name, literal in zip(names_of(text), self.literals[1:], strict=True):
            if self._together and not self._parts[-1]:
                self._together[-1].append(name)
                self._parts[-1] = literal
            else:
                self._together.append([name])
                self._parts.append(literal)

    def fits(self, text: str) -> list[tuple[list[str], str]] | None:
        """Return what stands in the places of a text made from this form, None when it was not.

        Places that follow each other at once come together: [(their names, what stands there)].
        """
        if self.longest not in text:
            return None
        if self._pattern is None:
            between = "(.*?)".join(map(re.escape, self._parts))
            self._pattern = re.compile(between, re.DOTALL)
        found = self._pattern.fullmatch(text)
        return list(zip(self._together, found.groups(), strict=True)) if found else None

    def fill(self, places: Mapping[str, str]) -> str:
        """Return the sentence with its places filled; room before what is put in is not said twice."""
        names = iter(names_of(self._said))
        said = agreed(self._said, lambda name: places.get(name) == "1")

        def put(place: re.Match[str]) -> str:
            what = places.get(next(names), "")
            return what.lstrip() if said[: place.start()].endswith(" ") else what

        return PLACE.sub(put, said)


class Sentences:
    """All words and forms of one language; ``say`` is asked for everything shown."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words
        forms = (Form(text, said) for text, said in words.items() if PLACE.search(text))
        weighed = (form for form in forms if form.weight)
        self._forms = sorted(weighed, key=lambda form: (-form.weight, len(form.literals)))
        self.say = lru_cache(_KEPT)(self._say)

    def noun(self, text: str) -> str:
        """Return a word for things of a kind as it stands within a sentence: one of them, small."""
        return self._words.get(f"{NOUN}{text}") or self.say(text)

    def heading(self, text: str) -> str:
        """Return a word for things of a kind as it stands over them: several of them, Brands."""
        return self._words.get(f"{HEADING}{text}") or self.say(text)

    def _say(self, text: str) -> str:
        """Return a text in the language, as it is when it is not known."""
        if not CHINESE.search(text):
            return text
        known = self._words.get(text)
        if known is not None:
            return known
        if not HAN.search(text):
            return text.translate(_MARKS).strip()
        return self._by_form(text) or self._in_pieces(text) or text

    def _by_form(self, text: str) -> str:
        """Say a text by the longest form it was made from; "" when there is none."""
        for form in self._forms:
            if form.weight < _STRONG and len(text) > _LONGEST:
                return ""
            found = form.fits(text)
            if found is None:
                continue
            places = {
                name: self.say(each) for names, what in found for name, each in self._share(names, what)
            }
            said = form.fill(places)
            if form.weight >= _STRONG or not CHINESE.search(_QUOTED.sub("", said)):
                return said
        return ""

    def _share(self, names: Sequence[str], what: str) -> list[tuple[str, str]]:
        """Share out what stands in places that follow each other: a number or known words end it."""
        if len(names) == 1:
            return [(names[0], what)]
        number = _LAST_NUMBER.search(what)
        cuts = [number.start()] if number else [at for at in range(1, len(what)) if what[at:] in self._words]
        at = cuts[0] if cuts else len(what)
        return [*self._share(names[:-1], what[:at]), (names[-1], what[at:])]

    def _in_pieces(self, text: str) -> str:
        """Say a text of several parts; "" when they are not ours."""
        ways = (
            self._as_label,
            self._as_sentences,
            self._as_number,
            self._as_named,
            self._within_marks,
            self._as_list,
        )
        return next((said for way in ways if (said := way(text))), "")

    def _as_sentences(self, text: str) -> str:
        """Say lines and sentences that have nothing to do with each other: one known is enough."""
        bare = text.removesuffix("。")
        if bare != text and (said := self._words.get(bare) or self._by_form(bare)):
            return f"{said}."
        for mark, between in _SENTENCES:
            if mark in text:
                return self._parts(text.split(mark), between)
        sentences = re.split(r"(?<=。)(?=.)", text)
        if len(sentences) > 1:
            return self._parts(sentences, " ")
        return f"{said}." if bare != text and (said := self._parts([bare], "")) else ""

    def _as_label(self, text: str) -> str:
        """Say "label：value" and "words（remark）"."""
        for at in (place for place, mark in enumerate(text) if mark == "："):  # a label may hold one itself
            head, rest = text[:at], text[at + 1 :]
            if self.say(head) != head or not CHINESE.search(self.say(rest)):
                return f"{self.say(head)}: {self.say(rest)}"
        beside = _BESIDE.fullmatch(text)
        return f"{said})" if beside and (said := self._parts(beside.groups(), " (")) else ""

    def _as_number(self, text: str) -> str:
        """Say a number with its unit."""
        number = _NUMBER_AND_UNIT.fullmatch(text)
        if number is None or CHINESE.search(unit := self.say(number[3])):
            return ""
        return f"{number[1]}{one(f' {unit}') if number[1] == '1' else f' {unit}'}"

    def _as_named(self, text: str) -> str:
        """Say a kind with the name of one: 主播“程小满”."""
        found = _NAMED.fullmatch(text)
        kind = self.noun(found[1]) if found else ""
        return f'{kind} "{found[2]}"' if found and not CHINESE.search(kind) else ""

    def _within_marks(self, text: str) -> str:
        """Say what stands between marks: “words”, · words, words等."""
        for marks, said in _WITHIN:
            found = marks.fullmatch(text)
            inner = self.say(found[2]) if found else ""
            if found and inner != found[2]:
                return said.format(found[1], inner)
        return ""

    def _as_list(self, text: str) -> str:
        """Say the items of a list; all must be known, else it is the user's own text."""
        for mark, between in _LISTS:
            said = self._parts(text.split(mark), between) if mark in text else ""
            if said and not CHINESE.search(said):
                return said
        return ""

    def _parts(self, parts: Sequence[str], between: str) -> str:
        """Say each part and join them; "" when none is known."""
        said = [self.say(part) for part in parts]
        return "" if list(parts) == said else between.join(said)
