"""A base with as many live sessions as wanted over 26 months, everything missing or odd in it that can be."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import text

from db.models.words import Platform, StreamerState
from db.rollups import recompute
from tests.db.figure_world import World

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.engine import Session

LAST_MONTH = 202608
"""The last of the 26 months, 202407 the first."""
_DAYS = 792
_CATEGORIES, _TEAMS = 12, 20

_LIVES = """
WITH RECURSIVE n(i) AS (SELECT :first UNION ALL SELECT i + 1 FROM n WHERE i < :last - 1),
h(i, h, person) AS (SELECT i, i * 2654435761 % 4294967296, i * 7919 % :people FROM n),
d(i, h, person, day, main) AS
    (SELECT i, h, person, date('2024-07-01', (i * :days / :rows) || ' days'), person % :categories FROM h)
INSERT INTO live_session (
    id, code, version, created_at, created_by, updated_at, updated_by, is_demo, deleted_at, start_at, month,
    platform, account_id, kind, category_id, team_id, stage, minutes, views, viewers, new_fans, lost_fans,
    goods, gmv, refund, refund_as_of, orders, buyers, units, is_local_goods, is_farm_aid, is_cross_border
)
SELECT
    i + 1, 'CC-' || i, 1, day, '', day, '', h % 499 = 7, CASE WHEN h % 211 = 9 THEN day END,
    day || printf(' %02d:%02d:00.000000', h % 24, h / 24 % 60), CAST(strftime('%Y%m', day) AS INTEGER),
    (SELECT platform FROM platform_account WHERE id = person + 1), person + 1, '日常',
    CASE WHEN h % 61 = 3 THEN NULL ELSE 1 + (main + (h / 5 % 20 = 0)) % :categories END, 1 + person % :teams,
    CASE h / 11 % 100 WHEN 0 THEN '临时' WHEN 1 THEN '已锁定' ELSE '已核对' END,
    CASE WHEN h % 53 = 0 THEN NULL WHEN person % 10 = 0 THEN h / 7 % 26 ELSE h / 7 % 300 END,
    CASE WHEN h % 31 = 0 THEN NULL ELSE h / 13 % 90000 END, h / 17 % 60000, h / 19 % 300, h / 23 % 40,
    h / 29 % 60,
    CASE WHEN h % 101 = 0 THEN NULL WHEN h % 50021 = 1 THEN 1000000000 + h / 3 ELSE h / 3 % 100000000 END,
    CASE WHEN h % 10 = 0 THEN NULL ELSE h / 31 % 5000000 END, date(day, (7 + h / 37 % 20) || ' days'),
    h / 41 % 900, CASE WHEN h % 13 = 0 THEN NULL ELSE h / 43 % 800 END, h / 47 % 1000, 0, h % 40 = 0, 0
FROM d
"""
_PRESENTERS = """
INSERT INTO live_presenter (session_id, streamer_id)
SELECT id, account_id FROM live_session WHERE id BETWEEN :first + 1 AND :last AND id % 67 <> 5
UNION ALL
SELECT id, 1 + (account_id + 41) % :people FROM live_session
WHERE id BETWEEN :first + 1 AND :last AND id % 19 = 2
"""
_AT_ONCE = 500_000


def fill(session: Session, rows: int, people: int) -> None:
    """Make up people with an account each, and the sessions; the rollups are counted at the end (SQLite)."""
    world = World()
    world.record("live_base", name="沂河直播基地", bureau="临沂市商务局")
    for number in range(_CATEGORIES):
        world.record("category", name=f"类目{number}", sort=0)
    platforms = list(Platform)[:3]
    for number in range(people):
        person = world.streamer(stage_name=f"艺名{number}")
        world.account(person, platform=platforms[number % len(platforms)])
        world.turn(person, StreamerState.ACTIVE, None)
    world.fill(session)
    for number in range(_TEAMS):
        session.execute(text(_TEAM), {"id": number + 1, "name": f"团队{number}"})
    with without_triggers(session):
        for first in range(0, rows, _AT_ONCE):
            last = min(first + _AT_ONCE, rows)
            known = {"first": first, "last": last, "people": people}
            counts = {"rows": rows, "days": _DAYS, "categories": _CATEGORIES, "teams": _TEAMS}
            session.execute(text(_LIVES), known | counts)
            session.execute(text(_PRESENTERS), known)
        recompute(session)


@contextmanager
def without_triggers(session: Session) -> Iterator[None]:
    """Take the triggers of the rollups away for a while (SQLite)."""
    connection = session.connection()
    asked = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({})"
    tables = "'live_session', 'live_presenter', 'presenter_month'"
    found = connection.exec_driver_sql(asked.format(tables)).all()
    for name, _sql in found:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for _name, sql in found:
        connection.exec_driver_sql(sql)


_TEAM = """
INSERT INTO org (id, code, version, created_at, created_by, updated_at, updated_by, is_demo, name, match_key,
    status)
VALUES (:id, 'JG-' || :id, 1, '2024-07-01', '', '2024-07-01', '', 0, :name, :name, '潜在')
"""
