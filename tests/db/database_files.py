"""Databases and backups as files: fill them, read them without our own code, spoil them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as driver

from db import trail
from db.models import Setting

if TYPE_CHECKING:
    from db.engine import Database


def path_of(database: Database) -> Path:
    """Return the file of a database."""
    return Path(database.engine.url.database or "")


def add_settings(database: Database, *names: str) -> None:
    """Save some settings and a row of the trail in one transaction."""
    with database.write() as session:
        session.add_all([Setting(name=name, value="1") for name in names])
        trail.record(session, "新增", "setting", None, None)


def saved_settings(path: Path) -> set[str]:
    """Read a closed file without our own code."""
    raw = driver.connect(f"{path.as_uri()}?immutable=1", uri=True)
    try:
        return {name for (name,) in raw.execute("SELECT name FROM setting") if not name.endswith("_id")}
    finally:
        raw.close()


def hurt(path: Path, at: int, size: int = 64) -> None:
    """Overwrite some bytes of a closed file."""
    content = bytearray(path.read_bytes())
    content[at : at + size] = os.urandom(size)
    path.write_bytes(content)
