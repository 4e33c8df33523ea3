"""What is written in several steps at one moment is taken back as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import search, store
from db.models import Org, PlatformAccount, Streamer
from db.undoing import as_moment, undo
from tests.db.undoing.photographs import differences, photograph

if TYPE_CHECKING:
    from db.engine import Database


def test_a_record_changed_twice_at_a_moment_is_what_it_was_before_both(database: Database) -> None:
    with database.write() as session:
        key = store.save(session, Streamer, {"name": "韩沉"})
    before = photograph(database)
    with database.write() as session, as_moment(session, "改名") as moment:
        for number, name in enumerate(("韩沉舟", "韩舟"), 1):
            store.save(session, Streamer, {"name": name}, key, number)
    with database.write() as session:
        undo(session, moment.batch or 0)
    assert differences(before, photograph(database)) == {}


def test_a_record_added_and_changed_at_a_moment_goes_whole(database: Database) -> None:
    before = photograph(database)
    with database.write() as session, as_moment(session, "新增") as moment:
        key = store.save(session, Org, {"name": "沂河食品有限公司"})
        store.save(session, Org, {"name": "蒙山果业有限公司"}, key, 1)
    after = photograph(database)
    with database.write() as session:
        back = undo(session, moment.batch or 0)
    assert (back.removed, back.restored) == (1, 0)
    assert differences(before, photograph(database)) == {}
    with database.write() as session:
        undo(session, back.undo or 0)
    assert differences(after, photograph(database)) == {}


def test_every_record_of_a_moment_tells_of_it_and_no_other_line_does(database: Database) -> None:
    with database.write() as session:
        keys = [store.save(session, Streamer, {"name": name}) for name in ("韩沉", "陆远", "周也")]
    with database.write() as session, as_moment(session, "改名") as moment:
        for key in keys:
            store.save(session, Streamer, {"agent": "陈果"}, key, 1)
    with database.write() as session:
        store.save(session, Streamer, {"agent": "方圆"}, keys[0], 2)
    with database.read() as session:
        told = {key: [each.moment for each in store.history(session, Streamer, key)] for key in keys}
    for key in keys:
        found = [one.batch if one else None for one in told[key]]
        assert [batch for batch in found if batch] == [moment.batch]
        assert found.index(moment.batch) == (1 if key == keys[0] else 0)


def test_an_account_given_to_another_finds_its_first_owner_again(database: Database) -> None:
    with database.write() as session:
        first, second = (store.save(session, Streamer, {"name": name}) for name in ("韩沉", "陆远"))
        fields = {"streamer_id": first, "platform": "快手", "account_no": "ks20260901"}
        account = store.save(session, PlatformAccount, fields)
    before = photograph(database)
    with database.write() as session, as_moment(session, "改账号") as moment:
        store.save(session, PlatformAccount, {"streamer_id": second}, account, 1)
        assert search.find(session, "ks20260901") == [second]
    with database.write() as session:
        undo(session, moment.batch or 0)
        assert search.find(session, "ks20260901") == [first]
    assert differences(before, photograph(database)) == {}


def test_the_trail_of_an_undo_shows_sealed_numbers_by_their_tail_alone(database: Database) -> None:
    with database.write() as session:
        key = store.save(session, Streamer, {"name": "韩沉", "phone": "13812345060"})
    with database.write() as session, as_moment(session, "改电话") as moment:
        store.save(session, Streamer, {"phone": "13900001111"}, key, 1)
    with database.write() as session:
        undo(session, moment.batch or 0)
    with database.read() as session:
        told = store.history(session, Streamer, key)[0]
    assert (told.action, told.old, told.new) == ("撤销", "*******1111", "*******5060")
