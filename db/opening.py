"""Open a base's data: find the key, make or upgrade the tables; and check that all of it is sound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text

from db.engine import Database, open_engine, sqlite_path
from db.files import publish, sync_file
from db.keys import unlock
from db.places import refuse_unsafe
from db.troubles import trouble_as_sentence
from db.upgrade import revision_of, upgrade

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from db.secrets import Secrets

_KEY_SETTING = "key_id"


def open_database(url: str | Path, *, settings_folder: Path, user: str = "") -> Database:
    """Open a database, made or upgraded when need be, with the key found in the user's settings folder.

    ``url`` is a file path, ``sqlite:///…`` or ``postgresql://…``. Raises DatabaseUnavailable.
    """
    path = sqlite_path(url)
    if path is not None and not path.exists():
        _create_file(path)
    engine = open_engine(url)
    try:
        upgrade(engine)
        with trouble_as_sentence():
            secrets = _unlock(engine, settings_folder)
    except BaseException:
        engine.dispose()
        raise
    return Database(engine, secrets, user, settings_folder)


def _create_file(path: Path) -> None:
    """Make a new database under another name and publish it whole, so that a half-made one is never met."""
    refuse_unsafe(path)
    part = path.with_name(f"{path.name}.new")
    with trouble_as_sentence():
        path.parent.mkdir(parents=True, exist_ok=True)
        for name in (part, Path(f"{part}-wal"), Path(f"{part}-shm")):
            name.unlink(missing_ok=True)
        engine = open_engine(part)
        upgrade(engine)
        engine.dispose()
        part.chmod(0o600)
        sync_file(part)
        try:
            publish(part, path)
        except FileExistsError:  # another window was quicker: open what it made
            part.unlink()


def _unlock(engine: Engine, folder: Path) -> Secrets:
    """Return the secrets of a database; a new one takes the user's first key and remembers which it is."""
    found = _key_id(engine)
    if found is None:
        first = unlock(folder, None)
        with engine.begin() as connection:
            note = text(
                "INSERT INTO setting (name, value) VALUES (:name, :key) ON CONFLICT (name) DO NOTHING"
            )
            connection.execute(note, {"name": _KEY_SETTING, "key": first.key_id})
        found = _key_id(engine)
    return unlock(folder, found)


def _key_id(engine: Engine) -> str | None:
    """Return the key the sealed columns of a database were sealed with; None in a new one."""
    with engine.execution_options(writes=False).connect() as connection:
        query = text("SELECT value FROM setting WHERE name = :name")
        found = connection.execute(query, {"name": _KEY_SETTING}).scalar()
        return None if found is None else str(found)
