"""Contracts over time: renewed as a new version, in force by themselves, run out the day after."""

from datetime import date, timedelta

import pytest

from db import daily, lifecycle, store
from db.engine import Session
from db.errors import NotAllowed
from db.models import Contract
from db.queries.tables import CONTRACTS
from db.store.contracts import renewal
from tests.db.contract_world import LAST_YEAR, TODAY, contract, faults, person, state, states

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("start", "end", "next_start", "next_end"),
    [
        (date(2024, 3, 1), date(2026, 2, 28), date(2026, 3, 1), date(2028, 2, 29)),
        (date(2025, 6, 15), date(2026, 6, 14), date(2026, 6, 15), date(2027, 6, 14)),
        (date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1), date(2026, 12, 31)),
        (date(2026, 9, 15), date(2026, 12, 14), date(2026, 12, 15), date(2027, 3, 14)),
        (date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 31)),
        (date(2024, 1, 31), date(2026, 1, 30), date(2026, 1, 31), date(2028, 1, 30)),
        (date(2026, 1, 30), date(2026, 8, 29), date(2026, 8, 30), date(2027, 3, 29)),
        (date(2026, 1, 31), date(2026, 8, 30), date(2026, 8, 31), date(2027, 3, 30)),
        (date(2025, 5, 29), date(2025, 9, 28), date(2025, 9, 29), date(2026, 1, 28)),
        (date(2024, 2, 29), date(2024, 4, 28), date(2024, 4, 29), date(2024, 6, 28)),
    ],
)
def test_the_next_version_begins_the_day_after_and_lasts_as_long(
    session: Session, start: date, end: date, next_start: date, next_end: date
) -> None:
    who = person(session)
    terms_ = {"kind": "独家", "platforms": "快手", "split_mode": "比例", "split": "35%", "base_pay": 500_000}
    key = contract(session, who, start, end_on=end, status="生效", **terms_)
    wanted = renewal(session, key)
    assert (wanted["start_on"], wanted["end_on"], wanted["previous_id"]) == (next_start, next_end, key)
    assert {name: wanted[name] for name in terms_} == terms_
    assert wanted["status"] == "草稿"


def test_versions_are_counted_along_the_chain(session: Session) -> None:
    who = person(session)
    first = contract(session, who, end_on=TODAY - DAY, status="到期")
    second = store.save(session, Contract, renewal(session, first))
    editions = dict(
        session.execute(CONTRACTS.select().with_only_columns(CONTRACTS.c.id, CONTRACTS.c.edition)).all()
    )
    assert editions == {first: 1, second: 2}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"status": "草稿"}, "还没有签署"),
        ({"status": "生效"}, "长期合同"),
    ],
)
def test_what_cannot_be_renewed_says_why(session: Session, said: dict[str, object], words: str) -> None:
    key = contract(session, person(session), **said)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed, match=words):
        renewal(session, key)


def test_a_contract_is_renewed_once_and_a_void_one_is_made_anew(session: Session) -> None:
    key = contract(session, person(session), end_on=TODAY, status="生效")
    later = store.save(session, Contract, renewal(session, key))
    with pytest.raises(NotAllowed, match="已有新版本 HT-000002"):
        renewal(session, key)
    lifecycle.move(session, Contract, later, "作废", reason="条款写错")
    again = renewal(session, later)
    assert (again["start_on"], again["previous_id"]) == (TODAY + DAY, later)
    assert renewal(session, key)["start_on"] == TODAY + DAY


def test_a_chain_stays_with_one_person_and_goes_forward(session: Session) -> None:
    who, other = person(session), person(session, "白锦曦")
    key = contract(session, who, end_on=TODAY, status="生效")
    told = faults(session, other, start=TODAY + DAY, previous_id=key)
    assert told["续签自"] == "HT-000001 是另一位主播的合同，请核对"
    assert "开始日期更晚" in faults(session, who, start=LAST_YEAR - DAY, previous_id=key)["续签自"]
    assert contract(session, who, LAST_YEAR, previous_id=key), "a correction begins on the same day"


def test_the_old_version_is_renewed_once_the_new_one_is_in_force(session: Session) -> None:
    who = person(session)
    old = contract(session, who, end_on=TODAY - DAY, status="生效")
    new = store.save(session, Contract, renewal(session, old))
    lifecycle.move(session, Contract, new, "已签")
    assert state(session, old) == "生效"
    lifecycle.move(session, Contract, new, "生效")
    assert (state(session, old), state(session, new)) == ("已续签", "生效")
    assert states(session, old)[-1] == ("生效", "已续签", TODAY)


def test_days_that_pass_end_contracts_the_day_after(session: Session) -> None:
    who = person(session)
    past, today = (contract(session, who, end_on=TODAY - days * DAY, status="生效") for days in (20, 0))
    open_end = contract(session, who, status="生效")
    draft = contract(session, who, end_on=TODAY - 5 * DAY)
    assert daily.run(session, TODAY) == 1
    assert [state(session, key) for key in (past, today, open_end, draft)] == ["到期", "生效", "生效", "草稿"]
    assert states(session, past)[-1] == ("生效", "到期", TODAY - 19 * DAY)
    assert daily.run(session, TODAY) == 0
    assert daily.run(session, TODAY + DAY) == 1
    assert state(session, today) == "到期"


@pytest.mark.parametrize(("gap", "between"), [(0, []), (5, [("生效", "到期", TODAY - 9 * DAY)])])
def test_a_signed_renewal_comes_into_force_by_itself(
    session: Session, gap: int, between: list[tuple[str, str, date]]
) -> None:
    who = person(session)
    old = contract(session, who, end_on=TODAY - 10 * DAY, status="生效")
    start = TODAY + (gap - 9) * DAY
    new = contract(session, who, start, previous_id=old, status="已签")
    daily.run(session, TODAY)
    assert (state(session, old), state(session, new)) == ("已续签", "生效")
    assert states(session, old)[1:] == [*between, ("到期" if gap else "生效", "已续签", start)]


def test_the_history_of_a_move_by_rule_says_so(session: Session) -> None:
    key = contract(session, person(session), end_on=TODAY - DAY, status="生效")
    daily.run(session, TODAY)
    (last, *_rest) = lifecycle.history_of(session, Contract, key)
    assert (last.by, last.reason, last.to_state) == (lifecycle.BY_RULE, "合同期满", "到期")
