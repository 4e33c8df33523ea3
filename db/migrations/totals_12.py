# ruff: noqa: S608 - statements are put together from the names written here, never from input
"""What the rollups of version 0012 hold, in SQL both databases understand. Frozen.

Counted is a session that is 已核对 or 已锁定, not deleted and no sample. ``month_total`` adds up by account,
category and team, ``month_sum`` by platform of the account and category, ``presenter_month`` by presenter and
category, ``refund_reading`` counts by the day the refunds were read. 0 stands for no category and no team.
"""

from typing import NamedTuple

_MEASURES = (
    "minutes", "views", "viewers", "new_fans", "lost_fans", "goods",
    "gmv", "refund", "orders", "buyers", "units",
)  # fmt: skip
_SUMS = ("sessions", "ten_million", *(name for m in _MEASURES for name in (m, f"{m}_n")))
WATCHED = ("month", "account_id", "category_id", "team_id", "refund_as_of", *_MEASURES)
"""Fields of a session the rollups are made of, beside those that decide whether it counts."""
DECIDING = ("stage", "deleted_at", "is_demo")


class Rollup(NamedTuple):
    """A table of sums: its key, what stands beside it, what is added up."""

    table: str
    key: tuple[str, ...]
    beside: tuple[str, ...]
    sums: tuple[str, ...]

    @property
    def columns(self) -> str:
        """Return all its columns as a list in SQL."""
        return ", ".join((*self.key, *self.beside, *self.sums))

    @property
    def adding(self) -> str:
        """Return the end of an INSERT that adds to the row there is."""
        sums = ", ".join(f"{name} = {self.table}.{name} + excluded.{name}" for name in self.sums)
        return f"ON CONFLICT ({', '.join(self.key)}) DO UPDATE SET {sums}"


TOTAL = Rollup("month_total", ("month", "account_id", "category_id", "team_id"), ("platform",), _SUMS)
SUM = Rollup("month_sum", ("month", "platform", "category_id"), (), (*_SUMS, "effective", "named"))
READING = Rollup("refund_reading", ("month", "refund_as_of"), (), ("sessions",))
PRESENTER = Rollup(
    "presenter_month", ("month", "streamer_id", "category_id"), (), ("sessions", "effective", "minutes")
)
ROLLUPS = (TOTAL, SUM, READING, PRESENTER)


def counted(row: str) -> str:
    """Return the condition that a session counts."""
    return f"({row}.stage IN ('已核对', '已锁定') AND {row}.deleted_at IS NULL AND NOT {row}.is_demo)"


def category(row: str) -> str:
    """Return the category of a session in a key."""
    return f"coalesce({row}.category_id, 0)"


def platform(row: str) -> str:
    """Return the platform of a session's account."""
    return f"(SELECT platform FROM platform_account WHERE id = {row}.account_id)"


def place(rollup: Rollup, row: str) -> list[str]:
    """Return where a session's sums stand: the key, and what stands beside it."""
    return {
        "month_total": [
            f"{row}.month", f"{row}.account_id", category(row), f"coalesce({row}.team_id, 0)", platform(row),
        ],
        "month_sum": [f"{row}.month", platform(row), category(row)],
        "refund_reading": [f"{row}.month", f"{row}.refund_as_of"],
        "presenter_month": [f"{row}.month", "p.streamer_id", category(row)],
    }[rollup.table]  # fmt: skip


def amounts(rollup: Rollup, row: str, limit: str) -> list[str]:
    """Return what a session adds, in the order of the sums; ``limit`` is SQL for the effective minutes."""
    effective = f"CASE WHEN {row}.minutes >= {limit} THEN 1 ELSE 0 END"
    if rollup is READING:
        return ["1"]
    if rollup is PRESENTER:
        return ["1", effective, f"coalesce({row}.minutes, 0)"]
    large = f"CASE WHEN {row}.gmv >= 1000000000 THEN 1 ELSE 0 END"
    parts = [
        part
        for m in _MEASURES
        for part in (f"coalesce({row}.{m}, 0)", f"CASE WHEN {row}.{m} IS NULL THEN 0 ELSE 1 END")
    ]
    if rollup is TOTAL:
        return ["1", large, *parts]
    named = (
        f"CASE WHEN EXISTS (SELECT 1 FROM live_presenter n WHERE n.session_id = {row}.id) THEN 1 ELSE 0 END"
    )
    return ["1", large, *parts, effective, named]


def condition(rollup: Rollup, row: str) -> str:
    """Return which of the counted sessions a rollup is of."""
    read = f"{row}.refund IS NOT NULL AND {row}.refund_as_of IS NOT NULL"
    return read if rollup is READING else "true"


def share(rollup: Rollup, sign: str, limit: str, sessions: str, presenters: str = "live_presenter") -> str:
    """Return the query of what sessions of a table add to a rollup ("" as sign) or take from it ("-")."""
    values = [*place(rollup, "s"), *(f"{sign}({value})" for value in amounts(rollup, "s", limit))]
    names = (*rollup.key, *rollup.beside, *rollup.sums)
    listed = ", ".join(f"{value} AS {name}" for value, name in zip(values, names, strict=True))
    cast = f"JOIN {presenters} p ON p.session_id = s.id" if rollup is PRESENTER else ""
    return f"SELECT {listed} FROM {sessions} s {cast} WHERE {counted('s')} AND {condition(rollup, 's')}"


def book(rollup: Rollup, *shares: str) -> str:
    """Return the statement that adds shares up in a rollup, in the order of its key.

    The order keeps two writers from waiting for each other.
    """
    places = ", ".join((*rollup.key, *rollup.beside))
    sums = ", ".join(f"sum({name})" for name in rollup.sums)
    rows = f"SELECT {places}, {sums} FROM ({' UNION ALL '.join(shares)}) d WHERE true"
    return (
        f"INSERT INTO {rollup.table} ({rollup.columns}) {rows} GROUP BY {places} ORDER BY {places} "
        f"{rollup.adding}"
    )


def fill(rollup: Rollup, limit: str) -> str:
    """Return the statement that counts an empty rollup from all sessions."""
    return book(rollup, share(rollup, "", limit, "live_session"))


def recount(rollup: Rollup, limit: str) -> str:
    """Return the statement that counts the effective sessions of a rollup anew."""
    key = ", ".join(rollup.key)
    same = " AND ".join(f"{rollup.table}.{name} = d.{name}" for name in rollup.key)
    return (
        f"UPDATE {rollup.table} SET effective = d.effective FROM (SELECT {key}, sum(effective) AS effective "
        f"FROM ({share(rollup, '', limit, 'live_session')}) r GROUP BY {key}) d "
        f"WHERE {same} AND {rollup.table}.effective <> d.effective"
    )
