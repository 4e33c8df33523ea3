"""What was typed and undone again stands in the way of no import; what stands still does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from db import store
from db.deeds import delete_all, set_all
from db.intake.by_hand import by_hand
from db.models import Org, Streamer
from db.queries.tables import ORGS, STREAMERS
from db.undoing import as_moment, undo
from tests.db.intake.sheets import PEOPLE, ROSTER, mapped, take_in

if TYPE_CHECKING:
    from db.engine import Database


def change(database: Database, key: int, remark: str) -> int:
    """Save a remark as the window does, and return the moment."""
    with database.write() as session, as_moment(session, "修改主播") as moment:
        store.save(session, Streamer, {"remark": remark}, key, store.load(session, Streamer, key).version)
    assert moment.batch
    return moment.batch


@pytest.mark.parametrize("is_undone", [True, False])
def test_an_edit_that_was_undone_keeps_no_import_from_being_undone(
    database: Database,
    is_undone: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    outcome, _ = take_in(database, "streamers", mapped("streamers", ROSTER, *PEOPLE))
    with database.read() as session:
        key = min(session.scalars(select(STREAMERS.c.id)).all())
    moment = change(database, key, "话少")
    if is_undone:
        with database.write() as session:
            undo(session, moment)
    with database.read() as session:
        assert by_hand(session, Streamer, [key]) == ({} if is_undone else {key: frozenset({"remark"})})
    with database.write() as session:
        found = undo(session, outcome.batch or 0)
    kept_people = {each.key for each in found.kept if each.entity == "streamer"}
    assert kept_people == (set() if is_undone else {key})


def test_of_a_moment_undone_in_part_every_edit_still_counts_as_typed(database: Database) -> None:
    outcome, _ = take_in(database, "streamers", mapped("streamers", ROSTER, *PEOPLE))
    with database.read() as session:
        first, second = sorted(session.scalars(select(STREAMERS.c.id)).all())[:2]
    with database.write() as session, as_moment(session, "修改") as moment:
        for key in (first, second):
            store.save(session, Streamer, {"remark": "话少"}, key, 1)
    change(database, second, "话多")
    with database.write() as session:
        assert [each.key for each in undo(session, moment.batch or 0).kept] == [second]
    with database.read() as session:
        assert by_hand(session, Streamer, [first, second]) == {
            first: frozenset({"remark"}),
            second: frozenset({"remark"}),
        }
    with database.write() as session:
        kept = {each.key for each in undo(session, outcome.batch or 0).kept if each.entity == "streamer"}
    assert {first, second} <= kept


def test_an_edit_undone_and_done_again_counts_as_typed(database: Database) -> None:
    take_in(database, "streamers", mapped("streamers", ROSTER, *PEOPLE))
    with database.read() as session:
        key = min(session.scalars(select(STREAMERS.c.id)).all())
    moment = change(database, key, "话少")
    with database.write() as session:
        back = undo(session, moment)
    with database.write() as session:
        undo(session, back.undo or 0)
    with database.read() as session:
        assert by_hand(session, Streamer, [key]) == {key: frozenset({"remark"})}


def test_what_an_undo_left_alone_is_typed_still(database: Database) -> None:
    take_in(database, "streamers", mapped("streamers", ROSTER, *PEOPLE))
    with database.write() as session:
        keys = [store.save(session, Org, {"name": name}) for name in ("沂河食品有限公司", "蒙山果业有限公司")]
        session.execute(update(ORGS).where(ORGS.c.id.in_(keys)).values(batch_id=1))
    with database.write() as session:
        edited = set_all(session, Org, keys, {"remark": "待回访"})
    with database.write() as session:
        gone = delete_all(session, Org, keys[1:])
    with database.write() as session:
        assert [each.key for each in undo(session, edited.batch or 0).kept] == keys[1:]
        assert undo(session, gone.batch or 0).kept == ()
    with database.read() as session:
        assert store.load(session, Org, keys[1]).values["remark"] == "待回访"
        assert by_hand(session, Org, keys[1:]) == {keys[1]: frozenset({"remark"})}
