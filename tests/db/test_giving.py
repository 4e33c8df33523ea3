"""对外提供记录: who gave whose data to whom and why, kept in the audit trail without naming anybody."""

import pytest

from db import trail
from db.engine import Session
from db.errors import BadValue, NotAllowed
from db.store.giving import Purpose, give, givings, is_given, settled

BUREAU = Purpose("核对名册", "市商务局")


def test_what_was_given_is_told_with_who_when_why_to_whom_and_how_many(session: Session) -> None:
    give(session, "主播名册", "2026年9月30日", 272, BUREAU, full=True)
    give(session, "机构—主播关系表", "2026年第三季度", 3, Purpose("", "税务局"), full=False)
    later, first = givings(session)
    assert (first.table, first.about, first.people, first.is_full) == ("主播名册", "2026年9月30日", 272, True)
    assert (first.recipient, first.reason, first.by) == ("市商务局", "核对名册", "测试员")
    assert (later.recipient, later.reason, later.is_full) == ("税务局", "", False)
    assert [each.table for each in givings(session, 1)] == ["机构—主播关系表"]
    assert trail.verify(session) == []


@pytest.mark.parametrize("purpose", [Purpose(), Purpose("核对"), Purpose("", "市商务局"), Purpose(" ", " ")])
def test_whole_numbers_are_given_only_for_a_reason_and_to_somebody(
    session: Session, purpose: Purpose
) -> None:
    with pytest.raises(NotAllowed, match="用途和接收方"):
        give(session, "主播名册", "", 1, purpose, full=True)
    assert givings(session) == []


def test_texts_too_long_for_the_trail_are_refused_in_words() -> None:
    with pytest.raises(BadValue, match="用途：最多 200 个字"):
        settled(Purpose("长" * 201, "市商务局"), full=True)
    with pytest.raises(BadValue, match="接收方：最多 60 个字"):
        settled(Purpose("核对", "长" * 61), full=False)
    assert settled(Purpose(" 核对 ", "市商务局"), full=True) == Purpose("核对", "市商务局")


def test_a_masked_table_is_recorded_once_somebody_is_named_for_it() -> None:
    assert not is_given(Purpose("看看"), full=False)
    assert is_given(Purpose("", "市商务局"), full=False)
    assert is_given(BUREAU, full=True)
