"""B, E and R counted again from plain rows, definition by definition; nothing of ``db.queries`` is used."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.db.brand_report_world import BrandWorld
    from tests.db.figure_world import Row

Value = int | None
STAGES = (
    "S0 摸底入库", "S1 初评立项", "S2 冷启动扶持", "S3 成长培育", "S4 快品牌认定", "S5 破圈升级",
    "S6 标杆复制",
)  # fmt: skip
ASIDE = "SX 暂缓/退出"
ASPECTS = {
    "B05T": "流量红利",
    "B05C": "冷启动福利",
    "B05P": "产品特权",
    "B05M": "营销活动",
    "B05S": "专属服务",
}


def end_of(month: int) -> date:
    """Return the last day of a month."""
    return date(month // 100, month % 100, monthrange(month // 100, month % 100)[1])


def alive(world: BrandWorld, table: str) -> list[Row]:
    """Return records that are neither deleted nor demo."""
    return [row for row in world.rows[table] if row["deleted_at"] is None and not row["is_demo"]]


def chain(world: BrandWorld, brand: int) -> list[Row]:
    """Return one brand's moves in the order they took effect."""
    rows = [row for row in world.rows["status_history"] if row["entity_id"] == brand]
    return sorted(rows, key=lambda row: (row["on"] is not None, row["on"] or date.min, row["id"]))


def stage(world: BrandWorld, brand: int, day: date) -> str | None:
    """Return the stage at the end of a day."""
    past = [row for row in chain(world, brand) if row["on"] is None or row["on"] <= day]
    return past[-1]["to_state"] if past else None


def at_end(world: BrandWorld, month: int) -> dict[str, Value]:
    """Return the stocks at a month's end."""
    day = end_of(month)
    keys = [row["id"] for row in alive(world, "brand")]
    stages = {key: stage(world, key, day) for key in keys}
    known = any(stages.values())
    ever = [
        key
        for key in keys
        if any(
            row["to_state"] in STAGES[4:] and (row["on"] is None or row["on"] <= day)
            for row in chain(world, key)
        )
    ]
    found: dict[str, Value] = {
        "B01": len([one for one in stages.values() if one in STAGES]) if known else None,
        "B04": len(ever) if known else None,
    }
    for number, name in enumerate(STAGES):
        found[f"B02S{number}"] = list(stages.values()).count(name) if known else None
    heads = [row for row in alive(world, "employment_month") if row["month"] == month]
    found["E01"] = heads[0]["direct"] if heads else None
    found["E02"] = heads[0]["induced"] if heads else None
    return found


def supported(world: BrandWorld, month: int) -> dict[str, Value]:
    """Return used (U) and granted (G) of the five supports begun by a month's end."""
    found: dict[str, Value] = {}
    brands = {row["id"] for row in alive(world, "brand")}
    for code, aspect in ASPECTS.items():
        rows = [
            row
            for row in alive(world, "support")
            if row["aspect"] == aspect
            and row["brand_id"] in brands
            and (row["start_on"] is None or row["start_on"] <= end_of(month))
            and row["used"] is not None
            and row["granted"] is not None
        ]
        one = len({row["unit"] for row in rows}) == 1
        found[f"{code}U"] = sum(row["used"] for row in rows) if one else None
        found[f"{code}G"] = sum(row["granted"] for row in rows) if one else None
    return found


def in_month(world: BrandWorld, month: int) -> dict[str, Value]:
    """Return what is counted in a month; a figure without any data before or after it is left out."""
    found: dict[str, Value] = {}
    keys = [row["id"] for row in alive(world, "brand")]
    if any(stage(world, key, end_of(month)) for key in keys):
        moves = [pair for key in keys for pair in _moves(world, key, month)]
        found["B03"] = len([1 for old, new in moves if _place(old) < _place(new) and ASIDE not in (old, new)])
        found["B03D"] = len([1 for old, new in moves if _place(old) > _place(new)])
    rows = [row for row in alive(world, "brand_month") if row["brand_id"] in keys]
    if rows and min(row["month"] for row in rows) <= month <= max(row["month"] for row in rows):
        own = [row for row in rows if row["month"] == month]
        both = [row for row in own if row["buyers"] is not None and row["repeat_buyers"] is not None]
        found["B06"] = _sum([row["gmv"] for row in own])
        found["B07R"], found["B07B"] = (
            _sum([row["repeat_buyers"] for row in both]),
            _sum([row["buyers"] for row in both]),
        )
    return found | _declared(world, month)


def _declared(world: BrandWorld, month: int) -> dict[str, Value]:
    """Return R01, R01L, the parts of L17 and E03 of a month."""
    found: dict[str, Value] = {}
    sales = {row["month"]: row for row in world.rows["retail_month"]}
    said = [one for one, row in sales.items() if row["total"] is not None or row["live"] is not None]
    if said and min(said) <= month <= max(said):
        found["R01"] = sales[month]["total"] if month in sales else None
        found["R01L"] = sales[month]["live"] if month in sales else None
    both = sales.get(month)
    if both and both["total"] is not None and both["live"] is not None:
        found["L17T"], found["L17L"] = both["total"], both["live"]
    days = [row["on"].year * 100 + row["on"].month for row in alive(world, "incident")]
    first = min((*days, *(row["month"] for row in alive(world, "employment_month"))), default=None)
    if first is not None and month >= first:
        found["E03"] = days.count(month)
    return found


def _moves(world: BrandWorld, key: int, month: int) -> list[tuple[str, str]]:
    """Return the moves (from, to) of a brand in a month; the first of a brand that was not known is none."""
    moves, before = [], None
    for row in chain(world, key):
        old = before or row["from_state"]
        if old and row["on"] and row["on"].year * 100 + row["on"].month == month:
            moves.append((old, row["to_state"]))
        before = row["to_state"]
    return moves


def _place(name: str) -> int:
    """Return the place of a stage; SX is below all of them."""
    return STAGES.index(name) if name in STAGES else -1


def _sum(values: list[Value]) -> Value:
    """Add up what is known; None when nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None
