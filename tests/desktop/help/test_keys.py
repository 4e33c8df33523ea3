"""Every shortcut of the program is told in the help, and the help tells of none that is not there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.help.keys import key_groups

DESKTOP = Path(__file__).parents[3] / "desktop"
_WRITTEN = re.compile(
    r'"((?:(?:Ctrl|Alt|Shift)\+)*(?:F\d{1,2}|(?<=\+)(?:[A-Z0-9;]|Up|Down|Left|Right|Enter)))"'
)
_NAMED = re.compile(r"Key_(F\d{1,2}|Delete|Space|Plus|Minus)\b|StandardKey\.(\w+)")
_STANDARD = {
    "New": "Ctrl+N", "Save": "Ctrl+S", "Copy": "Ctrl+C", "Paste": "Ctrl+V", "Print": "Ctrl+P",
    "Undo": "Ctrl+Z", "Redo": "Ctrl+Y", "SelectAll": "Ctrl+A", "Delete": "Delete", "Cancel": "Esc",
    "Find": "Ctrl+F", "Refresh": "F5", "HelpContents": "F1",
}  # fmt: skip
_ARROWS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Plus": "+", "Minus": "-"}
_BY_QT = {"Ctrl+A", "Shift+← ↑ → ↓"}
"""Keys every table of Qt hears by itself."""
_HANDLED = re.compile(r"Key_(\w+)")


def told() -> set[str]:
    """Return every combination the help lists, one by one."""
    found: set[str] = set()
    for group in key_groups():
        for each in group.keys:
            if match := re.fullmatch(r"(\w+\+)(\d) … \1(\d)", each.keys):
                found |= {f"{match[1]}{number}" for number in range(int(match[2]), int(match[3]) + 1)}
            else:
                found |= set(each.keys.split(" / "))
    return found


def sources() -> Iterator[tuple[str, str]]:
    """Yield every source of the window, but the list of keys itself."""
    for file in sorted(DESKTOP.rglob("*.py")):
        if file.name != "keys.py" and "cli" not in file.parts:
            yield str(file.relative_to(DESKTOP)), file.read_text("utf-8")


def used() -> dict[str, str]:
    """Return every combination a source reacts to, with one of the sources."""
    found: dict[str, str] = {}
    for name, text in sources():
        for written in _WRITTEN.findall(text):
            found.setdefault(_as_told(written), name)
        for key, standard in _NAMED.findall(text):
            found.setdefault(_ARROWS.get(key, key) or _STANDARD.get(standard, ""), name)
    found.pop("", None)
    return found


def _as_told(written: str) -> str:
    """Write arrows as the keyboard has them."""
    head, plus, last = written.rpartition("+")
    return head + plus + _ARROWS.get(last, last)


def test_every_shortcut_of_the_sources_is_told() -> None:
    missing = {keys: where for keys, where in used().items() if keys not in told()}
    assert missing == {}


@pytest.mark.parametrize("keys", sorted(told()))
def test_every_key_told_is_one_the_program_hears(keys: str) -> None:
    if keys in used() or keys in _BY_QT:
        return
    last = keys.rpartition("+")[2] or "+"
    names = {"Enter": "Return", "Esc": "Escape", ";": "Semicolon"} | {
        sign: name for name, sign in _ARROWS.items()
    }
    handled = {key for _name, text in sources() for key in _HANDLED.findall(text)}
    assert names.get(last, last) in handled


def test_no_key_is_told_twice_in_one_place() -> None:
    for group in key_groups():
        listed = [keys for each in group.keys for keys in each.keys.split(" / ")]
        assert len(set(listed)) == len(listed), group.place
