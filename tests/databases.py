"""Throw-away databases for tests: a migrated template made once, a copy of it for each test."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, text

from db.opening import open_database

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEMPLATE = "basedesk_template"
_ROOM = 2 * 1024**3


def server_binaries() -> Path | None:
    """Return the folder of initdb and pg_ctl, the newest there is; None on a machine without PostgreSQL."""
    on_path = shutil.which("initdb")
    if on_path and shutil.which("pg_ctl"):
        return Path(on_path).resolve().parent
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")]
    return max(found, key=lambda folder: int(folder.parent.name), default=None)


@contextmanager
def postgres_server(binaries: Path) -> Iterator[str]:
    """Start a server on a Unix socket in a short-named folder; give the address of its databases."""
    with tempfile.TemporaryDirectory(prefix="bd-pg-", dir=_fast_folder()) as name:
        folder = Path(name)
        demote: list[str] = []
        if hasattr(os, "getuid") and os.getuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(folder, "postgres", "postgres")
            demote = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]

        def run(*command: str) -> None:
            subprocess.run([*demote, *command], check=True, cwd=folder, stdout=subprocess.DEVNULL, timeout=60)

        data = str(folder / "data")
        make = "--no-sync --auth=trust --username=postgres --encoding=UTF8 --locale=C"
        run(str(binaries / "initdb"), *make.split(), "--pgdata", data)
        settings = ("autovacuum=off", "jit=off", "listen_addresses=", f"unix_socket_directories={folder}")
        options = " ".join(("-F", *(f"-c {setting}" for setting in settings)))
        control = str(binaries / "pg_ctl")
        run(control, "-w", "-D", data, "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql+psycopg://postgres@/{{name}}?host={folder}"
        finally:
            run(control, "-D", data, "-m", "immediate", "stop")


def _fast_folder() -> str | None:
    """Return the folder in memory when it is large enough: a database is copied there in 15 ms, not 300."""
    memory = "/dev/shm"  # noqa: S108 - nothing secret, and a folder of its own
    return memory if Path(memory).is_dir() and shutil.disk_usage(memory).free > _ROOM else None


class PostgresTemplates:
    """Databases on a test server, each a copy of a migrated template."""

    def __init__(self, address: str, settings_folder: Path) -> None:
        self._address = address
        self._count = 0
        self._admin = create_engine(address.format(name="postgres"), isolation_level="AUTOCOMMIT")
        with self._admin.connect() as connection:
            version = connection.dialect.server_version_info or (0,)
        self._quickly = " STRATEGY file_copy" if version >= (15,) else ""
        self._run(f"CREATE DATABASE {_TEMPLATE}")
        open_database(address.format(name=_TEMPLATE), settings_folder=settings_folder).close()

    @contextmanager
    def copy(self, template: str = _TEMPLATE) -> Iterator[str]:
        """Give the address of a fresh database; ``template0`` makes an empty one."""
        self._count += 1
        name = f"test_{self._count}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template}{self._quickly}")
        try:
            yield self._address.format(name=name)
        finally:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        """Let go of the server."""
        self._admin.dispose()

    def _run(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(statement))
