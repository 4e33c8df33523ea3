"""Take out of a text what tells of a person: numbers, names, user names in paths, passwords (no Qt)."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.settings import user_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

NUMBER, NAME, USER, MAIL = "<号码>", "<姓名>", "<用户>", "<邮箱>"
"""What stands in the place of what was taken out."""

_CHINESE = re.compile("<?[\u3400-\u9fff\U00020000-\U000323af·]+>?")
_LATIN = re.compile(r"[0-9A-Za-z_.\-]+")
_VALUE = r"(?:'[^'\n]*'|\"[^\"\n]*\"|[^\s&;,'\"]+)"
_KEY = r"\w*(?:passw(?:or)?d|pwd|secret|token|密码|口令)\w*"
_FOLDER = r"(?:[^\\/\n\"':]+(?=[\\/])|[^\\/\s\"']+)"  # the last of a path ends at a space
_RULES = (
    (re.compile(r"://\S*@"), f"://{USER}@"),  # user and password of a server, which may hold a / or @
    (
        re.compile(rf"({_KEY}['\"]?\s*[=:：]\s*|--password\s+){_VALUE}", re.IGNORECASE),
        rf"\1{USER}",
    ),
    (re.compile(rf"\b((?:user|role)(?:name)?['\"]?\s*[=:]\s*){_VALUE}", re.IGNORECASE), rf"\1{USER}"),
    (re.compile(r"\b((?:user|role) )\"[^\"\n]+\"", re.IGNORECASE), rf"\1{USER}"),  # as servers complain
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), MAIL),
    (re.compile(rf"([A-Z]:[\\/]+Users[\\/]+){_FOLDER}", re.IGNORECASE), rf"\g<1>{USER}"),
    (re.compile(rf"(/(?:home|Users)/){_FOLDER}"), rf"\g<1>{USER}"),
    (re.compile(r"(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)"), NUMBER),  # a phone, also in groups
    (re.compile(r"(?<!\d)[1-9]\d{5}(?:[ -]?\d){11}[ -]?[\dX]", re.IGNORECASE), NUMBER),  # 证件, in groups
    (re.compile(r"(?<!\d)\d{4}(?:[ -]\d{4}){2,}(?:[ -]?\d{1,3})?(?!\d)"), NUMBER),  # a bank card in groups
    (re.compile(r"(?<![\d.])\(?0\d{2,3}\)?[ -]?\d{3,4}[ -]?\d{4}(?!\d)"), NUMBER),  # a phone of a desk
    (
        re.compile(r"(?<![0-9A-Z])(?=[A-Z]*\d)[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Z])", re.IGNORECASE),
        NUMBER,  # 信用代码
    ),
    (re.compile(r"\d{7,}[Xx]?"), NUMBER),
)
_LEAST_LATIN = 3


class Scrubber:
    """Scrubs texts of what it knows; ``names`` None: nobody knows them, so all Chinese words go.

    ``own`` are words that tell of this machine (its name); they and the user's go wherever they stand.
    """

    def __init__(self, names: Collection[str] | None, own: Iterable[str] = ()) -> None:
        self._knows = names is not None
        self._latin: dict[str, str] = {}
        self._by_first: defaultdict[str, set[str]] = defaultdict(set)
        for name in names or ():
            self._learn(name, NAME)
        for word in (*own, user_name(), Path.home().name):
            self._learn(word, USER)
        self._sizes = {
            first: sorted({len(name) for name in held}, reverse=True)
            for first, held in self._by_first.items()
        }

    def scrub(self, text: str) -> str:
        """Return a text without anything personal."""
        text = text.replace(str(Path.home()), "~")
        for rule, instead in _RULES:
            text = rule.sub(instead, text)
        text = _LATIN.sub(lambda word: self._latin.get(word[0].lower(), word[0]), text)
        if not self._knows:
            kept = {NUMBER, NAME, USER, MAIL}
            return _CHINESE.sub(lambda run: run[0] if run[0] in kept else "…", text)
        return self._without_names(text)

    def _learn(self, name: str, instead: str) -> None:
        """Remember a name: letters and figures count as a whole word, others wherever they stand."""
        if _LATIN.fullmatch(name):
            if len(name) >= _LEAST_LATIN:
                self._latin[name.lower()] = instead
        elif len(name) > 1:
            self._by_first[name[0]].add(name)

    def _without_names(self, text: str) -> str:
        """Replace every name, the longest that fits at each place."""
        done: list[str] = []
        at = 0
        while at < len(text):
            letter = text[at]
            sizes = self._sizes.get(letter, ())
            size = next((size for size in sizes if text[at : at + size] in self._by_first[letter]), 0)
            done.append(NAME if size else letter)
            at += size or 1
        return "".join(done)
