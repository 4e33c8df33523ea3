"""The rollups behind the report's figures follow sessions, presenters, platforms and the effective length."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text
from sqlmodel import select

from db import upgrade as upgrading
from db.engine import open_engine
from db.models import (
    MEASURES,
    Category,
    LivePresenter,
    LiveSession,
    MonthSum,
    PlatformAccount,
    PresenterMonth,
    PresenterTotal,
    RefundReading,
    Setting,
    Streamer,
)
from db.models.words import DataStage, Platform
from db.queries.declared import Thresholds, set_thresholds
from db.rollups import differences
from db.upgrade import REVISIONS, upgrade
from tests.db.figure_world import random_world

if TYPE_CHECKING:
    from pathlib import Path

    from sqlmodel import Session

    from db.engine import Database

_PEOPLE, _ACCOUNTS = 5, 3
_NAMES = ("sum", "presenter", "total", "reading")


def _dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - figures to try, no secrets


def _base(session: Session) -> None:
    """Make accounts, categories and people, numbered from 1."""
    for number, platform in enumerate(list(Platform)[:_ACCOUNTS], start=1):
        session.add(PlatformAccount(code=f"ZH-{number}", platform=platform, account_no=f"a{number}"))
    session.add_all([Category(code=f"LM-{n}", name=f"类目{n}") for n in range(2)])
    session.add_all([Streamer(code=f"ZB-{n}", name=f"主播{n}") for n in range(_PEOPLE)])
    session.flush()


def _facts(dice: random.Random) -> dict[str, Any]:
    """Invent what a session may be, missing figures among it."""
    return {
        "month": dice.choice([202608, 202609]),
        "account_id": dice.randint(1, _ACCOUNTS),
        "category_id": dice.choice([None, 1, 2]),
        "stage": dice.choice([DataStage.CHECKED, DataStage.LOCKED, DataStage.PROVISIONAL]),
        "deleted_at": dice.choice([None, None, None, datetime(2026, 9, 1, tzinfo=UTC)]),
        "is_demo": dice.random() < 0.1,
        "minutes": dice.choice([None, 0, 24, 25, 60, 300]),
        "gmv": dice.choice([None, 5, 1_000_000_000]),
        "refund": dice.choice([None, 0, 7]),
        "refund_as_of": dice.choice([None, date(2026, 9, 20), date(2026, 10, 3)]),
    }


def _live(number: int, facts: dict[str, Any]) -> LiveSession:
    start = datetime(2026, 9, 1, 20, 0)
    return LiveSession(code=f"CC-{number}", start_at=start, platform=list(Platform)[-1], **facts)


def _counted(session: Session, minutes: int = 25) -> dict[str, dict[tuple[Any, ...], Counter[str]]]:
    """Count the rollups by hand from the rows, in Python."""
    found: dict[str, dict[tuple[Any, ...], Counter[str]]] = {name: {} for name in _NAMES}
    platforms = {account.id: account.platform for account in session.exec(select(PlatformAccount))}
    casts = [(each.session_id, each.streamer_id) for each in session.exec(select(LivePresenter))]
    for live in session.exec(select(LiveSession)):
        if live.stage == DataStage.PROVISIONAL or live.deleted_at or live.is_demo:
            continue
        people = [who for key, who in casts if key == live.id]
        category, long = live.category_id or 0, int((live.minutes or 0) >= minutes)
        sums = found["sum"].setdefault((live.month, platforms[live.account_id], category), Counter())
        sums.update({"sessions": 1, "effective": long, "named": int(bool(people))})
        sums.update({"ten_million": int((live.gmv or 0) >= 10**9)})
        for name in MEASURES:
            value = getattr(live, name)
            sums.update({name: value or 0, f"{name}_n": int(value is not None)})
        for who in people:
            time = {"sessions": 1, "effective": long, "minutes": live.minutes or 0}
            found["presenter"].setdefault((live.month, who, category), Counter()).update(time)
            found["total"].setdefault((live.month, who), Counter()).update(time)
        if live.refund is not None and live.refund_as_of:
            found["reading"].setdefault((live.month, live.refund_as_of), Counter())["sessions"] += 1
    return found


def _stored(session: Session) -> dict[str, dict[tuple[Any, ...], Counter[str]]]:
    """Return the rollups as they stand."""
    session.expire_all()
    tables: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
        ("sum", MonthSum, ("month", "platform", "category_id")),
        ("presenter", PresenterMonth, ("month", "streamer_id", "category_id")),
        ("total", PresenterTotal, ("month", "streamer_id")),
        ("reading", RefundReading, ("month", "refund_as_of")),
    )
    return {
        name: {
            tuple(getattr(row, part) for part in key): Counter(row.model_dump(exclude=set(key)))
            for row in session.exec(select(model))
        }
        for name, model, key in tables
    }


def _recast(session: Session, dice: random.Random) -> None:
    """Name somebody, take somebody out, let another have presented, all by chance."""
    lives = [live.id for live in session.exec(select(LiveSession)) if live.id]
    pairs = [(key, who) for key in lives for who in range(1, _PEOPLE + 1)]
    known = {(each.session_id, each.streamer_id): each for each in session.exec(select(LivePresenter))}
    for key, who in dice.sample(sorted(set(pairs) - known.keys()), 8):
        session.add(LivePresenter(session_id=key, streamer_id=who))
    for pair in dice.sample(sorted(known), min(5, len(known))):
        session.delete(known[pair])
    session.flush()
    left = sorted(set(pairs) - {(e.session_id, e.streamer_id) for e in session.exec(select(LivePresenter))})
    for each in session.exec(select(LivePresenter)).all()[:4]:
        each.session_id, each.streamer_id = left.pop(dice.randrange(len(left)))
        session.add(each)
        session.flush()


@pytest.mark.parametrize("seed", range(3))
def test_any_mix_of_changes_of_sessions_and_presenters_leaves_the_rollups_exact(
    database: Database, seed: int
) -> None:
    dice = _dice(seed)
    with database.write() as session:
        _base(session)
        session.add_all([_live(number, _facts(dice)) for number in range(40)])
    for turn in range(8):
        with database.write() as session:
            _recast(session, dice)
            for live in dice.sample(list(session.exec(select(LiveSession))), 10):
                facts = _facts(dice)
                for name in dice.sample(sorted(facts), dice.randint(1, 5)):
                    setattr(live, name, facts[name])
            gone = dice.choice(session.exec(select(LiveSession)).all())
            session.execute(text(f"DELETE FROM live_presenter WHERE session_id = {gone.id}"))  # noqa: S608
            session.delete(gone)
            session.add(_live(100 + turn, _facts(dice)))
        with database.read() as session:
            assert _stored(session) == _counted(session)
            assert differences(session) == []


def _filled(session: Session) -> None:
    """Make a base with sessions several people presented."""
    dice = _dice(5)
    _base(session)
    session.add_all([_live(number, _facts(dice)) for number in range(60)])
    session.flush()
    for key in range(1, 61):
        for who in dice.sample(range(1, _PEOPLE + 1), dice.randint(0, 3)):
            session.add(LivePresenter(session_id=key, streamer_id=who))
    session.flush()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE live_session SET stage = '已锁定'",
        "UPDATE live_session SET month = 202610, minutes = 30 WHERE id % 2 = 0",
        "UPDATE live_session SET deleted_at = updated_at",
        "UPDATE live_session SET version = version + 1",
        "DELETE FROM live_presenter WHERE streamer_id <> 3",
        "UPDATE live_presenter SET streamer_id = 7 WHERE streamer_id = 3",
        "INSERT INTO live_presenter (session_id, streamer_id) SELECT id, 6 FROM live_session",
        "UPDATE platform_account SET platform = 'B站' WHERE id = 1",
        "UPDATE platform_account SET platform = 'B站'",
    ],
)
def test_many_rows_in_one_statement_are_all_counted(database: Database, statement: str) -> None:
    with database.write() as session:
        _filled(session)
        session.add_all([Streamer(code=f"ZB-9{n}", name=f"主播9{n}") for n in range(2)])
        session.flush()
        session.execute(text(statement))
        assert _stored(session) == _counted(session)
        assert differences(session) == []


def test_another_effective_length_counts_all_sessions_anew(database: Database) -> None:
    with database.write() as session:
        _filled(session)
        for minutes in (24, 61, 25):
            set_thresholds(session, Thresholds(effective_minutes=minutes))
            assert _stored(session) == _counted(session, minutes)
            assert differences(session) == []
        session.add(_live(99, _facts(_dice(1)) | {"minutes": 25, "stage": DataStage.CHECKED}))
        session.flush()
        assert _stored(session) == _counted(session)
        session.delete(session.exec(select(Setting).where(Setting.name == "effective_minutes")).one())
        session.flush()
        assert _stored(session) == _counted(session)
        assert differences(session) == []


def test_an_effective_length_that_is_no_number_counts_as_that_of_the_house(database: Database) -> None:
    with database.write() as session:
        _filled(session)
        session.add(Setting(name="effective_minutes", value="半小时"))
        session.flush()
        assert _stored(session) == _counted(session, Thresholds().effective_minutes)
        assert differences(session) == []


@pytest.mark.parametrize("table", ["month_sum", "presenter_total", "refund_reading"])
def test_a_wrong_row_is_found_in_every_rollup(database: Database, table: str) -> None:
    with database.write() as session:
        _filled(session)
        session.execute(text(f"UPDATE {table} SET sessions = sessions + 1 WHERE month = 202609"))  # noqa: S608
        assert {(found.table, found.month) for found in differences(session)} == {(table, 202609)}


def test_an_upgrade_counts_the_sessions_there_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine(tmp_path / "base.db")
    with monkeypatch.context() as patch:
        patch.setattr(upgrading, "REVISIONS", REVISIONS[: REVISIONS.index("0012")])
        upgrade(engine)
    with session_of(engine) as session:
        random_world(3).fill(session)
        session.commit()
    upgrade(engine)
    with session_of(engine) as session:
        assert session.exec(select(PresenterMonth)).first() is not None
        assert _stored(session) == _counted(session)
        assert differences(session) == []
    engine.dispose()


def session_of(engine: Any) -> Session:
    """Return a session of an engine."""
    from sqlmodel import Session  # noqa: PLC0415 - named for types above

    return Session(engine)
