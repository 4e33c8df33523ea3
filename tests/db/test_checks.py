"""What a record must meet before it is saved."""

from datetime import date, datetime
from typing import Any

import pytest

from db.checks import check, tidied
from db.models import Contract, LiveBase, LiveSession, Org, Streamer
from db.models.words import IdKind, Platform
from tests.db.identity_numbers import id_no

TODAY = date(2026, 9, 15)
ADULT = {
    "name": "田小麦",
    "id_kind": IdKind.RESIDENT,
    "id_no": id_no(date(1990, 5, 1)),
    "phone": "13800138000",
}
MINOR = {"name": "田小麦", "id_no": id_no(date(2009, 10, 1))}
GUARDIAN = {
    "guardian_name": "田大壮",
    "guardian_phone": "13900139000",
    "guardian_consent_on": date(2026, 9, 1),
}


def reasons(values: dict[str, Any]) -> list[tuple[str, str]]:
    return [(fault.label, fault.reason) for fault in check(Streamer, values, TODAY)]


def test_a_complete_streamer_has_no_fault() -> None:
    assert reasons(ADULT) == []
    assert reasons(MINOR | GUARDIAN) == []


def test_a_missing_name_is_asked_for() -> None:
    assert reasons({"name": None}) == [("姓名", "请填写")]
    assert reasons({"name": ""}) == [("姓名", "请填写")]


@pytest.mark.parametrize(
    ("changes", "label", "reason"),
    [
        ({"name": "田"}, "姓名", "至少 2 个字"),
        ({"name": "田" * 31}, "姓名", "最多 30 个字，现有 31 个字，请缩短"),
        ({"name": "田小麦2"}, "姓名", "姓名里不能有数字，艺名请填在“艺名”里"),
        ({"phone": "1380013800"}, "手机号", "手机号应为 11 位数字，请核对"),
        ({"id_no": "371302199005010012"}, "身份证号", "身份证号校验位不对，请核对原件"),
        ({"birth_on": date(1990, 5, 2)}, "出生日期", "与身份证号里的出生日期不一致，请核对"),
        ({"id_no": None, "birth_on": date(2027, 1, 1)}, "出生日期", "出生日期晚于今天，请核对"),
    ],
)
def test_each_rule_names_its_field_and_what_to_do(changes: dict[str, Any], label: str, reason: str) -> None:
    assert reasons(ADULT | changes) == [(label, reason)]


def test_masked_values_are_left_alone() -> None:
    assert reasons(ADULT | {"id_no": "**************1234", "phone": "*******8000"}) == []


def test_a_passport_has_no_checksum() -> None:
    assert reasons(ADULT | {"id_kind": IdKind.PASSPORT, "id_no": "E12345678"}) == []


def test_who_is_under_16_is_refused_guardian_or_not() -> None:
    child = {"name": "田小麦", "birth_on": date(2010, 9, 16)} | GUARDIAN
    assert [label for label, _ in reasons(child)] == ["出生日期"]
    assert "未满16周岁" in reasons(child)[0][1]
    by_number = {"name": "田小麦", "id_no": id_no(date(2011, 10, 1))} | GUARDIAN
    assert [label for label, _ in reasons(by_number)] == ["身份证号"], "told where it was typed"
    assert reasons(child | {"birth_on": date(2010, 9, 15)}) == []


@pytest.mark.parametrize("missing", list(GUARDIAN))
def test_who_is_16_or_17_needs_all_three_of_the_guardian(missing: str) -> None:
    assert "监护人" in reasons(MINOR | GUARDIAN | {missing: None})[0][1]


def test_a_session_ends_after_its_start_and_within_a_day() -> None:
    start = datetime(2026, 9, 1, 20)
    session = {"start_at": start, "platform": Platform.KUAISHOU, "account_id": 1}
    assert check(LiveSession, session | {"end_at": datetime(2026, 9, 2, 20)}) == []
    for end in (start, datetime(2026, 9, 1, 19), datetime(2026, 9, 2, 20, 1)):
        assert [fault.label for fault in check(LiveSession, session | {"end_at": end})] == ["关播时间"]
    assert [fault.reason for fault in check(LiveSession, session | {"views": -1})] == ["不能为负数"]
    assert [fault.reason for fault in check(LiveSession, session | {"minutes": 1441})] == ["不能大于 1440"]
    assert check(LiveSession, session | {"gmv": 100, "refund": 200, "views": 0}) == []


def test_a_contract_ends_after_its_start() -> None:
    contract = {"streamer_id": 1, "start_on": TODAY}
    assert check(Contract, contract | {"end_on": TODAY}) == []
    assert [fault.label for fault in check(Contract, contract | {"end_on": date(2026, 9, 14)})] == [
        "合同到期"
    ]


def test_a_credit_code_is_checked_wherever_it_stands() -> None:
    for model, name in ((LiveBase, "基地"), (Org, "临沂小满文化")):
        values = {"name": f"{name}机构", "bureau": "商务局", "credit_code": "91371300MA3C12345X"}
        assert [fault.label for fault in check(model, values)] == ["统一社会信用代码"]


def test_numbers_are_stored_tidy() -> None:
    assert tidied(Streamer, {"phone": "+86 138-0013-8000", "name": "田小麦"})["phone"] == "13800138000"
    assert tidied(Streamer, {"phone": "*******8000"})["phone"] == "*******8000"
