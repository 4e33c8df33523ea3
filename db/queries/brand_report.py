"""品牌培育 in a report: where each brand stands at the period's end and why (T10), its supports (T11)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from itertools import zip_longest

from sqlalchemy import select

from db.engine import Session
from db.lifecycle.rules import Criterion
from db.models.brand_words import BrandStage, Decision, SupportAspect
from db.queries.brand_criteria import SCORES
from db.queries.brand_facts import BRANDS, SUPPORTS, BrandFacts, facts_of
from db.queries.brand_gates import criteria, next_stage
from db.queries.brand_limits import BrandLimits, brand_limits
from db.queries.brand_moves import Pipeline, StageMove, Way, pipeline
from db.queries.brand_report_figures import begun_by
from db.queries.brand_story import DECISIONS
from db.queries.periods import Period, month_end
from db.queries.tables import alive

GATE_NOTE = "门槛达成按期末次日核算，含本期数据；品牌档案中没有日期的各项以编制时登记为准"
"""How the gates of T10 are judged: as of the period's end, but for fields of the brand that bear no date."""
_DATED = {
    "assessed_on": SCORES.keys(),
    "agreed_on": {"owner_agreed"},
    "approved_on": {"approval_no"},
}
"""Field with the day → fields that were not so before that day."""
UNCHANGED = "无变化"
_LAST = "已到最高阶段，继续带教其他品牌"
_ASIDE = "恢复后再行推进"
_BY_SHEET = "导入"
"""The reason a move has that a sheet told: none."""
_ADVICE = "，请"
"""Where the sentence of a criterion goes on to tell the operator what to do in the program."""


@dataclass(frozen=True, slots=True)
class BrandLine:
    """One line of T10: a brand at the period's end; ``change`` tells its moves and decisions with reasons.

    ``reached`` is the gate of the next stage in short (4/6), "" where there is none; ``next_step`` the first
    criterion not met, in words. ``is_override`` marks a brand that ever entered a stage against its gate.
    """

    brand: str
    owner: str | None
    stage: BrandStage
    change: str
    reached: str
    next_step: str
    is_override: bool


@dataclass(frozen=True, slots=True)
class AspectCell:
    """计划, 已获 and 已用 of one aspect in one unit: sums of what is known, None where nothing is."""

    planned: int | None
    granted: int | None
    used: int | None
    unit: str


@dataclass(frozen=True, slots=True)
class SupportLine:
    """One line of T11: a brand with a cell for each of the five supports (None without any), and the outcome.

    A brand one of whose aspects is counted in several units has a line for each; ``outcome`` (分) is what
    the supports of the line brought in, None where that is not known.
    """

    brand: str
    aspects: tuple[AspectCell | None, ...]
    outcome: int | None


@dataclass(frozen=True, slots=True)
class BrandStanding:
    """One brand as the report and its ledger see it; ``since`` is the day it entered ``stage``."""

    facts: BrandFacts
    stage: BrandStage
    since: date | None
    changes: tuple[str, ...]
    gate: tuple[Criterion, ...]
    is_override: bool

    @property
    def change(self) -> str:
        """What happened to it in the period, in the order of the days."""
        return "；".join(self.changes) or UNCHANGED

    @property
    def reached(self) -> str:
        """The gate of the next stage in short: 4/6; "" where there is none."""
        return f"{sum(one.met for one in self.gate)}/{len(self.gate)}" if self.gate else ""

    @property
    def next_step(self) -> str:
        """What is to be done next: the first criterion not met."""
        if self.stage is BrandStage.SX:
            return _ASIDE
        after = next_stage(self.stage)
        if after is None:
            return _LAST
        lacking = next((one.words.split(_ADVICE)[0] for one in self.gate if not one.met), None)
        return lacking or f"门槛已达成，可申请进入{after}"


def brand_lines(session: Session, period: Period) -> tuple[BrandLine, ...]:
    """Return T10: the brands of the pipeline by stage, the furthest first, then those put aside in it."""
    lines = [
        BrandLine(
            str(one.facts.row["name"]),
            one.facts.owner,
            one.stage,
            one.change,
            one.reached,
            one.next_step,
            one.is_override,
        )
        for one in standings(session, period)
        if one.stage is not BrandStage.SX or one.changes
    ]
    order = {stage: place for place, stage in enumerate(reversed(BrandStage))}
    order[BrandStage.SX] = len(order)
    return tuple(sorted(lines, key=lambda line: order[line.stage]))


def standings(session: Session, period: Period) -> list[BrandStanding]:
    """Return every brand known by the period's end in the order of their codes, put aside or not.

    Gates are judged on the day after the end, so that the figures of the period count; what was scored,
    agreed or approved later was not so then.
    """
    end = month_end(period.last)
    way, limits = pipeline(session), brand_limits(session)
    stages, forced = way.stages(end), way.forced(end)
    changes = _changes(session, way, period)
    return [
        BrandStanding(
            facts,
            stages[key],
            _since(way.moves[key], end),
            tuple(changes.get(key, ())),
            _gate(facts, stages[key], limits),
            key in forced,
        )
        for facts in map(partial(_as_of, end), facts_of(session, end + timedelta(days=1)))
        if (key := facts.row["id"]) in stages
    ]


def _as_of(end: date, facts: BrandFacts) -> BrandFacts:
    """Return what was known of a brand on a day: without what bears a later date."""
    later = [day for day in _DATED if facts.row[day] is not None and facts.row[day] > end]
    if not later:
        return facts
    unknown = {name: None for day in later for name in (day, *_DATED[day])}
    return replace(facts, row={**facts.row, **unknown})


def _gate(facts: BrandFacts, stage: BrandStage, limits: BrandLimits) -> tuple[Criterion, ...]:
    """Return the criteria of the stage after the one a brand was in."""
    after = next_stage(stage)
    return criteria(after, facts, limits) if after else ()


def _since(moves: Iterable[StageMove], end: date) -> date | None:
    """Return since when a brand was in its stage at the end of a day; None for "from the start"."""
    since = None
    for move in moves:
        if move.way is not Way.STILL and (move.on is None or move.on <= end):
            since = move.on
    return since


def _changes(session: Session, way: Pipeline, period: Period) -> dict[int, list[str]]:
    """Return what is told of each brand: its moves in the period, and decisions that moved nothing."""
    told: defaultdict[int, list[tuple[date, str]]] = defaultdict(list)
    for move in way.within(period):
        if move.on is not None:
            told[move.brand_id].append((move.on, _move_words(move)))
    for key, on, words in _refusals(session, period):
        told[key].append((on, words))
    return {key: [words for _on, words in sorted(lines, key=_day)] for key, lines in told.items()}


def _day(told: tuple[date, str]) -> date:
    """Return the day of what is told; what happened on one day keeps its order."""
    return told[0]


def _move_words(move: StageMove) -> str:
    """Tell a move: 9月12日升阶至S3 成长培育（特批通过）：原因."""
    on = move.on or date.min
    to = f"{move.way}至{move.stage}" if move.way in (Way.UP, Way.DOWN, Way.RESUMED) else str(move.way)
    if move.way is Way.NEW and move.stage is not BrandStage.S0:
        to = f"{move.way}，定为{move.stage}"
    mark = "（特批通过）" if move.is_override else ""
    reason = "" if move.reason == _BY_SHEET else move.reason
    return f"{_day_words(on)}{to}{mark}" + (f"：{reason}" if reason else "")


def _refusals(session: Session, period: Period) -> Iterator[tuple[int, date, str]]:
    """Yield the decisions of the period that moved nothing: 9月5日申请S4 快品牌认定，驳回：原因."""
    of = DECISIONS.c
    first = date(period.first // 100, period.first % 100, 1)
    asked = select(of.brand_id, of.on, of.to_state, of.decision, of.reason).where(
        of.on.between(first, month_end(period.last))
    )
    for key, on, to, decision, reason in session.execute(asked.order_by(of.on, of.id)):
        yield key, on, f"{_day_words(on)}申请{BrandStage(to)}，{Decision(decision)}：{reason}"


def _day_words(on: date) -> str:
    """Write a day within its year: 9月12日."""
    return f"{on.month}月{on.day}日"


def support_lines(session: Session, period: Period) -> tuple[SupportLine, ...]:
    """Return T11: the brands with supports begun by the period's end, in the order of their codes."""
    of = SUPPORTS.c
    asked = (
        select(BRANDS.c.name, of.aspect, of.unit, of.planned, of.granted, of.used, of.outcome_gmv)
        .join(BRANDS, BRANDS.c.id == of.brand_id)
        .where(alive(SUPPORTS), alive(BRANDS), begun_by(month_end(period.last)))
        .order_by(BRANDS.c.code, of.id)
    )
    brands: defaultdict[str, defaultdict[SupportAspect, defaultdict[str, list[_Quantities]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for name, aspect, unit, *quantities in session.execute(asked):
        brands[name][SupportAspect(aspect)][str(unit)].append(tuple(quantities))
    return tuple(line for name, found in brands.items() for line in _support_lines(name, found))


_Quantities = tuple[int | None, ...]
"""计划, 已获, 已用 and 成效 of one support."""


def _support_lines(
    name: str, found: Mapping[SupportAspect, Mapping[str, list[_Quantities]]]
) -> Iterator[SupportLine]:
    """Yield the lines of one brand: as many as its aspect with the most units has."""
    cells = [list(found.get(aspect, {}).items()) for aspect in SupportAspect]
    for line in zip_longest(*cells):
        rows = [row for cell in line if cell for row in cell[1]]
        yield SupportLine(
            name,
            tuple(_cell(cell[0], cell[1]) if cell else None for cell in line),
            _known(row[-1] for row in rows),
        )


def _cell(unit: str, rows: list[_Quantities]) -> AspectCell:
    """Add up the supports of one aspect and unit."""
    planned, granted, used = (_known(row[place] for row in rows) for place in range(3))
    return AspectCell(planned, granted, used, unit)


def _known(values: Iterable[int | None]) -> int | None:
    """Return the sum of what is known; None when nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None
