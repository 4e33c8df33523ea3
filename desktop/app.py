"""Put the parts together: application, look, window, database. The only place that builds them."""

from __future__ import annotations

import os
import sys
from datetime import date
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from desktop import assets, faults, i18n, theme
from desktop.collecting import Collecting
from desktop.i18n import tr
from desktop.settings import data_folder, load, log_folder
from desktop.widgets.notice import tell
from desktop.windows.first_run import FirstRun
from desktop.windows.main import MainWindow
from desktop.windows.opening import Opening
from desktop.windows.places import load_the_rest
from desktop.windows.restored import tell_restored
from desktop.windows.trouble import DatabaseTrouble

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from db.engine import Database
    from db.errors import AppError
    from db.queries.figures import BaseFacts
    from desktop.settings import Settings
    from desktop.tasks import Tasks
    from desktop.windows.founding import Answers

_SETTLED = 1_500  # milliseconds after which the first page is taken to stand
_EVERY = 600_000  # milliseconds between two looks at the calendar
_TURN = 0.000_2
"""Seconds a thread that counts lets the window wait: with Python's own 5 ms, a click took three seconds."""

OWN, SAMPLE = "basedesk.db", "sample.db"
"""File names in the data folder: the user's own base, and the made-up one that never mixes with it."""


def run(database_url: str | None = None, settings: Settings | None = None) -> int:
    """Open the window and work until it is closed; return the exit code.

    ``database_url`` is a path or URL; None takes the user's choice, else the default of the data folder.
    """
    chosen = settings or load()
    application = create_application(chosen)
    program = Program(chosen, database_url)
    hooks = faults.Hooks(program.window)
    program.window_changed.connect(hooks.follow)
    program.start()
    code = application.exec()
    program.close()
    hooks.remove()
    return code


def create_application(settings: Settings) -> QApplication:
    """Return the application with its name, icon and look; typing Chinese works from the first window on.

    From then on, the window has its turn five times a millisecond, whatever other threads count.
    """
    sys.setswitchinterval(_TURN)
    choose_input_method(os.environ, sys.platform)
    i18n.use(settings.language)
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)  # noqa: S101 - Qt allows one application only, ours
    application.setApplicationName("BaseDesk")
    application.setApplicationDisplayName(tr("直播基地管家"))
    application.setDesktopFileName("basedesk")
    application.setWindowIcon(QIcon(str(assets.path("icons/basedesk.svg"))))
    theme.apply(application, settings)
    theme.follow_system(application, settings)
    return application


def choose_input_method(environment: MutableMapping[str, str], platform: str) -> None:
    """Let Chinese be typed under fcitx: Qt's wheels bring only ibus, which fcitx answers too."""
    asked = (environment.get(name, "") for name in ("QT_IM_MODULE", "XMODIFIERS", "GTK_IM_MODULE"))
    if platform == "linux" and any("fcitx" in value for value in asked):
        environment["QT_IM_MODULE"] = "ibus"
        environment["IBUS_USE_PORTAL"] = "1"


class Program(QObject):
    """One run of the program: a window, and the database it works with.

    ``window_changed`` carries the window that took the place of another, in another language.
    """

    window_changed = Signal(object)
    window: MainWindow

    def __init__(self, settings: Settings, database_url: str | None = None) -> None:
        super().__init__()
        self._settings = settings
        self._own, self._sample = data_folder() / OWN, data_folder() / SAMPLE
        self._url = database_url or settings.database or str(self._own)
        self._answers: Answers | None = None
        self._day: date | None = None
        self._calendar = QTimer(self, interval=_EVERY)
        self._calendar.timeout.connect(self._begin_day)
        self._calendar.start()
        self._collecting = Collecting(self)
        self._tasks: Tasks | None = None
        self._opening = Opening(self)
        self._opening.opened.connect(self._work_with)
        self._opening.restored.connect(lambda *what: tell_restored(self.window, *what))
        self._opening.refused.connect(self._refuse)
        self.window = self._build_window()

    def _build_window(self) -> MainWindow:
        """Return the window in the language of the settings, without a database yet."""
        window = MainWindow(self._settings)
        window.own_base_wanted.connect(self._leave_sample)
        window.restore_wanted.connect(self._restore)
        window.language_wanted.connect(self._speak)
        return window

    def start(self) -> None:
        """Paint the window first, then ask what is unknown and open the database."""
        self.window.show()
        QApplication.processEvents()
        faults.start_log(log_folder())
        if self._url == str(self._own) and not self._own.exists():
            self._ask()
        else:
            self._open(self._url)

    def close(self) -> None:
        """Let running work end and close the database."""
        self._close_database()

    def _close_database(self) -> None:
        """Let running work end and close the database, if one is open."""
        if self._tasks is not None:
            self._tasks.close()
            self._tasks.database.close()
            self._tasks = None

    def _open(self, url: str) -> None:
        """Open a database in another thread."""
        self._url = url
        self._opening.open(url, self._settings)

    def _work_with(self, database: Database) -> None:
        """Put an opened database behind the window in place of the one before."""
        from db.queries.base import base_facts  # noqa: PLC0415 - loaded by now

        self._close_database()
        self._fill(database).read(self, base_facts, partial(self._greet, self._url))
        self._day = None
        QTimer.singleShot(_SETTLED, self, self._begin_day)
        QTimer.singleShot(_SETTLED, self, lambda: Thread(target=load_the_rest, daemon=True).start())
        QTimer.singleShot(_SETTLED, self._collecting, self._collecting.begin)

    def _fill(self, database: Database) -> Tasks:
        """Bring the window to life with an open database; return the door to it."""
        from db.engine import is_sqlite  # noqa: PLC0415 - loaded by now, and not before the first paint
        from desktop.tasks import Tasks  # noqa: PLC0415 - loaded by now

        self._tasks = Tasks(database, self)
        self.window.fill(self._tasks, shared=not is_sqlite(database.engine))
        return self._tasks

    def _begin_day(self) -> None:
        """Let the rules of the house do what fell due, once a day, however long the window stays open."""
        from db import daily  # noqa: PLC0415 - loaded by now

        if self._tasks is not None and self._day != date.today():
            self._day, tasks = date.today(), self._tasks
            run = partial(tasks.write, self, daily.run, lambda _moved: None)
            tasks.read(self, daily.is_due, lambda is_due: run() if is_due else None)

    def _greet(self, url: str, base: BaseFacts | None) -> None:
        """Found the base of a database that holds none yet; a word from one left meanwhile comes too late."""
        if url != self._url:
            return
        if base is not None:
            self._answers = None
        elif self._answers is not None:
            self._found(self._answers)
        else:
            self._ask()

    def _ask(self, *, leaving_sample: bool = False) -> None:
        """Ask the three questions; who does not answer leaves, unless a sample base stands behind them."""
        in_data_folder = self._url in {str(self._own), str(self._sample)}
        dialog = FirstRun(self.window, with_sample=in_data_folder and not leaving_sample)
        dialog.accepted.connect(lambda: self._begin(dialog.answers, in_data_folder=in_data_folder))
        if not leaving_sample:
            dialog.rejected.connect(self.window.close)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _begin(self, answers: Answers, *, in_data_folder: bool) -> None:
        """Found the base where it belongs: samples and own data never share a database."""
        self._answers = answers
        if in_data_folder:
            self._settings.database = str(self._sample) if answers.sample else ""
            self._settings.save()
            self._open(str(self._sample if answers.sample else self._own))
        else:
            self._found(answers)

    def _found(self, answers: Answers) -> None:
        """Enter the base, and the samples where asked for, as one job; cancelled, it asks again."""
        from db.queries.base import base_facts  # noqa: PLC0415 - loaded by now
        from desktop.windows.founding import found_base  # noqa: PLC0415 - wanted once in a base's life

        if self._tasks is None:
            return
        tasks, self._answers = self._tasks, None
        title = tr("正在导入示例数据") if answers.sample else tr("正在建立基地")
        work = partial(found_base, answers=answers)
        job = tasks.job(self, title, work, lambda _key: self.window.guide.start_tour(), writes=True)
        job.destroyed.connect(partial(tasks.read, self, base_facts, partial(self._greet, self._url)))

    def _leave_sample(self) -> None:
        """Change from the sample base to the user's own, founded first where there is none."""
        if self._own.exists():
            self._settings.database = ""
            self._settings.save()
            self._open(str(self._own))
        else:
            self._ask(leaving_sample=True)

    def _speak(self, language: str) -> None:
        """Speak another language: a new window over the same database takes the place of this."""
        if self.window.is_working:
            tell(self.window, tr("正在处理数据，请等完成后再换语言"), "warn")
        else:
            QTimer.singleShot(0, self, partial(self._change_window, language))

    def _change_window(self, language: str) -> None:
        """Build the window anew in a language, where the old one stood, and show where it was chosen."""
        application, tasks, old = QApplication.instance(), self._tasks, self.window
        if tasks is None or not isinstance(application, QApplication):
            return
        tasks.close()
        self._settings.language = language
        self._settings.save()
        i18n.use(language)
        theme.apply(application, self._settings)
        self.window = self._build_window()
        self.window.restoreGeometry(old.saveGeometry())
        self.window.show()
        self.window_changed.emit(self.window)
        old.hide()
        old.deleteLater()
        self._fill(tasks.database)
        self.window.go("settings", {"part": "look"})

    def _restore(self, backup: Path) -> None:
        """Put a backup in the place of the open database, and open that."""
        self.window.empty()
        self._close_database()
        self._opening.open(self._url, self._settings, restore=backup)

    def _refuse(self, trouble: AppError) -> None:
        """Say why a database cannot be opened, and let the user choose what to do."""
        from db.opening import backup_folder  # noqa: PLC0415 - loaded by now, and not before the first paint

        backups = None if "://" in self._url else backup_folder(Path(self._url))
        dialog = DatabaseTrouble(str(trouble), self._settings, backups, self.window)
        dialog.chosen.connect(self._try_other)
        dialog.restore_wanted.connect(self._restore)
        dialog.again.connect(lambda: self._open(self._url))
        dialog.rejected.connect(self.window.close)
        dialog.open()

    def _try_other(self, file: str) -> None:
        """Open a database file the user chose, now and at the next start."""
        self._settings.database = file
        self._settings.save()
        self._open(file)
