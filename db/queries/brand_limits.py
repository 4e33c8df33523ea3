"""From when on a brand meets a criterion of its gate: what the base has set, else what the house proposes."""

import json
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlmodel import select

from db import trail
from db.engine import Session
from db.models import Setting

NAME = "brand_limits"
"""The setting that holds them, as JSON."""

_REFUNDS = (("服饰鞋包", 30), ("珠宝", 25), ("美妆个护", 10), ("食品生鲜", 5), ("农产品", 5), ("图书", 5))


@dataclass(frozen=True, slots=True)
class BrandLimits:
    """Thresholds of the gates: amounts in 万元, shares in percent, the rest in points, pieces and days.

    ``refund`` is the highest return rate, ``refunds`` that of single categories by name.
    """

    ability: int = 60
    gmv_quarter: int = 300
    sessions: int = 8
    repeat: int = 15
    private: int = 30
    documents: int = 2
    gmv_year: int = 3000
    refund: int = 15
    platforms: int = 2
    off_platform: int = 10
    followers: int = 1
    stuck_days: int = 180
    refunds: tuple[tuple[str, int], ...] = _REFUNDS

    def refund_of(self, category: str | None) -> int:
        """Return the highest return rate of a category, in percent."""
        return dict(self.refunds).get(category or "", self.refund)


def brand_limits(session: Session) -> BrandLimits:
    """Return the thresholds the base has set, else those of the house."""
    kept = session.exec(select(Setting.value).where(Setting.name == NAME)).first()
    found: dict[str, Any] = json.loads(kept) if kept else {}
    known = {field.name for field in fields(BrandLimits)}
    found = {name: value for name, value in found.items() if name in known}
    if "refunds" in found:
        found["refunds"] = tuple((str(name), int(most)) for name, most in found["refunds"])
    return BrandLimits(**found)


def set_brand_limits(session: Session, wanted: BrandLimits) -> None:
    """Keep other thresholds for the whole base; the trail tells who changed which."""
    before = asdict(brand_limits(session))
    after = asdict(wanted)
    changes: dict[str, list[str | None]] = {
        name: [_word(before[name]), _word(after[name])] for name in after if before[name] != after[name]
    }
    if not changes:
        return
    setting = session.exec(select(Setting).where(Setting.name == NAME)).first() or Setting(
        name=NAME, value=""
    )
    setting.value = json.dumps(after, ensure_ascii=False)
    session.add(setting)
    session.flush()
    trail.record(session, "修改", "setting", setting.id, changes)


def _word(value: object) -> str:
    """Return a threshold as the trail keeps it."""
    return json.dumps(value, ensure_ascii=False)
