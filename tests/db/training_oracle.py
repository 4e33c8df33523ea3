"""T01-T07 counted again from plain rows, one definition after the other, without any SQL."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.db.record_oracle import Months, alive, end_of, month_of, over, summed

if TYPE_CHECKING:
    from tests.db.figure_world import Row, World
    from tests.db.record_oracle import Value

THERE = ("出勤", "迟到", "早退")
TEAM = ("已签约", "培训中", "考核中", "待首播", "在播", "休播", "解约中", "停播整改")


def figures(world: World, five: list[Months], lesson: int = 45) -> dict[str, tuple[Value, ...]]:
    """Return the five values of every figure of training."""
    found: dict[str, tuple[Value, ...]] = {}
    flows = [_flows(world, months, lesson) for months in five]
    for code in flows[0]:
        found[code] = tuple(values[code] for values in flows)
    found["T05"] = tuple(over(values["T05P"], values["T05A"]) for values in flows)
    found["T06"] = (*(_holders(world, months[-1]) for months in five[:3]), None, None)
    return found


def _flows(world: World, months: Months, lesson: int) -> dict[str, Value]:
    """Count T01-T05 and T07 over some months."""
    held = [row for row in alive(world, "training") if row["status"] in ("已完成", "已归档")]
    judged = [row for row in alive(world, "assessment") if row["result"] is not None]
    taught = [month for month in months if any(row["month"] <= month for row in held)]
    tested = [m for m in months if m in taught or any(month_of(row["on"]) <= m for row in judged)]
    own = {row["id"]: row for row in held if row["month"] in taught}
    came = [
        row for row in alive(world, "attendance") if row["present"] in THERE and row["training_id"] in own
    ]
    results = [row["result"] for row in judged if month_of(row["on"]) in tested]
    credits_ = []
    for month in taught:
        rows = [row for row in came if own[row["training_id"]]["month"] == month]
        known = [_earned(own[row["training_id"]], row, lesson) for row in rows]
        told = [tenths for tenths in known if tenths is not None]
        credits_.append(sum(told) if told or not rows else None)
    events = [row for row in own.values() if row["is_public_event"] and row["event_kind"] is not None]
    return {
        "T01": len(own) if taught else None,
        "T02": len(came) if taught else None,
        "T03": len({row["streamer_id"] for row in came}) if taught else None,
        "T04": summed(credits_),
        "T05P": results.count("通过") if tested else None,
        "T05A": len(results) if tested else None,
        "T07": len(events) if taught else None,
    }


def _earned(training: Row, row: Row, lesson: int) -> int | None:
    """Return the tenths one person earned: the 学时, or what the minutes come to when that is less."""
    credit: int | None = training["credit"]
    if credit is None or row["minutes"] is None:
        return credit
    return min(credit, int(Fraction(row["minutes"] * 10, lesson) + Fraction(1, 2)))


def _certificates(world: World) -> list[Row]:
    """Return the certificates of the trade whose holders are known."""
    people = {row["id"] for row in alive(world, "streamer")}
    rows = alive(world, "certificate")
    return [row for row in rows if row["kind"] == "互联网营销师" and row["streamer_id"] in people]


def _held(world: World, day: date) -> set[int]:
    """Return who holds a valid certificate on a day."""
    return {
        row["streamer_id"]
        for row in _certificates(world)
        if row["issued_on"] <= day <= (row["valid_to"] or date.max)
    }


def _holders(world: World, month: int) -> Value:
    """Count T06 at the end of a month."""
    day = end_of(month)
    begun = any(row["issued_on"] <= day for row in _certificates(world))
    begun |= _flows(world, [month], 45)["T05A"] is not None
    return len(_held(world, day)) if begun else None
