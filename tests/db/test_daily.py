"""What the program does by itself each day: every rule is found, and asked again it does nothing more."""

from collections.abc import Iterator
from datetime import date

import pytest

from db import daily, store
from db.engine import Session
from db.lifecycle import BY_RULE, Due, history_of, move, move_by_rule
from db.models import Streamer


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
