"""A made-up base in which some people were entered twice, and the same base had they been entered once.

Nothing of ``db.duplicates`` is used here: the state of a person is asked of both records on every single day.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import date, timedelta
from typing import TYPE_CHECKING

from db.models.words import StreamerState
from tests.db.figure_world import World, random_world

if TYPE_CHECKING:
    from tests.db.figure_world import Row

FIRST, LAST = date(2024, 4, 1), date(2027, 1, 1)
_NOT_IN = ("未录用", "线索", "已邀约", "已面试", "试播", "待签约", "黑名单", "转会", "已离退")
_IN = ("停播整改", "解约中", "已签约", "培训中", "考核中", "待首播", "休播", "在播")
ORDER = (*_NOT_IN, *_IN)
"""Who is most part of the base last."""
Pair = tuple[int, int]
"""Who stays, who goes."""


def twice(seed: int) -> tuple[World, list[Pair]]:
    """Return a base and the pairs in it that are one person, each with a state to be told."""
    world = random_world(seed)
    alive = [
        row for row in world.rows["streamer"]
        if row["deleted_at"] is None and not row["is_demo"] and _states(world, row["id"])
    ]  # fmt: skip
    chosen = alive[: len(alive) // 4 * 2]
    for row in chosen:
        row |= {
            "birth_on": date(1995, 5, 5),
            "status": StreamerState(_states(world, row["id"])[-1]["to_state"]),
        }
    keys = [row["id"] for row in chosen]
    pairs = [
        (one, other) if seed % 2 else (other, one) for one, other in zip(keys[::2], keys[1::2], strict=True)
    ]
    _present_together(world, pairs)
    return world, pairs


def once(world: World, pairs: list[Pair]) -> World:
    """Return the base had each of these people been entered once."""
    whole = World(rows=deepcopy(world.rows))
    for stays, goes in pairs:
        for table in ("platform_account", "contract"):
            for row in whole.rows[table]:
                row["streamer_id"] = stays if row["streamer_id"] == goes else row["streamer_id"]
        _present_once(whole, stays, goes)
        _live_once(whole, stays, goes)
        (gone,) = [row for row in whole.rows["streamer"] if row["id"] == goes]
        (kept,) = [row for row in whole.rows["streamer"] if row["id"] == stays]
        whole.rows["streamer"].remove(gone)
        _fill(kept, gone)
    return whole


def _states(world: World, person: int) -> list[Row]:
    """Return the states of one person in the order they counted."""
    rows = [row for row in world.rows["status_history"] if row["entity_id"] == person]
    return sorted(rows, key=lambda row: (row["on"] or date.min, row["id"]))


def _present_together(world: World, pairs: list[Pair]) -> None:
    """Let both of a pair present some sessions together, with and without shares."""
    for number, row in enumerate(world.rows["live_session"]):
        stays, goes = pairs[number % len(pairs)]
        for person, share in ((stays, None if number % 2 else 40), (goes, None if number % 3 else 50)):
            if not any(p["session_id"] == row["id"] and p["streamer_id"] == person
                       for p in world.rows["live_presenter"]) and number % 4 == 0:  # fmt: skip
                world.add("live_presenter", session_id=row["id"], streamer_id=person, share=share)


def _present_once(world: World, stays: int, goes: int) -> None:
    """Let one person present once."""
    lines = world.rows["live_presenter"]
    there = {row["session_id"] for row in lines if row["streamer_id"] == stays}
    lines[:] = [row for row in lines if row["streamer_id"] != goes or row["session_id"] not in there]
    for row in lines:
        row["streamer_id"] = stays if row["streamer_id"] == goes else row["streamer_id"]


def _live_once(world: World, stays: int, goes: int) -> None:
    """Give one person the states of both, day by day."""
    both = {person: _states(world, person) for person in (stays, goes)}
    last = {person: rows[-1] for person, rows in both.items()}
    leads = goes if ORDER.index(last[goes]["to_state"]) > ORDER.index(last[stays]["to_state"]) else stays
    if (last[stays]["to_state"] == "黑名单") != (last[goes]["to_state"] == "黑名单"):
        leads = stays if last[stays]["to_state"] == "黑名单" else goes
    since, end = last[leads]["on"] or date.min, last[leads]["to_state"]
    lines = world.rows["status_history"]
    lines[:] = [row for row in lines if row["entity_id"] not in (stays, goes)]
    day, before = FIRST, None
    while day < LAST:
        known = [rows for rows in both.values() if any((row["on"] or date.min) <= day for row in rows)]
        states = [[row for row in rows if (row["on"] or date.min) <= day][-1]["to_state"] for rows in known]
        state = end if day >= since else max(states, key=ORDER.index, default=None)
        if state is not None and state != before:
            world.rows["status_history"].append(
                {
                    "id": len(lines) + 10_000,
                    "entity": "streamer",
                    "entity_id": stays,
                    "from_state": before,
                    "to_state": state,
                    "on": None if day == FIRST else day,
                }
            )
            before = state
        day += timedelta(days=1)


def _fill(kept: Row, gone: Row) -> None:
    """Let the record that stays take what it lacks, but for the day a number was checked."""
    for name, value in gone.items():
        if kept[name] is None and name not in ("deleted_at", "batch_id", "verified_on"):
            kept[name] = value
