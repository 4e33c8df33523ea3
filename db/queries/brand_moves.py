"""The way of every brand through the pipeline, from its history: stages at a day's end, steps."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from operator import itemgetter

from sqlalchemy import select

from db.engine import Session
from db.models.brand_words import BrandStage
from db.queries.brand_facts import BRANDS
from db.queries.brand_gates import PIPELINE
from db.queries.periods import Period, month_of
from db.queries.tables import HISTORY, alive

RECOGNISED = frozenset(PIPELINE[PIPELINE.index(BrandStage.S4) :])
"""The stages of a recognised 快品牌: S4 and what comes after it."""
_PLACE: dict[BrandStage, int] = {stage: place for place, stage in enumerate(PIPELINE)}


class Way(StrEnum):
    """Which way a move leads; the word is what a report says of it."""

    NEW = "入库"
    UP = "升阶"
    DOWN = "退阶"
    ASIDE = "暂缓/退出"
    RESUMED = "恢复"
    STILL = "未变"


@dataclass(frozen=True, slots=True)
class StageMove:
    """One move of one brand, ``id`` its row; no ``on`` means from the start, no ``before`` first of all."""

    id: int
    brand_id: int
    on: date | None
    before: BrandStage | None
    stage: BrandStage
    reason: str
    is_override: bool

    @property
    def way(self) -> Way:
        """Which way it leads: by the order of the stages, SX standing beside them."""
        if self.before is None:
            return Way.NEW
        if self.before is self.stage:
            return Way.STILL
        if BrandStage.SX in (self.before, self.stage):
            return Way.ASIDE if self.stage is BrandStage.SX else Way.RESUMED
        return Way.UP if _PLACE[self.stage] > _PLACE[self.before] else Way.DOWN

    @property
    def is_up(self) -> bool:
        """Whether B03 counts it: on to a later stage."""
        return self.way is Way.UP

    @property
    def is_down(self) -> bool:
        """Whether B03D counts it: back to an earlier stage, or out of the pipeline (SX)."""
        return self.way in (Way.DOWN, Way.ASIDE)


@dataclass(frozen=True, slots=True)
class Pipeline:
    """All moves by brand, each brand's in the order they took effect."""

    moves: Mapping[int, tuple[StageMove, ...]]

    def stages(self, day: date) -> dict[int, BrandStage]:
        """Return every brand's stage at the end of a day; who is not yet known that day is left out."""
        found = {}
        for key, line in self.moves.items():
            for move in line:
                if move.on is None or move.on <= day:
                    found[key] = move.stage
        return found

    def recognised(self, day: date) -> dict[int, StageMove]:
        """Return by brand the first move into S4 or beyond that took effect by the end of a day (B04)."""
        found: dict[int, StageMove] = {}
        for key, line in self.moves.items():
            for move in line:
                if move.stage in RECOGNISED and (move.on is None or move.on <= day):
                    found.setdefault(key, move)
        return found

    def within(self, period: Period) -> Iterator[StageMove]:
        """Go through the moves dated in a period, brand by brand; those that changed nothing are left out."""
        for line in self.moves.values():
            for move in line:
                dated = move.on is not None and period.first <= month_of(move.on) <= period.last
                if dated and move.way is not Way.STILL:
                    yield move

    def forced(self, day: date) -> frozenset[int]:
        """Return the brands that by the end of a day had ever entered a stage against its gate."""
        return frozenset(
            key
            for key, line in self.moves.items()
            if any(move.is_override and (move.on is None or move.on <= day) for move in line)
        )


def pipeline(session: Session) -> Pipeline:
    """Read the moves of every brand that is neither deleted nor of the demo."""
    of = HISTORY.c
    rows = session.execute(
        select(of.entity_id, of.id, of.on, of.from_state, of.to_state, of.reason, of.is_override)
        .join(BRANDS, BRANDS.c.id == of.entity_id)
        .where(of.entity == BRANDS.name, alive(BRANDS))
        .order_by(of.entity_id, of.on.asc().nulls_first(), of.id)
    )
    return Pipeline({key: tuple(_chain(group)) for key, group in groupby(rows, itemgetter(0))})


def _chain(
    rows: Iterable[tuple[int, int, date | None, str | None, str, str | None, bool]],
) -> Iterator[StageMove]:
    """Chain one brand's moves: each begins where the one before it ended, also when entered late."""
    before: BrandStage | None = None
    for brand, key, on, from_state, to_state, reason, is_override in rows:
        told = BrandStage(from_state) if from_state else None
        stage = BrandStage(to_state)
        yield StageMove(key, brand, on, before or told, stage, reason or "", is_override)
        before = stage
