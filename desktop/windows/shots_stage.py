"""Where pictures are taken: a screen in memory, a theme on it, a camera that waits until nothing moves."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QMessageLogContext, QRect, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from db.engine import is_sqlite
from db.errors import FileTrouble
from desktop import theme
from desktop.collecting import Collecting
from desktop.saving import replace_file
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.widgets import turns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from db.engine import Database

_SMALL_SCREEN = 800


@dataclass
class Camera:
    """Where pictures go; ``suffix`` says theme and size, ``taken`` is what was saved so far."""

    folder: Path
    suffix: str
    taken: list[Path]

    def take(self, widget: QWidget, name: str) -> None:
        """Save a picture of a widget."""
        path = self.folder / f"{name}-{self.suffix}.png"
        with replace_file(path) as part:
            if not widget.grab().save(str(part), "PNG"):
                trouble = f"截图“{path.name}”没能保存：请检查文件夹是否可以写入。"
                raise FileTrouble(trouble)
        self.taken.append(path)


@dataclass
class Stage:
    """One theme at one density, with the door to the database."""

    application: QApplication
    settings: Settings
    tasks: Tasks
    shared: bool
    troubles: list[Exception]
    camera: Camera

    def settle(self) -> None:
        """Wait until everything asked for is answered and painted, and nothing moves any more.

        What is painted may ask again; what is answered may move what is around it, a round later each time.
        """
        places = None
        while (now := self._places()) != places:
            places = now
            self.application.processEvents()
            while self.tasks.is_busy() or not turns.are_over():
                self.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            self.application.processEvents()
        if self.troubles:
            raise self.troubles[0]

    def _places(self) -> list[QRect]:
        """Return where every widget in sight stands."""
        return [each.geometry() for each in self.application.allWidgets() if each.isVisible()]


@contextmanager
def on_stage(application: QApplication, database: Database, name: str, height: int) -> Iterator[Stage]:
    """Give a stage with settings of its own: nothing of the user's is shown or changed."""
    with TemporaryDirectory() as folder:
        density = "compact" if height <= _SMALL_SCREEN else "comfortable"
        settings = Settings(Path(folder), theme=name, density=density)
        theme.apply(application, settings)
        tasks = Tasks(database)
        troubles: list[Exception] = []
        tasks.failed.connect(troubles.append)
        try:
            shared = not is_sqlite(database.engine)
            yield Stage(application, settings, tasks, shared, troubles, Camera(Path(folder), "", []))
        finally:
            tasks.close()


def painting() -> QApplication:
    """Return the application; a new one paints into memory."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qInstallMessageHandler(_hear)
    application = QApplication([])
    Collecting(application).begin()
    return application


def _hear(_kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
    """Pass on what Qt says, but for the complaint of the screenless platform that comes with every window."""
    if "propagateSizeHints" not in words:
        print(words, file=sys.stderr)  # noqa: T201 - as Qt does itself
