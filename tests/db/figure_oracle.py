"""The dictionary's figures of L, R and A counted again from plain rows, one definition after the other.

Nothing of ``db.queries`` is used here: all the two have in common is the dictionary of indicators.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.db.figure_world import Row, World

Value = int | Fraction | None
TEAM = {"已签约", "培训中", "考核中", "待首播", "在播", "休播", "解约中", "停播整改"}
SUMS = {
    "L03": "minutes", "L05": "gmv", "L06": "refund", "L10": "orders", "L10U": "units", "L10B": "buyers",
    "L12": "views", "L13": "viewers", "L14": "new_fans", "L14L": "lost_fans", "L15": "goods", "L16": "units",
}  # fmt: skip


def five(month: int) -> list[list[int]]:
    """Return the months of 本月, 上月, 上年同期, 累计, 上年同期累计."""
    year, number = divmod(month, 100)
    before = month - 1 if number > 1 else (year - 1) * 100 + 12
    return [
        [month],
        [before],
        [month - 100],
        [year * 100 + m for m in range(1, number + 1)],
        [(year - 1) * 100 + m for m in range(1, number + 1)],
    ]


def five_of_quarter(year: int, number: int) -> list[list[int]]:
    """Return the months of a quarter, the one before, the one a year ago, and both years so far."""
    months = [year * 100 + 3 * number - 2 + n for n in range(3)]
    before = [month - 3 for month in months] if number > 1 else [(year - 1) * 100 + 10 + n for n in range(3)]
    ago = [month - 100 for month in months]
    so_far = [year * 100 + n for n in range(1, 3 * number + 1)]
    return [months, before, ago, so_far, [month - 100 for month in so_far]]


def five_of_year(year: int) -> list[list[int]]:
    """Return the months of a year and of the one before, as often as a report needs them."""
    now, before = ([of * 100 + n for n in range(1, 13)] for of in (year, year - 1))
    return [now, before, before, now, before]


def figures(world: World, month: int) -> dict[str, tuple[Value, ...]]:
    """Return the five values of every indicator of a month."""
    return over(world, five(month))


def over(world: World, periods: list[list[int]]) -> dict[str, tuple[Value, ...]]:
    """Return the five values of every indicator over the months of the five periods."""
    live = [_live(world, months) for months in periods]
    ends = [_end(months[-1]) for months in periods]
    team = [_team(world, end) for end in ends[:3]]
    moves = [_moves(world, months) for months in periods]
    found = {code: tuple(values[code] for values in live) for code in live[0]}
    found |= {code: (*(values[code] for values in team), None, None) for code in team[0]}
    return found | {code: tuple(values[code] for values in moves) for code in moves[0]}


def _live(world: World, months: list[int]) -> dict[str, Value]:
    """Count L01-L20 and A03 over some months."""
    counted = [row for row in world.rows["live_session"] if _counts(row)]
    reach = {row["month"] for row in counted}
    covered = [month for month in months if reach and min(reach) <= month <= max(reach)]
    rows = [row for row in counted if row["month"] in covered]
    by_id = {row["id"]: row for row in rows}
    pairs = [
        (by_id[p["session_id"]], p["streamer_id"])
        for p in world.rows["live_presenter"]
        if p["session_id"] in by_id
    ]

    def summed(name: str) -> Value:
        return _total([_month_sum(rows, month, name) for month in covered])

    gmv, refund, minutes, orders = summed("gmv"), summed("refund"), summed("minutes"), summed("orders")
    new, lost = summed("new_fans"), summed("lost_fans")
    sold = [row["gmv"] for row in rows if row["gmv"] is not None]
    presenters: Value = len({person for _, person in pairs})
    if not covered or (rows and not pairs):
        presenters = None
    return {code: summed(name) for code, name in SUMS.items()} | {
        "L01": len(rows) if covered else None,
        "L02": _told(rows, covered, "minutes", lambda row: (row["minutes"] or 0) >= 25),
        "L04": presenters,
        "L07": _refunds(world, rows, covered),
        "L08": _over(refund, gmv),
        "L09": None if gmv is None or refund is None else gmv - refund,
        "L11": _over(gmv, orders),
        "L14N": None if new is None or lost is None else new - lost,
        **_retail(world, months),
        "L18": max(sold) if sold else None,
        "L19": _told(rows, covered, "gmv", lambda row: (row["gmv"] or 0) >= 10_000_000 * 100),
        "L20": _over(gmv, None if minutes is None else Fraction(minutes, 60)),
        "A03": None if presenters is None or minutes is None else _active(pairs, covered),
    }


def _month_sum(rows: list[Row], month: int, name: str) -> Value:
    """Add up one month: 0 without sessions, nothing when all of them lack the value."""
    inside = [row for row in rows if row["month"] == month]
    told = [row[name] for row in inside if row[name] is not None]
    return sum(told) if told or not inside else None


def _told(rows: list[Row], months: list[int], needs: str, holds: Callable[[Row], bool]) -> Value:
    """Count sessions month by month; a month all of whose sessions lack what it needs does not tell."""
    return _total(
        [
            None
            if _month_sum(rows, month, needs) is None
            else len([row for row in rows if row["month"] == month and holds(row)])
            for month in months
        ]
    )


def _total(months: list[Value]) -> Value:
    """Add months up: unknown without any, and when those that tell are 0 and others do not tell."""
    known = [value for value in months if value is not None]
    return None if not months or (len(known) < len(months) and not sum(known)) else sum(known)


def _counts(row: Row) -> bool:
    """Say whether a session is in S(M)."""
    return row["stage"] in ("已核对", "已锁定") and row["deleted_at"] is None and not row["is_demo"]


def _over(above: Value, below: Value) -> Value:
    """Divide, or nothing."""
    return None if above is None or not below else Fraction(above) / Fraction(below)


def _active(pairs: list[tuple[Row, int]], months: list[int]) -> int:
    """Count who was active in any of the months."""
    active = set()
    for month in months:
        for person in {person for _, person in pairs}:
            lengths = [row["minutes"] or 0 for row, who in pairs if who == person and row["month"] == month]
            if lengths and max(lengths) >= 25 and sum(lengths) >= 240:
                active.add(person)
    return len(active)


def _refunds(world: World, rows: list[Row], months: list[int]) -> Value:
    """Add up refunds by their own date, if every live account gave them in every month."""
    days = [row for row in world.rows["account_day"] if row["refund_by_refund_date"] is not None]
    given = {(row["month"], row["account_id"]) for row in days}
    live = {(row["month"], row["account_id"]) for row in rows}
    if not months or not live <= given or not set(months) <= {month for month, _ in given}:
        return None
    total: int = sum(row["refund_by_refund_date"] for row in days if row["month"] in months)
    return total


def _retail(world: World, months: list[int]) -> dict[str, Value]:
    """Add up what was declared whole, and divide the 直播 by the whole."""
    rows = [row for row in world.rows["retail_month"] if row["month"] in months]
    rows = [row for row in rows if row["live"] is not None and row["total"] is not None]
    live = sum(row["live"] for row in rows) if rows else None
    total = sum(row["total"] for row in rows) if rows else None
    every = {"R01": _declared(world, months, "total"), "R01L": _declared(world, months, "live")}
    return every | {"L17L": live, "L17T": total, "L17": _over(live, total)}


def _declared(world: World, months: list[int], amount: str) -> Value:
    """Add up a declared amount; nothing as soon as a month between the first and the last lacks it."""
    rows = {r["month"]: r for r in world.rows["retail_month"] if (r["total"], r["live"]) != (None, None)}
    values: list[Value] = [
        rows.get(m, {}).get(amount) for m in months if rows and min(rows) <= m <= max(rows)
    ]
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None


def _alive(world: World, table: str) -> list[Row]:
    """Return records that are neither deleted nor demo."""
    return [row for row in world.rows[table] if row["deleted_at"] is None and not row["is_demo"]]


def _chain(world: World, person: int) -> list[Row]:
    """Return one streamer's changes in the order they took effect."""
    rows = [row for row in world.rows["status_history"] if row["entity_id"] == person]
    return sorted(rows, key=lambda row: (row["on"] is not None, row["on"] or date.min, row["id"]))


def _state(world: World, person: int, day: date) -> str | None:
    """Return the state at the end of a day."""
    past = [row for row in _chain(world, person) if row["on"] is None or row["on"] <= day]
    return past[-1]["to_state"] if past else None


def _team(world: World, day: date) -> dict[str, Value]:
    """Count the stocks of the team at a month's end."""
    codes = ("A01", "A02", "A04", "A06", "A07", "A07C", "A08", "A08V")
    people = {row["id"]: row for row in _alive(world, "streamer")}
    states = {person: _state(world, person, day) for person in people}
    if not any(states.values()):
        return dict.fromkeys(codes)
    team = {person for person, state in states.items() if state in TEAM}
    signed = [people[person] for person in team if any(_binds(row, day) for row in _contracts(world, person))]
    latest = {row["id"]: _followers(world, row["id"], day) for row in _alive(world, "platform_account")}
    owners = {row["id"]: row["streamer_id"] for row in world.rows["platform_account"]}
    fans = {
        person: sum(count or 0 for account, count in latest.items() if owners[account] == person)
        for person in people
    }
    ours = {account: count for account, count in latest.items() if owners[account] in {None, *people}}
    nobody = all(count is None for count in ours.values())
    minors = [row for row in signed if row["birth_on"] and _years(row["birth_on"], day) < 18]
    verified = [row for row in signed if row["verified"] == "已核验" and (row["verified_on"] or day) <= day]
    consented = [
        row for row in minors
        if row["guardian_name"] and row["guardian_phone"] and (row["guardian_consent_on"] or date.max) <= day
    ]  # fmt: skip
    whole = sum(count or 0 for count in ours.values())
    return {
        "A01": len(signed),
        "A02": sum(state == "在播" for state in states.values()),
        "A04": None if nobody else sum(count >= 1_000_000 for count in fans.values()),
        "A06": None if nobody else whole,
        "A07": len(minors),
        "A07C": len(consented),
        "A08": _over(len(verified), len(signed)),
        "A08V": len(verified),
    }


def _contracts(world: World, person: int) -> Iterable[Row]:
    """Return one streamer's contracts."""
    return (row for row in _alive(world, "contract") if row["streamer_id"] == person)


def _binds(row: Row, day: date) -> bool:
    """Say whether a contract is in force on a day."""
    begun = row["start_on"] <= day and row["status"] not in ("草稿", "待审", "作废")
    return begun and (row["end_on"] or day) >= day and (row["ended_on"] or date.max) > day


def _followers(world: World, account: int, day: date) -> int | None:
    """Return the last snapshot of an account."""
    rows = [r for r in world.rows["follower_snapshot"] if r["account_id"] == account and r["on"] <= day]
    found: int | None = max(rows, key=lambda row: row["on"])["followers"] if rows else None
    return found


def _years(birth: date, day: date) -> int:
    """Return somebody's age."""
    return day.year - birth.year - ((birth.month, birth.day) > (day.month, day.day))


def _moves(world: World, months: list[int]) -> dict[str, Value]:
    """Count who came and who went in the months in which somebody was known."""
    people = [row["id"] for row in _alive(world, "streamer")]
    told = [month for month in months if any(_state(world, person, _end(month)) for person in people)]
    if not told:
        return {"A05": None, "A05E": None}
    came = went = 0
    for person in people:
        chain = _chain(world, person)
        before = chain[0]["from_state"] if chain else None
        for row in chain:
            if row["on"] and row["on"].year * 100 + row["on"].month in told:
                came += before not in TEAM and row["to_state"] in TEAM
                went += before in TEAM and row["to_state"] not in TEAM
            before = row["to_state"]
    return {"A05": came, "A05E": went}


def _end(month: int) -> date:
    """Return the last day of a month."""
    return date(month // 100, month % 100, monthrange(month // 100, month % 100)[1])
