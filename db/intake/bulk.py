"""Write thousands of rows at once, on both databases, close to what the driver itself needs.

Values are given by column. SQLite is handed what SQLAlchemy would store (days and moments as text),
PostgreSQL its own types; enumerations go as their words.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import Enum
from itertools import islice
from typing import Any

from sqlalchemy import text

from db.engine import Session, is_sqlite
from db.intake.lines import STRIDE
from db.queries.tables import table_of
from db.record import Record, now
from db.steps import Step, no_step
from db.store.codes import keep_clear, next_codes

_COPIED = 5_000
"""Rows of one COPY."""
_MANY = 1_000
"""Rows after which PostgreSQL is told anew what a table holds: it plans what follows by that."""
_CHANGES = "changes_on_their_way"
_NOTHING = {type(None)}
_PLAIN = {str, int, float, type(None)}


def reserve(session: Session, table: str, count: int) -> list[int]:
    """Return keys for rows to be inserted; the writing session keeps others from taking them."""
    if not count:
        return []
    if is_sqlite(session):
        last = session.execute(text(f"SELECT coalesce(max(id), 0) FROM {table}")).scalar_one()  # noqa: S608
        return list(range(last + 1, last + 1 + count))
    wanted = text("SELECT nextval(pg_get_serial_sequence(:table, 'id')) FROM generate_series(1, :count)")
    return list(session.scalars(wanted, {"table": table, "count": count}))


def insert(session: Session, table: str, columns: Mapping[str, Sequence[Any]], step: Step) -> None:
    """Insert rows given by column; columns without any value are left to the database."""
    total = len(next(iter(columns.values()), ()))
    if not total:
        return
    kinds = {name: set(map(type, values)) for name, values in columns.items()}
    kept = {name: stored(session, columns[name], found) for name, found in kinds.items() if found != _NOTHING}
    rows = zip(*kept.values(), strict=True)
    if is_sqlite(session):
        _insert_rows(session, table, list(kept), list(rows), step)
    else:
        _copy_rows(session, table, list(kept), rows, total, step)


def _insert_rows(
    session: Session, table: str, names: Sequence[str], rows: Sequence[tuple[Any, ...]], step: Step
) -> None:
    """Insert rows into SQLite."""
    sql = f"INSERT INTO {table} ({', '.join(_quoted(names))}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608
    connection = session.connection()
    for start in range(0, len(rows), STRIDE):
        step(start, len(rows))
        connection.exec_driver_sql(sql, rows[start : start + STRIDE])


def _copy_rows(
    session: Session,
    table: str,
    names: Sequence[str],
    rows: Iterable[tuple[Any, ...]],
    total: int,
    step: Step,
) -> None:
    """Copy rows into PostgreSQL: one statement for thousands, so that its triggers run once for them."""
    sql = f"COPY {table} ({', '.join(_quoted(names))}) FROM STDIN"
    connection: Any = session.connection().connection.driver_connection
    waiting = iter(rows)
    for start in range(0, total, _COPIED):
        with connection.cursor() as cursor, cursor.copy(sql) as copy:
            for number, row in enumerate(islice(waiting, _COPIED), start):
                if number % STRIDE == 0:
                    step(number, total)
                copy.write_row(row)
    if total >= _MANY:
        session.connection().exec_driver_sql(f"ANALYZE {table}")


def update(session: Session, table: str, changes: Mapping[int, Mapping[str, Any]], step: Step) -> None:
    """Write changed fields of records, by key; counts the version on and notes who and when."""
    alike: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for key, fields in changes.items():
        alike[tuple(fields)].append(key)
    done = 0
    write = _update_rows if is_sqlite(session) else _merge_rows
    for names, keys in alike.items():
        columns: dict[str, Sequence[Any]] = {name: [changes[key][name] for key in keys] for name in names}
        columns |= {"updated_at": [now()] * len(keys), "updated_by": [session.info["user"]] * len(keys)}
        written = (stored(session, values, set(map(type, values))) for values in columns.values())
        rows = list(zip(*written, keys, strict=True))
        for start in range(0, len(rows), STRIDE):
            step(done + start, len(changes))
            write(session, table, list(columns), rows[start : start + STRIDE])
        done += len(rows)


def _update_rows(session: Session, table: str, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Write fields of rows into SQLite; the key stands last in each."""
    settings = ", ".join(f"{name} = ?" for name in _quoted(names))
    sql = f"UPDATE {table} SET {settings}, version = version + 1 WHERE id = ?"  # noqa: S608
    session.connection().exec_driver_sql(sql, list(rows))


def _merge_rows(session: Session, table: str, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Write fields of rows into PostgreSQL by one statement: its triggers then book them all at once."""
    connection, listed = session.connection(), ", ".join(_quoted([*names, "id"]))
    like = f"CREATE TEMP TABLE {_CHANGES} ON COMMIT DROP AS SELECT {listed} FROM {table} WITH NO DATA"  # noqa: S608
    connection.exec_driver_sql(like)
    _copy_rows(session, _CHANGES, [*names, "id"], rows, len(rows), no_step)
    settings = ", ".join(f"{name} = new.{name}" for name in _quoted(names))
    settings += ", version = old.version + 1"
    taken = f"UPDATE {table} AS old SET {settings} FROM {_CHANGES} AS new WHERE old.id = new.id"  # noqa: S608
    connection.exec_driver_sql(taken)
    connection.exec_driver_sql(f"DROP TABLE {_CHANGES}")


def record_columns(
    session: Session, model: type[Record], count: int, batch: int, codes: Sequence[str | None] = ()
) -> dict[str, Sequence[Any]]:
    """Return key, code (the one given, else the next), version, who, when and batch for new records."""
    at, by = [now()] * count, [session.info["user"]] * count
    return {
        "id": reserve(session, table_of(model).name, count),
        "code": _codes(session, model.prefix, codes or [None] * count),
        "version": [1] * count,
        "created_at": at,
        "created_by": by,
        "updated_at": at,
        "updated_by": by,
        "is_demo": [False] * count,
        "batch_id": [batch] * count,
    }


def _codes(session: Session, prefix: str, given: Sequence[str | None]) -> list[str]:
    """Return the codes given, and the next ones where none is; those given are not given out again."""
    keep_clear(session, prefix, filter(None, given))
    lacking = given.count(None)
    fresh = iter(next_codes(session, prefix, lacking) if lacking else ())
    return [next(fresh) if code is None else code for code in given]


def stored(session: Session, values: Sequence[Any], kinds: set[type]) -> Iterable[Any]:
    """Return the values of one column, of these types, as the driver takes them."""
    plain = kinds <= _PLAIN if is_sqlite(session) else kinds <= _PLAIN | {bool, date, datetime}
    if plain:
        return values
    convert = _for_sqlite if is_sqlite(session) else _for_postgres
    if kinds & {dict, list}:
        return map(convert, values)
    spelled = {value: convert(value) for value in set(values)}  # days, states and flags repeat themselves
    return map(spelled.__getitem__, values)


def _quoted(names: Iterable[str]) -> list[str]:
    """Return column names as SQL takes them: ``on`` and ``by`` are words of the language."""
    return [f'"{name}"' for name in names]


def _for_sqlite(value: Any) -> Any:
    """Return a value as SQLAlchemy stores it on SQLite."""
    if isinstance(value, datetime):
        local = value if value.tzinfo is None else value.astimezone(UTC)
        return local.strftime("%Y-%m-%d %H:%M:%S.%f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    return _for_postgres(value)


def _for_postgres(value: Any) -> Any:
    """Return a value as psycopg takes it."""
    if isinstance(value, Enum):
        return value.value
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
