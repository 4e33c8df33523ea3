"""Which database a command works on, and opening it."""

import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser

from db.engine import Database
from desktop import settings

OWN = "basedesk.db"


def database_url(arguments: Namespace) -> str:
    """Return --db, else BASEDESK_DB, else the user's choice, else the file in the user's data folder."""
    chosen = arguments.db or os.environ.get("BASEDESK_DB") or settings.load().database
    return chosen or str(settings.data_folder() / OWN)


@contextmanager
def open_base(arguments: Namespace) -> Iterator[Database]:
    """Give the database of a command, made or upgraded when need be; raises DatabaseUnavailable."""
    from db.opening import open_database  # noqa: PLC0415 - loads the ORM

    database = open_database(
        database_url(arguments), settings_folder=settings.config_folder(), user=user_name()
    )
    try:
        yield database
    finally:
        database.close()


def user_name() -> str:
    """Return who works, for the audit trail: the name of the account on this machine."""
    try:
        return getuser()
    except (KeyError, OSError):
        return ""
