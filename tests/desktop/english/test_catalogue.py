"""The catalogue knows every word of the program, and what was compiled is what was written."""

import re
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.i18n.catalogue import DOMAINS
from desktop.i18n.plurals import PLACE
from desktop.i18n.sentences import CHINESE

ROOT = Path(__file__).parents[3]
WORDS: dict[str, Any] = runpy.run_path(str(ROOT / "packaging" / "words.py"))
load: Callable[[str, str], Any] = WORDS["load"]


@pytest.fixture(scope="module", params=DOMAINS)
def domain(request: pytest.FixtureRequest) -> str:
    """Give each catalogue in turn."""
    return str(request.param)


@pytest.fixture(scope="module")
def pairs(domain: str) -> dict[str, str]:
    """Give the English of every text that has one."""
    return {each.id: each.string for each in load(domain, "en") if each.id and each.string}


def test_what_is_compiled_is_what_is_written(domain: str) -> None:
    file = WORDS["catalogue_file"](domain, "en")
    hint = f"{domain}: run `make words` and commit the .po with its .mo"
    assert file.with_suffix(".mo").read_bytes() == WORDS["as_mo"](load(domain, "en")), hint


def test_every_text_of_the_program_is_there_with_its_english(domain: str) -> None:
    known = {each.id: each.string for each in load(domain, "en") if each.id}
    missing = sorted(text for text in WORDS["collect"](ROOT)[domain] if not known.get(text))
    hint = f"{domain}: run `make words`, fill in the new texts, and run it again"
    assert missing == [], hint


def test_no_english_has_chinese_in_it(pairs: dict[str, str]) -> None:
    assert {text: said for text, said in pairs.items() if CHINESE.search(said)} == {}


def test_the_places_of_a_form_are_those_of_its_english(pairs: dict[str, str]) -> None:
    odd = {}
    for text, said in pairs.items():
        wanted, had = PLACE.findall(text), PLACE.findall(said)
        named = all(re.match(r"\w", place) for place in wanted)
        if set(wanted) != set(had) or (not named and wanted != had):
            odd[text] = said
    assert odd == {}


def test_what_begins_or_ends_with_room_or_dots_does_so_in_english(pairs: dict[str, str]) -> None:
    odd = {
        text: said
        for text, said in pairs.items()
        if text.endswith("…") != said.endswith("…") or (text.endswith(" ") and not said.endswith(" "))
    }
    assert odd == {}
