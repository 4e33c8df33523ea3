"""Open a database in another thread while the window already stands."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.errors import AppError

if TYPE_CHECKING:
    from pathlib import Path


class Opening(QObject):
    """Loads the database side of the program and opens one database.

    ``opened`` carries the Database, ``refused`` the AppError; a bug goes the way of every other thread's.
    """

    opened = Signal(object)
    refused = Signal(object)

    def open(self, url: str | Path, settings_folder: Path) -> None:
        """Begin to open ``url`` (a path or a PostgreSQL URL)."""
        Thread(target=self._open, args=(url, settings_folder), name="opening", daemon=True).start()

    def _open(self, url: str | Path, settings_folder: Path) -> None:
        """Do it, in the worker: loading the ORM alone takes longer than painting the window."""
        from db.opening import open_database  # noqa: PLC0415 - must not be loaded before the first paint

        try:
            database = open_database(url, settings_folder=settings_folder)
        except AppError as trouble:
            self.refused.emit(trouble)
        else:
            self.opened.emit(database)
