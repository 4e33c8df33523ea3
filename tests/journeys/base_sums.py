"""Every indicator of a report added up once more from the rows of its base, definition by definition."""

from collections import Counter, defaultdict
from pathlib import Path

from tests.journeys import base_records
from tests.journeys.base_records import ASPECTS, WORKING
from tests.journeys.base_rows import Months, Row, Rows, Value, end_of, month_of, share, spans, told

TEAM = {"已签约", "培训中", "考核中", "待首播", "在播", "休播", "解约中", "停播整改"}
SUMS = {
    "L03": "minutes", "L05": "gmv", "L06": "refund", "L10": "orders", "L10U": "units", "L10B": "buyers",
    "L12": "views", "L13": "viewers", "L14": "new_fans", "L14L": "lost_fans", "L15": "goods", "L16": "units",
}  # fmt: skip
RATIOS = {
    "L08": ("L06", "L05", 1), "L11": ("L05", "L10", 1), "L17": ("L17L", "L17T", 1), "L20": ("L05", "L03", 60),
    "A08": ("A08V", "A01", 1), "T05": ("T05P", "T05A", 1), "P04": ("P04V", "P01", 1),
    "B07": ("B07R", "B07B", 1),
    **{f"B05{letter}": (f"B05{letter}U", f"B05{letter}G", 1) for letter in ASPECTS},
}  # fmt: skip


def figures(path: Path, period: str) -> dict[str, list[Value]]:
    """Return the five values of every indicator, in 分, minutes, tenths of 学时, counts and fractions."""
    rows, five = Rows(path), spans(period)
    signed = [row for row in rows.all("report") if row["signed_on"]]
    found: dict[str, list[Value]] = {}
    for place, months in enumerate(five):
        values = _lives(rows, months) | _moves(rows, months)
        values |= base_records.trainings(rows, months) | _declared(rows, months)
        stocks = _team(rows, end_of(months[-1])) | base_records.partners(rows, end_of(months[-1]))
        stocks |= base_records.brands(rows, end_of(months[-1])) | _employed(rows, months[-1])
        stocks["T06"] = base_records.holders(rows, end_of(months[-1]))
        values |= stocks if place < len(five) - 2 else dict.fromkeys(stocks)
        is_signed = any(row["first"] == months[0] and row["last"] == months[-1] for row in signed)
        supports = base_records.supports(rows, end_of(months[-1]))
        values |= supports if not place or is_signed else dict.fromkeys(supports)
        for code, (above, below, times) in RATIOS.items():
            values[code] = share(values[above], values[below], times)
        for code, value in values.items():
            found.setdefault(code, []).append(value)
    return found


def _lives(rows: Rows, months: Months) -> dict[str, Value]:
    """Count L01-L20 and A03."""
    counted = [row for row in rows.all("live_session") if row["stage"] in ("已核对", "已锁定")]
    known = {month_of(row["start_at"]) for row in counted}
    covered = [month for month in months if known and min(known) <= month <= max(known)]
    codes = ("L01", "L02", "L04", "L07", "L09", "L14N", "L18", "L19", "A03", *SUMS)
    if not covered:
        return dict.fromkeys(codes)
    own = {row["id"]: row for row in counted if month_of(row["start_at"]) in covered}
    lives = list(own.values())
    pairs = [
        (p["streamer_id"], own[p["session_id"]]) for p in rows.all("live_presenter") if p["session_id"] in own
    ]
    found = {code: told(lives, name) for code, name in SUMS.items()}
    gmv, refund, new, lost = (found[code] for code in ("L05", "L06", "L14", "L14L"))
    return found | {
        "L01": len(lives),
        "L02": sum((row["minutes"] or 0) >= 25 for row in lives),
        "L04": len({who for who, _ in pairs}),
        "L07": _refunds(rows, lives, covered),
        "L09": None if gmv is None or refund is None else gmv - refund,
        "L14N": None if new is None or lost is None else new - lost,
        "L18": max((row["gmv"] for row in lives if row["gmv"] is not None), default=None),
        "L19": sum((row["gmv"] or 0) >= 10_000_000 * 100 for row in lives),
        "A03": len(_active(pairs)),
    }


def _refunds(rows: Rows, lives: list[Row], months: Months) -> Value:
    """Add up refunds by their own day; nothing unless every account that was live gave them each month."""
    days = [row for row in rows.all("account_day") if row["refund_by_refund_date"] is not None]
    given = {(row["month"], row["account_id"]) for row in days}
    asked = {(month_of(row["start_at"]), row["account_id"]) for row in lives}
    if not asked <= given or not set(months) <= {month for month, _ in given}:
        return None
    return told([row for row in days if row["month"] in months], "refund_by_refund_date")


def _active(pairs: list[tuple[int, Row]]) -> set[int]:
    """Return who had an effective session and four hours in one of the months."""
    lengths: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for who, row in pairs:
        lengths[who, month_of(row["start_at"])].append(row["minutes"] or 0)
    return {who for (who, _), minutes in lengths.items() if max(minutes) >= 25 and sum(minutes) >= 4 * 60}


def _moves(rows: Rows, months: Months) -> dict[str, Value]:
    """Count who came and went: A05, P03, B03; nothing before anybody was known."""
    found: dict[str, Value] = {}
    for entity, states, came, went in (("streamer", TEAM, "A05", "A05E"), ("org", WORKING, "P03", "P03E")):
        since = rows.first_day(entity) if entity == "streamer" else base_records.partners_since(rows)
        moves = rows.moves(entity, months)
        if since is None or end_of(months[-1]) < since:
            found |= {came: None, went: None}
            continue
        found[came] = sum(row["before"] not in states and row["to_state"] in states for row in moves)
        found[went] = sum(row["before"] in states and row["to_state"] not in states for row in moves)
    since = rows.first_day("brand")
    steps = [(row["before"], row["to_state"]) for row in rows.moves("brand", months) if row["before"]]
    told_of = since is not None and since <= end_of(months[-1])
    up = sum(before[:2] < to[:2] < "SX" for before, to in steps)
    down = sum(to[:2] < before[:2] < "SX" or (to[:2] == "SX" != before[:2]) for before, to in steps)
    return found | {"B03": up if told_of else None, "B03D": down if told_of else None}


def _team(rows: Rows, day: str) -> dict[str, Value]:
    """Count A01-A08 at the end of a day."""
    states, people = rows.states("streamer", day), {row["id"]: row for row in rows.all("streamer")}
    if not states:
        return dict.fromkeys(("A01", "A02", "A04", "A06", "A07", "A07C", "A08V"))
    bound = {
        row["streamer_id"]
        for row in rows.all("contract")
        if row["status"] not in ("草稿", "待审", "作废") and row["start_on"] <= day
        if (row["end_on"] or day) >= day and (row["ended_on"] or "9") > day
    }
    signed = [people[key] for key, state in states.items() if state in TEAM and key in bound]
    minors = [row for row in signed if row["birth_on"] and _age(row["birth_on"], day) < 18]
    latest = {
        row["account_id"]: row["followers"]
        for row in sorted(rows.all("follower_snapshot"), key=lambda row: row["on"])
        if row["on"] <= day
    }
    fans: Counter[int] = Counter()
    for account in rows.all("platform_account"):
        fans[account["streamer_id"]] += latest.get(account["id"], 0)
    return {
        "A01": len(signed),
        "A02": sum(state == "在播" for state in states.values()),
        "A04": sum(count >= 1_000_000 for who, count in fans.items() if who) if latest else None,
        "A06": sum(fans.values()) if latest else None,
        "A07": len(minors),
        "A07C": sum(_consented(row, day) for row in minors),
        "A08V": sum(row["verified"] == "已核验" and (row["verified_on"] or "") <= day for row in signed),
    }


def _consented(row: Row, day: str) -> bool:
    """Say whether name, phone and a day of consent of a guardian are there."""
    return bool(row["guardian_name"] and row["guardian_phone"]) and (row["guardian_consent_on"] or "9") <= day


def _age(birth: str, day: str) -> int:
    """Return the full years on a day."""
    return int(day[:4]) - int(birth[:4]) - (day[5:] < birth[5:])


def _declared(rows: Rows, months: Months) -> dict[str, Value]:
    """Add up what is entered by month: R01, B06, B07, P07, E03."""
    retail = rows.all("retail_month")
    sales = [row for row in retail if row["month"] in months]
    both = [row for row in sales if row["total"] is not None and row["live"] is not None]
    brands = [row for row in rows.all("brand_month") if row["month"] in months]
    known = [row for row in brands if row["buyers"] is not None and row["repeat_buyers"] is not None]
    checks = [month_of(row["checked_on"]) for row in rows.all("product_check")]
    events = [month_of(row["on"]) for row in rows.all("incident")]
    begun = min([*events, *(row["month"] for row in rows.all("employment_month"))])
    return {
        "R01": told(sales, "total") if sales else None,
        "R01L": told(sales, "live") if sales else None,
        "L17T": told(both, "total") if both else None,
        "L17L": told(both, "live") if both else None,
        "B06": told(brands, "gmv") if brands else None,
        "B07R": told(known, "repeat_buyers") if known else None,
        "B07B": told(known, "buyers") if known else None,
        "P07": sum(month in months for month in checks) if min(checks) <= months[-1] else None,
        "E03": sum(month in months for month in events) if begun <= months[-1] else None,
    }


def _employed(rows: Rows, month: int) -> dict[str, Value]:
    """Return E01 and E02 as declared at a month's end."""
    found = [row for row in rows.all("employment_month") if row["month"] == month]
    return {"E01": found[0]["direct"] if found else None, "E02": found[0]["induced"] if found else None}
