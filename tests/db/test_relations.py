"""机构—主播关系表 and 主播名册: who was bound in which days, what ended it, and what is masked."""

from datetime import date, timedelta

from db import lifecycle, store
from db.engine import Session
from db.models import Contract, LiveBase, Org
from db.queries.relations import RelationRow, relations
from db.queries.roster_annex import roster
from db.queries.tables import CONTRACTS
from tests.db.contract_world import contract, person

DAY = timedelta(days=1)
JULY, SEPTEMBER = date(2025, 7, 1), date(2025, 9, 30)


def ends(rows: list[RelationRow]) -> dict[str, tuple[date | None, str]]:
    return {row.streamer.name: (row.ended_on, row.ended_by) for row in rows}


def in_force(session: Session, name: str, start: date, end: date | None, **more: object) -> int:
    """Add a contract that came into force, or ran out by now."""
    state = "到期" if end and end < date.today() else "生效"
    return contract(session, person(session, name), start, end_on=end, status=state, **more)


def test_a_contract_is_told_with_its_organisation_and_what_ended_it(session: Session) -> None:
    session.add(LiveBase(code="JD-1", name="示例基地", credit_code="91371300MA00000001", bureau="市商务局"))
    org = store.save(session, Org, {"name": "沂河传媒", "credit_code": None})
    in_force(session, "韩沉", date(2024, 1, 1), date(2025, 8, 31), org_id=org, kind="独家")
    in_force(session, "白锦曦", date(2025, 9, 30), None)
    broken = in_force(session, "周小篆", date(2024, 5, 1), None, org_id=org)
    lifecycle.move(session, Contract, broken, "已解除", date(2025, 7, 15), "本人提出")
    rows = relations(session, JULY, SEPTEMBER)
    assert ends(rows) == {
        "韩沉": (date(2025, 8, 31), "合同到期"),
        "白锦曦": (None, "履行中"),
        "周小篆": (date(2025, 7, 15), "解除：本人提出"),
    }
    assert {row.streamer.name: (row.org, row.credit_code) for row in rows} == {
        "韩沉": ("沂河传媒", None),
        "周小篆": ("沂河传媒", None),
        "白锦曦": ("示例基地", "91371300MA00000001"),
    }
    assert [row.kind for row in rows if row.streamer.name == "韩沉"] == ["独家"]


def test_the_table_shows_what_was_known_at_the_end_of_its_days(session: Session) -> None:
    key = in_force(session, "韩沉", date(2024, 1, 1), date(2026, 6, 30))
    later = in_force(session, "白锦曦", date(2024, 1, 1), None)
    lifecycle.move(session, Contract, later, "已解除", date(2025, 10, 1), "合作结束")
    assert key
    assert ends(relations(session, JULY, SEPTEMBER)) == {"韩沉": (None, "履行中"), "白锦曦": (None, "履行中")}


def test_days_at_the_edges_belong_to_the_table_and_those_beyond_do_not(session: Session) -> None:
    in_force(session, "末日开始", SEPTEMBER, None)
    in_force(session, "次日开始", SEPTEMBER + DAY, None)
    in_force(session, "首日到期", date(2024, 1, 1), JULY)
    in_force(session, "前日到期", date(2024, 1, 1), JULY - DAY)
    for name, day in (("首日解除", JULY), ("前日解除", JULY - DAY)):
        lifecycle.move(
            session, Contract, in_force(session, name, date(2024, 1, 1), None), "已解除", day, "结束"
        )
    contract(session, person(session, "草稿的人"), JULY)
    assert set(ends(relations(session, JULY, SEPTEMBER))) == {"末日开始", "首日到期", "首日解除"}
    on_the_day = set(ends(relations(session, JULY, JULY)))
    assert on_the_day == {"首日到期"}, "broken off on a day, a contract does not bind on it"


def test_of_days_to_come_only_what_is_agreed_is_told(session: Session) -> None:
    today = date.today()
    in_force(session, "还没到期", date(2024, 1, 1), today + 5 * DAY)
    contract(session, person(session, "还没开始"), today + 3 * DAY, status="已签")
    late = in_force(session, "到期之后", date(2024, 1, 1), date(2025, 8, 31))
    session.execute(CONTRACTS.update().where(CONTRACTS.c.id == late).values(ended_on=date(2025, 9, 20)))
    rows = relations(session, JULY, today + 30 * DAY)
    assert ends(rows) == {
        "还没到期": (None, "履行中"),
        "还没开始": (None, "尚未开始"),
        "到期之后": (date(2025, 8, 31), "合同到期"),
    }


def test_a_renewed_contract_ends_before_its_next_version_begins(session: Session) -> None:
    key = in_force(session, "韩沉", date(2024, 1, 1), date(2025, 8, 31))
    session.flush()
    streamer = store.load(session, Contract, key).values["streamer_id"]
    assert isinstance(streamer, int)
    contract(session, streamer, date(2025, 8, 1), status="生效", previous_id=key)
    rows = relations(session, JULY, SEPTEMBER)
    old, new = sorted(rows, key=lambda row: row.since)
    assert (old.ended_on, old.ended_by) == (date(2025, 7, 31), f"续签为 {new.contract}")
    assert (new.ended_on, new.ended_by) == (None, "履行中")


def test_numbers_are_masked_unless_asked_for_in_full(session: Session) -> None:
    streamer = person(
        session, "韩沉", id_no="110101199503042113", phone="13800001234", birth_on=None, status="在播"
    )
    contract(session, streamer, date(2025, 1, 1), status="生效")
    (masked,), (whole,) = (relations(session, JULY, JULY, full=full) for full in (False, True))
    assert masked.streamer.id_no == "*" * 14 + "2113"
    assert whole.streamer.id_no == "110101199503042113"
    (line,), (full,) = (roster(session, date.today(), full=full) for full in (False, True))
    assert (line.streamer.phone, full.streamer.phone) == ("*******1234", "13800001234")


def test_the_roster_of_a_day_holds_who_was_in_the_team_then(session: Session) -> None:
    person(session, "韩沉", status="在播", joined_on=date(2025, 1, 1))
    person(session, "白锦曦", status="线索")
    person(session, "周小篆", status="在播", joined_on=date(2025, 8, 1))
    assert [row.streamer.name for row in roster(session, JULY)] == ["韩沉"]
    assert [row.streamer.name for row in roster(session, date.today())] == ["韩沉", "周小篆"]
