"""Which database a command works on, and opening it."""

import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, TypeAlias

from db.engine import Database
from db.errors import DatabaseUnavailable
from desktop import settings
from desktop.cli.notes import note

OWN = "basedesk.db"
NOT_RUN = "每日到期处理这次没有完成，数据没有改动，下次打开会再试；若一直出现，请联系维护人员。"

Missing: TypeAlias = Literal["make", "tell", "refuse"]
"""What becomes of a database file that is not there."""


def database_url(arguments: Namespace) -> str:
    """Return --db, else BASEDESK_DB, else the user's choice, else the file in the user's data folder."""
    chosen = arguments.db or os.environ.get("BASEDESK_DB") or settings.load().database
    return chosen or str(settings.data_folder() / OWN)


@contextmanager
def open_base(arguments: Namespace, *, missing: Missing = "tell") -> Iterator[Database]:
    """Give the database of a command, upgraded when need be; raises DatabaseUnavailable.

    What the rules of the house do day by day is done first, unless the base is only looked after. A file that
    is not there is made; unless a command is there to fill it, the path may be a mistake: that is
    told, or refused where an empty database answers nothing.
    """
    from db.engine import sqlite_path  # noqa: PLC0415 - loads the ORM
    from db.opening import open_database  # noqa: PLC0415 - loads the ORM

    url = database_url(arguments)
    path = sqlite_path(url)
    if missing != "make" and path is not None and not path.exists():
        if missing == "refuse":
            raise DatabaseUnavailable(f"没有找到数据库文件，请检查路径：{path}")
        note(f"没有找到数据库文件，已新建空的数据库：{path}")
    database = open_database(url, settings_folder=settings.config_folder(), user=settings.user_name())
    try:
        if missing != "refuse":
            _do_what_fell_due(database)
        yield database
    finally:
        database.close()


def _do_what_fell_due(database: Database) -> None:
    """Let the rules of the house do what fell due; the database is locked only when there is something.

    A rule that fails keeps nobody from the command that was asked for: the next one tries it again.
    """
    from db import daily  # noqa: PLC0415 - loads the ORM
    from desktop.cli import spare  # noqa: PLC0415 - the package is loaded by now

    def work() -> None:
        with database.read() as session:
            is_due = daily.is_due(session)
        if is_due:
            with database.write() as session:
                daily.run(session)

    spare(work, NOT_RUN)
