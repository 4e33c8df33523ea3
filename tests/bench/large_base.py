"""A base as large as a city's: 15,000 streamers, 5,000 partners, 2,000 trainings, 500 brands."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from db import search
from db.intake.bulk import insert, record_columns
from db.models import (
    Attendance,
    Brand,
    BrandMonth,
    Contract,
    Course,
    Org,
    PlatformAccount,
    Qualification,
    StatusHistory,
    Streamer,
    Support,
    Training,
)
from db.models.brand_words import BrandStage, SupportAspect, SupportUnit, Trademark
from db.models.partner_words import DocumentCheck, DocumentKind, PartnerState
from db.models.training_words import Present, TrainingState
from db.models.words import (
    AccountKind,
    AccountState,
    ContractKind,
    ContractState,
    IdKind,
    Platform,
    StreamerState,
    Verified,
)
from db.queries.tables import table_of
from db.steps import no_step

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from db.engine import Session
    from db.record import Record

STREAMERS, PARTNERS, TRAININGS, ATTENDANCES, BRANDS = 15_000, 5_000, 2_000, 60_000, 500
TODAY = date.today()
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧曾仇单解"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅鑫帆宇浩然子轩梓涵欣怡雨晨佳琪"


def fill(session: Session) -> None:
    """Enter everything, by the same bulk writing as an import."""
    chance = random.Random(11)
    orgs = _orgs(session, chance)
    people = _people(session, chance, orgs[:20])
    _trainings(session, chance, people)
    _brands(session, chance, orgs)
    search.index_streamers(session, people)


def fill_companies(session: Session, chance: random.Random) -> None:
    """Enter companies, trainings without anyone in them, and brands: what is found by its name."""
    orgs = _orgs(session, chance)
    _trainings(session, chance, [])
    _brands(session, chance, orgs)


def _add(session: Session, model: type[Record], count: int, **columns: Sequence[Any]) -> list[int]:
    """Enter rows of a model by column; return their keys."""
    rows = record_columns(session, model, count, 0)
    insert(session, table_of(model).name, {**rows, "batch_id": [None] * count, **columns}, no_step)
    return list(rows["id"])


def _orgs(session: Session, chance: random.Random) -> list[int]:
    """Enter the companies, two documents each."""
    names = [f"沂河第{number}食品有限公司" for number in range(PARTNERS)]
    states = chance.choices(list(PartnerState)[:5], k=PARTNERS)
    keys = _add(
        session, Org, PARTNERS, name=names, match_key=names, status=states, roles=["供应商、工厂"] * PARTNERS
    )
    _moves(session, chance, keys, states)
    documents = list(DocumentKind)[:2]
    _add(
        session,
        Qualification,
        2 * PARTNERS,
        org_id=[key for key in keys for _ in documents],
        kind=documents * PARTNERS,
        number=[f"ZS{number:08}" for number in range(2 * PARTNERS)],
        valid_to=[TODAY + timedelta(days=chance.randrange(-30, 900)) for _ in range(2 * PARTNERS)],
        verified=[next(iter(DocumentCheck))] * (2 * PARTNERS),
    )
    return keys


def _moves(session: Session, chance: random.Random, keys: list[int], states: list[PartnerState]) -> None:
    """Enter how each company came to its state: one state after the other, some weeks apart."""
    path = list(PartnerState)
    lines: list[tuple[int, PartnerState | None, PartnerState, date]] = []
    for key, state in zip(keys, states, strict=True):
        on = TODAY - timedelta(days=chance.randrange(60, 1_000))
        before: PartnerState | None = None
        for reached in path[: path.index(state) + 1]:
            lines.append((key, before, reached, on))
            before, on = reached, min(TODAY, on + timedelta(days=chance.randrange(60)))
    org, came_from, to, day = (list(column) for column in zip(*lines, strict=True))
    insert(
        session,
        table_of(StatusHistory).name,
        {
            "entity": ["org"] * len(lines),
            "entity_id": org,
            "from_state": came_from,
            "to_state": to,
            "on": day,
            "at": [datetime.now(UTC)] * len(lines),
            "by": [""] * len(lines),
            "is_override": [False] * len(lines),
        },
        no_step,
    )


def _people(session: Session, chance: random.Random, teams: list[int]) -> list[int]:
    """Enter the streamers, an account and a contract each."""
    names = [
        chance.choice(_SURNAMES) + "".join(chance.choices(_GIVEN, k=chance.choice((1, 2, 2))))
        for _ in range(STREAMERS)
    ]
    keys = _add(
        session,
        Streamer,
        STREAMERS,
        name=names,
        status=chance.choices((StreamerState.ACTIVE, StreamerState.PAUSED, StreamerState.LEAD), k=STREAMERS),
        team_id=chance.choices(teams, k=STREAMERS),
        id_kind=[IdKind.RESIDENT] * STREAMERS,
        verified=[Verified.YES] * STREAMERS,
        birth_on=[date(1995, 5, 5)] * STREAMERS,
    )
    _add(
        session,
        PlatformAccount,
        STREAMERS,
        streamer_id=keys,
        platform=[Platform.KUAISHOU] * STREAMERS,
        account_no=[f"ks{key:06}" for key in keys],
        kind=[AccountKind.OWN] * STREAMERS,
        status=[AccountState.NORMAL] * STREAMERS,
    )
    _add(
        session,
        Contract,
        STREAMERS,
        streamer_id=keys,
        kind=[ContractKind.AGENCY] * STREAMERS,
        status=[ContractState.ACTIVE] * STREAMERS,
        start_on=[TODAY - timedelta(days=300)] * STREAMERS,
        end_on=[TODAY + timedelta(days=chance.randrange(1, 700)) for _ in keys],
    )
    return keys


def _trainings(session: Session, chance: random.Random, people: list[int]) -> None:
    """Enter courses, trainings over three years, and who came."""
    courses = _add(
        session, Course, 40, name=[f"课程{number}" for number in range(40)], is_mandatory=[False] * 40
    )
    starts = [
        datetime.combine(TODAY, datetime.min.time()) - timedelta(hours=13 * n) for n in range(TRAININGS)
    ]
    keys = _add(
        session,
        Training,
        TRAININGS,
        title=[f"第{number}期直播话术训练" for number in range(TRAININGS)],
        course_id=chance.choices(courses, k=TRAININGS),
        start_at=starts,
        end_at=[start + timedelta(hours=2) for start in starts],
        month=[start.year * 100 + start.month for start in starts],
        status=[TrainingState.DONE] * TRAININGS,
        credit=[20] * TRAININGS,
        is_public_event=[False] * TRAININGS,
    )
    if not people:
        return
    each = ATTENDANCES // TRAININGS
    _add(
        session,
        Attendance,
        ATTENDANCES,
        training_id=[key for key in keys for _ in range(each)],
        streamer_id=[person for _ in keys for person in chance.sample(people, each)],
        present=chance.choices(list(Present), k=ATTENDANCES),
        is_planned=[True] * ATTENDANCES,
    )


def _brands(session: Session, chance: random.Random, orgs: list[int]) -> None:
    """Enter the brands with five supports and twelve months each."""
    keys = _add(
        session,
        Brand,
        BRANDS,
        name=[f"品牌{number}" for number in range(BRANDS)],
        status=chance.choices(list(BrandStage), k=BRANDS),
        org_id=orgs[:BRANDS],
        trademark=[Trademark.REGISTERED] * BRANDS,
    )
    aspects = list(SupportAspect)
    count = BRANDS * len(aspects)
    _add(
        session,
        Support,
        count,
        brand_id=[key for key in keys for _ in aspects],
        aspect=aspects * BRANDS,
        name=[aspect.value for aspect in aspects] * BRANDS,
        unit=[SupportUnit.TIMES] * count,
        planned=[10] * count,
    )
    months = [202512, *range(202601, 202612)]
    _add(
        session,
        BrandMonth,
        BRANDS * len(months),
        brand_id=[key for key in keys for _ in months],
        month=months * BRANDS,
        gmv=[chance.randrange(10**8) for _ in range(BRANDS * len(months))],
    )
