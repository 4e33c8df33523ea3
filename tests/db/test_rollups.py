"""Month totals follow the sessions, whatever happens to them, on both databases."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text
from sqlmodel import select

from db.models import MEASURES, Category, LiveSession, MonthTotal, Org, PlatformAccount
from db.models.words import DataStage, Platform
from db.rollups import differences, recompute

if TYPE_CHECKING:
    from sqlmodel import Session

    from db.engine import Database

_LIMITS = {"gmv": 2_000_000_000, "refund": 1_000_000, "minutes": 1440}


def _dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - figures to try, no secrets


def _base(session: Session) -> tuple[list[int], list[int | None], list[int | None]]:
    """Make accounts, categories and teams; return their ids, None among the last two."""
    accounts = [
        PlatformAccount(code=f"ZH-{n}", platform=p, account_no=f"a{n}") for n, p in enumerate(Platform)
    ]
    categories = [Category(code=f"LM-{n}", name=f"类目{n}") for n in range(2)]
    teams = [Org(code=f"JG-{n}", name=f"团队{n}") for n in range(2)]
    session.add_all([*accounts, *categories, *teams])
    session.flush()
    found = [a.id for a in accounts[:3] if a.id]
    return found, [None, *(c.id for c in categories)], [None, *(t.id for t in teams)]


def _facts(dice: random.Random, base: tuple[list[int], list[int | None], list[int | None]]) -> dict[str, Any]:
    """Invent what a session may be, missing figures among it."""
    accounts, categories, teams = base
    facts: dict[str, Any] = {
        "month": dice.choice([202608, 202609]),
        "account_id": dice.choice(accounts),
        "category_id": dice.choice(categories),
        "team_id": dice.choice(teams),
        "stage": dice.choice(list(DataStage)),
        "deleted_at": dice.choice([None, None, datetime(2026, 9, 1, tzinfo=UTC)]),
        "is_demo": dice.random() < 0.1,
    }
    for measure in MEASURES:
        facts[measure] = None if dice.random() < 0.3 else dice.randrange(_LIMITS.get(measure, 9_999))
    return facts


def _live(number: int, facts: dict[str, Any]) -> LiveSession:
    return LiveSession(
        code=f"CC-{number}", start_at=datetime(2026, 9, 1, 20, 0), platform=Platform.KUAISHOU, **facts
    )


def _expected(session: Session) -> dict[tuple[int, ...], dict[str, Any]]:
    """Count the totals by hand from the sessions, in Python."""
    totals: dict[tuple[int, ...], dict[str, Any]] = {}
    platforms = {a.id: a.platform for a in session.exec(select(PlatformAccount))}
    for live in session.exec(select(LiveSession)):
        if live.stage == DataStage.PROVISIONAL or live.deleted_at or live.is_demo:
            continue
        key = (live.month, live.account_id, live.category_id or 0, live.team_id or 0)
        total = totals.setdefault(
            key, {"platform": platforms[live.account_id], "sessions": 0, "ten_million": 0}
        )
        total["sessions"] += 1
        total["ten_million"] += (live.gmv or 0) >= 10_000_000 * 100
        for measure in MEASURES:
            value = getattr(live, measure)
            total[measure] = total.get(measure, 0) + (value or 0)
            total[f"{measure}_n"] = total.get(f"{measure}_n", 0) + (value is not None)
    return totals


def _stored(session: Session) -> dict[tuple[int, ...], dict[str, Any]]:
    rows = session.exec(select(MonthTotal)).all()
    return {
        (r.month, r.account_id, r.category_id, r.team_id): r.model_dump(
            exclude={"id", "month", "account_id", "category_id", "team_id"}
        )
        for r in rows
    }


@pytest.mark.parametrize("seed", range(3))
def test_any_mix_of_changes_leaves_the_totals_exact(database: Database, seed: int) -> None:
    dice = _dice(seed)
    with database.write() as session:
        base = _base(session)
        lives = [_live(number, _facts(dice, base)) for number in range(60)]
        session.add_all(lives)
    for _ in range(12):
        with database.write() as session:
            known = list(session.exec(select(LiveSession)))
            for live in dice.sample(known, 8):
                facts = _facts(dice, base)
                for name in dice.sample(sorted(facts), dice.randint(1, 6)):
                    setattr(live, name, facts[name])
            session.delete(dice.choice(known))
            session.add(_live(1000 + len(known) + dice.randrange(10**9), _facts(dice, base)))
        with database.read() as session:
            assert _stored(session) == _expected(session)
            assert differences(session) == []


def test_many_rows_in_one_statement_are_all_counted(database: Database) -> None:
    dice = _dice(7)
    with database.write() as session:
        base = _base(session)
        session.add_all([_live(number, _facts(dice, base)) for number in range(50)])
        session.flush()
        session.execute(text("UPDATE live_session SET month = 202610, gmv = gmv * 2 WHERE id % 3 = 0"))
        session.execute(text("UPDATE live_session SET stage = '已锁定' WHERE stage = '临时'"))
        session.execute(text("DELETE FROM live_session WHERE id % 7 = 0"))
        session.expire_all()
        assert _stored(session) == _expected(session)
        session.execute(text("DELETE FROM live_session"))
        session.expire_all()
        assert _stored(session) == {}


def test_an_account_that_changes_platform_takes_its_totals_along(database: Database) -> None:
    with database.write() as session:
        base = _base(session)
        session.add(
            _live(
                1,
                _facts(_dice(1), base)
                | {
                    "stage": DataStage.CHECKED,
                    "deleted_at": None,
                    "is_demo": False,
                    "account_id": base[0][0],
                },
            )
        )
        session.flush()
        session.execute(text("UPDATE platform_account SET platform = 'B站'"))
        assert session.exec(select(MonthTotal.platform)).all() == ["B站"]
        assert differences(session) == []


def test_recompute_repairs_only_the_months_asked_for(database: Database) -> None:
    dice = _dice(11)
    with database.write() as session:
        base = _base(session)
        session.add_all([_live(number, _facts(dice, base)) for number in range(80)])
        session.flush()
        session.execute(text("UPDATE month_total SET gmv = gmv + 1"))
        wrong = differences(session)
        assert {w.month for w in wrong} == {202608, 202609}
        recompute(session, [202609])
        assert {w.month for w in differences(session)} == {202608}
        recompute(session)
        assert differences(session) == []
        assert _stored(session) == _expected(session)


def test_a_total_without_sessions_and_sessions_without_a_total_are_both_found(database: Database) -> None:
    dice = _dice(13)
    with database.write() as session:
        base = _base(session)
        session.add_all([_live(number, _facts(dice, base)) for number in range(30)])
        session.flush()
        first = session.exec(select(MonthTotal).order_by(MonthTotal.id)).first()  # type: ignore[arg-type]
        assert first is not None
        session.execute(text("UPDATE month_total SET month = 209901 WHERE id = :id"), {"id": first.id})
        found = differences(session)
        assert [(w.stored is None, w.counted is None) for w in found] == [(True, False), (False, True)]


def test_a_session_counts_as_large_from_ten_million_yuan_on(database: Database) -> None:
    with database.write() as session:
        base = _base(session)
        plain = {"month": 202609, "account_id": base[0][0], "stage": DataStage.CHECKED}
        session.add_all(
            [
                _live(number, plain | {"gmv": fen})
                for number, fen in enumerate([999_999_999, 1_000_000_000, None])
            ]
        )
        session.flush()
        assert session.exec(select(MonthTotal.ten_million)).one() == 1
        assert differences(session) == []
