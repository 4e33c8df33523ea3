"""Batches of versions that kept fewer images: what can be told of them goes back, what cannot is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, text, update

from db.models import FollowerSnapshot, ImportRow
from db.queries.tables import HISTORY, table_of
from db.undoing import undo
from db.undoing.sparse import UNKNOWN_CAST
from tests.db.intake.sheets import EVENING, LIVES, MORNING, PEOPLE, ROSTER, asked, changed, mapped, take_in
from tests.db.intake.test_contract_sheets import day, take
from tests.db.undoing.photographs import differences, photograph

if TYPE_CHECKING:
    from db.engine import Database

_ROWS, _SNAPSHOTS = table_of(ImportRow), table_of(FollowerSnapshot)
CAST = "SELECT session_id, streamer_id FROM live_presenter ORDER BY id"


def forget(database: Database, batch: int, *entities: str) -> None:
    """Forget the images an earlier version did not keep."""
    with database.write() as session:
        session.execute(delete(_ROWS).where(_ROWS.c.batch_id == batch, _ROWS.c.entity.in_(entities)))


def test_a_count_of_followers_an_earlier_version_corrected_is_the_former_one_again(
    database: Database,
) -> None:
    take_in(database, "streamers", mapped("streamers", ROSTER, *PEOPLE))
    more, _ = take_in(database, "streamers", mapped("streamers", ROSTER, changed(PEOPLE[1], {5: 4000.0})))
    with database.write() as session:
        corrected = _SNAPSHOTS.c.followers == 4000
        session.execute(update(_SNAPSHOTS).where(corrected).values(batch_id=more.batch))
    with database.write() as session:
        done = undo(session, more.batch or 0)
    assert (done.removed, done.restored, done.kept) == (0, 1, ())
    counts = "SELECT followers FROM follower_snapshot ORDER BY id"
    assert asked(database, counts) == [(125_000,), (3000,)]
    with database.write() as session:
        undo(session, done.undo or 0)
    assert asked(database, counts) == [(125_000,), (4000,)]


def test_a_session_whose_former_presenters_an_earlier_version_did_not_keep_stays_and_is_told(
    database: Database,
) -> None:
    take_in(database, "streamers", mapped("streamers", ROSTER, *PEOPLE))
    header = (*LIVES, "主播")
    take_in(database, "lives", mapped("lives", header, (*EVENING, "田小麦"), (*MORNING, "田小麦")))
    dearer = (*changed(EVENING, {7: "¥2,000元"}), "谷小米"), (*changed(MORNING, {7: 5.0}), "田小麦")
    outcome, _ = take_in(database, "lives", mapped("lives", header, *dearer))
    forget(database, outcome.batch or 0, "live_presenter")
    cast = asked(database, CAST)
    with database.write() as session:
        done = undo(session, outcome.batch or 0)
    assert [(kept.entity, kept.key, kept.reason) for kept in done.kept] == [("live_session", 1, UNKNOWN_CAST)]
    assert asked(database, CAST) == cast
    assert asked(database, "SELECT gmv FROM live_session ORDER BY id") == [(200_000,), (0,)]


def test_a_renewal_an_earlier_version_noted_in_the_trail_alone_is_as_before(database: Database) -> None:
    head = ("姓名", "手机号", "签约日期", "合同到期")
    take_in(database, "streamers", mapped("streamers", head, ("王晓梅", "13800138000", day(-100), day(-1))))
    before = photograph(database)
    outcome, _ = take(database, ("王晓梅", "经纪约", None, day(0), day(99)))
    after = photograph(database)
    forget(database, outcome.batch or 0, "contract")
    with database.write() as session:
        moved = HISTORY.c.batch_id == outcome.batch, HISTORY.c.by == "系统规则"
        session.execute(update(HISTORY).where(*moved).values(batch_id=None))
    with database.write() as session:
        done = undo(session, outcome.batch or 0)
    assert done.kept == ()
    assert differences(before, photograph(database)) == {}
    with database.write() as session:
        undo(session, done.undo or 0)
    assert {*differences(after, photograph(database))} <= {"status_history"}
    with database.read() as session:
        assert session.scalar(text("SELECT status FROM contract ORDER BY id")) == "已续签"
