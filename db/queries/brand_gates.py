"""门槛: what a brand must meet to enter a stage, judged against its data. Missing is “未填” and never met.

The stages follow the four selection abilities of a 快品牌 (内容, 商业, 复购, 私域) and end where a brand is
copied by others.
"""

from collections.abc import Mapping

from db.lifecycle.rules import Criterion
from db.models.brand_words import BrandStage
from db.queries import brand_criteria as asks
from db.queries.brand_criteria import QUARTER, Measured, Rule
from db.queries.brand_facts import YEAR, BrandFacts
from db.queries.brand_limits import BrandLimits

PIPELINE = tuple(stage for stage in BrandStage if stage is not BrandStage.SX)
"""The stages in order."""


def next_stage(stage: BrandStage) -> BrandStage | None:
    """Return the stage after a stage; None after the last, and for one that is put aside."""
    if stage is BrandStage.SX or stage is PIPELINE[-1]:
        return None
    return PIPELINE[PIPELINE.index(stage) + 1]


def criteria(stage: BrandStage, facts: BrandFacts, limits: BrandLimits) -> tuple[Criterion, ...]:
    """Return what a brand must meet to enter a stage, each with its value now and its threshold."""
    measured = Measured(facts, limits)
    return tuple(rule(measured) for rule in _GATES[stage])


_BASICS = (
    asks.filled("权属企业", "org_id", "选择权属企业"),
    asks.filled("类目", "category_id", "选择类目"),
    asks.filled("源头产品清单", "source_products", "填写源头产品"),
)
_GATES: Mapping[BrandStage, tuple[Rule, ...]] = {
    BrandStage.S0: _BASICS,
    BrandStage.S1: (*_BASICS, asks.scored, asks.mark_known, asks.agreed),
    BrandStage.S2: (asks.ability, asks.own_mark, asks.account, asks.plan),
    BrandStage.S3: (
        asks.gmv("近3个月GMV", QUARTER, lambda limits: limits.gmv_quarter),
        asks.sessions,
        asks.loyalty,
        asks.documents,
    ),
    BrandStage.S4: (
        asks.approved,
        asks.gmv("近12个月GMV", YEAR, lambda limits: limits.gmv_year),
        asks.refunds,
    ),
    BrandStage.S5: (
        asks.channels,
        asks.filled("自有产品线", "product_lines", "填写自有产品线"),
        asks.off_platform,
        asks.filled("品牌打造案例", "case_text", "撰写案例"),
    ),
    BrandStage.S6: (asks.published, asks.coaches),
    BrandStage.SX: (asks.filled("暂缓/退出原因", "exit_reason", "先选择原因"),),
}
