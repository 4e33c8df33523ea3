"""Reads the stylesheet as Qt applies it: which ink stands on which ground, by the names of the tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from string import Template

from PySide6 import QtWidgets

from desktop import assets
from desktop.theme import LIGHT
from desktop.theme.tokens import placeholders, sizes

PAPERS = ("background", "surface", "sub")
"""What lies under a widget that paints no ground of its own."""
_PART = re.compile(
    r"(?P<type>\w+)?(?:#(?P<name>\w+))?(?P<attributes>(?:\[[^]]+])*)(?:::(?P<element>[\w-]+))?(?P<states>(?::[\w-]+)*)"
)


@dataclass(frozen=True)
class Subject:
    """The widget a selector ends in, under its conditions, and what it must lie in."""

    type: str
    name: str = ""
    element: str = ""
    conditions: frozenset[str] = frozenset()
    within: tuple[str, ...] = ()

    def covers(self, other: Subject) -> bool:
        """Whether every widget ``other`` means is one this means, too."""
        return (
            _is_a(other.type, self.type)
            and self.name in {"", other.name}
            and self.element == other.element
            and self.conditions <= other.conditions
            and self.within in {(), other.within}
        )

    @property
    def weight(self) -> tuple[int, int, int]:
        """How much a rule counts against another."""
        return bool(self.name), len(self.conditions), bool(self.type) + len(self.within)


@dataclass(frozen=True)
class Rule:
    """One selector with what it declares."""

    selector: str
    subject: Subject
    says: dict[str, str] = field(hash=False)


def _is_a(kind: str, base: str) -> bool:
    """Whether one class of Qt derives from another; no name means any."""
    if base in {"", kind, "QWidget"}:
        return True
    own, other = (getattr(QtWidgets, name, None) for name in (kind, base))
    return own is not None and other is not None and issubclass(own, other)


def _subject(selector: str) -> Subject:
    """Read one selector."""
    *within, last = selector.replace(">", " ").split()
    found = _PART.fullmatch(last)
    assert found is not None, selector
    part = found.groupdict(default="")
    conditions = re.findall(r":[\w-]+|\[[^]]+]", part["attributes"] + part["states"])
    return Subject(part["type"], part["name"], part["element"], frozenset(conditions), tuple(within))


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule, one for each selector, in order; a token stands as ``@name``."""
    template = Template((assets.path("style") / "base.qss").read_text(encoding="utf-8"))
    names = {*placeholders(LIGHT, sizes(compact=True)), "style"}
    text = re.sub(
        r"/\*.*?\*/", "", template.substitute({name: f"@{name}" for name in names}), flags=re.DOTALL
    )
    found = []
    for heads, body in re.findall(r"([^{}]+)\{([^{}]*)}", text):
        pairs = (line.split(":", 1) for line in body.split(";") if ":" in line)
        says = {name.strip(): value.strip() for name, value in pairs}
        found += [Rule(head.strip(), _subject(head.strip()), says) for head in heads.split(",")]
    return tuple(found)


def said(subject: Subject, *names: str) -> str:
    """Return what counts of several declarations of one thing for a widget; "" when none is made."""
    known = [rule for rule in rules() if rule.subject.covers(subject)]
    ranked = sorted(known, key=lambda rule: rule.subject.weight)  # equal ones stay in order
    values = [rule.says[name] for rule in ranked for name in names if name in rule.says]
    return values[-1] if values else ""


def tokens_of(value: str) -> tuple[str, ...]:
    """Return the tokens a value names."""
    return tuple(re.findall(r"@(\w+)", value))


def grounds(subject: Subject) -> tuple[str, ...]:
    """Return what may lie under the words of a widget."""
    own = said(subject, "background", "background-color")
    if not tokens_of(own) and subject.element:  # a part lies on the whole
        own = said(Subject(subject.type, subject.name, within=subject.within), "background")
    if not tokens_of(own) and subject.within:  # and what it lies in, where the selector says in what
        own = said(_subject(subject.within[-1]), "background")
    return tokens_of(own) or PAPERS
