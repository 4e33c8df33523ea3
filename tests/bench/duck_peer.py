"""The live figures of a month counted by DuckDB from the raw sessions: a column store as the peer to beat.

The rows are copied into tables of its own, out of the time that is measured; it may use every core.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import duckdb

from tests.db.figure_oracle import SUMS, five

if TYPE_CHECKING:
    from pathlib import Path

    from db.engine import Session
    from db.queries.figures import ReportFigures

Value = int | Fraction | None
Row = tuple[Any, ...]
_MEASURES = (
    "minutes", "views", "viewers", "new_fans", "lost_fans", "goods",
    "gmv", "refund", "orders", "buyers", "units",
)  # fmt: skip
_TABLES = {
    "live_session": (
        "id BIGINT, month INTEGER, start_at TIMESTAMP, account_id INTEGER, category_id INTEGER, "
        "stage VARCHAR, is_gone BOOLEAN, is_demo BOOLEAN, refund_as_of DATE, "
        + ", ".join(f"{m} BIGINT" for m in _MEASURES),
        "id, month, substr(start_at, 1, 19), account_id, category_id, stage, deleted_at IS NOT NULL, "
        "is_demo, refund_as_of, " + ", ".join(_MEASURES),
    ),
    "live_presenter": ("session_id BIGINT, streamer_id INTEGER",) * 2,
    "platform_account": ("id INTEGER, platform VARCHAR, account_no VARCHAR",) * 2,
    "streamer": ("id INTEGER, stage_name VARCHAR",) * 2,
    "category": ("id INTEGER, name VARCHAR",) * 2,
}
_AT_ONCE = 200_000
_COUNTED = "s.stage IN ('已核对', '已锁定') AND NOT s.is_gone AND NOT s.is_demo"
_CAST = "live_session s JOIN live_presenter p ON p.session_id = s.id"


def copy(session: Session, path: Path) -> duckdb.DuckDBPyConnection:
    """Copy what the figures are made of into a DuckDB file, and open it."""
    duck = duckdb.connect(str(path))
    for table, (shape, columns) in _TABLES.items():
        duck.execute(f"CREATE TABLE {table} ({shape})")
        names = columns if columns != shape else ", ".join(part.split()[0] for part in shape.split(", "))
        found = session.connection().exec_driver_sql(f"SELECT {names} FROM {table}")
        part = path.with_suffix(".csv")
        with part.open("w", encoding="utf-8") as file:
            while rows := found.fetchmany(_AT_ONCE):
                file.writelines(
                    ",".join("" if value is None else str(value) for value in row) + "\n" for row in rows
                )
        duck.execute(f"COPY {table} FROM '{part}' (HEADER false)")
        part.unlink()
    return duck


def figures(duck: duckdb.DuckDBPyConnection, month: int, minutes: int = 25, hours: int = 4) -> dict[str, Any]:
    """Return what the report of a month says of live results: figures with five values, T2-T4, the rest."""
    sums = _sums(duck, month, minutes)
    found: dict[str, Any] = {}
    for months, heads in zip(five(month), _heads(duck, month, minutes, hours), strict=True):
        for code, value in (_period([row for row in sums if row[0] in months]) | heads).items():
            found.setdefault(code, []).append(value)
    first, last, unchecked, nameless = _beside(duck, month)
    return found | {
        "T2": _platforms([row for row in sums if row[0] == month]),
        "T3": _best(duck, month),
        "T4": _categories(duck, sums, month),
        "twelve months": [_gmv(sums, of) for of in _months_to(month, 12)],
        "refunds read": (first, last),
        "unchecked": unchecked,
        "nameless": nameless,
    }


def _months_to(month: int, count: int) -> list[int]:
    """Return so many months, a month the last."""
    index = month // 100 * 12 + month % 100 - 1
    return [at // 12 * 100 + at % 12 + 1 for at in range(index - count + 1, index + 1)]


def _gmv(sums: list[Row], month: int) -> tuple[int, int, int]:
    """Return a month, its gmv and that of a year before."""
    now, before = (sum(row[_GMV] for row in sums if row[0] == of) for of in (month, month - 100))
    return month, now, before


def _sums(duck: duckdb.DuckDBPyConnection, month: int, minutes: int) -> list[Row]:
    """Return the sums of the 24 months up to a month by month, platform and category, in one pass."""
    wanted = ", ".join(f"sum(s.{m})::BIGINT" for m in _MEASURES)
    return duck.execute(
        f"SELECT s.month, a.platform, coalesce(s.category_id, 0), count(*), {wanted}, "
        f"count(*) FILTER (s.minutes >= {minutes}), count(*) FILTER (s.gmv >= 1000000000), max(s.gmv) "
        f"FROM live_session s JOIN platform_account a ON a.id = s.account_id "
        f"WHERE s.month BETWEEN {_months_to(month, 24)[0]} AND {month} AND {_COUNTED} GROUP BY ALL"
    ).fetchall()


_AT = {name: place for place, name in enumerate(_MEASURES, start=4)}
_GMV, _LONG, _LARGE, _MOST = _AT["gmv"], 15, 16, 17


def _period(rows: list[Row]) -> dict[str, Value]:
    """Return what adds up over some months, and the ratios of it."""
    total = {name: sum(row[place] for row in rows) for name, place in _AT.items()}
    return {code: total[name] for code, name in SUMS.items()} | {
        "L01": sum(row[3] for row in rows),
        "L02": sum(row[_LONG] for row in rows),
        "L08": Fraction(total["refund"], total["gmv"]),
        "L09": total["gmv"] - total["refund"],
        "L11": Fraction(total["gmv"], total["orders"]),
        "L14N": total["new_fans"] - total["lost_fans"],
        "L18": max(row[_MOST] for row in rows),
        "L19": sum(row[_LARGE] for row in rows),
        "L20": Fraction(total["gmv"] * 60, total["minutes"]),
    }


def _heads(duck: duckdb.DuckDBPyConnection, month: int, minutes: int, hours: int) -> list[dict[str, Value]]:
    """Return L04 and A03 of the five periods, in one pass."""
    wanted = []
    for months in five(month):
        within = f"month BETWEEN {months[0]} AND {months[-1]}"
        wanted.append(f"count(DISTINCT streamer_id) FILTER ({within})")
        wanted.append(
            f"count(DISTINCT streamer_id) FILTER ({within} AND longest >= {minutes} AND m >= {hours * 60})"
        )
    asked = ", ".join(str(one) for one in sorted({one for months in five(month) for one in months}))
    row = duck.execute(
        f"SELECT {', '.join(wanted)} FROM (SELECT s.month, p.streamer_id, sum(s.minutes) AS m, "
        f"max(s.minutes) AS longest FROM {_CAST} WHERE s.month IN ({asked}) AND {_COUNTED} GROUP BY ALL)"
    ).fetchall()[0]
    return [{"L04": row[at], "A03": row[at + 1]} for at in range(0, len(row), 2)]


def _platforms(rows: list[Row]) -> list[Row]:
    """Return T2: platform, sessions, minutes, views, gmv, refund, new fans."""
    found = {}
    for platform in {row[1] for row in rows}:
        of = [row for row in rows if row[1] == platform]
        names = ("minutes", "views", "gmv", "refund", "new_fans")
        found[platform] = (sum(row[3] for row in of), *(sum(row[_AT[name]] for row in of) for name in names))
    return sorted(((platform, *sums) for platform, sums in found.items()), key=lambda row: -row[4])


def _best(duck: duckdb.DuckDBPyConnection, month: int) -> list[Row]:
    """Return T3: day, stage names, platform, account, gmv of the ten sessions that sold best."""
    best = duck.execute(
        f"SELECT s.id, s.start_at, a.platform, a.account_no, s.gmv FROM live_session s "
        f"JOIN platform_account a ON a.id = s.account_id WHERE s.month = {month} AND s.gmv IS NOT NULL "
        f"AND {_COUNTED} ORDER BY s.gmv DESC, s.start_at, s.id LIMIT 10"
    ).fetchall()
    names: dict[int, list[str]] = {row[0]: [] for row in best}
    for key, name in duck.execute(
        f"SELECT p.session_id, w.stage_name FROM live_presenter p JOIN streamer w ON w.id = p.streamer_id "
        f"WHERE p.session_id IN ({', '.join(map(str, names))}) ORDER BY p.session_id, p.rowid"
    ).fetchall():
        names[key].append(name)
    return [(row[1].date(), "、".join(names[row[0]]), *row[2:]) for row in best]


def _categories(duck: duckdb.DuckDBPyConnection, sums: list[Row], month: int) -> list[Row]:
    """Return T4: category, sessions, gmv, that of a year before, heads."""
    names = dict(duck.execute("SELECT id, name FROM category").fetchall())
    heads = dict(
        duck.execute(
            f"SELECT coalesce(s.category_id, 0), count(DISTINCT p.streamer_id) FROM {_CAST} "
            f"WHERE s.month = {month} AND {_COUNTED} GROUP BY ALL"
        ).fetchall()
    )
    rows = []
    for key in {row[2] for row in sums if row[0] in (month, month - 100)}:
        now, before = ([row for row in sums if row[0] == of and row[2] == key] for of in (month, month - 100))
        sold, was = (sum(row[_GMV] for row in part) for part in (now, before))
        rows.append((names.get(key, "未分类"), sum(row[3] for row in now), sold, was, heads.get(key, 0)))
    return sorted(rows, key=lambda row: (-row[2], row[0]))


def _beside(duck: duckdb.DuckDBPyConnection, month: int) -> Row:
    """Return the first and last day refunds were read, how many sessions are unchecked, how many nameless."""
    first, last = duck.execute(
        f"SELECT min(refund_as_of), max(refund_as_of) FROM live_session s "
        f"WHERE month = {month} AND refund IS NOT NULL AND {_COUNTED}"
    ).fetchall()[0]
    ((unchecked,),) = duck.execute(
        f"SELECT count(*) FROM live_session WHERE month = {month} AND stage = '临时' "
        "AND NOT is_gone AND NOT is_demo"
    ).fetchall()
    ((nameless,),) = duck.execute(
        f"SELECT count(*) FROM live_session s ANTI JOIN live_presenter p ON p.session_id = s.id "
        f"WHERE s.month = {month} AND {_COUNTED}"
    ).fetchall()
    return first, last, unchecked, nameless


def ours(report: ReportFigures) -> dict[str, Any]:
    """Return the same of a report of ours, to be compared."""
    codes = (*SUMS, "L01", "L02", "L04", "L08", "L09", "L11", "L14N", "L18", "L19", "L20", "A03")
    names = ("value", "last_month", "last_year", "ytd", "ytd_last_year")
    return {code: [getattr(report.figures[code], name) for name in names] for code in codes} | {
        "T2": [
            (row.platform, row.sessions, row.minutes, row.views, row.gmv, row.refund, row.new_fans)
            for row in report.platforms
        ],
        "T3": [(row.on, row.streamers, row.platform, row.account, row.gmv) for row in report.benchmarks],
        "T4": [
            (row.category, row.sessions, row.gmv, row.gmv_last_year, row.streamers)
            for row in report.categories
        ],
        "twelve months": [(of.month, of.gmv, of.last_year) for of in report.gmv_by_month],
        "refunds read": report.refund_as_of,
        "unchecked": report.provisional,
        "nameless": report.without_presenter,
    }
