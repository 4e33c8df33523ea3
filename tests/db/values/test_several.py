"""Several words in one field: read from a cell, kept in the order of the set, asked for one by one."""

from typing import Annotated

import pytest
from sqlalchemy import literal, select
from sqlmodel import Field, Session, SQLModel

from db.checks import check
from db.columns import Shown, column
from db.errors import BadValue
from db.models.words import OrgRoleKind
from db.queries.lists import holds_word
from db.values import Kind, Raw, read, words_in


class Company(SQLModel):
    name: Annotated[str, Shown("名称")] = Field(max_length=20)
    roles: Annotated[str | None, Shown("角色", kind=Kind.WORDS, of=OrgRoleKind)] = Field(
        default=None, max_length=200
    )
    tags: Annotated[str | None, Shown("标签", kind=Kind.WORDS)] = Field(default=None, max_length=200)


@pytest.mark.parametrize(
    "written",
    [
        "商家、服务商",
        "服务商，商家",
        "服务商,商家",
        "服务商/商家",
        "服务商；商家",
        "商家 服务商 商家",
        "服务商\n商家",
    ],
)
def test_words_are_read_however_they_are_set_apart_and_kept_in_the_order_of_the_set(written: str) -> None:
    assert read(Kind.WORDS, written, choices=OrgRoleKind) == ("商家、服务商", "")


@pytest.mark.parametrize("written", ["", "、", " ， ", "—", None])
def test_a_cell_without_a_word_is_missing(written: Raw) -> None:
    assert read(Kind.WORDS, written, choices=OrgRoleKind) == (None, "")


def test_an_unknown_word_is_named_beside_those_that_can_be_chosen() -> None:
    with pytest.raises(BadValue, match=r"“外星人”不在可选范围内.*操盘团队、MCN"):
        read(Kind.WORDS, "商家、外星人", choices=OrgRoleKind)


def test_words_of_no_fixed_set_stand_as_they_were_written_each_once() -> None:
    assert read(Kind.WORDS, "柳编, 手工 编织；柳编", choices=None) == ("柳编、手工 编织", "")
    assert words_in("柳编、手工 编织") == ["柳编", "手工 编织"]
    assert words_in(None) == []


def test_a_field_of_several_words_says_which_it_may_hold() -> None:
    roles, tags = column(Company, "roles"), column(Company, "tags")
    assert (roles.kind, roles.choices) == (Kind.WORDS, OrgRoleKind)
    assert (tags.kind, tags.choices) == (Kind.WORDS, None)


def test_a_record_with_a_word_that_is_none_of_the_set_cannot_be_saved() -> None:
    assert check(Company, {"name": "柳青木业", "roles": "商家、服务商", "tags": "随便"}) == []
    (fault,) = check(Company, {"name": "柳青木业", "roles": "商家、外星人"})
    assert fault.label == "角色"
    assert "外星人" in fault.reason


@pytest.mark.parametrize(
    ("stored", "asked", "held"),
    [
        ("商家、服务商", "商家", True),
        ("商家、服务商", "服务商", True),
        ("服务商", "服务", False),
        ("商家、服务商", "供应商", False),
        ("100%棉、_麻", "%", False),
    ],
)
def test_a_list_is_asked_for_one_of_the_words(session: Session, stored: str, asked: str, held: bool) -> None:  # noqa: FBT001 - what is expected
    assert session.scalar(select(holds_word(literal(stored), asked))) is held


def test_a_list_can_be_asked_for_those_without_any_word(session: Session) -> None:
    assert session.scalar(select(holds_word(literal("商家"), None))) is False


def test_a_word_of_a_thousand_signs_leaves_the_sentence_one() -> None:
    with pytest.raises(BadValue) as refused:
        read(Kind.WORDS, "字" * 1000, choices=OrgRoleKind)
    assert refused.value.reason.startswith(f"“{'字' * 40}…”不在可选范围内")
