"""Search and list over 150,000 people: against a frame of the screen, LIKE, and the driver alone."""

import gc
import random
import tempfile
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import text

from db import search, store
from db.engine import Session
from db.opening import open_database
from db.queries.roster import STREAMERS
from db.search.pinyin import syllables_of
from db.store import Query
from tests.bench.measured import Line, beside, held_to, milliseconds, seconds
from tests.bench.on_screen import measure_jumps

PEOPLE = 150_000
_INDEXED = 15_000
_JUMPS = 100
_SCREEN = 128
_FRAME = 16
"""ms of a frame of the screen."""

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧曾仇单解"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅鑫帆宇浩然子轩梓涵欣怡雨晨佳琪"
_STATES = ("在播", "休播", "已签约", "线索", "已离退")
_RECORD = "code, version, created_at, created_by, updated_at, updated_by, is_demo"
_AT = "2026-09-01 00:00:00.000000"


def measure() -> dict[str, Line]:
    """Return p99 of a keystroke, the first rows, a jump, the memory, and the indexing of an import."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "base.db", settings_folder=Path(folder))
        with database.write() as session:
            inserting = fill_people(session)
            session.connection().exec_driver_sql("DELETE FROM streamer_search")
            indexing = seconds(lambda: search.index_streamers(session, range(1, _INDEXED + 1)))
            search.index_streamers(session, range(_INDEXED + 1, PEOPLE + 1))
        gc.freeze()  # as the program does once it stands
        with database.read() as session:
            lines = _measure_list(session) | _measure_search(session)
        painted = median(measure_jumps(database, _places())) * 1000
        lines["list of 150,000: jump painted, p50"] = held_to(40, painted, "ms")
        database.close()
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:
            grown = fresh.submit(_measure_memory, Path(folder)).result()
    share = inserting * _INDEXED / PEOPLE
    lines["list of 150,000: memory"] = held_to(30, grown, "MB")
    lines["search index of 15,000 people"] = beside(share, indexing, "s", "inserting them", 8)
    return lines


def _measure_memory(folder: Path) -> float:
    """Return the MB a list takes, first rows and jumps together, in a process that did nothing before."""
    database = open_database(folder / "base.db", settings_folder=folder)
    with database.read() as session:
        store.search(session, STREAMERS, Query(text="ZB-000001"))
        before = _megabytes()
        ids = store.search(session, STREAMERS, Query()).ids
        for at in _places():
            store.rows(session, STREAMERS, ids[at : at + _SCREEN])
        grown = _megabytes() - before
    database.close()
    return grown


def _measure_list(session: Session) -> dict[str, Line]:
    """Return the time to the first rows, of jumps, and the memory both take."""
    store.search(session, STREAMERS, Query(text="zz"))  # SQL is compiled once per program
    first = min(milliseconds(lambda: store.search(session, STREAMERS, Query())) for _ in range(5))
    floor = min(milliseconds(lambda: _keys(session)) for _ in range(5))
    followers = milliseconds(lambda: store.search(session, STREAMERS, Query(sort=(("followers", True),))))
    by_three = (("status", False), ("joined_on", True), ("name", False))
    view = Query(filters=(("status", "在播"), ("status", "休播"), ("tier", "百万级")), sort=by_three)
    three, kept = (
        min(milliseconds(partial(store.search, session, STREAMERS, asked)) for _ in range(3))
        for asked in (Query(sort=by_three), view)
    )
    ids = store.search(session, STREAMERS, Query()).ids
    jumps = [
        milliseconds(partial(store.rows, session, STREAMERS, ids[at : at + _SCREEN])) for at in _places()
    ]
    return {
        "list of 150,000: first rows": held_to(150, first, "ms"),
        "list of 150,000: sorted keys": beside(floor, first, "ms", "the driver reading keys", 2),
        "list of 150,000: by followers": held_to(1000, followers, "ms"),
        "list of 150,000: by three columns": held_to(300, three, "ms"),
        "list of 150,000: a view of three filters": held_to(300, kept, "ms"),
        "list of 150,000: jump read, p99": held_to(40, _p99(jumps), "ms"),
    }


def _measure_search(session: Session) -> dict[str, Line]:
    """Return the 99th percentile of a keystroke, of all lengths and of one and two characters.

    A keystroke is all the page asks for: the keys found, sorted, and the first rows. The index by itself is
    measured against LIKE by itself.
    """
    sample = session.execute(text("SELECT name FROM streamer ORDER BY code LIMIT 40")).scalars().all()
    typed = [word for name in sample for word in _typed(name)]
    times = {
        word: milliseconds(partial(store.search, session, STREAMERS, Query(text=word))) for word in typed
    }
    found = median(milliseconds(partial(search.find, session, word)) for word in typed)
    peer = [milliseconds(partial(_like, session, name[:2])) for name in sample]
    every, short = _p99(times.values()), _p99(spent for word, spent in times.items() if len(word) <= 2)
    return {
        "search of 150,000: keystroke, p99": held_to(_FRAME, every, "ms"),
        "search of 150,000: 1 or 2 characters, p99": held_to(_FRAME, short, "ms"),
        "search of 150,000: index alone, p50": beside(min(peer), found, "ms", "LIKE", 0.1),
    }


def _places() -> list[int]:
    """Return where to jump to, the same places every time."""
    chance = random.Random(1)
    return [chance.randrange(PEOPLE - _SCREEN) for _ in range(_JUMPS)]


def _typed(name: str) -> Iterable[str]:
    """Yield what someone types who looks for a person, key by key: characters, pinyin, initials, numbers."""
    syllables = syllables_of(name, surname=True)
    for word in (name, "".join(syllables), "".join(part[0] for part in syllables), f"ks{ord(name[-1])}"):
        yield from (word[:length] for length in range(1, len(word) + 1))
    yield from (str(ord(name[0]))[:length] for length in range(1, 5))


def fill_people(session: Session) -> float:
    """Make up people, their accounts and followers; return the seconds the people alone took."""
    chance = random.Random(7)
    people, accounts, snapshots = [], [], []
    for key in range(1, PEOPLE + 1):
        name = chance.choice(_SURNAMES) + "".join(chance.choices(_GIVEN, k=chance.choice((1, 2, 2))))
        stage = "".join(chance.choices(_GIVEN, k=2)) + chance.choice(("姐", "哥", "严选"))
        tail = f"{chance.randrange(10_000):04}"
        people.append(
            (key, f"ZB-{key:06}", _AT, _AT, name, stage, chance.choice(_STATES), tail, "2026-01-01")
        )
        accounts.append(
            (key, f"ZH-{key:06}", _AT, _AT, key, f"ks{chance.randrange(10**8)}_{key}", f"{stage}的小店")
        )
        snapshots += [(key, f"2026-0{month}-28", chance.randrange(3_000_000)) for month in (7, 8)]
    run = session.connection().exec_driver_sql
    spent = seconds(
        lambda: run(
            f"INSERT INTO streamer (id, {_RECORD}, name, stage_name, status, phone_tail, joined_on, id_kind, "
            "verified) VALUES (?, ?, 1, ?, '', ?, '', 0, ?, ?, ?, ?, ?, '居民身份证', '未核验')",
            people,
        )
    )
    run(
        f"INSERT INTO platform_account (id, {_RECORD}, streamer_id, platform, account_no, nickname, kind, "
        "status) VALUES (?, ?, 1, ?, '', ?, '', 0, ?, '快手', ?, ?, '自有', '正常')",
        accounts,
    )
    run('INSERT INTO follower_snapshot (account_id, "on", followers) VALUES (?, ?, ?)', snapshots)
    return spent


def _like(session: Session, typed: str) -> None:
    """Search without an index."""
    like = text("SELECT id FROM streamer WHERE name LIKE :typed OR stage_name LIKE :typed")
    session.execute(like, {"typed": f"%{typed}%"}).all()


def _keys(session: Session) -> object:
    """Do what no list can do without: read every key, sorted, with the driver alone."""
    cursor = session.connection().connection.cursor()
    return cursor.execute("SELECT id FROM streamer WHERE deleted_at IS NULL ORDER BY code").fetchall()


def _p99(times: Iterable[float]) -> float:
    """Return the 99th percentile."""
    return quantiles(times, n=100)[98]


def _megabytes() -> float:
    """Return the memory this process holds; 0 where the system does not tell."""
    told = Path("/proc/self/statm")
    return int(told.read_text().split()[1]) * 4096 / 1e6 if told.exists() else 0
