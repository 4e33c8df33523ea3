"""Open a base's data: find the key, make or upgrade the tables; restore a backup; check that all is sound."""

from __future__ import annotations

from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from db import attachments, backup, kept_files, trail
from db.engine import Database, is_sqlite, open_engine, sqlite_path
from db.errors import NotAllowed
from db.files import publish, sync_file
from db.keys import IDENTITY_SETTING, KEY_SETTING, unlock
from db.places import refuse_unsafe
from db.reports import verifying
from db.rollups import differences
from db.troubles import DAMAGED, disk_as_sentence, sentence_of, trouble_as_sentence
from db.upgrade import upgrade

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlmodel import Session

_SHOWN = 10


def open_database(url: str | Path, *, settings_folder: Path, user: str = "") -> Database:
    """Open a database, made or upgraded when need be, with the key found in the user's settings folder.

    ``url`` is a file path, ``sqlite:///…`` or ``postgresql://…``. Before an upgrade a file is copied into
    ``backups`` beside it. Raises DatabaseUnavailable.
    """
    path = sqlite_path(url)
    if path is not None:
        backup.finish_restore(path)
        if not path.exists():
            _create_file(path)
    engine = open_engine(url)
    with ExitStack() as undo:
        undo.callback(engine.dispose)
        upgrade(engine, before=None if path is None else lambda: backup.back_up(engine, backup_folder(path)))
        with trouble_as_sentence(), disk_as_sentence():
            facts = _facts(engine, settings_folder)
            secrets = unlock(settings_folder, facts[KEY_SETTING])
        undo.pop_all()
    anchor = _anchor(settings_folder, facts[IDENTITY_SETTING], engine)
    return Database(engine, secrets, user, settings_folder, lambda database: _note_head(database, anchor))


def backup_folder(path: Path) -> Path:
    """Return where backups of a database file lie unless the user chose another place."""
    return path.parent / "backups"


def restore_backup(copy: Path, url: str | Path, *, settings_folder: Path, user: str = "") -> Path | None:
    """Put a backup in the place of a database, write that into its trail; return the folder of the old files.

    Raises FileTrouble for a file that is no sound backup, NotAllowed for a server, DatabaseUnavailable while
    the database is open or when the key of the backup is not this user's.
    """
    path = sqlite_path(url)
    if path is None:
        raise NotAllowed(backup.ON_A_SERVER)
    unlock(settings_folder, backup.verify(copy))
    moved = backup.restore(copy, path)
    database = open_database(path, settings_folder=settings_folder, user=user)
    with database.write() as session:
        trail.record(session, "恢复备份", "database", None, None, reason=copy.name)
        identity = _setting(session, IDENTITY_SETTING)
    anchor = _anchor(settings_folder, identity, database.engine)
    anchor.unlink(missing_ok=True)  # the trail is shorter than it was, rightly
    database.close()
    return moved


def check(database: Database) -> list[str]:
    """Return what is wrong with a database as Chinese sentences; empty when it is sound.

    Reads all of it: pages and indexes, links between records, the audit trail with the head noted outside,
    the rollups, the attachments, the imported files, the signed reports. Raises DatabaseUnavailable when it
    cannot be read at all.
    """
    with database.read() as session:
        wrong = _check_file(session) if is_sqlite(session) else []
        if wrong:  # a torn file has nothing more to say
            return wrong
        anchor = None
        if database.settings_folder is not None:
            file = _anchor(database.settings_folder, _setting(session, IDENTITY_SETTING), database.engine)
            anchor = trail.read_anchor(file)
        wrong += trail.verify(session, anchor)
        months = sorted({found.month for found in differences(session)})
        wrong += [
            f"{month // 100}年{month % 100}月的汇总与场次明细不一致，请用 basedesk check --mend 重新汇总。"
            for month in months
        ]
        wrong += attachments.verify(session)
        wrong += kept_files.verify(session)
        wrong += verifying.verify(session)
    return wrong


def _check_file(session: Session) -> list[str]:
    """Return what SQLite finds in its own file."""
    try:
        pages = session.connection().execute(text("PRAGMA integrity_check(10)")).scalars().all()
    except DatabaseError as error:  # torn so badly that the check itself stumbles
        if sentence_of(error.orig) != DAMAGED:
            raise
        return [DAMAGED]
    if pages != ["ok"]:  # links cannot be followed through torn pages
        return [f"数据库文件至少有 {len(pages)} 处损坏，请用最近的备份恢复。"]
    links = session.connection().execute(text("PRAGMA foreign_key_check")).all()
    return [
        f"{table} 表第 {row} 行指向的记录不存在（{parent}）。" for table, row, parent, _ in links[:_SHOWN]
    ]


def _create_file(path: Path) -> None:
    """Make a new database under another name and publish it whole, so that a half-made one is never met."""
    refuse_unsafe(path)
    part = path.with_name(f"{path.name}.{uuid4().hex[:8]}.new")
    with trouble_as_sentence(), disk_as_sentence():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            engine = open_engine(part)
            upgrade(engine)
            engine.dispose()
            part.chmod(0o600)
            sync_file(part)
            publish(part, path)
        except FileExistsError:  # another window was quicker: open what it made
            pass
        finally:
            for name in (part, Path(f"{part}-wal"), Path(f"{part}-shm")):
                name.unlink(missing_ok=True)


def _facts(engine: Engine, folder: Path) -> dict[str, str]:
    """Return which key a database uses and its identity; a new one takes the user's first key."""
    known = text("SELECT name, value FROM setting WHERE name IN (:key, :identity)")
    names = {"key": KEY_SETTING, "identity": IDENTITY_SETTING}
    with engine.execution_options(writes=False).connect() as connection:
        found = {row.name: row.value for row in connection.execute(known, names)}
    if len(found) == len(names):
        return found
    first = {KEY_SETTING: unlock(folder, None).key_id, IDENTITY_SETTING: uuid4().hex}
    note = text("INSERT INTO setting (name, value) VALUES (:name, :value) ON CONFLICT (name) DO NOTHING")
    with engine.begin() as connection:
        connection.execute(note, [{"name": name, "value": value} for name, value in first.items()])
        return {row.name: row.value for row in connection.execute(known, names)}


def _setting(session: Session, name: str) -> str:
    """Return a setting every database has since it was made."""
    query = text("SELECT value FROM setting WHERE name = :name")
    return str(session.connection().execute(query, {"name": name}).scalar_one())


def _anchor(folder: Path, identity: str, engine: Engine) -> Path:
    """Return the file that notes the head of a database's trail outside of it; a copied file has its own."""
    url = engine.url
    place = (
        Path(url.database or "").resolve() if is_sqlite(engine) else f"{url.host}:{url.port}/{url.database}"
    )
    return folder / "trails" / f"{identity}-{sha256(str(place).encode()).hexdigest()[:8]}.json"


def _note_head(database: Database, anchor: Path) -> None:
    """Note the head of the trail when a database is closed."""
    with database.read() as session:
        trail.move_anchor(session, anchor)
