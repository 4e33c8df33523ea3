# ruff: noqa: S608 - statements are put together from the names written here, never from input
"""Triggers of version 0012 for SQLite, one row at a time: the rollups follow their sessions. Frozen."""

from db.migrations.totals_12 import (
    DECIDING,
    PRESENTER,
    ROLLUPS,
    SUM,
    TOTAL,
    WATCHED,
    Rollup,
    amounts,
    category,
    condition,
    counted,
    place,
    platform,
    recount,
)

OLD_TRIGGERS = tuple(
    f"DROP TRIGGER month_total_{name}"
    for name in ("added", "removed", "changed_from", "changed_to", "platform")
)
"""Statements that take out the triggers of version 0002, whose place these take."""

LIMIT = (
    "coalesce((SELECT CASE WHEN value <> '' AND value NOT GLOB '*[^0-9]*' THEN CAST(value AS INTEGER) "
    "ELSE 25 END FROM setting WHERE name = 'effective_minutes'), 25)"
)
"""The effective minutes the base has set, else 25."""


def _book(rollup: Rollup, sign: str, row: str, source: str = "", where: str = "") -> str:
    """Return the statement that books one session; ``source`` names its presenters as p where need be."""
    values = ", ".join([*place(rollup, row), *(f"{sign}({value})" for value in amounts(rollup, row, LIMIT))])
    return (
        f"INSERT INTO {rollup.table} ({rollup.columns}) SELECT {values} {source} "
        f"WHERE {where or condition(rollup, row)} {rollup.adding};"
    )


def _book_session(sign: str, row: str, rollups: tuple[Rollup, ...] = ROLLUPS) -> str:
    """Return the statements that book a session in the rollups; emptied rows go."""
    cast = "FROM live_presenter p"
    statements = [
        _book(rollup, sign, row, cast, f"p.session_id = {row}.id")
        if rollup is PRESENTER
        else _book(rollup, sign, row)
        for rollup in rollups
    ]
    if sign:
        statements += [_sweep(rollup, row) for rollup in rollups]
    return "\n".join(statements)


def _sweep(rollup: Rollup, row: str) -> str:
    """Return the statement that takes out the row of a session when no session is left in it."""
    values = place(rollup, row)
    if rollup is PRESENTER:
        values[1] = f"(SELECT streamer_id FROM live_presenter WHERE session_id = {row}.id)"
    same = " AND ".join(
        f"{name} {'IN' if 'streamer' in name else '='} {value}"
        for name, value in zip(rollup.key, values, strict=False)
    )
    return f"DELETE FROM {rollup.table} WHERE {same} AND sessions = 0;"


def _sessions() -> list[str]:
    """Return the triggers of live_session; nobody presents one before it is there, or after it is gone."""
    own = tuple(rollup for rollup in ROLLUPS if rollup is not PRESENTER)
    old, new = (", ".join(f"{row}.{name}" for name in WATCHED) for row in ("OLD", "NEW"))
    same = f"({counted('OLD')} AND {counted('NEW')} AND ({old}) IS ({new}))"
    changed = f"UPDATE OF {', '.join((*WATCHED, *DECIDING))}"
    events = (
        ("added", "INSERT", counted("NEW"), _book_session("", "NEW", own)),
        ("removed", "DELETE", counted("OLD"), _book_session("-", "OLD", own)),
        ("changed_from", changed, f"{counted('OLD')} AND NOT {same}", _book_session("-", "OLD")),
        ("changed_to", changed, f"{counted('NEW')} AND NOT {same}", _book_session("", "NEW")),
    )
    return [
        f"CREATE TRIGGER rollups_{name} AFTER {event} ON live_session WHEN {when} BEGIN {body} END"
        for name, event, when, body in events
    ]


def _presenters() -> list[str]:
    """Return the triggers of live_presenter."""
    moved = "OLD.session_id <> NEW.session_id"
    events = (
        ("named", "INSERT", "", _present("", "NEW"), _name("+ 1", "NEW")),
        ("unnamed", "DELETE", "", _present("-", "OLD"), _name("- 1", "OLD")),
        ("renamed", "UPDATE OF session_id, streamer_id", "", _present("-", "OLD"), _present("", "NEW")),
        (
            "renamed_session",
            "UPDATE OF session_id",
            f"WHEN {moved}",
            _name("- 1", "OLD"),
            _name("+ 1", "NEW"),
        ),
    )
    return [
        f"CREATE TRIGGER rollups_{name} AFTER {event} ON live_presenter {when} BEGIN {first} {second} END"
        for name, event, when, first, second in events
    ]


def _present(sign: str, row: str) -> str:
    """Return the statements that book one presenter of a session."""
    source = f"FROM live_session s, (SELECT {row}.streamer_id AS streamer_id) p"
    statement = _book(PRESENTER, sign, "s", source, f"s.id = {row}.session_id AND {counted('s')}")
    if not sign:
        return statement
    month, cat = (
        f"(SELECT {value} FROM live_session s WHERE s.id = {row}.session_id)"
        for value in ("s.month", category("s"))
    )
    same = f"month = {month} AND streamer_id = {row}.streamer_id AND category_id = {cat}"
    return f"{statement} DELETE FROM presenter_month WHERE {same} AND sessions = 0;"


def _name(change: str, row: str) -> str:
    """Return the statement that counts a session as named (a first presenter came) or not (the last went)."""
    of = f"SELECT s.month, {platform('s')}, {category('s')} FROM live_session s"
    return (
        f"UPDATE month_sum SET named = named {change} WHERE (month, platform, category_id) = "
        f"({of} WHERE s.id = {row}.session_id AND {counted('s')}) AND NOT EXISTS "
        f"(SELECT 1 FROM live_presenter o WHERE o.session_id = {row}.session_id AND o.id <> {row}.id);"
    )


def _accounts() -> str:
    """Return the trigger of platform_account: its sums go with it to another platform."""
    statements = []
    for sign, row in (("-", "OLD"), ("", "NEW")):
        names = (*SUM.key, *SUM.sums)
        values = [*place(SUM, "s"), *(f"{sign}({value})" for value in amounts(SUM, "s", LIMIT))]
        values[1] = f"{row}.platform"
        listed = ", ".join(f"{value} AS {name}" for value, name in zip(values, names, strict=True))
        rows = f"SELECT {listed} FROM live_session s WHERE s.account_id = NEW.id AND {counted('s')}"
        sums = ", ".join(f"sum({name})" for name in SUM.sums)
        key = ", ".join(SUM.key)
        statements.append(
            f"INSERT INTO month_sum ({SUM.columns}) SELECT {key}, {sums} FROM ({rows}) WHERE true "
            f"GROUP BY {key} {SUM.adding};"
        )
    return f"""CREATE TRIGGER rollups_platform AFTER UPDATE OF platform ON platform_account
        WHEN OLD.platform <> NEW.platform BEGIN
        UPDATE {TOTAL.table} SET platform = NEW.platform WHERE account_id = NEW.id;
        {" ".join(statements)}
        DELETE FROM month_sum WHERE sessions = 0;
    END"""


def _settings() -> list[str]:
    """Return the triggers of setting: another effective length counts all sessions anew."""
    body = f"{recount(SUM, LIMIT)}; {recount(PRESENTER, LIMIT)};"
    events = (
        ("added", "INSERT", "NEW.name = 'effective_minutes'"),
        ("removed", "DELETE", "OLD.name = 'effective_minutes'"),
        (
            "changed",
            "UPDATE OF name, value",
            (
                "'effective_minutes' IN (OLD.name, NEW.name) "
                "AND (OLD.name, OLD.value) IS NOT (NEW.name, NEW.value)"
            ),
        ),
    )
    return [
        f"CREATE TRIGGER rollups_length_{name} AFTER {event} ON setting WHEN {when} BEGIN {body} END"
        for name, event, when in events
    ]


def sqlite_triggers() -> list[str]:
    """Return all triggers."""
    return [*_sessions(), *_presenters(), _accounts(), *_settings()]
