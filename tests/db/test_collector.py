"""Work with many rows rests the cycle collector, whoever else does so at the same time."""

import gc
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import pytest

from db.collector import collector_at_rest, is_at_rest
from db.engine import Database
from db.imports import FileInfo, Mode, Outcome, check_rows, save_rows
from db.intake import KINDS
from tests.db.intake.sheets import PEOPLE, ROSTER, mapped


@pytest.fixture(autouse=True)
def _collecting_by_itself() -> Iterator[None]:
    """Let the collector work by itself, as it does in a command: the tests make it wait for their end."""
    gc.enable()
    yield
    gc.disable()


def test_the_collector_rests_until_the_last_of_several_works_is_done() -> None:
    first, second = ExitStack(), ExitStack()
    first.enter_context(collector_at_rest())
    second.enter_context(collector_at_rest())
    assert not gc.isenabled()
    first.close()
    assert not gc.isenabled()
    assert is_at_rest()
    second.close()
    assert gc.isenabled()
    assert not is_at_rest()


def test_what_the_program_put_out_of_its_sight_at_the_start_stays_there() -> None:
    gc.freeze()
    try:
        assert gc.get_freeze_count() > 0
        with collector_at_rest():
            pass
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


@pytest.mark.parametrize("mode", [Mode.CHECK, Mode.UPSERT])
def test_the_collector_rests_while_lines_are_counted_and_while_they_are_saved(
    database: Database, mode: Mode
) -> None:
    seen: list[bool] = []
    with database.write() as session:
        checked = check_rows(session, KINDS["streamers"], [mapped("streamers", ROSTER, *PEOPLE)])

        def watched(*told: Any) -> Outcome:
            seen.append(gc.isenabled())
            return KINDS["streamers"].save(*told)

        checked.kind = replace(checked.kind, save=watched)
        save_rows(session, checked.kind, checked, mode, FileInfo("a.xlsx"))
    assert seen == [False]
