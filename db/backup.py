"""Copies of a database file: made while people work, proven before they count, restored as a whole set.

A copy is made by SQLite itself in one go (in steps it would start again with every save), under another name;
then it is opened, tested and compared with the original, flushed to the disk and only then given its name.
A database on a server is backed up on the server (pg_dump); here that is refused with a sentence.
"""

from __future__ import annotations

import shutil
import time
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from db.backup_list import SUFFIX, Backup, thin
from db.engine import APPLICATION_ID, is_sqlite, sqlite_path
from db.errors import DatabaseUnavailable, FileTrouble, NotAllowed
from db.files import publish, sync_file, sync_folder
from db.keys import IDENTITY_SETTING, KEY_SETTING
from db.troubles import FOREIGN, LOCKED, disk_as_sentence, sentence_of, trouble_as_sentence
from db.upgrade import REVISIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

_SIGNS = 6
_PATIENCE = 30.0  # seconds a copy may wait for another program's lock
ON_A_SERVER = "服务器上的数据库请由管理员用 pg_dump 备份和恢复。"
_NOT_PROVEN = "备份没有通过检查，已放弃，原来的数据没有改动。请换一个文件夹或磁盘再试。"


@dataclass(frozen=True)
class _Content:
    """What a copy must have in common with its original."""

    revision: str
    trail: tuple[tuple[Any, ...], ...]
    rows: dict[str, int]


def back_up(engine: Engine, folder: Path, *, keep: int = 10) -> Backup:
    """Copy a database into ``folder``, prove the copy, then let go of old ones as ``thin`` says.

    Raises DatabaseUnavailable (also for a full disk), NotAllowed for a server.
    """
    source = _path_of(engine)
    with trouble_as_sentence(), disk_as_sentence():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = folder / f"{source.stem}.{token_hex(4)}{SUFFIX}.part"
        own = stem(engine)
        try:
            content = _copy(engine, part)
            sync_file(part)
            made = _name(part, own, content)
        finally:
            part.unlink(missing_ok=True)
        thin(folder, own, keep=keep)
    return made


def stem(engine: Engine) -> str:
    """Return what the names of a database's backups begin with, in a folder others may share.

    It is the name of the file and six signs of the database's identity.
    """
    source = _path_of(engine)
    with trouble_as_sentence(), closing(_open(source, "mode=ro")) as connection:
        own = _one(connection, f"SELECT value FROM setting WHERE name = '{IDENTITY_SETTING}'")  # noqa: S608 - a constant
    return f"{source.stem}_{own[:_SIGNS]}" if own else source.stem


def verify(path: Path) -> str | None:
    """Prove that a file is a sound copy of a database of ours, by reading all of it; return its key id.

    Raises FileTrouble: not there, foreign, damaged, or made by a newer program.
    """
    if not path.is_file():
        raise FileTrouble("找不到这个备份文件，请检查是否已移走。")
    try:
        with closing(_open(path, "mode=ro&immutable=1")) as copy:
            _prove(copy)
            found = _one(copy, f"SELECT value FROM setting WHERE name = '{KEY_SETTING}'")  # noqa: S608 - a constant
            return None if found is None else str(found)
    except DatabaseUnavailable as error:
        raise FileTrouble(str(error)) from None


def restore(backup: Path, path: Path) -> Path | None:
    """Put a backup in the place of a database file; return the folder the old set of files was moved to.

    The backup is copied and proven first; the old database, its ``-wal`` and its ``-shm`` move together, for
    a log left behind would be played into the restored file. Raises FileTrouble, and DatabaseUnavailable
    while the database is open somewhere.
    """
    verify(backup)
    part = _part_of(path)
    with disk_as_sentence():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(backup, part)
            part.chmod(0o600)
            sync_file(part)
            verify(part)
            moved = _set_aside(path)
            publish(part, path)
        finally:
            if path.exists():  # else the old set is away already: finish_restore() publishes the part
                part.unlink(missing_ok=True)
    return moved


def finish_restore(path: Path) -> None:
    """Finish a restore that was stopped between taking the old files away and naming the new one."""
    part = _part_of(path)
    if path.exists() or not part.exists():
        return
    with disk_as_sentence():
        verify(part)
        _set_aside(path)
        publish(part, path)


def _part_of(path: Path) -> Path:
    """Return where a backup lies while it is about to replace a database."""
    return path.with_name(f"{path.name}.restoring")


def _set_aside(path: Path) -> Path | None:
    """Move a database and its log away together; return the folder they are in now."""
    files = [file for file in (path, Path(f"{path}-wal"), Path(f"{path}-shm")) if file.exists()]
    if path.exists():
        _refuse_open(path)
        files = [file for file in files if file.exists()]
    if not files:
        return None
    folder = path.with_name(f"{path.stem}_恢复前_{_local_now():%Y%m%d-%H%M%S}_{token_hex(2)}")
    folder.mkdir(mode=0o700)
    for file in files:  # the database first: what is left without it is no database
        file.rename(folder / file.name)
    sync_folder(folder)
    sync_folder(path.parent)
    return folder


def _refuse_open(path: Path) -> None:
    """Raise DatabaseUnavailable while anyone has it open: SQLite leaves WAL mode only for the last one."""
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - only where files are databases

    try:
        with closing(_open(path, "mode=rw")) as alone:
            alone.execute("PRAGMA busy_timeout=0").fetchall()
            alone.execute("PRAGMA journal_mode=DELETE").fetchall()
    except driver.Error as error:
        if sentence_of(error) == LOCKED:
            raise DatabaseUnavailable("数据库正在使用，请先关闭所有窗口再恢复。") from None


def _path_of(engine: Engine) -> Path:
    """Return the file behind an engine; NotAllowed for a server."""
    if not is_sqlite(engine):
        raise NotAllowed(ON_A_SERVER)
    path = sqlite_path(Path(engine.url.database or ""))
    if path is None or not path.exists():
        raise DatabaseUnavailable("找不到数据库文件，请检查是否已移走。")
    return path


def _copy(engine: Engine, part: Path) -> _Content:
    """Copy one moment of a database and prove the copy; return what both hold."""
    give_up = time.monotonic() + _PATIENCE

    def _wait(_status: int, _left: int, _total: int) -> None:
        if time.monotonic() > give_up:
            raise DatabaseUnavailable(LOCKED)

    with (
        engine.execution_options(writes=False).connect() as connection,
        closing(_open(part, "mode=rwc")) as copy,
    ):
        connection.begin()
        part.chmod(0o600)
        source: Any = connection.connection.driver_connection
        content = _content(source)
        source.backup(copy, pages=-1, progress=_wait)
        copy.execute("PRAGMA journal_mode=DELETE").fetchall()  # one file, no log beside it
        _prove(copy)
        if _content(copy) != content:
            raise DatabaseUnavailable(_NOT_PROVEN)
    return content


def _name(part: Path, stem: str, content: _Content) -> Backup:
    """Give a proven copy its final name: when it was made and how long its trail is."""
    made_at = _local_now()
    rows = int(content.trail[0][0]) if content.trail else 0
    name = f"{stem}_{made_at:%Y%m%d-%H%M%S}_{rows:06d}"
    for number in range(1, 100):
        path = part.with_name(f"{name}{SUFFIX}" if number == 1 else f"{name}-{number}{SUFFIX}")
        with suppress(FileExistsError):
            publish(part, path)
            return Backup(path, made_at, rows)
    raise FileTrouble("备份文件夹里同名文件过多，请清理后再试。")


def _open(path: Path, options: str) -> Any:
    """Open a copy, which nobody else uses, outside the pool."""
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - only where files are databases

    with _faults_of_the_file():
        copy = driver.connect(f"{path.absolute().as_uri()}?{options}", uri=True, isolation_level=None)
    for pragma in ("cipher_log_level=NONE", "trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0"):
        _one(copy, f"PRAGMA {pragma}")
    return copy


def _prove(copy: Any) -> None:
    """Test a copy as a whole; DatabaseUnavailable when it is not sound or not ours."""
    if _one(copy, "PRAGMA application_id") != APPLICATION_ID:
        raise DatabaseUnavailable(FOREIGN)
    if _one(copy, "PRAGMA integrity_check(1)") != "ok":
        raise DatabaseUnavailable("这个备份文件已损坏，请选择另一个备份。")
    if _rows(copy, "PRAGMA foreign_key_check"):
        raise DatabaseUnavailable("这个备份的内容不完整，请选择另一个备份。")
    if _one(copy, "SELECT version_num FROM alembic_version") not in REVISIONS:
        raise DatabaseUnavailable("这个备份来自更新的程序版本，请升级本程序后再恢复。")


def _content(connection: Any) -> _Content:
    """Return version, end of the trail and row counts of a database."""
    tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    names = [name for (name,) in _rows(connection, tables)]
    rows = {name: _one(connection, f'SELECT count(*) FROM "{name}"') for name in names}  # noqa: S608
    head = "SELECT id, mac FROM trail ORDER BY id DESC LIMIT 1"
    trail = _rows(connection, head) if "trail" in rows else []
    return _Content(_one(connection, "SELECT version_num FROM alembic_version"), tuple(trail), rows)


def _one(connection: Any, query: str) -> Any:
    """Return the one value a query has; None without a row."""
    rows = _rows(connection, query)
    return rows[0][0] if rows else None


def _rows(connection: Any, query: str) -> list[tuple[Any, ...]]:
    """Return what a query finds; DatabaseUnavailable when the file cannot answer it."""
    with _faults_of_the_file():
        found: list[tuple[Any, ...]] = connection.execute(query).fetchall()
        return found


@contextmanager
def _faults_of_the_file() -> Iterator[None]:
    """Raise what the driver says of a file as DatabaseUnavailable."""
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - only where files are databases

    try:
        yield
    except driver.Error as error:
        raise DatabaseUnavailable(sentence_of(error) or FOREIGN) from None


def _local_now() -> datetime:
    """Return the time on the wall, in whole seconds: what people look for in a file name."""
    return datetime.now(UTC).astimezone().replace(tzinfo=None, microsecond=0)
