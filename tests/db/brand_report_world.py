"""Made-up brands, supports and declared months as plain rows, with everything missing or odd that can be."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from db.models.brand_words import BrandStage, Decision, SupportAspect, SupportUnit, Trademark
from db.models.report_words import IncidentKind
from db.record import metadata
from tests.db.figure_world import DELETED, MONTHS, World

if TYPE_CHECKING:
    from db.engine import Session
    from tests.db.figure_world import Row

TABLES = (
    "org", "brand", "support", "brand_month", "brand_decision", "retail_month", "employment_month",
    "incident", "status_history",
)  # fmt: skip
HOLE = 202503
"""A month inside the data nobody entered figures of brands for."""
FIRST_SALES = 202410
LAST_SALES = 202607


@dataclass
class BrandWorld(World):
    """Rows by table; ``fill`` writes them into a database."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in TABLES})

    def blank(self, table: str, **values: Any) -> int:
        """Add a record whose fields are missing unless said."""
        nothing = {column.name: None for column in metadata.tables[table].c if column.nullable}
        del nothing["deleted_at"], nothing["batch_id"]
        return self.record(table, **nothing | values)

    def brand(self, **values: Any) -> int:
        """Add a brand; its stage comes from ``stage`` alone."""
        ordinary: Row = {
            "name": f"品牌{len(self.rows['brand'])}", "status": BrandStage.S0, "trademark": Trademark.UNKNOWN,
        }  # fmt: skip
        return self.blank("brand", **ordinary | values)

    def stage(self, brand: int, to: BrandStage, on: date | None, **more: Any) -> int:
        """Add a move of a brand."""
        ordinary: Row = {"from_state": None, "reason": None, "is_override": False}
        return self.add(
            "status_history", entity="brand", entity_id=brand, to_state=str(to), on=on,
            at=datetime(2026, 1, 1, tzinfo=UTC), by="", **ordinary | more,
        )  # fmt: skip

    def support(self, brand: int, aspect: SupportAspect, **values: Any) -> int:
        """Add a support without quantities unless said."""
        ordinary: Row = {"name": "一期", "unit": SupportUnit.TIMES}
        return self.blank("support", brand_id=brand, aspect=aspect, **ordinary | values)

    def fill(self, session: Session) -> None:
        """Write everything, parents first."""
        for name in TABLES:
            if self.rows[name]:
                session.execute(insert(metadata.tables[name]), self.rows[name])
        session.flush()


def random_brands(seed: int) -> BrandWorld:
    """Make up 30 brands with their history, and what was declared month by month."""
    random, world = Random(seed), BrandWorld()  # noqa: S311 - nothing here is a secret
    for _ in range(30):
        _brand(random, world)
    for month in MONTHS:
        if random.random() < 0.8:
            total = random.choice([None, 0, random.randint(1, 10**11)])
            live = _maybe(random, 0.2, random.randint(0, 10**9))
            note = _maybe(random, 0.3, random.choice(["入驻企业申报", "抽样推算"]))
            world.add("retail_month", month=month, total=total, live=live, note=note)
        if random.random() < 0.7:
            world.blank(
                "employment_month",
                month=month,
                direct=_maybe(random, 0.2, random.randint(0, 5_000)),
                induced=_maybe(random, 0.4, random.randint(0, 50_000)),
                method=_maybe(random, 0.4, "按每名主播带动3人推算"),
                **_gone(random),
            )
    for _ in range(40):
        world.blank(
            "incident",
            on=_day(random),
            kind=random.choice(list(IncidentKind)),
            description="直播间用语不当",
            closed_on=_maybe(random, 0.5, _day(random)),
            **_gone(random),
        )
    return world


def _brand(random: Random, world: BrandWorld) -> None:
    """Make up a brand: moves in any order, supports in any unit, months with and without figures."""
    key = world.brand(**_gone(random))
    if random.random() < 0.9:
        world.stage(key, random.choice(list(BrandStage)), _maybe(random, 0.1, _day(random)))
    for _ in range(random.randint(0, 6)):  # dates in any order: entered late
        stages = list(BrandStage)
        world.stage(
            key,
            random.choice(stages),
            _day(random),
            from_state=str(random.choice(stages)),
            reason=_maybe(random, 0.5, "负责人决定"),
            is_override=random.random() < 0.2,
        )
    for aspect in SupportAspect:
        for _ in range(random.randint(0, 2)):
            one_unit = aspect in (SupportAspect.TRAFFIC, SupportAspect.SERVICE)
            world.support(
                key,
                aspect,
                unit=SupportUnit.DAYS if one_unit else random.choice(list(SupportUnit)),
                start_on=_maybe(random, 0.2, _day(random)),
                **{name: _maybe(random, 0.3, random.randint(0, 900)) for name in _QUANTITIES},
                **_gone(random),
            )
    for month in MONTHS:
        if FIRST_SALES <= month <= LAST_SALES and month != HOLE and random.random() < 0.5:
            names = ("gmv", "buyers", "repeat_buyers")
            figures = {name: _maybe(random, 0.3, random.randint(0, 10**6)) for name in names}
            world.blank("brand_month", brand_id=key, month=month, **figures, **_gone(random))
    if random.random() < 0.5:
        world.add(
            "brand_decision", brand_id=key, to_state=BrandStage.S3, decision=Decision.REFUSED,
            on=_day(random), at=datetime(2026, 1, 1, tzinfo=UTC), by="", reason="数据不足", gate=None,
        )  # fmt: skip


_QUANTITIES = ("planned", "granted", "used", "outcome_gmv")


def _gone(random: Random) -> Row:
    """Let a record be deleted or of the demo now and then."""
    return {"deleted_at": _maybe(random, 0.93, DELETED), "is_demo": random.random() < 0.05}


def _maybe(random: Random, chance: float, value: Any) -> Any:
    """Return a value, or None so often."""
    return None if random.random() < chance else value


def _day(random: Random) -> date:
    """Return a day of the 26 months or a little around them."""
    return date(2024, 5, 1) + timedelta(days=random.randint(0, 870))
