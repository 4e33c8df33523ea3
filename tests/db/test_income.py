"""季度收入表: what was entered is shared out exactly; what was not entered stays unknown."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from db.engine import Database, Session
from db.models import LivePresenter, LiveSession, PlatformAccount
from db.models.words import DataStage, Platform
from db.queries.income import Income, income
from db.queries.periods import Period
from tests.db.contract_world import person

QUARTER = Period(202607, 202609)
NAMES = ("韩沉", "白锦曦", "周小篆")
Add = Callable[..., None]


def people_in(session: Session) -> list[int]:
    """Save three streamers and an account."""
    session.add(PlatformAccount(id=1, code="ZH-1", platform=Platform.KUAISHOU, account_no="ks_a"))
    session.flush()
    return [person(session, name) for name in NAMES]


def adder(session: Session) -> Add:
    """Give the way to add a session: commission in 分, presenters with their shares, month, stage."""
    number = iter(range(1, 1000))

    def do(
        commission: int | None,
        *presenters: tuple[int, int | None],
        month: int = 202608,
        stage: DataStage = DataStage.CHECKED,
    ) -> None:
        key = next(number)
        session.add(
            LiveSession(
                id=key, code=f"CC-{key}", start_at=datetime(month // 100, month % 100, 3, 20), month=month,
                platform=Platform.KUAISHOU, account_id=1, commission=commission, stage=stage,
            )
        )  # fmt: skip
        session.flush()
        session.add_all(
            LivePresenter(session_id=key, streamer_id=streamer, share=share) for streamer, share in presenters
        )
        session.flush()

    return do


@pytest.fixture
def people(session: Session) -> list[int]:
    """Give three streamers."""
    return people_in(session)


@pytest.fixture
def add(session: Session) -> Add:
    """Give the way to add a session."""
    return adder(session)


def told(found: Income) -> dict[str, tuple[int, int, int, int, Fraction | None, Fraction | None]]:
    return {
        row.streamer.name: (row.sessions, row.entered, row.missing, row.undivided, row.gross, row.refund)
        for row in found.rows
    }


def test_one_presenter_earns_the_whole_commission_and_several_their_shares(
    session: Session, people: list[int], add: Add
) -> None:
    first, second, _third = people
    add(10_000, (first, None))
    add(333, (first, 60), (second, 40))
    add(-2_000, (first, None))
    found = told(income(session, QUARTER))
    assert found == {
        "韩沉": (3, 3, 0, 0, Fraction(10_000) + Fraction(333 * 60, 100), Fraction(2_000)),
        "白锦曦": (1, 1, 0, 0, Fraction(333 * 40, 100), None),
    }


def test_what_is_not_entered_stays_unknown_and_is_counted(
    session: Session, people: list[int], add: Add
) -> None:
    first, second, third = people
    add(None, (first, None))
    add(500, (second, None), (third, None))
    add(0, (third, None))
    found = income(session, QUARTER)
    assert told(found) == {
        "韩沉": (1, 0, 1, 0, None, None),
        "白锦曦": (1, 0, 0, 1, None, None),
        "周小篆": (2, 1, 0, 1, Fraction(0), None),
    }
    assert [row.net for row in found.rows] == [None, None, None]


def test_only_counted_sessions_of_the_quarter_are_taken(
    session: Session, people: list[int], add: Add
) -> None:
    first, *_ = people
    add(100, (first, None), month=202606)
    add(100, (first, None), month=202610)
    add(100, (first, None), stage=DataStage.PROVISIONAL)
    add(100)
    add(7, (first, None), month=202607)
    found = income(session, QUARTER)
    assert told(found)["韩沉"] == (1, 1, 0, 0, Fraction(7), None)
    assert (found.nobody, found.provisional) == (1, 1)


SHARES = some.one_of(some.none(), some.integers(0, 50))
LINES = some.lists(
    some.tuples(
        some.one_of(some.none(), some.integers(-(10**9), 10**11)),
        some.dictionaries(some.integers(0, 2), SHARES, max_size=2),
    ),
    max_size=12,
)


@given(lines=LINES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sessions_come_to_what_adding_them_up_by_hand_gives(
    sqlite_database: Database, lines: list[tuple[int | None, dict[int, int | None]]]
) -> None:
    with sqlite_database.write() as session:
        people = people_in(session)
        add = adder(session)
        for commission, presenters in lines:
            add(commission, *((people[who], share) for who, share in presenters.items()))
        found = income(session, QUARTER)
        session.rollback()
    by_hand: dict[int, list[tuple[int | None, Decimal | None]]] = {}
    for commission, presenters in lines:
        for who, share in presenters.items():
            part = Decimal(share) / 100 if share is not None else Decimal(1) if len(presenters) == 1 else None
            by_hand.setdefault(who, []).append((commission, part))
    assert {row.streamer.name for row in found.rows} == {NAMES[who] for who in by_hand}
    for row in found.rows:
        parts = by_hand[NAMES.index(row.streamer.name)]
        known = [(Decimal(amount), part) for amount, part in parts if amount is not None and part is not None]
        gains = [amount * part for amount, part in known if amount >= 0]
        losses = [-amount * part for amount, part in known if amount < 0]
        assert row.gross == (sum(gains) if gains else None)
        assert row.refund == (sum(losses) if losses else None)
        assert row.sessions == len(parts) == row.entered + row.missing + row.undivided
