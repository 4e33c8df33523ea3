# ruff: noqa: S608 - statements are put together from the names written here, never from input
"""Triggers of version 0002: month_total follows live_session, whatever changes it. Frozen.

Counted is a session that is 已核对 or 已锁定, not deleted and no sample. Its totals stand under month,
account, category and team (0 for none); ten_million counts sessions of 1 000 万元 (1_000_000_000 分) or more.
"""

_MEASURES = (
    "minutes", "views", "viewers", "new_fans", "lost_fans", "goods",
    "gmv", "refund", "orders", "buyers", "units",
)  # fmt: skip
_KEY = ("month", "account_id", "category_id", "team_id")
_SUMS = ("sessions", "ten_million", *(name for m in _MEASURES for name in (m, f"{m}_n")))


def _counted(row: str) -> str:
    """Return the condition that a session counts."""
    return f"{row}.stage IN ('已核对', '已锁定') AND {row}.deleted_at IS NULL AND NOT {row}.is_demo"


def _key(row: str) -> list[str]:
    """Return where a session's totals stand."""
    return [
        f"{row}.month",
        f"{row}.account_id",
        f"coalesce({row}.category_id, 0)",
        f"coalesce({row}.team_id, 0)",
    ]


def _amounts(row: str) -> list[str]:
    """Return what one session adds, in the order of the sums."""
    large = f"CASE WHEN {row}.gmv >= 1000000000 THEN 1 ELSE 0 END"
    parts = [
        part
        for m in _MEASURES
        for part in (f"coalesce({row}.{m}, 0)", f"CASE WHEN {row}.{m} IS NULL THEN 0 ELSE 1 END")
    ]
    return ["1", large, *parts]


def _platform(row: str) -> str:
    """Return the platform of a session's account."""
    return f"(SELECT platform FROM platform_account WHERE id = {row}.account_id)"


def sqlite_triggers() -> list[str]:
    """Return the triggers for SQLite: one row at a time."""
    changed = ", ".join(
        ("month", "account_id", "category_id", "team_id", "stage", "deleted_at", "is_demo", *_MEASURES)
    )
    place = " AND ".join(f"{c} = {v}" for c, v in zip(_KEY, _key("OLD"), strict=True))
    less = ", ".join(f"{c} = {c} - {v}" for c, v in zip(_SUMS, _amounts("OLD"), strict=True))
    take = f"""
        UPDATE month_total SET {less} WHERE {place};
        DELETE FROM month_total WHERE {place} AND sessions = 0;
    END"""
    add = f"""
        INSERT INTO month_total ({", ".join((*_KEY, "platform", *_SUMS))})
        VALUES ({", ".join((*_key("NEW"), _platform("NEW"), *_amounts("NEW")))})
        ON CONFLICT ({", ".join(_KEY)}) DO UPDATE SET {", ".join(f"{c} = {c} + excluded.{c}" for c in _SUMS)};
    END"""
    events = (
        ("added", "INSERT", "NEW", add),
        ("removed", "DELETE", "OLD", take),
        ("changed_from", f"UPDATE OF {changed}", "OLD", take),
        ("changed_to", f"UPDATE OF {changed}", "NEW", add),
    )
    return [
        f"CREATE TRIGGER month_total_{name} AFTER {event} ON live_session WHEN {_counted(row)} BEGIN{body}"
        for name, event, row, body in events
    ] + [
        """CREATE TRIGGER month_total_platform AFTER UPDATE OF platform ON platform_account BEGIN
        UPDATE month_total SET platform = NEW.platform WHERE account_id = NEW.id;
    END"""
    ]


def _shares(table: str, sign: str) -> str:
    """Return the query of what the rows of a transition table add (or take)."""
    values = [f"{k} AS {c}" for c, k in zip(_KEY, _key("s"), strict=True)]
    values += [f"{sign}({v}) AS {c}" for c, v in zip(_SUMS, _amounts("s"), strict=True)]
    return f"SELECT {', '.join(values)} FROM {table} s WHERE {_counted('s')}"


def _function(name: str, *shares: str) -> str:
    """Return a function that books shares, in the order of the key so that two writers cannot block."""
    key = ", ".join(_KEY)
    return f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO month_total ({key}, platform, {", ".join(_SUMS)})
        SELECT {key}, {_platform("d")}, {", ".join(f"sum({c})" for c in _SUMS)}
        FROM ({" UNION ALL ".join(shares)}) d GROUP BY {key} ORDER BY {key}
        ON CONFLICT ({key}) DO UPDATE SET {", ".join(f"{c} = month_total.{c} + excluded.{c}" for c in _SUMS)};
        DELETE FROM month_total WHERE sessions = 0;
        RETURN NULL;
    END $$"""


def postgres_triggers() -> list[str]:
    """Return functions and triggers for PostgreSQL: one booking per statement, however many rows."""
    new, old = _shares("new_rows", ""), _shares("old_rows", "-")
    event = "CREATE TRIGGER {} AFTER {} ON live_session {} FOR EACH STATEMENT EXECUTE FUNCTION {}()"
    return [
        _function("month_total_add", new),
        _function("month_total_take", old),
        _function("month_total_move", old, new),
        event.format("month_total_added", "INSERT", "REFERENCING NEW TABLE AS new_rows", "month_total_add"),
        event.format(
            "month_total_removed", "DELETE", "REFERENCING OLD TABLE AS old_rows", "month_total_take"
        ),
        event.format(
            "month_total_changed",
            "UPDATE",
            "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
            "month_total_move",
        ),
        """CREATE FUNCTION month_total_rename() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        UPDATE month_total SET platform = NEW.platform WHERE account_id = NEW.id;
        RETURN NULL;
    END $$""",
        """CREATE TRIGGER month_total_platform AFTER UPDATE OF platform ON platform_account
        FOR EACH ROW EXECUTE FUNCTION month_total_rename()""",
    ]
