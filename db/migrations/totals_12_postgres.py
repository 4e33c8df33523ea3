# ruff: noqa: S608 - statements are put together from the names written here, never from input
"""Triggers of version 0012 for PostgreSQL, one booking per statement: rollups follow sessions. Frozen."""

from db.migrations.totals_12 import (
    PRESENTER,
    ROLLUPS,
    SUM,
    TOTAL,
    WATCHED,
    Rollup,
    book,
    category,
    counted,
    place,
    platform,
    recount,
    share,
)

OLD_TRIGGERS = tuple(
    f"DROP FUNCTION month_total_{name}() CASCADE" for name in ("add", "take", "move", "rename")
)
"""Statements that take out the functions and triggers of version 0002, whose place these take."""

LIMIT = "effective_minutes()"
"""The effective minutes the base has set, else 25."""

_LIMIT = """CREATE FUNCTION effective_minutes() RETURNS integer STABLE LANGUAGE sql AS $$
    SELECT coalesce((SELECT CASE WHEN value ~ '^[0-9]+$' THEN value::integer ELSE 25 END
        FROM setting WHERE name = 'effective_minutes'), 25)
$$"""
_NEW, _OLD = "NEW TABLE AS new_rows", "OLD TABLE AS old_rows"


def _function(name: str, *statements: str) -> str:
    """Return a function a trigger runs after its statement."""
    body = "\n".join(f"{statement};" for statement in statements)
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$"


def _trigger(name: str, event: str, table: str, seen: str, function: str) -> str:
    """Return a trigger that sees all rows of a statement at once."""
    return (
        f"CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {seen} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
    )


def _sweep(rollup: Rollup) -> str:
    """Return the statement that takes out rows no session is left in, where sessions were changed."""
    cast = "JOIN live_presenter p ON p.session_id = s.id" if rollup is PRESENTER else ""
    keys = ", ".join(place(rollup, "s")[: len(rollup.key)])
    return (
        f"DELETE FROM {rollup.table} WHERE sessions = 0 AND ({', '.join(rollup.key)}) IN "
        f"(SELECT {keys} FROM old_rows s {cast})"
    )


def _sessions() -> list[str]:
    """Return what follows live_session; nobody presents a session before it is there, or after it is gone."""
    own = tuple(rollup for rollup in ROLLUPS if rollup is not PRESENTER)
    old, new = (", ".join([counted(row), *(f"{row}.{name}" for name in WATCHED)]) for row in ("o", "n"))
    idle = (
        "IF NOT EXISTS (SELECT 1 FROM new_rows n JOIN old_rows o ON o.id = n.id "
        f"WHERE ({new}) IS DISTINCT FROM ({old})) THEN RETURN NULL; END IF"
    )
    moves = [
        book(rollup, share(rollup, "-", LIMIT, "old_rows"), share(rollup, "", LIMIT, "new_rows"))
        for rollup in ROLLUPS
    ]
    return [
        _function("rollups_add", *(book(rollup, share(rollup, "", LIMIT, "new_rows")) for rollup in own)),
        _function(
            "rollups_take",
            *(book(rollup, share(rollup, "-", LIMIT, "old_rows")) for rollup in own),
            *map(_sweep, own),
        ),
        _function("rollups_move", idle, *moves, *map(_sweep, ROLLUPS)),
        _trigger("rollups_added", "INSERT", "live_session", _NEW, "rollups_add"),
        _trigger("rollups_removed", "DELETE", "live_session", _OLD, "rollups_take"),
        _trigger("rollups_changed", "UPDATE", "live_session", f"{_OLD} {_NEW}", "rollups_move"),
    ]


def _presenters() -> list[str]:
    """Return what follows live_presenter; its sessions are held, so that nobody changes them meanwhile."""
    events = (
        ("named", "INSERT", _NEW, ("new_rows",)),
        ("unnamed", "DELETE", _OLD, ("old_rows",)),
        ("renamed", "UPDATE", f"{_OLD} {_NEW}", ("old_rows", "new_rows")),
    )
    made = []
    for name, event, seen, tables in events:
        asked = " UNION ".join(f"SELECT session_id FROM {table}" for table in tables)
        hold = f"PERFORM 1 FROM live_session WHERE id IN ({asked}) ORDER BY id FOR NO KEY UPDATE"
        shares = [
            share(PRESENTER, "" if table == "new_rows" else "-", LIMIT, "live_session", table)
            for table in tables
        ]
        statements = [hold, book(PRESENTER, *shares), _name(tables)]
        if "old_rows" in tables:
            statements.append(
                "DELETE FROM presenter_month WHERE sessions = 0 AND (month, streamer_id, category_id) IN "
                f"(SELECT s.month, p.streamer_id, {category('s')} FROM old_rows p "
                "JOIN live_session s ON s.id = p.session_id)"
            )
        made += [
            _function(f"rollups_{name}", *statements),
            _trigger(f"rollups_{name}", event, "live_presenter", seen, f"rollups_{name}"),
        ]
    return made


def _name(tables: tuple[str, ...]) -> str:
    """Return the statement that counts sessions as named (a first presenter came) or not (the last went)."""
    changes = " UNION ALL ".join(
        f"SELECT session_id, {1 if table == 'new_rows' else -1} AS change FROM {table}" for table in tables
    )
    heads = (
        "SELECT c.session_id, sum(c.change) AS came, (SELECT count(*) FROM live_presenter p "
        f"WHERE p.session_id = c.session_id) AS heads FROM ({changes}) c GROUP BY c.session_id"
    )
    change = "sum(CASE WHEN h.heads > 0 THEN 1 ELSE 0 END - CASE WHEN h.heads > h.came THEN 1 ELSE 0 END)"
    month, of, cat = "s.month", platform("s"), category("s")
    sums = (
        f"SELECT {month} AS month, {of} AS platform, {cat} AS category_id, {change} AS named "
        f"FROM ({heads}) h JOIN live_session s ON s.id = h.session_id WHERE {counted('s')} GROUP BY 1, 2, 3"
    )
    same = " AND ".join(f"t.{name} = d.{name}" for name in SUM.key)
    return f"UPDATE month_sum t SET named = t.named + d.named FROM ({sums}) d WHERE {same} AND d.named <> 0"


def _accounts() -> list[str]:
    """Return what follows platform_account: its sums go with it to another platform."""
    where = "live_session"
    shares = []
    for sign, row in (("-", "OLD"), ("", "NEW")):
        query = share(SUM, sign, LIMIT, where).replace(
            f"{platform('s')} AS platform", f"{row}.platform AS platform"
        )
        shares.append(f"{query} AND s.account_id = NEW.id")
    total = f"UPDATE {TOTAL.table} SET platform = NEW.platform WHERE account_id = NEW.id"
    return [
        _function("rollups_platform", total, book(SUM, *shares), "DELETE FROM month_sum WHERE sessions = 0"),
        """CREATE TRIGGER rollups_platform AFTER UPDATE OF platform ON platform_account FOR EACH ROW
        WHEN (OLD.platform <> NEW.platform) EXECUTE FUNCTION rollups_platform()""",
    ]


def _settings() -> list[str]:
    """Return what follows setting: another effective length counts all sessions anew."""
    event = (
        "CREATE TRIGGER rollups_length_{} AFTER {} ON setting FOR EACH ROW WHEN ({}) EXECUTE FUNCTION {}()"
    )
    changed = (
        "'effective_minutes' IN (OLD.name, NEW.name) "
        "AND (OLD.name, OLD.value) IS DISTINCT FROM (NEW.name, NEW.value)"
    )
    return [
        _function("rollups_length", recount(SUM, LIMIT), recount(PRESENTER, LIMIT)),
        event.format("added", "INSERT", "NEW.name = 'effective_minutes'", "rollups_length"),
        event.format("removed", "DELETE", "OLD.name = 'effective_minutes'", "rollups_length"),
        event.format("changed", "UPDATE", changed, "rollups_length"),
    ]


def postgres_triggers() -> list[str]:
    """Return all functions and triggers."""
    return [_LIMIT, *_sessions(), *_presenters(), *_accounts(), *_settings()]
