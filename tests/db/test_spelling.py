"""How well a name answers to what was typed, recomputed letter by letter."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as some

from db.search.pinyin import readings_of, syllables_of
from db.search.spelling import Level, spelled
from db.search.words import fold

NAMES = some.text("韩沉晓雨单曾（） -·1209abX９", min_size=1, max_size=8)
TYPED = some.text("韩沉晓雨单hancexiyu1209ab", min_size=1, max_size=4).map(fold)


def answers(name: str, word: str) -> Iterator[tuple[int, int]]:
    """Yield every run of letters of a name that can be typed as a word, the slow way."""
    letters = fold(name)
    sounds = [
        sound or letter for sound, letter in zip(readings_of(letters, surname=False), letters, strict=True)
    ]
    for first in range(len(letters)):
        for end in range(first + 1, len(letters) + 1):
            initials = "".join(sound[0] for sound in sounds[first:end])
            whole = "".join(sounds[first:end])
            before = "".join(sounds[first : end - 1])
            begun = whole.startswith(word) and len(word) > len(before)
            if word in (letters[first:end], initials) or begun:
                yield first, end


@given(NAMES, TYPED)
def test_a_word_answers_where_its_signs_initials_or_pinyin_stand(name: str, word: str) -> None:
    found, letters = spelled(name), list(answers(name, word))
    rank, rough = found.rank([word]), found.roughly([word])
    assert (rank is not None) == bool(letters)
    if rank is not None:
        assert rank.at in {first for first, _end in letters}
        assert rough is not None
        assert rank.level <= rough
    marks = found.marks([word])
    held = fold("".join(name[first:end] for first, end in marks))
    assert held in {fold(name)[first:end] for first, end in letters} | {""}
    assert bool(held) == bool(letters)


@pytest.mark.parametrize(
    ("name", "word", "level"),
    [
        ("韩沉", "韩沉", Level.WHOLE),
        ("韩沉（沉姐）", "沉姐", Level.WHOLE),
        ("韩沉鱼", "韩沉", Level.BEGINS),
        ("2026年9月月报", "9月", Level.BEGINS),
        ("2026年11月月报", "1月", Level.INSIDE),
        ("韩沉", "hanc", Level.SPOKEN),
        ("韩沉（沉姐）", "cj", Level.SPOKEN),
        ("韩沉", "沉", Level.INSIDE),
        ("韩沉", "chen", Level.SPOKEN_INSIDE),
    ],
)
def test_a_match_is_worth_more_the_nearer_it_is_to_the_whole(name: str, word: str, level: Level) -> None:
    rank = spelled(name).rank([word])
    assert rank is not None
    assert rank.level is level


def test_several_words_must_all_answer_and_are_worth_what_the_worst_is() -> None:
    name = spelled("话术实战第3期")
    rank = name.rank(["话术", "3期"])
    assert rank is not None
    assert rank.level is Level.BEGINS
    assert name.marks(["话术", "3期"]) == ((0, 2), (5, 7))
    assert name.rank(["话术", "4期"]) is None
    assert name.rank([]) is None


def test_family_names_are_read_as_families_say_them() -> None:
    assert spelled("单雨", surname=True).rank(["shan"]) is not None
    assert spelled("单雨").rank(["shan"]) is None
    for name in ("单雨", "尉迟晓", "万俟·abc", "㛃李"):
        readings = readings_of(name, surname=True)
        assert len(readings) == len(name)
        assert [reading for reading in readings if reading] == syllables_of(name, surname=True)
