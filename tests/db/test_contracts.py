"""Contracts: what they may say, which states lead where, how they are renewed and run out."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from db import lifecycle, store
from db.engine import Session
from db.errors import BadValues, NotAllowed
from db.lifecycle.contracts import MOVES
from db.models import Contract, Streamer
from db.models.words import ContractState
from db.queries.contracts import Exclusive, in_force, terms
from db.queries.tables import CONTRACTS
from tests.db.contract_world import LAST_YEAR, TODAY, contract, faults, person, reasons, states

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("said", "label", "words"),
    [
        ({"end_on": LAST_YEAR - DAY}, "合同到期", "早于合同开始"),
        ({"kind": "独家", "exclusivity": "不独家"}, "独家范围", "独家合同须有独家范围"),
        ({"kind": "非独家", "exclusivity": "全平台"}, "独家范围", "非独家合同不能约定独家"),
        ({"exclusivity": "约定平台"}, "合作平台", "请选择独家的平台"),
        ({"platforms": "快手、火星"}, "合作平台", "“火星”不在可选范围内"),
        ({"split_mode": "比例", "split": "三成"}, "分成约定", "请写成“30%”"),
        ({"split_mode": "比例", "split": "10万以下30%；10万以上40%"}, "分成约定", "几档请选“阶梯”"),
        ({"split_mode": "阶梯", "split": "30%"}, "分成约定", "至少两档"),
        ({"split_mode": "固定", "split": "30%"}, "分成约定", "清空分成约定"),
        ({"base_pay": -1}, "底薪", "不能为负数"),
        ({"remind_days": "三十天"}, "提前提醒天数", "如 90,30,7"),
        ({"remind_days": "900"}, "提前提醒天数", "365 以内"),
    ],
)
def test_what_a_contract_cannot_say_is_told_at_its_field(
    session: Session, said: dict[str, object], label: str, words: str
) -> None:
    told = faults(session, person(session), **said)
    assert words in told[label]


def test_a_share_is_kept_the_one_way_it_is_shown(session: Session) -> None:
    key = contract(session, person(session), split_mode="阶梯", split="0-10万:30%,10-50万 35%,50万以上 40%")
    assert (
        store.load(session, Contract, key).values["split"]
        == "10万元以下 30%；10万元至50万元 35%；50万元以上 40%"
    )


@pytest.mark.parametrize(("split", "mode"), [("30%", "比例"), ("10万以下 30%；10万以上 40%", "阶梯")])
def test_the_way_of_sharing_follows_from_the_share(session: Session, split: str, mode: str) -> None:
    key = contract(session, person(session), split=split)
    assert store.load(session, Contract, key).values["split_mode"] == mode


OLD = {"kind": "独家", "platforms": "快手", "end_on": TODAY + 30 * DAY, "status": "生效"}


@pytest.mark.parametrize(
    ("one", "other", "overlaps"),
    [
        (OLD, {"kind": "独家", "platforms": "快手、抖音", "start": TODAY + 30 * DAY}, True),
        (OLD, {"kind": "独家", "platforms": "快手", "start": TODAY + 31 * DAY}, False),
        (OLD, {"kind": "独家", "platforms": "抖音", "start": TODAY}, False),
        (OLD, {"kind": "独家", "start": TODAY}, True),  # no platform named: all of them
        (OLD, {"kind": "经纪约", "exclusivity": "全平台", "start": TODAY}, True),
        (OLD, {"kind": "经纪约", "exclusivity": "约定平台", "platforms": "快手", "start": TODAY}, True),
        (OLD, {"kind": "经纪约", "start": TODAY}, False),
        (OLD, {"kind": "经纪约", "exclusivity": "不独家", "platforms": "快手", "start": TODAY}, False),
        (OLD, {"kind": "非独家", "platforms": "快手", "start": TODAY}, False),
        (OLD, {"kind": "独家", "platforms": "快手", "start": TODAY, "status": "作废"}, False),
        (OLD | {"status": "作废"}, {"kind": "独家", "platforms": "快手", "start": TODAY}, False),
        (OLD | {"status": "草稿"}, {"kind": "独家", "platforms": "快手", "start": TODAY}, False),
        (OLD | {"end_on": None}, {"kind": "独家", "platforms": "快手", "start": TODAY + 9999 * DAY}, True),
        (OLD | {"ended_on": TODAY, "status": "已解除"}, {"kind": "独家", "start": TODAY}, False),
        (OLD | {"ended_on": TODAY, "status": "已解除"}, {"kind": "独家", "start": TODAY - DAY}, True),
    ],
)
def test_no_two_exclusive_contracts_of_one_streamer_meet_on_a_platform(
    session: Session, one: dict[str, object], other: dict[str, object], *, overlaps: bool
) -> None:
    who = person(session)
    contract(session, who, **one)  # type: ignore[arg-type]
    contract(session, person(session, "白锦曦"), **other)  # type: ignore[arg-type]  # another person's is none of it
    if overlaps:
        assert "重叠" in faults(session, who, **other)["合同开始"]
    else:
        contract(session, who, **other)  # type: ignore[arg-type]


def test_an_overlap_names_the_other_contract_and_the_days(session: Session) -> None:
    who = person(session)
    contract(
        session,
        who,
        date(2026, 1, 1),
        kind="独家",
        platforms="快手、抖音",
        end_on=date(2027, 12, 31),
        status="生效",
    )
    told = faults(
        session, who, start=date(2027, 6, 1), kind="独家", platforms="抖音", end_on=date(2028, 5, 31)
    )
    assert told["合同开始"].startswith(
        "与HT-000001（独家，2026-01-01 至 2027-12-31）在抖音重叠：2027-06-01 至 2027-12-31。"
    )


def test_a_deleted_contract_does_not_come_back_over_another(session: Session) -> None:
    who = person(session)
    gone = contract(session, who, TODAY, kind="独家", status="生效")
    store.delete(session, Contract, gone, 1)
    contract(session, who, TODAY, kind="独家", status="生效")
    with pytest.raises(BadValues, match="HT-000002"):
        store.restore(session, Contract, gone)


def test_drafts_may_overlap_but_only_one_of_them_is_signed(session: Session) -> None:
    who = person(session)
    first, second = (contract(session, who, TODAY, kind="独家") for _ in range(2))
    lifecycle.move(session, Contract, first, "已签")
    assert "HT-000001" in reasons(session, second, "已签")[0]
    with pytest.raises(NotAllowed, match="重叠"):
        lifecycle.move(session, Contract, second, "生效")


@pytest.mark.parametrize(
    ("said", "to", "words"),
    [
        ({"sign_method": None}, "已签", "请填写签署方式"),
        ({}, "已签", ""),
        ({}, "生效", ""),
        ({"start": TODAY + 3 * DAY}, "已签", ""),
        ({"start": TODAY + 3 * DAY}, "生效", "还差 3 天"),
        ({"end_on": TODAY}, "生效", ""),
        ({"end_on": TODAY - DAY}, "生效", ""),  # as of its first day: entered late
        ({"status": "生效"}, "已解除", ""),
        ({"status": "生效"}, "到期", "长期合同没有到期日"),
        ({"status": "生效", "end_on": TODAY + 9 * DAY}, "到期", "还有 9 天"),
        ({"status": "生效"}, "已续签", "还没有生效的续签合同"),
        ({"status": "生效"}, "作废", ""),
    ],
)
def test_each_move_says_what_is_missing(
    session: Session, said: dict[str, object], to: str, words: str
) -> None:
    key = contract(session, person(session), **said)  # type: ignore[arg-type]
    told = "；".join(reasons(session, key, to))
    assert words in told
    assert bool(told) is bool(words)


def test_a_contract_entered_late_is_taken_to_be_in_force_since_its_first_day(session: Session) -> None:
    key = contract(session, person(session), end_on=TODAY + DAY)
    (found,) = (each for each in lifecycle.moves(session, Contract, key) if each.to == "生效")
    assert found.on == LAST_YEAR
    later = contract(session, person(session), TODAY + DAY)
    (found,) = (each for each in lifecycle.moves(session, Contract, later) if each.to == "生效")
    assert found.on is None
    lifecycle.move(session, Contract, key, "已签", TODAY - 5 * DAY)
    (found,) = (each for each in lifecycle.moves(session, Contract, key) if each.to == "生效")
    assert found.on == TODAY - 5 * DAY  # never before the last move


def test_a_contract_entered_after_its_end_has_been_in_force_and_has_run_out(session: Session) -> None:
    key = contract(session, person(session), end_on=TODAY - 9 * DAY)
    assert "已于" in reasons(session, key, "生效", TODAY)[0]
    lifecycle.move(session, Contract, key, "生效", LAST_YEAR)
    assert states(session, key)[-2:] == [
        ("草稿", "生效", LAST_YEAR),
        ("生效", "到期", TODAY - 8 * DAY),
    ]


@pytest.mark.parametrize("status", ["黑名单", "未录用"])
def test_nobody_signs_with_who_is_not_to_be_taken(session: Session, status: str) -> None:
    key = contract(session, person(session, status=status))
    assert reasons(session, key, "已签") == (f"韩沉现为“{status}”，不能签约，请先在主播页变更状态",)


def test_nothing_leads_back_once_in_force() -> None:
    binding = {ContractState.ACTIVE, ContractState.EXPIRED, ContractState.RENEWED, ContractState.TERMINATED}
    early = set(ContractState) - binding - {ContractState.VOID}
    assert all(not early & set(MOVES[state]) for state in binding | {ContractState.VOID})
    assert set(MOVES) == set(ContractState)


def test_breaking_off_asks_why_and_keeps_the_day(session: Session) -> None:
    who = person(session)
    key = contract(session, who, status="生效")
    with pytest.raises(NotAllowed, match="须填写原因"):
        lifecycle.move(session, Contract, key, "已解除", TODAY - 10 * DAY)
    lifecycle.move(session, Contract, key, "已解除", TODAY - 10 * DAY, "主播转行")
    assert store.load(session, Contract, key).values["ended_on"] == TODAY - 10 * DAY
    (term,) = terms(session, CONTRACTS.c.id == key)[who]
    assert term.holds(TODAY - 11 * DAY)
    assert not term.holds(TODAY - 10 * DAY)


def test_a_contract_is_broken_off_within_its_days_only(session: Session) -> None:
    key = contract(session, person(session), status="生效", end_on=TODAY - 5 * DAY)
    assert "须在合同期内" in reasons(session, key, "已解除")[0]
    assert reasons(session, key, "已解除", TODAY - 5 * DAY) == ()


@pytest.mark.parametrize("field", ["end_on", "split", "platforms"])
def test_terms_in_force_stand_but_may_be_completed(session: Session, field: str) -> None:
    told = {"end_on": TODAY + 9 * DAY, "split_mode": "比例", "split": "30%", "platforms": "快手"}
    changed = {"end_on": TODAY + 99 * DAY, "split": "40%", "platforms": "抖音"}
    key = contract(session, person(session), status="生效")
    store.save(session, Contract, {**told, "remark": "补录"}, key, 1)
    with pytest.raises(BadValues, match="请作废后再建新版本更正"):
        store.save(session, Contract, {field: changed[field]}, key, 2)
    store.save(session, Contract, {"archive_no": "A-12", "remind_days": "60"}, key, 2)


def test_a_draft_may_be_changed_freely(session: Session) -> None:
    key = contract(session, person(session), end_on=TODAY)
    store.save(session, Contract, {"end_on": None, "start_on": TODAY}, key, 1)
    assert store.load(session, Contract, key).values["end_on"] is None


def test_a_streamer_without_contract_is_sent_to_the_contracts(session: Session) -> None:
    key = person(session, status="待签约")
    (found,) = (each for each in lifecycle.moves(session, Streamer, key) if each.to == "已签约")
    assert found.reasons == ("当日没有生效的合同，请先在“合同”页登记合同，并变更为“生效”",)
    contract(session, key, TODAY, status="生效")
    (found,) = (each for each in lifecycle.moves(session, Streamer, key) if each.to == "已签约")
    assert found.allowed


def test_the_day_a_contract_is_broken_off_no_longer_counts(session: Session) -> None:
    who = person(session)
    contract(session, who, status="已解除", ended_on=TODAY)
    for day, bound in ((LAST_YEAR - DAY, 0), (LAST_YEAR, 1), (TODAY - DAY, 1), (TODAY, 0)):
        asked = CONTRACTS.select().where(in_force(day))
        assert len(session.execute(asked).all()) == bound
        assert sum(term.holds(day) for term in terms(session, CONTRACTS.c.streamer_id == who)[who]) == bound


def test_exclusive_contracts_of_two_people_do_not_meet() -> None:
    mine, other = (
        Exclusive(key, "HT-1", key, "独家", frozenset({"快手"}), LAST_YEAR, TODAY) for key in (1, 2)
    )
    assert mine.clash(other) == ""
    assert "在快手重叠" in mine.clash(replace(other, streamer_id=1))
