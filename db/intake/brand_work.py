"""扶持台账, 品牌服务记录 and 品牌月度数据: what is done for brands and what comes of it."""

from db.intake.columns import extra_column
from db.intake.declared import Declared, Item, Link, Review, declared, fields_but
from db.models import BrandMonth, BrandService, Support
from db.models.words import OrgRoleKind

RATIOS = {
    "repeat_rate": ("复购率", ("buyers", "repeat_buyers"), "购买人数、复购人数"),
    "private_share": ("私域占比", ("gmv", "private_gmv"), "GMV、私域GMV"),
    "off_platform_share": ("站外占比", ("gmv", "off_platform_gmv"), "GMV、站外GMV"),
    "refund_rate": ("退货率", ("orders", "refund_orders"), "订单数、退货订单数"),
}
"""Column → what it is called, the figures it is reckoned from, and how those are called."""
_ALIASES = {
    "repeat_rate": ("回购率", "复购率(%)"),
    "private_share": ("私域成交占比", "私域占比(%)"),
    "off_platform_share": ("站外占比(%)", "平台外占比"),
    "refund_rate": ("退款率", "退货率(%)"),
}


def _refuse_bare_ratios(review: Review) -> None:
    """Refuse lines that give a ratio without the figures behind it: a ratio alone cannot be added up."""
    for item in review.items:
        _month_of_sheet(review, item)
        for name, (label, parts, words) in RATIOS.items():
            if item.more.get(name) and any(part not in item.values for part in parts):
                reason = f"只有{label}不能导入，请补上{words}两列，{label}由程序计算"
                review.refuse(item, reason, name)


def _month_of_sheet(review: Review, item: Item) -> None:
    """Take the month the sheet is named after where the line names none."""
    if "month" not in item.values:
        end = review.lines.sheet_of(item.lines[0]).month_end
        if end is not None:
            item.values["month"] = end.year * 100 + end.month
            review.warn(item, f"没有写月份，按 {end.year}-{end.month:02} 记", "month")


SUPPORTS = declared(
    Declared(
        name="supports",
        title="扶持台账",
        noun="扶持",
        model=Support,
        keys=(("brand_id", "aspect", "name", "start_on?"),),
        anchors=(("brand_id", "code"), ("aspect", "code")),
    )
)

SERVICES = declared(
    Declared(
        name="services",
        title="品牌服务记录",
        noun="服务",
        model=BrandService,
        keys=(("brand_id", "kind", "name", "on"),),
        links=(Link("org_id", makes=True, fresh={"roles": OrgRoleKind.SERVICE.value}),),
        anchors=(("brand_id", "code"), ("kind", "code")),
    )
)

METRICS = declared(
    Declared(
        name="metrics",
        title="品牌月度数据",
        noun="月度数据",
        model=BrandMonth,
        keys=(("brand_id", "month"),),
        columns=(
            *fields_but(BrandMonth),
            *(
                extra_column(name, label, *_ALIASES[name], in_sheet=False)
                for name, (label, _parts, _words) in RATIOS.items()
            ),
        ),
        anchors=(("brand_id", "code"),),
        complete=_refuse_bare_ratios,
    )
)
