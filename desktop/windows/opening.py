"""Open a database in another thread while the window already stands."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.errors import AppError
from desktop.settings import user_name
from desktop.windows.places import place_of

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.settings import Settings


class Opening(QObject):
    """Loads the database side of the program and opens one database, restored from a backup where asked.

    ``opened`` carries the Database, ``refused`` the AppError; a bug goes the way of every other thread's.
    """

    opened = Signal(object)
    refused = Signal(object)

    def open(self, url: str, settings: Settings, restore: Path | None = None) -> None:
        """Begin to open ``url`` (a path or a PostgreSQL URL), after putting the backup ``restore`` there."""
        Thread(target=self._open, args=(url, settings, restore), name="opening", daemon=True).start()

    def _open(self, url: str, settings: Settings, restore: Path | None) -> None:
        """Do it, in the worker: loading the ORM alone takes longer than painting the window."""
        from db.opening import open_database, restore_backup  # noqa: PLC0415 - not before the first paint

        try:
            if restore is not None:
                restore_backup(restore, url, settings_folder=settings.folder)
            database = open_database(url, settings_folder=settings.folder, user=user_name())
        except AppError as trouble:
            self.refused.emit(trouble)
        else:
            place_of(settings.page).load()
            self.opened.emit(database)
