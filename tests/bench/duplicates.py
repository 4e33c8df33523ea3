"""Looking for people entered twice among 150,000, each with phone, birth date, team, account."""

from __future__ import annotations

import random
import tempfile
import time
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from db.duplicates import candidates, pairs
from db.intake.bulk import insert, record_columns
from db.models import Org, PlatformAccount, Streamer
from db.models.words import AccountKind, AccountState, IdKind, Platform, StreamerState, Verified
from db.opening import open_database
from db.queries.tables import table_of
from db.steps import no_step
from tests.bench.measured import Line, held_to

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from db.engine import Session
    from db.record import Record

PEOPLE, TEAMS, TWICE = 150_000, 200, 1_500
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧曾仇单解"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅鑫帆宇浩然子轩梓涵欣怡雨晨佳琪"


def measure() -> dict[str, Line]:
    """Return the time to the first page of pairs."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "base.db", settings_folder=Path(folder))
        with database.write() as session:
            fill(session)
        with database.read() as session:
            start = time.perf_counter()
            found = candidates(session, Streamer)
            shown = pairs(session, found)
            took = time.perf_counter() - start
        database.close()
    assert len(found) >= TWICE
    assert shown[0].score >= shown[-1].score
    return {"people entered twice, of 150,000": held_to(2, took, "s")}


def fill(session: Session) -> None:
    """Enter teams and people; the last of them repeat phone and name of others."""
    chance = random.Random(7)
    called = [f"沂蒙{number}队" for number in range(TEAMS)]
    teams = _add(session, Org, TEAMS, name=called, match_key=called, status=["潜在"] * TEAMS)
    people, stages = _people(session, chance, teams)
    _add(
        session,
        PlatformAccount,
        PEOPLE,
        streamer_id=people,
        platform=[Platform.KUAISHOU] * PEOPLE,
        account_no=[f"linyi_{number}" for number in range(PEOPLE)],
        nickname=stages,
        kind=[AccountKind.OWN] * PEOPLE,
        status=[AccountState.NORMAL] * PEOPLE,
    )


def _people(session: Session, chance: random.Random, teams: list[int]) -> tuple[list[int], list[str]]:
    """Enter the people; return their keys and stage names."""
    names = [
        chance.choice(_SURNAMES) + "".join(chance.choices(_GIVEN, k=chance.choice((1, 2))))
        for _ in range(PEOPLE)
    ]
    phones = [_index(f"phone {number}") for number in range(PEOPLE)]
    names[-TWICE:], phones[-TWICE:] = names[:TWICE], phones[:TWICE]
    stages = [f"{''.join(chance.choices(_GIVEN, k=3))}直播" for _ in range(PEOPLE)]
    people = _add(
        session,
        Streamer,
        PEOPLE,
        name=names,
        stage_name=stages,
        status=[StreamerState.ACTIVE] * PEOPLE,
        id_kind=[IdKind.RESIDENT] * PEOPLE,
        verified=[Verified.YES] * PEOPLE,
        phone=["v1"] * PEOPLE,
        phone_index=phones,
        phone_tail=["0000"] * PEOPLE,
        id_no_index=[
            _index(f"number {number}") if number < PEOPLE - TWICE else None for number in range(PEOPLE)
        ],
        birth_on=[date(1980, 1, 1) + timedelta(chance.randrange(9000)) for _ in range(PEOPLE)],
        team_id=[chance.choice(teams) for _ in range(PEOPLE)],
    )
    return people, stages


def _index(text: str) -> str:
    """Return something as long as a blind index."""
    return sha256(text.encode()).hexdigest()


def _add(session: Session, model: type[Record], count: int, **columns: Sequence[Any]) -> list[int]:
    """Enter rows of a model by column; return their keys."""
    rows = record_columns(session, model, count, 0)
    insert(session, table_of(model).name, {**rows, "batch_id": [None] * count, **columns}, no_step)
    return list(rows["id"])
