"""P01-P07 counted again from plain rows, one definition after the other, without any SQL."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from tests.db.record_oracle import Months, alive, end_of, month_of, over

if TYPE_CHECKING:
    from tests.db.figure_world import Row, World
    from tests.db.record_oracle import Value

WORKING = ("合格在册", "限制合作")
SUPPLYING = ("供应商", "工厂", "产业带商户", "品牌方", "经销商", "商家", "物流", "仓储", "服务商", "入驻企业")


def figures(world: World, five: list[Months]) -> dict[str, tuple[Value, ...]]:
    """Return the five values of every figure of partners."""
    stocks = [_stocks(world, end_of(months[-1])) for months in five[:3]]
    found: dict[str, tuple[Value, ...]] = {
        code: (*(values[code] for values in stocks), None, None) for code in stocks[0]
    }
    flows = [_flows(world, months) for months in five]
    return found | {code: tuple(values[code] for values in flows) for code in flows[0]}


def chain(world: World, org: int) -> list[Row]:
    """Return one organisation's moves in the order they took effect."""
    rows = [r for r in world.rows["status_history"] if r["entity"] == "org" and r["entity_id"] == org]
    return sorted(rows, key=lambda row: (row["on"] or date.min, row["id"]))


def state(world: World, org: int, day: date) -> str | None:
    """Return the state at the end of a day."""
    past = [row for row in chain(world, org) if (row["on"] or day) <= day]
    return past[-1]["to_state"] if past else None


def partners(world: World, day: date) -> list[Row]:
    """Return who was a partner at the end of a day."""
    return [row for row in alive(world, "org") if state(world, row["id"], day) in WORKING]


def papers(world: World, org: int, day: date) -> list[Row]:
    """Return the documents of an organisation that had been issued by a day."""
    rows = [row for row in alive(world, "qualification") if row["org_id"] == org]
    return [row for row in rows if (row["issued_on"] or day) <= day]


def is_sound(world: World, org: Row, day: date) -> bool:
    """Say whether everything asked of an organisation was valid on a day."""
    wanted: dict[str, set[str]] = {}
    for rule in world.rows["mandatory_document"]:
        concerns = rule["role"] is None or rule["role"] in (org["roles"] or "").split("、")
        concerns &= rule["category"] is None or rule["category"] in (org["categories"] or "")
        if concerns and rule["deleted_at"] is None:
            wanted.setdefault(rule["kind"], {rule["kind"]}).update({rule["instead"]} - {None})
    valid = {row["kind"] for row in papers(world, org["id"], day) if (row["valid_to"] or day) >= day}
    return all(accepted & valid for accepted in wanted.values())


def lapsing(world: World, org: int, day: date, days: int) -> list[Row]:
    """Return the documents that end within some days and that none of their kind outlasts."""
    there = papers(world, org, day)
    longest: dict[str, date] = {}
    for row in there:
        longest[row["kind"]] = max(longest.get(row["kind"], date.min), row["valid_to"] or date.max)
    return [
        row
        for row in there
        if row["valid_to"] == longest[row["kind"]] and day <= row["valid_to"] <= day + timedelta(days=days)
    ]


def grade(world: World, org: int, day: date) -> str | None:
    """Return the latest grade of a period that was over."""
    rows = [r for r in alive(world, "evaluation") if r["org_id"] == org and r["ends_on"] <= day]
    return max(rows, key=lambda row: (row["ends_on"], row["id"]))["grade"] if rows else None


def is_known(world: World, day: date) -> bool:
    """Say whether any company of the supply chain had a state by a day."""
    return any(
        (row["on"] or day) <= day and (row["to_state"] != "潜在" or _supplies(org))
        for org in alive(world, "org")
        for row in chain(world, org["id"])
    )


def _supplies(org: Row) -> bool:
    """Say whether a role makes an organisation part of the supply chain."""
    return bool(set((org["roles"] or "").split("、")) & set(SUPPLYING))


def _stocks(world: World, day: date) -> dict[str, Value]:
    """Count P01, P02, P04-P06 at the end of a day."""
    codes = ("P01", "P02", "P04V", "P04", "P05", "P05Q", "P06A", "P06B", "P06C", "P06D")
    if not is_known(world, day):
        return dict.fromkeys(codes)
    working = partners(world, day)
    tenants = [row for row in alive(world, "org") if "入驻企业" in (row["roles"] or "").split("、")]
    here = [state(world, row["id"], day) not in (None, "暂停", "已退出", "黑名单") for row in tenants]
    sound = sum(is_sound(world, row, day) for row in working)
    grades = [grade(world, row["id"], day) for row in working]
    judged = any(row["ends_on"] <= day for row in alive(world, "evaluation"))
    return {
        "P01": len(working),
        "P02": sum(here) if any(state(world, row["id"], day) for row in tenants) else None,
        "P04V": sound,
        "P04": over(sound, len(working)),
        "P05": sum(len(lapsing(world, row["id"], day, 30)) for row in working),
        "P05Q": sum(len(lapsing(world, row["id"], day, 90)) for row in working),
        **{f"P06{letter}": grades.count(letter) if judged else None for letter in "ABCD"},
    }


def _flows(world: World, months: Months) -> dict[str, Value]:
    """Count P03 and P07 over some months."""
    known = [month for month in months if is_known(world, end_of(month))]
    came = went = 0
    for org in alive(world, "org"):
        before = None
        for row in chain(world, org["id"]):
            before = before or row["from_state"]
            if row["on"] and month_of(row["on"]) in known:
                came += before not in WORKING and row["to_state"] in WORKING
                went += before in WORKING and row["to_state"] not in WORKING
            before = row["to_state"]
    checks = [month_of(row["checked_on"]) for row in alive(world, "product_check")]
    told = [month for month in months if month >= min(checks)] if checks else known
    return {
        "P03": came if known else None,
        "P03E": went if known else None,
        "P07": sum(checks.count(month) for month in told) if told else None,
    }
