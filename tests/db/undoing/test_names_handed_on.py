"""Names no two records may share, handed on from one to the other in one batch, go back the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from db import store
from db.models import Course
from db.undoing import as_moment
from tests.db.undoing.photographs import differences, photograph
from tests.db.undoing.there_and_back import back

if TYPE_CHECKING:
    from db.engine import Database


def rename(base: Database, *steps: tuple[int, str]) -> int | None:
    """Rename courses one after the other at one moment, and return it."""
    with base.write() as session, as_moment(session, "课程改名") as moment:
        for key, name in steps:
            store.save(session, Course, {"name": name}, key, store.load(session, Course, key).version)
    return moment.batch


@pytest.mark.parametrize(
    "steps",
    [
        ((1, "口播课"), (2, "选品课")),
        ((2, "口播课"), (1, "镜头课")),
        ((1, "口播课"), (2, "选品课"), (1, "镜头课")),
    ],
    ids=["up", "down", "exchanged"],
)
def test_a_name_handed_on_goes_back_and_forth(database: Database, steps: tuple[tuple[int, str], ...]) -> None:
    with database.write() as session:
        for name in ("选品课", "镜头课"):
            store.save(session, Course, {"name": name, "category": "直播话术"})
    before = photograph(database)
    batch = rename(database, *steps)
    after = photograph(database)
    undone = back(database, batch)
    assert differences(before, photograph(database)) == {}
    back(database, undone)
    assert differences(after, photograph(database)) == {}
