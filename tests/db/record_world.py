"""Made-up trainings and partners as plain rows: everything missing or odd that can be, by a given chance."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert

from db.models.partner_words import CheckResult, DocumentKind, Grade, PartnerState
from db.models.training_words import (
    AssessmentKind,
    CertificateKind,
    EventKind,
    Present,
    TrainingState,
    Verdict,
)
from db.models.words import StreamerState
from db.record import metadata
from tests.db.figure_world import DELETED, Row, World

if TYPE_CHECKING:
    from random import Random

    from db.engine import Session

FIRST, DAYS = date(2024, 10, 20), 560
"""The days things happen on: two turns of the year, a February of 28 days."""


class RecordWorld(World):
    """Rows of any table; ``fill`` writes them, parents first."""

    def __init__(self) -> None:
        super().__init__(rows=defaultdict(list))

    def insert(self, table: str, **values: Any) -> int:
        """Add a record; what is not said is missing."""
        blank: Row = {column.name: None for column in metadata.tables[table].c if column.nullable}
        known = {name: value for name, value in blank.items() if name not in ("deleted_at", "batch_id")}
        return self.record(table, **known | values)

    def company(self, **values: Any) -> int:
        """Add an organisation; its state comes from ``move`` alone."""
        number = len(self.rows["org"])
        return self.insert(
            "org",
            name=f"沂河{number}号食品有限公司",
            match_key=f"沂河{number}号",
            **{"status": PartnerState.PROSPECT, **values},
        )

    def move(self, table: str, key: int, to: str, on: date | None, before: str | None = None) -> int:
        """Add a change of state of any record."""
        turn = self.turn(key, to, on, before)
        self.rows["status_history"][-1]["entity"] = table
        return turn

    def judge(self, org: int, ends_on: date, grade: str, **values: Any) -> int:
        """Add an evaluation of a company."""
        said: Row = {"period": f"{ends_on:%Y-%m}", "total": 80.0, "evaluated_on": ends_on, "items": {}}
        return self.insert("evaluation", org_id=org, ends_on=ends_on, grade=grade, **said | values)

    def fill(self, session: Session) -> None:
        """Write everything in place of what a new database holds of it."""
        session.execute(delete(metadata.tables["mandatory_document"]))
        for table in metadata.sorted_tables:
            if self.rows[table.name]:
                session.execute(insert(table), self.rows[table.name])
        session.flush()


def trainings(random: Random, world: RecordWorld, size: int = 12) -> RecordWorld:
    """Make up people, trainings, who came, assessments and certificates."""
    people = [world.streamer(**_fate(random)) for _ in range(size)]
    for person in people:
        for _ in range(random.randint(0, 2)):
            world.turn(person, random.choice(list(StreamerState)), _maybe(random, _day(random)))
    for _ in range(size):
        _training(random, world, people)
    for _ in range(size):
        world.insert(
            "assessment",
            streamer_id=random.choice(people),
            training_id=_maybe(random, random.randint(1, size)),
            kind=random.choice(list(AssessmentKind)),
            on=_day(random),
            result=_maybe(random, random.choice(list(Verdict))),
            **_fate(random),
        )
        issued = _day(random)
        world.insert(
            "certificate",
            streamer_id=random.choice(people),
            kind=random.choice(list(CertificateKind)),
            issued_on=issued,
            valid_to=_maybe(random, issued + timedelta(days=random.randint(0, 400))),
            **_fate(random),
        )
    return world


def _training(random: Random, world: RecordWorld, people: list[int]) -> None:
    """Make up a training and who came to it."""
    start = datetime.combine(_day(random), datetime.min.time())
    key = world.insert(
        "training",
        title="合规专题培训",
        status=random.choice(
            [*TrainingState, TrainingState.DONE, TrainingState.ARCHIVED, TrainingState.DONE]
        ),
        start_at=start,
        month=start.year * 100 + start.month,
        credit=_maybe(random, random.choice([0, 15, 20, 40, 80])),
        plan_count=_maybe(random, random.randint(0, 30)),
        is_public_event=random.random() < 0.5,
        event_kind=_maybe(random, random.choice(list(EventKind))),
        **_fate(random),
    )
    for person in random.sample(people, random.randint(0, min(6, len(people)))):
        world.insert(
            "attendance",
            training_id=key,
            streamer_id=person,
            is_planned=random.random() < 0.5,
            present=_maybe(random, random.choice(list(Present))),
            minutes=_maybe(random, random.choice([0, 1, 44, 45, 67, 90, 240])),
            **_fate(random),
        )


def partners(random: Random, world: RecordWorld, size: int = 12) -> RecordWorld:
    """Make up companies, their moves (entered in any order), documents, grades and checks of products."""
    kinds = list(DocumentKind)[:4]
    for _ in range(random.randint(0, 4)):
        world.insert(
            "mandatory_document",
            kind=random.choice(kinds),
            role=_maybe(random, random.choice(["工厂", "入驻企业"])),
            category=_maybe(random, random.choice(["食品", "酒"])),
            instead=_maybe(random, random.choice(kinds)),
            **_fate(random, demo=False),
        )
    for _ in range(size):
        key = world.company(
            roles=_maybe(random, random.choice(["工厂", "供应商、入驻企业", "操盘团队", "入驻企业"])),
            categories=_maybe(random, random.choice(["食品、酒水", "服饰", "预制食品"])),
            status=random.choice(list(PartnerState)),
            **_fate(random),
        )
        _papers(random, world, key, kinds)
    return world


def _papers(random: Random, world: RecordWorld, key: int, kinds: list[DocumentKind]) -> None:
    """Make up what hangs on one company."""
    for _ in range(random.randint(0, 5)):
        before = _maybe(random, random.choice(list(PartnerState)))
        world.move(
            "org",
            key,
            random.choice([*PartnerState, PartnerState.QUALIFIED]),
            _maybe(random, _day(random), 0.1),
            before,
        )
    for _ in range(random.randint(0, 4)):
        end = _day(random)
        world.insert(
            "qualification",
            org_id=key,
            kind=random.choice(kinds),
            number=_maybe(random, "SC1371"),
            issued_on=_maybe(random, end - timedelta(days=random.randint(0, 300)), 0.5),
            valid_to=_maybe(random, end, 0.2),
            verified="已核验",
            **_fate(random),
        )
    _judgements(random, world, key)


def _judgements(random: Random, world: RecordWorld, key: int) -> None:
    """Make up what one company was judged by: its grades, the checks of its products."""
    for period in random.sample(range(8), random.randint(0, 3)):
        ends_on = [date(2025, 3, 31), date(2025, 4, 30), date(2025, 6, 30), date(2025, 9, 30)][period % 4]
        world.judge(key, ends_on, random.choice(list(Grade)), period=f"第{period}期", **_fate(random))
    product = world.insert("product", org_id=key, name="蒙山小米")
    for _ in range(random.randint(0, 3)):
        world.insert(
            "product_check",
            product_id=product,
            checked_on=_day(random),
            result=random.choice(list(CheckResult)),
            **_fate(random),
        )


def _fate(random: Random, *, demo: bool = True) -> Row:
    """Return whether a record is deleted, or of the demo."""
    lot = random.randint(0, 11)
    return {"deleted_at": DELETED.astimezone(UTC) if lot == 1 else None, "is_demo": demo and lot == 2}


def _maybe(random: Random, value: Any, chance: float = 0.25) -> Any:
    """Return a value, or None so often."""
    return None if random.random() < chance else value


def _day(random: Random) -> date:
    """Return a day of the time things happen in; ends of months more often than others."""
    day = FIRST + timedelta(days=random.randint(0, DAYS))
    return day.replace(day=1) - timedelta(days=1) if random.random() < 0.2 else day
