"""去处理 of a finding shows just the rows it counted, of a quarter too."""

from datetime import date, datetime

from db import store
from db.engine import Session
from db.models import PlatformAccount, Streamer, Training
from db.queries import indicators
from db.queries.check_rules import Finding
from db.queries.lists import ListView
from db.queries.periods import Period
from db.queries.report_checks import checks
from db.queries.roster import STREAMERS
from db.queries.training_lists import TRAINING_LIST
from db.store import Query, search

QUARTER = Period(202507, 202509)


def _finding(session: Session, key: str) -> Finding:
    """Return a finding of the quarter's report."""
    found = checks(session, indicators.of(session, QUARTER)).findings
    return next(each for each in found if each.key == key)


def _shown(session: Session, finding: Finding, view: ListView) -> set[int]:
    """Return the rows the page of a finding lists."""
    filters = tuple((name, value) for name, value in finding.filters if name != "part")
    return set(search(session, view, Query(filters=filters)).ids)


def test_trainings_that_are_not_finished_are_shown_whatever_their_state(session: Session) -> None:
    late = {
        store.save(session, Training, {"title": f"培训{month}", "start_at": datetime(2025, month, 3, 9)})
        for month in (7, 9)
    }
    store.save(session, Training, {"title": "季度外", "start_at": datetime(2025, 10, 3, 9)})
    found = _finding(session, "unfinished")
    assert found.count == 2
    assert _shown(session, found, TRAINING_LIST) == late


def test_streamers_whose_followers_are_old_are_shown(session: Session) -> None:
    people = []
    for number, (followers, day) in enumerate(
        ((6_000_000, date(2025, 8, 1)), (2_000_000, date(2025, 9, 20)), (900_000, date(2025, 8, 1)))
    ):
        who = store.save(
            session, Streamer, {"name": "韩沉舟"[: 2 + number % 2], "stage_name": f"源头{number}"}
        )
        values = {"streamer_id": who, "platform": "快手", "account_no": f"ks{number}"}
        account = store.save(session, PlatformAccount, values)
        store.record_followers(session, account, day, followers)
        people.append(who)
    found = _finding(session, "followers")
    assert found.count == 1
    assert _shown(session, found, STREAMERS) == {people[0]}
