"""A deed done, undone and done again: the base is each time as it was before, and as it was after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import deeds, store
from tests.db.undoing.photographs import differences, photograph

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.deeds import Deed
    from db.engine import Database, Session
    from db.record import Record
    from db.undoing import Reversal


def back(base: Database, batch: int | None) -> int:
    """Undo a moment wholly, and return what that can be undone by."""
    found = try_back(base, batch)
    assert (found.kept, found.undo is not None) == ((), True)
    return found.undo or 0


def try_back(base: Database, batch: int | None) -> Reversal:
    """Undo what can be undone of a moment."""
    assert batch
    with base.write() as session:
        return deeds.take_back(session, batch)


def goes_there_and_back(base: Database, do: Callable[[Session], Deed]) -> Deed:
    """Do something, undo it and do it again; return what was done."""
    before = photograph(base)
    with base.write() as session:
        deed = do(session)
    after = photograph(base)
    assert differences(before, after)
    undone = back(base, deed.batch)
    assert differences(before, photograph(base)) == {}
    back(base, undone)
    assert differences(after, photograph(base)) == {}
    return deed


def history_offers(base: Database, model: type[Record], key: int, do: Callable[[Session], Deed]) -> None:
    """Do something, and see that the history of a record offers to undo it, and tells when it was undone."""
    with base.write() as session:
        deed = do(session)
    with base.read() as session:
        told = store.history(session, model, key)[0].moment
    assert told is not None
    assert (told.batch, told.words, told.stands) == (deed.batch, deed.words, True)
    back(base, deed.batch)
    with base.read() as session:
        found = store.history(session, model, key)
    assert found[0].action == "撤销"
    assert {one.moment.stands for one in found if one.moment and one.moment.batch == deed.batch} == {False}
