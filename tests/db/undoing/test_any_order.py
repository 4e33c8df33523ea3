"""Imports, edits by hand and undoing in any order: nothing points to what is gone; an undo can be undone."""

from __future__ import annotations

from datetime import date as day_of
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from db import store, trail
from db.errors import AppError
from db.models import LiveSession, PlatformAccount, Streamer
from db.queries.batches import batches
from db.record import metadata
from db.rollups import differences as drifts
from db.search import index_streamers
from db.store.followers import record_followers
from db.store.reading import row_of
from db.undoing import preview, undo
from tests.db.identity_numbers import id_no
from tests.db.intake.sheets import LIVES, ROSTER, asked, mapped, take_in
from tests.db.undoing.photographs import OWNERS, differences, photograph

if TYPE_CHECKING:
    from db.engine import Database, Session

PEOPLE, STEPS = 5, 24
NAMES = ("田小麦", "谷小米", "禾小满", "麦小穗", "豆小青")


def person(chance: Random, number: int) -> tuple[Any, ...]:
    """Return a line of a roster: one of a few people, as they are said to be this time."""
    return (
        NAMES[number],
        id_no(day_of(1990, 5, 1 + number), serial=11 + 2 * number),
        f"1380013800{chance.randrange(3)}" if chance.random() < 0.5 else None,
        "快手",
        f"wheat{number}{chance.choice('ab')}",
        chance.choice((None, 1000.0, 2500.0)),
        chance.choice(("在播", "休播", "离职", None)),
        chance.choice(("小满团队", "大满团队", "立夏团队")),
        chance.choice(("服饰鞋包", "母婴")),
        chance.choice(("2026/3/1", "2026/4/1", None)),
        chance.choice(("2026/3/5", None)),
        chance.choice(("2028/3/4", "2029/3/4", None)),
    )


def live(chance: Random, number: int, account: str) -> tuple[Any, ...]:
    """Return a line of live results."""
    start, end = f"2026-09-0{1 + number} 20:00", f"2026-09-0{1 + number} 22:00"
    facts = (1000.0 + chance.randrange(3), 800.0, f"{chance.randrange(3)}00.5", "0", None)
    return (start, end, "快手", account, f"r{account}{number}", *facts, chance.choice(NAMES))


def take_people(base: Database, chance: Random) -> None:
    """Take in a roster of some of the people."""
    some = chance.sample(range(PEOPLE), chance.randrange(1, PEOPLE))
    take_in(base, "streamers", mapped("streamers", ROSTER, *(person(chance, one) for one in some)))


def take_lives(base: Database, chance: Random) -> None:
    """Take in live results of the accounts in sight."""
    found = asked(base, "SELECT account_no FROM platform_account WHERE deleted_at IS NULL ORDER BY id")
    accounts = [number for (number,) in found]
    if accounts:
        lines = {(chance.randrange(4), chance.choice(accounts)) for _ in range(4)}
        header = (*LIVES, "主播")
        take_in(base, "lives", mapped("lives", header, *(live(chance, *one) for one in sorted(lines))))


def edit(base: Database, chance: Random) -> None:
    """Change, delete or note something by hand."""
    model: Any = chance.choice((Streamer, PlatformAccount, LiveSession))
    table = str(model.__tablename__)
    keys = asked(base, f"SELECT id FROM {table} WHERE deleted_at IS NULL ORDER BY id")  # noqa: S608
    if not keys:
        return
    (key,) = chance.choice(keys)
    fields = {"streamer": "stage_name", "platform_account": "nickname", "live_session": "remark"}
    with base.write() as session:
        version = row_of(session, model, key)["version"]
        try:
            if chance.random() < 0.3:
                store.delete(session, model, key, version)
            elif model is PlatformAccount and chance.random() < 0.5:
                record_followers(session, key, day_of(2026, 9, 30), chance.randrange(1, 9999))
            else:
                store.save(session, model, {fields[table]: f"手改{chance.randrange(99)}"}, key, version)
        except AppError:
            session.rollback()


def take_back(base: Database, chance: Random) -> None:
    """Undo any batch that can be, or bring one back; there and back and there again."""
    with base.read() as session:
        found = batches(session)
    undone = {one.id: one for one in found}
    can = [
        one.id
        for one in found
        if not one.is_undone and (one.undoes is None or undone[one.undoes].undoes is None)
    ]
    if not can:
        return
    batch = chance.choice(can)
    before = photograph(base)
    with base.read() as session:
        told = preview(session, batch)
    with base.write() as session:
        done = undo(session, batch)
    assert (told.removed, told.restored, set(told.kept)) == (done.removed, done.restored, set(done.kept))
    if done.undo is None:
        assert differences(before, photograph(base)) == {}
        return
    if next(one for one in found if one.id == batch).undoes is None:
        after = photograph(base)
        with base.write() as session:
            back = undo(session, done.undo)
        assert back.kept == ()
        assert differences(before, photograph(base)) == {}
        if chance.random() < 0.5:
            with base.write() as session:
                again = undo(session, batch)
            assert set(again.kept) == set(done.kept)
            assert differences(after, photograph(base)) == {}


def is_sound(session: Session) -> None:
    """See that nothing in sight points to what is gone, that sums are exact and the trail is whole."""
    for table in metadata.sorted_tables:
        if table.name in ("import_row", "import_batch") or not table.foreign_keys:
            continue
        for key in table.foreign_keys:
            other = key.column.table.alias()
            if "deleted_at" not in other.c:
                continue
            rows = (
                select(table.c.id)
                .join(other, other.c.id == key.parent)
                .where(other.c.deleted_at.is_not(None))
            )
            if "deleted_at" in table.c:
                rows = rows.where(table.c.deleted_at.is_(None))
            elif table.name in OWNERS:
                link, owner = OWNERS[table.name]
                above = metadata.tables[owner].alias()
                rows = rows.join(above, above.c.id == table.c[link]).where(above.c.deleted_at.is_(None))
            assert session.scalars(rows).all() == [], (table.name, key.parent.name)
    assert drifts(session) == []
    assert trail.verify(session) == []


def index_is_exact(base: Database) -> None:
    """See that people are found by what they are called: the index written anew is the same."""
    before = photograph(base)["streamer_search"]
    with base.write() as session:
        index_streamers(session, session.scalars(select(metadata.tables["streamer"].c.id)))
    assert photograph(base)["streamer_search"] == before


@pytest.mark.parametrize("seed", [3, 119])
def test_whatever_is_undone_in_whatever_order_can_be_undone_itself(database: Database, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - no secret
    take_people(database, chance)
    for _ in range(STEPS):
        chance.choice((take_people, take_lives, take_lives, edit, take_back, take_back))(database, chance)
        with database.read() as session:
            is_sound(session)
    index_is_exact(database)


def test_batches_undone_from_the_last_to_the_first_leave_an_empty_base(database: Database) -> None:
    chance, pictures = Random(7), [photograph(database)]  # noqa: S311 - no secret
    for _ in range(8):
        chance.choice((take_people, take_lives))(database, chance)
        pictures.append(photograph(database))
    with database.read() as session:
        standing = [one.id for one in batches(session)]
    states = [pictures[0]]
    for picture in pictures[1:]:
        if differences(states[-1], picture):
            states.append(picture)
    assert len(states) == len(standing) + 1
    for batch, state in zip(standing, reversed(states[:-1]), strict=True):
        with database.write() as session:
            assert undo(session, batch).kept == ()
        assert differences(state, photograph(database)) == {}
