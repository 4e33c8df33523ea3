"""People are found by what a user types, the same on both databases."""

import random

import pytest

from db import search, store
from db.engine import Database, Session
from db.models import PlatformAccount, Streamer
from db.search.pinyin import SURNAMES, syllables_of
from db.search.words import fold

NAMES = "王李张刘陈单曾仇解朴尉迟欧阳韩沉晓雨伟芳娜敏静𠮷堃婷磊"


def add(session: Session, name: str, stage: str | None = None, **more: str | None) -> int:
    """Add a streamer, and the account named by ``account`` (nickname by ``nickname``)."""
    account, nickname = more.pop("account", None), more.pop("nickname", None)
    key = store.save(session, Streamer, {"name": name, "stage_name": stage, **more})
    if account:
        fields = {"streamer_id": key, "platform": "快手", "account_no": account, "nickname": nickname}
        store.save(session, PlatformAccount, fields)
    return key


@pytest.mark.parametrize(
    "typed",
    [
        "韩", "韩沉", "沉", "hanchen", "HanC", "chen", "hc", "沉姐", "cj", "linyi_hanchen88", "hanchen88",
        "88", "LINYI", "5063", "506", "13812345063", "138 1234 5063", "＋韩沉", "韩 沉姐", "ZB-000001",
        "zb1", "好物",
    ],
)  # fmt: skip
def test_a_person_is_found_by_name_letters_account_nickname_phone_and_code(
    session: Session, typed: str
) -> None:
    key = add(session, "韩沉", "沉姐", phone="13812345063", account="linyi_hanchen88", nickname="沉姐好物")
    add(session, "王芳", "芳芳", phone="13912340000", account="ks_wang")
    assert search.find(session, typed) == [key]


@pytest.mark.parametrize(
    "typed", ["沉韩", "韩沉 王", "anchen", "63", "韩沉姐", "hcx", "王%", "13812345064", "好物沉"]
)
def test_what_nobody_is_called_finds_nobody(session: Session, typed: str) -> None:
    add(session, "韩沉", "姐姐", phone="13812345063", account="linyi_hanchen", nickname="沉姐好物")
    assert search.find(session, typed) == []


@pytest.mark.parametrize(
    "typed", ["%", "*", '"', "'", "韩*", "a OR b", "NEAR(韩", "name:韩", "-", "\\", "(", "\x00"]
)
def test_wildcards_quotes_and_operators_are_plain_text(session: Session, typed: str) -> None:
    add(session, "张伟")
    key = add(session, "韩沉")
    assert search.find(session, typed) == ([key] if fold(typed) == "韩" else [])


@pytest.mark.parametrize("name", ["𠮷川", "王堃", "李㛃", "𫍯明", "阿依古丽·买买提"])
def test_rare_characters_are_found(session: Session, name: str) -> None:
    key = add(session, name)
    add(session, "王伟")
    assert search.find(session, name) == [key]
    assert key in search.find(session, name[0])


def test_a_phrase_does_not_reach_from_one_name_into_the_next(session: Session) -> None:
    add(session, "韩沉", "鱼姐", account="yu1", nickname="海风")
    assert search.find(session, "沉鱼") == []
    assert search.find(session, "姐海") == []


def test_names_are_found_as_a_plain_comparison_finds_them(session: Session) -> None:
    chance = random.Random(20260901)  # noqa: S311 - a repeatable choice of names
    people = {}
    for number in range(300):
        name = "".join(chance.choices(NAMES, k=chance.choice((2, 3, 3, 4))))
        stage = "".join(chance.choices(NAMES + "abC1", k=chance.choice((1, 2, 3))))
        account = "".join(chance.choices("abxy", k=3)) + str(number)
        people[add(session, name, stage, account=account)] = (name, stage, account)
    for _ in range(300):
        typed = "".join(chance.choices(NAMES, k=chance.choice((1, 1, 2, 3))))
        expected = {key for key, (name, stage, _) in people.items() if typed in name or typed in stage}
        assert set(search.find(session, typed)) == expected, typed
    for _ in range(200):
        typed = "".join(chance.choices("abxyhcwlz", k=chance.choice((1, 2, 3))))
        expected = {key for key, told in people.items() if _spoken(typed, *told)}
        assert set(search.find(session, typed)) == expected, typed


def _spoken(typed: str, name: str, stage: str, account: str) -> bool:
    """Say by plain comparison whether letters begin a run of syllables, initials or account."""
    if typed in fold(stage) or account.startswith(typed):
        return True
    for syllables in (syllables_of(name, surname=True), syllables_of(fold(stage), surname=False)):
        for start in range(len(syllables)):
            rest = syllables[start:]
            if "".join(rest).startswith(typed) or "".join(part[0] for part in rest).startswith(typed):
                return True
    return False


def test_surnames_are_read_as_families_say_them() -> None:
    read = {
        name: "".join(syllables_of(name, surname=True))
        for name in ("单雨", "曾伟", "仇英", "尉迟恭", "任静", "吕布")
    }
    assert read == {
        "单雨": "shanyu", "曾伟": "zengwei", "仇英": "qiuying", "尉迟恭": "yuchigong", "任静": "renjing",
        "吕布": "lvbu",
    }  # fmt: skip
    assert len(SURNAMES) >= 30
    assert syllables_of("买单", surname=False) == ["mai", "dan"]


def test_the_index_follows_every_save_and_delete(database: Database) -> None:
    with database.write() as session:
        key = add(session, "韩沉", account="linyi1")
        (account,) = session.connection().exec_driver_sql("SELECT id FROM platform_account").one()
    with database.write() as session:
        store.save(session, Streamer, {"name": "王芳"}, key, 1)
        store.save(session, PlatformAccount, {"account_no": "other9"}, account, 1)
    with database.read() as session:
        assert search.find(session, "韩沉") == search.find(session, "linyi") == []
        assert search.find(session, "wangf") == search.find(session, "other") == [key]
    with database.write() as session:
        store.delete(session, PlatformAccount, account, 2)
        store.delete(session, Streamer, key, 2)
        assert search.find(session, "王芳") == []
        store.restore(session, Streamer, key)
        assert search.find(session, "王芳") == [key]
        assert search.find(session, "other9") == []


def test_an_index_written_anew_finds_the_same(session: Session) -> None:
    keys = [add(session, name) for name in ("韩沉", "韩晓雨", "王芳")]
    session.connection().exec_driver_sql("DELETE FROM streamer_search")
    assert search.find(session, "韩") == []
    search.index_streamers(session, keys)
    assert sorted(search.find(session, "韩")) == keys[:2]


def test_a_broad_word_brings_no_more_than_its_limit(session: Session) -> None:
    keys = [add(session, name) for name in ("王芳", "王伟", "王静")]
    found = search.find(session, "王", limit=2)
    assert len(found) == 2
    assert set(found) < set(keys)
