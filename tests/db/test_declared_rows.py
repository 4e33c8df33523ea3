"""T13: people employed as declared, the incidents of a period, and how many of each kind."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from db import store
from db.models import EmploymentMonth, Incident, Org, Streamer
from db.queries.declared_rows import (
    Employment,
    IncidentCounts,
    employment,
    incident_counts,
    incidents,
)
from db.queries.periods import Period

if TYPE_CHECKING:
    from db.engine import Session

QUARTER = Period(202607, 202609)


def happen(session: Session, on: date, kind: str, **more: object) -> int:
    """Add an incident."""
    return store.save(session, Incident, {"on": on, "kind": kind, "description": "用语不当", **more})


def test_the_people_of_a_quarter_are_those_of_its_last_month(session: Session) -> None:
    for month, direct in ((202608, 900), (202609, 950)):
        store.save(session, EmploymentMonth, {"month": month, "direct": direct})
    assert employment(session, QUARTER) == Employment(950, None, None)
    assert employment(session, Period(202610, 202610)) == Employment()


def test_incidents_of_a_period_name_whom_they_concern_in_the_order_of_their_days(session: Session) -> None:
    who = store.save(session, Streamer, {"name": "韩沉", "stage_name": "沉哥"})
    firm = store.save(session, Org, {"name": "沂蒙鲜品合作社"})
    happen(session, date(2026, 9, 30), "投诉", org_id=firm, streamer_id=who, platform="快手")
    happen(session, date(2026, 7, 1), "违规", streamer_id=who, measures="停播一天并培训")
    happen(session, date(2026, 6, 30), "安全")
    happen(session, date(2026, 10, 1), "舆情")
    gone = happen(session, date(2026, 8, 1), "封禁")
    store.delete(session, Incident, gone, 1)
    found = incidents(session, QUARTER)
    assert [(row.on, row.kind, row.platform, row.about) for row in found] == [
        (date(2026, 7, 1), "违规", None, "沉哥"),
        (date(2026, 9, 30), "投诉", "快手", "沉哥、沂蒙鲜品合作社"),
    ]
    assert (found[0].measures, found[1].measures, found[0].description) == (
        "停播一天并培训",
        None,
        "用语不当",
    )


def test_a_streamer_without_a_stage_name_is_told_by_code_never_by_real_name(session: Session) -> None:
    who = store.save(session, Streamer, {"name": "韩沉"})
    happen(session, date(2026, 9, 30), "投诉", streamer_id=who)
    (row,) = incidents(session, QUARTER)
    assert row.about == store.load(session, Streamer, who).code


def test_incidents_are_counted_by_kind_and_closed_ones_by_the_end_of_the_period(session: Session) -> None:
    for kind, closed in (
        ("违规", 5),
        ("违规", None),
        ("封禁", 30),
        ("投诉", None),
        ("舆情", 29),
        ("安全", 30),
    ):
        day = None if closed is None else date(2026, 9, closed)
        happen(session, date(2026, 9, 1), kind, closed_on=day, measures="已约谈" if closed else None)
    rows = incidents(session, QUARTER)
    counted = incident_counts(rows, date(2026, 9, 29))
    assert counted == IncidentCounts(2, 1, 1, 1, 1, answered=4, closed=2)
    assert counted.total == len(rows) == 6
