"""What undoing leaves to be read: the history of a record, the trail, the batches, the signed months."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from db import store, trail
from db.errors import NotAllowed
from db.models import LiveSession, Report, Streamer
from db.models.report_words import ReportState
from db.queries.batches import batches, earlier, undone_by
from db.undoing import preview, undo
from tests.db.intake.sheets import (
    EVENING,
    LIVES,
    MORNING,
    PEOPLE,
    ROSTER,
    SOURCE,
    asked,
    changed,
    mapped,
    take_in,
)

if TYPE_CHECKING:
    from db.engine import Database
    from db.record import Record


@pytest.fixture
def base(database: Database) -> Database:
    """Return a base with two streamers (batch 1) of whom one was changed and one added (batch 2)."""
    take_in(database, "streamers", mapped("streamers", ROSTER, PEOPLE[0]))
    take_in(
        database, "streamers", mapped("streamers", ROSTER, changed(PEOPLE[0], {9: "2026/4/1"}), PEOPLE[1])
    )
    return database


def told(base: Database, model: type[Record], key: int) -> list[tuple[str, str, str, str]]:
    """Return the history of a record, the newest first: action, label, old, new."""
    with base.read() as session:
        changes = store.history(session, model, key)
    return [(one.action, one.field_label, one.old, one.new) for one in changes]


def test_the_history_of_a_record_tells_of_undoing_and_of_bringing_back(base: Database) -> None:
    with base.write() as session:
        done = undo(session, 2)
    assert told(base, Streamer, 1)[0] == ("撤销导入", "入驻日期", "2026-04-01", "2026-03-01")
    assert told(base, Streamer, 2)[0] == ("撤销导入", "", "", "")
    with base.write() as session:
        undo(session, done.undo or 0)
    assert told(base, Streamer, 1)[0] == ("恢复导入", "入驻日期", "2026-03-01", "2026-04-01")
    assert told(base, Streamer, 2)[0] == ("恢复导入", "", "", "")


def test_the_history_of_a_session_tells_who_presented_it_again(base: Database) -> None:
    header = (*LIVES, "主播")
    take_in(base, "lives", mapped("lives", header, (*EVENING, "田小麦")))
    outcome, _ = take_in(base, "lives", mapped("lives", header, (*EVENING, "谷小米")))
    with base.write() as session:
        done = undo(session, outcome.batch or 0)
    assert (done.removed, done.restored) == (0, 1)
    assert told(base, LiveSession, 1)[0] == ("撤销导入", "出镜主播", "谷小米", "田小麦")
    with base.write() as session:
        undo(session, done.undo or 0)
    assert told(base, LiveSession, 1)[0] == ("恢复导入", "出镜主播", "田小麦", "谷小米")


def test_the_trail_tells_the_three_counts_and_stays_whole(base: Database) -> None:
    with base.write() as session:
        done = undo(session, 2)
    with base.read() as session:
        assert trail.verify(session) == []
    (found,) = asked(base, "SELECT entity, entity_id, reason FROM trail WHERE action = '撤销导入'")
    assert found == ("import_batch", done.undo, "九月.xlsx")


def test_the_list_tells_which_batch_was_undone_by_which(base: Database) -> None:
    with base.read() as session:
        known = earlier(session, "streamers", SOURCE.hash)
        assert known is not None
        assert known.id == 2
    with base.write() as session:
        done = undo(session, 2)
    with base.read() as session:
        newest, second, first = batches(session)
        assert undone_by(session, 2) == newest
        standing = earlier(session, "streamers", SOURCE.hash)
    assert standing == first
    assert (newest.undoes, newest.mode, newest.added, newest.updated) == (
        2,
        "undo",
        done.removed,
        done.restored,
    )
    assert second.is_undone
    with base.write() as session:
        undo(session, newest.id)
    with base.read() as session:
        assert [one.is_undone for one in batches(session)] == [False, True, False, False]
        assert undone_by(session, 2) is None


def test_what_cannot_be_undone_says_why(base: Database) -> None:
    with base.write() as session:
        done = undo(session, 2)
    for wrong, sentence in ((99, "没有这一批导入记录"), (2, "撤销，不用再撤销")):
        with base.write() as session, pytest.raises(NotAllowed, match=sentence):
            undo(session, wrong)
    with base.write() as session:
        back = undo(session, done.undo or 0)
    for batch, sentence in ((done.undo, "恢复，不用再恢复"), (back.undo, "要再次撤销，请撤销第 2 批")):
        with base.read() as session, pytest.raises(NotAllowed, match=sentence):
            preview(session, batch or 0)


def test_signed_months_among_the_rows_are_named(base: Database) -> None:
    take_in(base, "lives", mapped("lives", LIVES, EVENING, MORNING))
    with base.write() as session:
        for month in (202608, 202609):
            session.add(
                Report(
                    code=f"BG-{month}",
                    first=month,
                    last=month,
                    status=ReportState.SIGNED,
                    signed_on=date(2026, 10, 5),
                )
            )
    with base.read() as session:
        assert preview(session, 3).signed == ("2026-09",)
        assert preview(session, 2).signed == ()
