"""B01-B07: the brands of the programme at a period's end, their moves, supports and sales in it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from db.engine import Session
from db.models.brand_words import BrandStage, SupportAspect
from db.queries.brand_facts import BRANDS, MONTHS, SUPPORTS
from db.queries.brand_gates import PIPELINE
from db.queries.brand_moves import Pipeline, Way, pipeline
from db.queries.dictionary_records import ASPECTS as LETTERS
from db.queries.figures import Counted, Series, Value
from db.queries.periods import Five, Period, month_end, month_of, months_in
from db.queries.tables import alive

ASPECTS: Mapping[SupportAspect, str] = {aspect: f"B05{letter}" for letter, aspect in LETTERS.items()}
"""The indicator of each of the five supports; used is its code with U, granted with G."""
STAGES: Mapping[str, BrandStage] = {f"B02{stage.name}": stage for stage in PIPELINE}
"""The stage each code of B02 counts."""
MIXED_UNITS = "单位不一，见分项表"
"""What is said of an aspect whose supports are not counted in one unit."""
HELPED = frozenset(PIPELINE[PIPELINE.index(BrandStage.S2) :])
"""The stages a brand gets support in: S2 and what comes after it."""


@dataclass(frozen=True, slots=True)
class BrandSums:
    """The figures of all brands in one month: 分, and people of rows that have both numbers."""

    gmv: int | None
    repeat_buyers: int | None
    buyers: int | None


@dataclass(frozen=True, slots=True)
class AspectSum:
    """The supports of one aspect begun by a day whose granted and used quantities are both known.

    ``used`` and ``granted`` are None when there are none, or when their units differ (``mixed``);
    ``lacking`` counts the supports one of whose quantities is not known.
    """

    used: int | None = None
    granted: int | None = None
    mixed: bool = False
    lacking: int = 0


def counted(session: Session, periods: Five[Period]) -> Counted:
    """Count B01-B07; quantities of supports have no history, so B05 is known for the period itself alone."""
    way, sums = pipeline(session), _sums(session)
    supports = aspects(session, month_end(periods.value.last))
    whole = _stocks(way, periods)
    for aspect, code in ASPECTS.items():
        found = supports[aspect]
        whole[f"{code}U"] = Five(found.used, None, None, None, None)
        whole[f"{code}G"] = Five(found.granted, None, None, None, None)
    notes = {
        **_move_notes(way, periods.value),
        **{ASPECTS[aspect]: _support_note(found) for aspect, found in supports.items()},
        **_sales_notes(session, way, periods.value),
    }
    months = {**_moves(way, periods), **_sales(sums, periods)}
    return Counted(months, whole, {code: words for code, words in notes.items() if words})


def _stocks(way: Pipeline, periods: Five[Period]) -> dict[str, Series]:
    """Return B01, B02 and B04 at the three ends; None while no brand was known yet."""
    days = [month_end(period.last) for period in (periods.value, periods.last_month, periods.last_year)]
    known = [Counter(way.stages(day).values()) for day in days]
    return {
        "B01": _at_ends(sum(each[stage] for stage in PIPELINE) if each else None for each in known),
        **{code: _at_ends(each[stage] if each else None for each in known) for code, stage in STAGES.items()},
        "B04": _at_ends(
            len(way.recognised(day)) if each else None for each, day in zip(known, days, strict=True)
        ),
    }


def _at_ends(values: Iterable[Value]) -> Series:
    """Return the values at the ends of 本期, 上期 and 上年同期 as a series; a stock has no 累计."""
    value, last_month, last_year = values
    return Five(value, last_month, last_year, None, None)


def _moves(way: Pipeline, periods: Five[Period]) -> dict[str, dict[int, Value]]:
    """Return B03 and B03D of every month since the first brand was known."""
    first = min((line[0].on or date.min for line in way.moves.values()), default=None)
    covered = [month for month in months_in(periods) if first is not None and month_end(month) >= first]
    up: Counter[int] = Counter()
    down: Counter[int] = Counter()
    for move in chain.from_iterable(way.moves.values()):
        if move.on is not None:
            up[month_of(move.on)] += move.is_up
            down[month_of(move.on)] += move.is_down
    return {"B03": {month: up[month] for month in covered}, "B03D": {month: down[month] for month in covered}}


def _move_notes(way: Pipeline, period: Period) -> dict[str, str]:
    """Say what a reader has to know of the moves, and of who was recognised against the gate."""
    moves = list(way.within(period))
    ways = Counter(move.way for move in moves)
    forced = sum(move.is_override for move in moves if move.is_up)
    against = sum(move.is_override for move in way.recognised(month_end(period.last)).values())
    up = (
        f"其中{forced}个为特批通过" if forced else "",
        f"另有{ways[Way.RESUMED]}个由暂缓恢复，未计入" if ways[Way.RESUMED] else "",
    )
    return {
        "B03": "；".join(filter(None, up)),
        "B03D": f"其中{ways[Way.ASIDE]}个转入暂缓/退出" if ways[Way.ASIDE] else "",
        "B04": f"其中{against}个为特批通过" if against else "",
    }


def begun_by(day: date) -> ColumnElement[bool]:
    """Return the condition that a support had begun by a day; without a first day it counts at once."""
    return or_(SUPPORTS.c.start_on.is_(None), SUPPORTS.c.start_on <= day)


def aspects(session: Session, day: date) -> dict[SupportAspect, AspectSum]:
    """Return each of the five supports over all brands, from the supports begun by a day."""
    of = SUPPORTS.c
    both = and_(of.granted.is_not(None), of.used.is_not(None))
    asked = (
        select(
            of.aspect,
            func.sum(case((both, of.used))),
            func.sum(case((both, of.granted))),
            func.count(case((both, of.unit)).distinct()),
            func.count() - func.count(case((both, of.id))),
        )
        .join(BRANDS, BRANDS.c.id == of.brand_id)
        .where(alive(SUPPORTS), alive(BRANDS), begun_by(day))
        .group_by(of.aspect)
    )
    found = {aspect: AspectSum() for aspect in SupportAspect}
    for aspect, used, granted, units, lacking in session.execute(asked):
        known = units == 1
        found[SupportAspect(aspect)] = AspectSum(
            int(used) if known else None, int(granted) if known else None, units > 1, lacking
        )
    return found


def _support_note(found: AspectSum) -> str:
    """Say why an aspect has no rate, and how many supports it leaves out."""
    said = (MIXED_UNITS if found.mixed else "", f"{found.lacking}项缺已获或已用数量" if found.lacking else "")
    return "；".join(filter(None, said))


def _sums(session: Session) -> dict[int, BrandSums]:
    """Return the figures of the brands by month; the three are None where no row has them."""
    of = MONTHS.c
    both = and_(of.repeat_buyers.is_not(None), of.buyers.is_not(None))
    asked = (
        select(
            of.month,
            func.sum(of.gmv),
            func.sum(case((both, of.repeat_buyers))),
            func.sum(case((both, of.buyers))),
        )
        .join(BRANDS, BRANDS.c.id == of.brand_id)
        .where(alive(MONTHS), alive(BRANDS))
        .group_by(of.month)
    )
    return {
        month: BrandSums(*(None if value is None else int(value) for value in values))
        for month, *values in session.execute(asked)
    }


def _sales(sums: Mapping[int, BrandSums], periods: Five[Period]) -> dict[str, dict[int, Value]]:
    """Return B06 and the parts of B07 by month, from the first month that was entered to the last.

    A month in between that nobody entered is unknown: these figures are typed in, not counted.
    """
    if not sums:
        return {"B06": {}, "B07R": {}, "B07B": {}}
    blank = BrandSums(None, None, None)
    covered = {
        month: sums.get(month, blank) for month in months_in(periods) if min(sums) <= month <= max(sums)
    }
    return {
        "B06": {month: found.gmv for month, found in covered.items()},
        "B07R": {month: found.repeat_buyers for month, found in covered.items()},
        "B07B": {month: found.buyers for month, found in covered.items()},
    }


def _sales_notes(session: Session, way: Pipeline, period: Period) -> dict[str, str]:
    """Say how many brands lack GMV in a month of the period, and how many rows the two numbers of B07."""
    of = MONTHS.c
    rows = session.execute(
        select(of.brand_id, of.gmv.is_not(None), and_(of.repeat_buyers.is_not(None), of.buyers.is_not(None)))
        .join(BRANDS, BRANDS.c.id == of.brand_id)
        .where(alive(MONTHS), alive(BRANDS), of.month.between(period.first, period.last))
    ).all()
    if not rows:
        return {}
    sold = Counter(brand for brand, has_gmv, _has_both in rows if has_gmv)
    helped = {key for key, stage in way.stages(month_end(period.last)).items() if stage in HELPED}
    asked = helped | {brand for brand, _has_gmv, _has_both in rows}
    without = sum(sold[brand] < len(list(period)) for brand in asked)
    halves = len({brand for brand, _has_gmv, has_both in rows if not has_both})
    return {
        "B06": f"{without}个品牌缺GMV" if without else "",
        "B07": f"{halves}个品牌缺购买人数或复购人数" if halves else "",
    }
