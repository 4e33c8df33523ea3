"""Every word, every edge of a control and every sign of focus can be seen."""

from dataclasses import asdict

import pytest
from PySide6.QtGui import QPalette

from desktop.theme import DARK, LIGHT, Tokens
from desktop.theme.style import palette
from tests.desktop.look.contrast import contrast
from tests.desktop.look.stylesheet import PAPERS, Rule, Subject, grounds, rules, said, tokens_of

_TEXT, _PART = 4.5, 3.0  # WCAG 2.2 AA: 1.4.3 words, 1.4.11 what a control is known by
_EDGED = {
    "QPushButton",
    "QLineEdit",
    "QComboBox",
    "QSpinBox",
    "QDoubleSpinBox",
    "QPlainTextEdit",
    "QTextEdit",
}
_COLOURS = {"color", "background", "selection-background-color", "selection-color", "placeholder-text-color"}
_WORDLESS = {"indicator", "handle", "chunk"}
_ROLES = (
    ("Text", "Base"), ("Text", "AlternateBase"), ("WindowText", "Window"), ("ButtonText", "Button"),
    ("Link", "Base"), ("Link", "Window"), ("HighlightedText", "Highlight"), ("ToolTipText", "ToolTipBase"),
    ("PlaceholderText", "Base"),
)  # fmt: skip

both = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def _is_seen(rule: Rule) -> bool:
    """Whether what a rule says of colours stands with words; those of a control out of use count not."""
    return ":disabled" not in rule.subject.conditions and rule.subject.element not in _WORDLESS


def _is_inner(subject: Subject) -> bool:
    """Whether a widget is the field inside a box that shows the focus itself."""
    return bool(_EDGED & {*subject.within})


def _texts(rule: Rule) -> set[tuple[str, str]]:
    """Return each (ink, ground) of a rule's widget."""
    inks = tokens_of(said(rule.subject, "color")) or ("text",)
    pairs = {(ink, ground) for ink in inks for ground in grounds(rule.subject)}
    chosen = tokens_of(said(rule.subject, "selection-color"))
    pairs |= {
        (ink, ground)
        for ink in chosen
        for ground in tokens_of(said(rule.subject, "selection-background-color"))
    }
    asked = tokens_of(said(rule.subject, "placeholder-text-color"))
    return pairs | {(ink, ground) for ink in asked for ground in grounds(rule.subject)}


def _edge(subject: Subject) -> tuple[str, ...]:
    """Return the tokens of a widget's border."""
    return tokens_of(said(subject, "border-color", "border").replace("transparent", ""))


@both
def test_every_word_of_the_stylesheet_can_be_read_on_what_lies_under_it(tokens: Tokens) -> None:
    colour = asdict(tokens)
    told = {
        (rule.selector, *pair)
        for rule in rules()
        if _is_seen(rule) and {*rule.says} & _COLOURS
        for pair in _texts(rule)
    }
    assert len(told) > 100
    assert {line for line in told if contrast(colour[line[1]], colour[line[2]]) < _TEXT} == set()


@both
def test_what_the_palette_leaves_to_qt_can_be_read(tokens: Tokens) -> None:
    made = palette(tokens)

    def name(role: str) -> str:
        return made.color(QPalette.ColorGroup.Active, QPalette.ColorRole[role]).name()

    assert [pair for pair in _ROLES if contrast(name(pair[0]), name(pair[1])) < _TEXT] == []


@both
def test_the_edge_of_all_that_is_filled_in_is_seen_on_every_ground(tokens: Tokens) -> None:
    colour = asdict(tokens)
    faint = [
        (kind, edge, paper)
        for kind in sorted(_EDGED - {"QPushButton"})  # a button is known by its words
        for edge in _edge(Subject(kind)) or ("nothing",)
        for paper in PAPERS
        if contrast(colour.get(edge, colour[paper]), colour[paper]) < _PART
    ]
    ticks = [rule for rule in rules() if rule.subject.element == "indicator" and not rule.subject.conditions]
    assert len(ticks) >= 4
    faint += [
        (rule.selector, edge, paper)
        for rule in ticks
        for edge in _edge(rule.subject)
        for paper in PAPERS
        if contrast(colour[edge], colour[paper]) < _PART
    ]
    assert faint == []


@both
def test_every_sign_of_focus_is_seen_beside_the_ground(tokens: Tokens) -> None:
    colour = asdict(tokens)
    focused = [
        rule for rule in rules() if ":focus" in rule.subject.conditions and not _is_inner(rule.subject)
    ]
    assert {rule.subject.type for rule in focused} >= _EDGED
    for rule in focused:
        ring = _edge(rule.subject)
        assert ring, f"{rule.selector} tells its focus by no ring"
        faint = [
            (tone, paper)
            for tone in ring
            for paper in PAPERS
            if contrast(colour[tone], colour[paper]) < _PART
        ]
        assert faint == [], rule.selector
