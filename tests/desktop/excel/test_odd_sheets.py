"""Nothing in a workbook breaks the reading: it is read, remarked on or refused."""

from random import Random

import pytest

from db.engine import Database
from db.errors import FileTrouble
from desktop.excel.importing import check_all, tables_of
from desktop.excel.loaded import Loaded
from desktop.excel.recognition import nothing_said
from desktop.excel.surveying import survey
from tests.desktop.excel.odd_sheets import odd_book, odd_readings

SEEDS = range(0, 200, 40)


def _read(seed: int) -> tuple[Loaded, ...]:
    """Return what is made of an odd workbook."""
    chance = Random(seed)  # noqa: S311 - no secrets
    book = odd_book(chance)
    readings = odd_readings(chance, book)
    views = survey(book, nothing_said, chance.choice((None, None, "lives", "streamers")), readings)
    try:
        return tables_of(book, views)
    except FileTrouble:
        return ()


@pytest.mark.parametrize("first", SEEDS)
def test_odd_sheets_are_read_remarked_on_or_refused(database: Database, first: int) -> None:
    for seed in range(first, first + 40):
        loaded = _read(seed)
        for found in (found for one in loaded for found in one.found):
            numbers = [number for number, _ in found.mapped.sheet.rows]
            assert numbers == sorted(set(numbers)), seed
            assert max(found.mapped.mapping, default=0) < max(1, len(found.mapped.sheet.header)), seed
        if loaded:
            with database.write() as session:
                for taken in check_all(session, loaded):
                    done = taken.outcome
                    sum_of_lines = done.added + done.updated + done.unchanged + done.rejected
                    assert sum_of_lines == taken.checked.rows, seed
                session.rollback()
