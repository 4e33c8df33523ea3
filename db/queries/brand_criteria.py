"""The criteria of the gates, one rule each: what is wanted, what was found, what is missing by how much."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING
from fractions import Fraction

from db.lifecycle.rules import Criterion
from db.models.brand_words import BrandChannel, SupportAspect, Trademark
from db.queries.brand_facts import YEAR, BrandFacts
from db.queries.brand_limits import BrandLimits
from db.queries.brand_numbers import WAN, percent, share, total, wan

UNKNOWN = "未填"
"""What stands where a value is missing."""
QUARTER = 3
"""Months that tell how a brand does of late."""
SCORES = {
    "content_score": "内容力",
    "commerce_score": "商业力",
    "repurchase_score": "复购力",
    "private_score": "私域力",
}
"""Field → name of the four abilities."""
_SHOWN = 20
"""Signs of a text that are shown as what was found."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A brand and the thresholds it is measured by."""

    facts: BrandFacts
    limits: BrandLimits


Rule = Callable[[Measured], Criterion]


def filled(name: str, field: str, what: str) -> Rule:
    """Return the rule that a field is filled in."""

    def rule(case: Measured) -> Criterion:
        value = {"org_id": case.facts.owner, "category_id": case.facts.category}.get(
            field, case.facts.row[field]
        )
        found = UNKNOWN if not value else "已填" if len(str(value)) > _SHOWN else str(value)
        return Criterion(name, "已填", found, bool(value), f"{name}未填，请{what}")

    return rule


def _scores(case: Measured) -> Iterator[str]:
    """Yield the abilities not scored yet."""
    return (name for field, name in SCORES.items() if case.facts.row[field] is None)


def scored(case: Measured) -> Criterion:
    """Ask for a score of each of the four abilities."""
    missing = list(_scores(case))
    found = f"已评 {len(SCORES) - len(missing)} 项" if len(missing) < len(SCORES) else UNKNOWN
    return Criterion("四项能力评分", "4 项均已评分", found, not missing, f"{'、'.join(missing)}还没有评分")


def mark_known(case: Measured) -> Criterion:
    """Ask that it be known how the trademark stands."""
    found = Trademark(case.facts.row["trademark"])
    met = found is not Trademark.UNKNOWN
    return Criterion("商标状态", "已查明", found if met else UNKNOWN, met, "商标状态未知，请查询后登记")


def agreed(case: Measured) -> Criterion:
    """Ask that the owner agree by the day."""
    agreed, day = case.facts.row["owner_agreed"], case.facts.row["agreed_on"]
    late = day is not None and day > case.facts.on
    found = UNKNOWN if agreed is None else "未同意" if not agreed else f"{day} 同意" if day else "同意"
    words = "企业还没有同意参与，请取得同意后登记" if not late else f"企业 {day} 才同意参与，晚于生效日期"
    return Criterion("企业同意参与", "同意", found, bool(agreed) and not late, words)


def ability(case: Measured) -> Criterion:
    """Ask for so many points of the four abilities together."""
    least, missing = case.limits.ability, list(_scores(case))
    wanted = f"≥ {least} 分"
    if missing:
        words = f"四项能力合计无法计算，{'、'.join(missing)}还没有评分"
        return Criterion("四项能力合计", wanted, UNKNOWN, met=False, words=words)
    score = sum(case.facts.row[field] for field in SCORES)
    words = f"四项能力合计 {score} 分，还差 {least - score} 分"
    return Criterion("四项能力合计", wanted, f"{score} 分", score >= least, words)


def own_mark(case: Measured) -> Criterion:
    """Ask for a trademark of its own, applied for at least."""
    found = Trademark(case.facts.row["trademark"])
    met = found in (Trademark.APPLIED, Trademark.REGISTERED)
    shown = UNKNOWN if found is Trademark.UNKNOWN else found
    return Criterion("商标", "申请中或已注册", shown, met, f"商标{shown}，须为申请中或已注册")


def account(case: Measured) -> Criterion:
    """Ask for an account of its own."""
    count = case.facts.accounts
    words = "还没有自有账号，请在“主播与账号”里登记"
    return Criterion("自有账号", "≥ 1 个", f"{count} 个", count > 0, words)


def plan(case: Measured) -> Criterion:
    """Ask for a planned quantity of each of the five supports."""
    missing = [aspect.value for aspect in SupportAspect if aspect not in case.facts.planned]
    have, all_ = len(SupportAspect) - len(missing), len(SupportAspect)
    words = f"五项扶持计划缺{'、'.join(missing)}，请在“五项扶持”里填写计划数量"
    return Criterion("五项扶持计划", f"{all_} 项均有计划", f"{have} 项", not missing, words)


def gmv(name: str, count: int, limit: Callable[[BrandLimits], int]) -> Rule:
    """Return the rule that the GMV of the last months reaches an amount in 万元."""

    def rule(case: Measured) -> Criterion:
        months = case.facts.months(count)
        least = limit(case.limits) * WAN
        found, missing = total(months, "gmv")
        wanted = f"≥ {wan(least)}"
        if found is None:
            return Criterion(name, wanted, UNKNOWN, met=False, words=f"{name}未填，请录入月度数据")
        lacking = f"（缺 {len(missing)} 个月）" if missing else ""
        shown = f"{wan(found)}{lacking}"
        words = f"{name} {shown}，还差 {wan(least - found, ROUND_CEILING)}"
        return Criterion(name, wanted, shown, found >= least, words)

    return rule


def sessions(case: Measured) -> Criterion:
    """Ask for so many sessions in each of the last three months."""
    least, months = case.limits.sessions, case.facts.months(QUARTER)
    name, wanted = "每月直播场次", f"近{QUARTER}个月每月 ≥ {least} 场"
    missing = [f"{month % 100}月" for month, sales in months if sales.sessions is None]
    if missing:
        words = f"每月直播场次缺{'、'.join(missing)}，请在月度数据里录入"
        return Criterion(name, wanted, UNKNOWN, met=False, words=words)
    fewest, month = min((sales.sessions or 0, month) for month, sales in months)
    words = f"{month % 100}月直播 {fewest} 场，还差 {least - fewest} 场"
    return Criterion(name, wanted, f"最少 {fewest} 场（{month % 100}月）", fewest >= least, words)


def _points(rate: Fraction, least: int) -> str:
    """Return how far a rate is from a threshold in percent."""
    return f"{percent(abs(Fraction(least, 100) - rate), ROUND_CEILING)[:-1]} 个百分点"


def loyalty(case: Measured) -> Criterion:
    """Ask that buyers come back, or buy in the brand's own circle."""
    months, limits = case.facts.months(QUARTER), case.limits
    kinds = (
        ("复购率", share(months, "repeat_buyers", "buyers"), limits.repeat),
        ("私域占比", share(months, "private_gmv", "gmv"), limits.private),
    )
    wanted = f"复购率 ≥ {limits.repeat}% 或私域占比 ≥ {limits.private}%"
    met = any(rate is not None and rate >= Fraction(least, 100) for _name, rate, least in kinds)
    found = "，".join(f"{name} {UNKNOWN if rate is None else percent(rate)}" for name, rate, _least in kinds)
    gaps = [
        f"{name}未填" if rate is None else f"{name} {percent(rate)}，还差 {_points(rate, least)}"
        for name, rate, least in kinds
    ]
    if all(rate is None for _name, rate, _least in kinds):
        found = UNKNOWN
    return Criterion("复购率或私域占比", wanted, found, met, "；".join(gaps))


def documents(case: Measured) -> Criterion:
    """Ask for so many qualifications of the owner that are valid on the day."""
    least, count = case.limits.documents, case.facts.documents
    if case.facts.row["org_id"] is None:
        words = "权属企业未填，无法核对资质"
        return Criterion("权属企业有效资质", f"≥ {least} 份", UNKNOWN, met=False, words=words)
    words = f"权属企业有效资质 {count} 份，还差 {least - count} 份，请在“供应链”里登记"
    return Criterion("权属企业有效资质", f"≥ {least} 份", f"{count} 份", count >= least, words)


def approved(case: Measured) -> Criterion:
    """Ask for the approval of the programme: its number and its day."""
    number, day = case.facts.row["approval_no"], case.facts.row["approved_on"]
    missing = [name for name, value in (("认定文号", number), ("认定日期", day)) if not value]
    if missing:
        found = UNKNOWN if len(missing) > 1 else f"缺{missing[0]}"
        return Criterion("认定批复", "有文号和日期", found, met=False, words=f"{'、'.join(missing)}未填")
    words = f"认定日期 {day} 晚于生效日期"
    return Criterion("认定批复", "有文号和日期", f"{number}（{day}）", day <= case.facts.on, words)


def refunds(case: Measured) -> Criterion:
    """Ask that no more be sent back than is usual in its category."""
    most = case.limits.refund_of(case.facts.category)
    rate = share(case.facts.months(YEAR), "refund_orders", "orders")
    wanted = f"近12个月 ≤ {most}%" + (f"（{case.facts.category}）" if case.facts.category else "")
    if rate is None:
        words = "退货率无法计算，请录入月度的订单数和退货订单数"
        return Criterion("退货率", wanted, UNKNOWN, met=False, words=words)
    found = percent(rate, ROUND_CEILING)
    return Criterion(
        "退货率", wanted, found, rate <= Fraction(most, 100), f"退货率 {found}，高出 {_points(rate, most)}"
    )


def channels(case: Measured) -> Criterion:
    """Ask that it sell on several platforms, or off the screen as well."""
    least, words_ = case.limits.platforms, case.facts.row["channels"]
    named = words_.split("、") if words_ else []
    platforms = [word for word in named if word != BrandChannel.OFFLINE]
    met = len(platforms) >= least or BrandChannel.OFFLINE in named
    words = f"销售渠道只有 {len(platforms)} 个平台，还差 {least - len(platforms)} 个，或开拓线下"
    wanted = f"≥ {least} 个平台或有线下"
    return Criterion("销售渠道", wanted, words_ or UNKNOWN, met, words if named else "销售渠道未填，请登记")


def off_platform(case: Measured) -> Criterion:
    """Ask that a part of the sales be made outside the platform."""
    least = Fraction(case.limits.off_platform, 100)
    rate = share(case.facts.months(QUARTER), "off_platform_gmv", "gmv")
    wanted = f"近{QUARTER}个月 ≥ {case.limits.off_platform}%"
    if rate is None:
        return Criterion("站外占比", wanted, UNKNOWN, met=False, words="站外占比未填，请录入月度的站外GMV")
    words = f"站外占比 {percent(rate)}，还差 {_points(rate, case.limits.off_platform)}"
    return Criterion("站外占比", wanted, percent(rate), rate >= least, words)


def published(case: Measured) -> Criterion:
    """Ask that the story of the brand be out."""
    state = case.facts.row["case_published"]
    found = UNKNOWN if state is None else "已发布" if state else "未发布"
    return Criterion("案例发布", "已发布", found, bool(state), f"品牌打造案例{found}，请发布后登记")


def coaches(case: Measured) -> Criterion:
    """Ask that others learn from it."""
    least, count = case.limits.followers, case.facts.followers
    words = f"带教品牌 {count} 个，还差 {least - count} 个，请在被带教品牌的“带教品牌”里选它"
    return Criterion("带教品牌", f"≥ {least} 个", f"{count} 个", count >= least, words)
