"""The rows behind B01-B07: brands in their stages, their moves, supports and months."""

from collections.abc import Callable
from functools import partial

from sqlalchemy import ColumnElement, Select, String, and_, case, select, type_coerce

from db.engine import Session
from db.lifecycle.history import states_at
from db.models import Brand, StatusHistory
from db.models.brand_words import BrandStage, SupportAspect
from db.queries.brand_facts import BRANDS, MONTHS, SUPPORTS
from db.queries.brand_gates import PIPELINE
from db.queries.brand_moves import StageMove, pipeline
from db.queries.brand_report_figures import ASPECTS, STAGES, aspects, begun_by
from db.queries.brands import BRAND_MONTHS, OVERRIDDEN
from db.queries.brands import BRANDS as BRAND_LIST
from db.queries.brands import SUPPORTS as SUPPORT_LIST
from db.queries.lists import ListColumn, ListView, Sql
from db.queries.periods import Period, month_end
from db.queries.tables import HISTORY, alive
from db.queries.trace_rows import Rows, Traces, added, facts, with_columns
from db.values import Kind


def _of_own(column: Sql) -> ColumnElement[bool]:
    """Return the condition that what belongs to a brand belongs to one that counts."""
    return column.in_(select(BRANDS.c.id).where(alive(BRANDS)))


def _brands(period: Period) -> ListView:
    """Return the list of brands with their stage at a period's end."""
    known = states_at(month_end(period.last), Brand).subquery()
    stage = select(known.c.state).where(known.c.entity_id == BRANDS.c.id).scalar_subquery()
    more: dict[str, tuple[ListColumn, Sql]] = {
        "stage": (ListColumn("stage", "期末阶段", Kind.TEXT, 130), stage)
    }
    shown = ("name", "stage", "org_id", "category_id", "approved_on", "override", "code")
    return with_columns(BRAND_LIST, *shown, more=more)


def _in_stages(stages: tuple[BrandStage, ...], _session: Session, period: Period) -> Rows:
    """Return the brands in some stages at a period's end (B01, B02)."""
    known = states_at(month_end(period.last), Brand).subquery()
    keys: Select[tuple[int]] = select(known.c.entity_id).where(
        known.c.state.in_([str(one) for one in stages])
    )
    return Rows(_brands(period), and_(alive(BRANDS), BRANDS.c.id.in_(keys)))


def _recognised(session: Session, period: Period) -> Rows:
    """Return the brands that were recognised by a period's end (B04)."""
    keys = pipeline(session).recognised(month_end(period.last))
    return Rows(_brands(period), BRANDS.c.id.in_(list(keys)))


def _moves(counts: Callable[[StageMove], bool], session: Session, period: Period) -> Rows:
    """Return the moves of a period that lead up, or down (B03)."""
    of = HISTORY.c
    name = select(BRANDS.c.name).where(BRANDS.c.id == of.entity_id).scalar_subquery()
    view = facts(
        StatusHistory,
        {
            "on": (ListColumn("on", "生效日期", Kind.DATE, 100), of.on),
            "brand": (ListColumn("brand", "品牌", Kind.TEXT, 130), name),
            "from_state": (ListColumn("from_state", "原阶段", Kind.TEXT, 130), of.from_state),
            "to_state": (ListColumn("to_state", "新阶段", Kind.TEXT, 130), of.to_state),
            "override": (
                ListColumn("override", "标记", Kind.TEXT, 80),
                case((of.is_override, type_coerce(OVERRIDDEN, String))),
            ),
            "reason": (ListColumn("reason", "原因", Kind.TEXT, 260), of.reason),
        },
    )
    keys = [move.id for move in pipeline(session).within(period) if counts(move)]
    return Rows(view, of.id.in_(keys))


def _supports(aspect: SupportAspect, quantity: str, session: Session, period: Period) -> Rows:
    """Return the supports of one aspect that have both quantities, to add one of them up (B05).

    Those counted in several units are listed and not added up.
    """
    of = SUPPORTS.c
    shown = ("brand_id", "name", "planned", "granted", "used", "unit", "provider", "start_on", "code")
    known = and_(of.aspect == aspect, of.granted.is_not(None), of.used.is_not(None))
    end, view = month_end(period.last), with_columns(SUPPORT_LIST, *shown)
    scope = and_(alive(SUPPORTS), _of_own(of.brand_id), begun_by(end), known)
    return Rows(view, scope) if aspects(session, end)[aspect].mixed else added(view, scope, quantity)


def _sales(measure: str, _session: Session, period: Period) -> Rows:
    """Return the months of brands that tell what is added up (B06, the parts of B07)."""
    of = MONTHS.c
    needed = ("gmv",) if measure == "gmv" else ("repeat_buyers", "buyers")
    known = and_(of.month.between(period.first, period.last), *(of[name].is_not(None) for name in needed))
    scope = and_(alive(MONTHS), _of_own(of.brand_id), known)
    return added(with_columns(BRAND_MONTHS, "month", "brand_id", *needed, "source", "code"), scope, measure)


TRACES: Traces = {
    "B01": partial(_in_stages, PIPELINE),
    **{code: partial(_in_stages, (stage,)) for code, stage in STAGES.items()},
    "B03": partial(_moves, lambda move: move.is_up),
    "B03D": partial(_moves, lambda move: move.is_down),
    "B04": _recognised,
    **{f"{code}U": partial(_supports, aspect, "used") for aspect, code in ASPECTS.items()},
    **{f"{code}G": partial(_supports, aspect, "granted") for aspect, code in ASPECTS.items()},
    "B06": partial(_sales, "gmv"),
    "B07R": partial(_sales, "repeat_buyers"),
    "B07B": partial(_sales, "buyers"),
}
"""The figures of brands that are counted from rows; rates are reckoned from these."""
