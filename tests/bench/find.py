"""Find anything over 150,000 people, 5,000 companies, 2,000 trainings and 500 brands: key by key."""

import gc
import random
import tempfile
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import text

from db import search
from db.engine import Session
from db.opening import open_database
from db.queries.find import find_anything
from db.search.pinyin import syllables_of
from desktop.windows.find_offers import window_lines
from tests.bench import large_base, search_and_list
from tests.bench.measured import Line, held_to, milliseconds

_WORDS = (
    *("yihe", "沂河第12食品", "话术训练", "品牌12", "9月月报", "2026-09"),
    *("ZB-000123", "HT-000123", "5063", "daoru"),
)


def measure() -> dict[str, Line]:
    """Return p50 and p99 of a key, and of the first one after something was saved."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "base.db", settings_folder=Path(folder))
        with database.write() as session:
            search_and_list.fill_people(session)
            chance = random.Random(5)
            large_base.fill_companies(session, chance)
            search.index_streamers(session, range(1, search_and_list.PEOPLE + 1))
        gc.freeze()  # as the program does once it stands
        with database.read() as session:
            lines = _measure(session)
        database.close()
    return lines


def _measure(session: Session) -> dict[str, Line]:
    """Ask for everything someone types, one key after the other."""
    offers = [line.offer() for line in window_lines()]
    ask = partial(find_anything, session, offers=offers)
    first = milliseconds(partial(ask, "w"))
    names = session.execute(text("SELECT name FROM streamer ORDER BY code LIMIT 40")).scalars().all()
    typed = [
        word[:length] for name in names for word in _spellings(name) for length in range(1, len(word) + 1)
    ]
    typed += [word[:length] for word in _WORDS for length in range(1, len(word) + 1)]
    times = [milliseconds(partial(ask, word)) for word in typed]
    return {
        "find anything: names read, once": held_to(500, first, "ms"),
        "find anything: a key, p50": held_to(50, median(times), "ms"),
        "find anything: a key, p99": held_to(50, quantiles(times, n=100)[98], "ms"),
    }


def _spellings(name: str) -> tuple[str, str, str]:
    """Return a name as it is typed: in Chinese, by pinyin, by initials."""
    syllables = syllables_of(name, surname=True)
    return name, "".join(syllables), "".join(part[0] for part in syllables)
