"""What the program does by itself each day: every rule is found, and asked again it does nothing more."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import text

from db import attachments, daily, store
from db.engine import Database, Session
from db.lifecycle import BY_RULE, Due, history_of, move, move_by_rule
from db.models import Streamer
from db.record import now
from tests.db.attached_files import PDF


def test_every_rule_named_is_there_and_finds_nothing_in_an_empty_base(session: Session) -> None:
    assert daily.run(session) == 0


def test_what_a_rule_finds_due_is_moved_as_of_its_day(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    joined = date(2025, 1, 1)
    key = store.save(session, Streamer, {"name": "韩沉", "status": "在播", "joined_on": joined})

    def idle(_session: Session, today: date) -> Iterator[Due]:
        if store.load(session, Streamer, key).values["status"] == "在播":
            yield Due(Streamer, key, "休播", date(2026, 9, 1), f"到 {today.isoformat()} 已久未开播")

    monkeypatch.setattr(daily, "_rule", lambda _place: idle)
    monkeypatch.setattr(daily, "_RULES", ("a:idle",))
    assert [daily.run(session, date(2026, 11, 22)) for _again in range(2)] == [1, 0]
    made = history_of(session, Streamer, key)[0]
    assert (made.to_state, made.on, made.by) == ("休播", date(2026, 9, 1), BY_RULE)
    assert made.reason == "到 2026-11-22 已久未开播"


def test_a_rule_moves_nothing_to_before_the_last_move(session: Session) -> None:
    joined, last = date(2025, 1, 1), date(2026, 9, 1)
    key = store.save(session, Streamer, {"name": "韩沉", "status": "在播", "joined_on": joined})
    move(session, Streamer, key, "休播", last)
    move_by_rule(session, Streamer, key, "在播", date(2026, 8, 1), "开播")
    assert [each.on for each in history_of(session, Streamer, key)][:2] == [last, last]


STORY = date(2026, 11, 22)


def _rests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the one rule be that who is on air rests."""

    def rest(session: Session, _today: date) -> list[Due]:
        found = session.connection().execute(
            text("SELECT id FROM streamer WHERE status = '在播' ORDER BY id")
        )
        return [Due(Streamer, key, "休播", date(2026, 9, 1), "已久未开播") for (key,) in found.all()]

    monkeypatch.setattr(daily, "_RULES", ("a:rest",))
    monkeypatch.setattr(daily, "_rule", lambda _place: rest)


def _people(session: Session) -> list[int]:
    """Enter three streamers who are on air."""
    joined = date(2025, 1, 1)
    return [
        store.save(session, Streamer, {"name": name, "status": "在播", "joined_on": joined})
        for name in ("韩沉", "苗小豆", "田小麦")
    ]


def test_a_move_that_is_refused_keeps_none_of_the_others(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = _people(session)
    _rests(monkeypatch)
    store.delete(session, Streamer, keys[1], 1)
    assert daily.run(session, STORY) == len(keys) - 1
    states = session.connection().execute(text("SELECT status FROM streamer ORDER BY id")).scalars().all()
    assert states == ["休播", "在播", "休播"]


def test_two_seats_in_the_same_moment_make_a_move_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.write() as session:
        keys = _people(session)
    _rests(monkeypatch)
    together = Barrier(2)

    def open_base(_seat: int) -> int:
        together.wait()
        with database.write() as session:
            return daily.run(session, STORY)

    with ThreadPoolExecutor(2) as seats:
        assert sorted(seats.map(open_base, range(2))) == [0, len(keys)]
    with database.read() as session:
        assert [len(history_of(session, Streamer, key)) for key in keys] == [2] * len(keys)


def test_what_was_removed_long_ago_goes_on_a_day_without_a_move(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = _people(session)[0]
    added = attachments.add(session, Streamer, key, "a.pdf", PDF)
    attachments.remove(session, added.id)
    assert not daily.is_due(session, STORY)
    later = now() + timedelta(days=attachments.KEPT_DAYS + 1)
    monkeypatch.setattr(attachments, "now", lambda: later)
    assert daily.is_due(session, STORY)
    daily.run(session, STORY)
    assert not daily.is_due(session, STORY)
