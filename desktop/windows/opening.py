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
    ``restored`` follows ``opened`` after a restore: the backup, and the folder of the old files (None: no old
    ones).
    """

    opened = Signal(object)
    restored = Signal(object, object)
    refused = Signal(object)

    def open(self, url: str, settings: Settings, restore: Path | None = None) -> None:
        """Begin to open ``url`` (a path or a PostgreSQL URL), after putting the backup ``restore`` there."""
        Thread(target=self._open, args=(url, settings, restore), name="opening", daemon=True).start()

    def _open(self, url: str, settings: Settings, restore: Path | None) -> None:
        """Do it, in the worker: loading the ORM alone takes longer than painting the window."""
        from db.opening import open_database, restore_backup  # noqa: PLC0415 - not before the first paint

        try:
            if restore is not None:
                moved = restore_backup(restore, url, settings_folder=settings.folder, user=user_name())
            database = open_database(url, settings_folder=settings.folder, user=user_name())
        except AppError as trouble:
            self.refused.emit(trouble)
        else:
            place_of(settings.page).load()
            self.opened.emit(database)
            if restore is not None:
                self.restored.emit(restore, moved)
