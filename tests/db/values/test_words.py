"""Texts, choices, phones and ID cells as spreadsheets hand them over."""

from datetime import date, datetime
from enum import StrEnum

import pytest

from db.errors import BadValue
from db.models.words import (
    DataStage,
    Gender,
    IdKind,
    Platform,
    Relation,
    SessionKind,
    StreamerState,
    Verified,
)
from db.values import Kind, Raw, clean, read


@pytest.mark.parametrize(
    ("written", "member"),
    [
        ("KS", Platform.KUAISHOU),
        ("快", Platform.KUAISHOU),
        ("快手小店", Platform.KUAISHOU),
        ("快 手", Platform.KUAISHOU),
        ("DY", Platform.DOUYIN),
        ("ｄｙ", Platform.DOUYIN),
        ("抖", Platform.DOUYIN),
        ("抖音小店", Platform.DOUYIN),
        ("微信视频号", Platform.CHANNELS),
        ("b站", Platform.BILIBILI),
        ("在播", StreamerState.ACTIVE),
        ("在职", StreamerState.ACTIVE),
        ("直播中", StreamerState.ACTIVE),
        ("离职", StreamerState.LEFT),
        ("签约", StreamerState.SIGNED),
        ("签约", Relation.SIGNED),
        ("女", Gender.FEMALE),
        ("身份证", IdKind.RESIDENT),
        ("是", Verified.YES),
        ("助农", SessionKind.CHARITY),
        ("确认", DataStage.CHECKED),
    ],
)
def test_a_choice_is_known_by_its_word_and_by_what_people_call_it(written: str, member: StrEnum) -> None:
    assert read(Kind.CHOICE, written, choices=type(member)) == (member, "")


def test_an_unknown_choice_is_refused_with_the_words_to_choose_from() -> None:
    with pytest.raises(BadValue, match="快手、抖音"):
        read(Kind.CHOICE, "火星台", choices=Platform)


def test_every_member_of_every_set_is_read_back_from_its_own_word() -> None:
    for choices in (Platform, StreamerState, Relation, Gender, IdKind, Verified, SessionKind, DataStage):
        for member in choices:
            assert read(Kind.CHOICE, member.value, choices=choices)[0] is member


@pytest.mark.parametrize(
    ("written", "said"),
    [
        *[(yes, True) for yes in ("是", "√", 1, "1", True, "Y", "有")],
        *[(no, False) for no in ("否", "×", 0, "0", False, "n", "不是")],
    ],
)
def test_yes_and_no_are_read_in_every_spelling(written: Raw, said: bool) -> None:  # noqa: FBT001 - the expected value
    assert read(Kind.YESNO, written) == (said, "")


def test_what_is_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(BadValue, match="是"):
        read(Kind.YESNO, "也许")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("138 0013 8000", "13800138000"),
        ("+86 13800138000", "13800138000"),
        ("0086-138-0013-8000", "13800138000"),
        ("8613800138000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("13800138000（微信同号）", "13800138000"),
        ("电话：13800138000", "13800138000"),
        (13800138000, "13800138000"),
        (13800138000.0, "13800138000"),
        ("0539-8123456", "05398123456"),
        ("(0539)8123456", "05398123456"),
    ],
)
def test_a_phone_is_read_in_every_spelling(written: Raw, number: str) -> None:
    assert read(Kind.PHONE, written) == (number, "")


@pytest.mark.parametrize(
    "written", ["13800138000、13900139000", "13800138000/13900139000", "13800138000 13900139000"]
)
def test_of_two_phones_the_first_is_kept_with_a_remark(written: str) -> None:
    assert read(Kind.PHONE, written) == ("13800138000", "有两个号码，只记第一个")


def test_a_phone_that_went_through_a_decimal_is_taken_with_a_remark() -> None:
    number, remark = read(Kind.PHONE, "13800138000.0")
    assert number == "13800138000"
    assert "核对" in remark


@pytest.mark.parametrize("written", ["1.38E+10", "没接", 138.5])
def test_a_broken_phone_is_refused(written: Raw) -> None:
    with pytest.raises(BadValue, match=r"核对|文本"):
        read(Kind.PHONE, written)


@pytest.mark.parametrize("written", [371302199801011000, 3.71302199801011e17, "3.71302E+17", "1.1e17", 0.5])
def test_an_id_number_that_was_ever_a_number_is_always_refused(written: Raw) -> None:
    with pytest.raises(BadValue, match="文本"):
        read(Kind.ID_NO, written)


@pytest.mark.parametrize(
    "written",
    [
        "11010519491231002x",
        " 110105 19491231 002X ",
        "１１０１０５１９４９１２３１００２Ｘ",
        "'11010519491231002X",
    ],
)
def test_an_id_number_is_tidied(written: str) -> None:
    assert read(Kind.ID_NO, written) == ("11010519491231002X", "")


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("  张三 ", "张三"),
        ("a\x00b\x07", "ab"),
        ("小明\ufeff\u200b", "小明"),
        ("一\n二", "一 二"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("\u200d", None),
        ("ＡＢＣ直播间", "ＡＢＣ直播间"),
        (12.0, "12"),
        (12.5, "12.5"),
        (True, "是"),
        (date(2026, 9, 1), "2026-09-01"),
        (datetime(2026, 9, 1, 20, 30), "2026-09-01 20:30:00"),
    ],
)
def test_a_text_keeps_its_characters_and_loses_what_nobody_sees(written: Raw, text: str | None) -> None:
    assert read(Kind.TEXT, written) == (text, "")


def test_a_long_text_keeps_its_lines() -> None:
    assert read(Kind.LONG_TEXT, "一\r\n二\t三") == ("一\n二 三", "")


def test_text_no_encoding_can_write_is_refused() -> None:
    with pytest.raises(BadValue, match="重新输入"):
        clean("坏\ud800字")


@pytest.mark.parametrize(("kind", "most"), [(Kind.TEXT, 200), (Kind.LONG_TEXT, 2000)])
def test_a_text_longer_than_any_column_is_refused(kind: Kind, most: int) -> None:
    assert read(kind, "长" * most)[0] == "长" * most
    with pytest.raises(BadValue, match="缩短"):
        read(kind, "长" * (most + 1))


def test_a_long_number_in_a_text_column_has_lost_its_end_and_is_refused() -> None:
    with pytest.raises(BadValue, match="文本"):
        read(Kind.TEXT, 1234567890123456789.0)
