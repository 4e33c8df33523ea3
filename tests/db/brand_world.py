"""A brand that meets every gate, from which tests take one thing away at a time."""

from datetime import date

from db import store
from db.engine import Session
from db.models import (
    Brand,
    BrandAccount,
    BrandMonth,
    BrandStreamer,
    Category,
    Org,
    PlatformAccount,
    Streamer,
    Support,
)
from db.models.brand_words import SupportAspect

ON = date(2026, 10, 20)
"""The day the gates are asked about: September 2026 is the last whole month."""
YEAR = (202510, 202511, 202512, *range(202601, 202610))
"""The twelve months before it."""
WAN = 1_000_000
SOUND: dict[str, object] = {
    "source_products": "大提花旗袍、改良汉服",
    "content_score": 16,
    "commerce_score": 15,
    "repurchase_score": 15,
    "private_score": 14,
    "trademark": "已注册",
    "owner_agreed": True,
    "agreed_on": date(2025, 3, 1),
    "approval_no": "示例认定〔2026〕3号",
    "approved_on": date(2026, 9, 30),
    "channels": "快手、抖音",
    "product_lines": "旗袍、汉服两条产品线",
    "case_text": "从档口到品牌的三年。",
    "case_published": True,
    "exit_reason": "资金",
}


def add_brand(session: Session, name: str = "沂水谣", /, **more: object) -> int:
    """Add a brand that meets every gate but has no figures, supports, accounts or documents yet."""
    owners = dict(store.names(session, Org, "")).values()
    owner = store.save(session, Org, {"name": f"{name}服饰有限公司"}) if name not in owners else None
    known = {word: key for key, word in store.names(session, Category)}
    category = known.get("服饰鞋包") or store.save(session, Category, {"name": "服饰鞋包"})
    values = {"name": name, "org_id": owner, "category_id": category, **SOUND, **more}
    return store.save(session, Brand, values)


def add_account(session: Session, brand: int, *, led: bool = False, **more: object) -> int:
    """Give a brand an account: its own, or that of a lead streamer; return the account's key."""
    streamer = store.save(session, Streamer, {"name": "苏禾"}) if led else None
    values = {"platform": "快手", "account_no": f"ks{brand}", "streamer_id": streamer, **more}
    account = store.save(session, PlatformAccount, values)
    if streamer is not None:
        session.add(BrandStreamer(brand_id=brand, streamer_id=streamer))
    else:
        session.add(BrandAccount(brand_id=brand, account_id=account))
    session.flush()
    return account


def add_supports(session: Session, brand: int, *aspects: str) -> None:
    """Plan ten of each of these supports (all five)."""
    for aspect in aspects or [each.value for each in SupportAspect]:
        store.save(
            session, Support, {"brand_id": brand, "aspect": aspect, "name": f"{aspect}一期", "planned": 10}
        )


def add_months(session: Session, brand: int, months: tuple[int, ...] = YEAR, **more: object) -> None:
    """Give a brand the same good figures in each month."""
    values = {
        "gmv": 250 * WAN,
        "orders": 20_000,
        "buyers": 10_000,
        "repeat_buyers": 1_500,
        "refund_orders": 6_000,
        "private_gmv": 75 * WAN,
        "off_platform_gmv": 25 * WAN,
        "sessions": 8,
    }
    for month in months:
        store.save(session, BrandMonth, {"brand_id": brand, "month": month, **values, **more})
