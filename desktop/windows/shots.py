"""A picture of every page and dialog, made without a screen, each once it shows what it was asked for."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QMessageLogContext, QRect, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from db.engine import is_sqlite
from db.errors import FileTrouble
from desktop import assets, theme
from desktop.help.feedback import FeedbackDialog
from desktop.help.window import HelpWindow
from desktop.pages.people import PeoplePage
from desktop.pages.people_tables import RELATIONS, dialog_of
from desktop.pages.reports import ReportsPage
from desktop.pages.reports.figures_tab import FiguresTab
from desktop.pages.reports.tabs import TABS
from desktop.pages.settings import SettingsPage
from desktop.pages.tidying import TidyingPage
from desktop.pages.tidying.batches_page import BatchesPage
from desktop.pages.training import TrainingsPage
from desktop.pages.training.sessions import SessionsPage
from desktop.pages.training.sign_in import SignInWindow
from desktop.records.column_chooser import ColumnChooser
from desktop.records.filter_popup import FilterPopup
from desktop.records.form_dialog import FormDialog
from desktop.records.import_wizard import ImportWizard
from desktop.records.record_page import RecordPage
from desktop.records.tabbed_page import TabbedPage
from desktop.records.undo_dialog import UndoDialog
from desktop.saving import replace_file
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.windows import shots_bulk, shots_find, shots_forms
from desktop.windows.first_run import FirstRun
from desktop.windows.main import MainWindow
from desktop.windows.places import PLACES, TRAY
from desktop.windows.tour import toured

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtWidgets import QWidget

    from db.engine import Database

SIZES = ((1366, 768), (1920, 1080))
_SMALL_SCREEN = 800
_SAMPLE = "名册2_*"
_WIZARD = (1240, 688)


def take(
    database: Database,
    folder: Path,
    themes: Sequence[str] = ("light", "dark"),
    sizes: Sequence[tuple[int, int]] = SIZES,
) -> list[Path]:
    """Save a picture of every page in every theme and size (pixels), and of the dialogs; return the files.

    The database is only read; sealed values are masked as on screen. Raises FileTrouble, and whatever a page
    could not read.
    """
    application = _application()
    pictures: list[Path] = []
    for name in themes:
        for width, height in sizes:
            with _stage(application, database, name, height) as stage:
                stage.camera = _Camera(folder, f"{name}-{width}x{height}", pictures)
                _pages(stage, width, height)
                if (width, height) == tuple(sizes[0]):
                    _dialogs(stage)
    return pictures


@dataclass
class _Camera:
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
class _Stage:
    """One theme at one density, with the door to the database."""

    application: QApplication
    settings: Settings
    tasks: Tasks
    shared: bool
    troubles: list[Exception]
    camera: _Camera

    def settle(self) -> None:
        """Wait until everything asked for is answered and painted, and nothing moves any more.

        What is painted may ask again; what is answered may move what is around it, a round later each time.
        """
        places = None
        while (now := self._places()) != places:
            places = now
            self.application.processEvents()
            while self.tasks.is_busy():
                self.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            self.application.processEvents()
        if self.troubles:
            raise self.troubles[0]

    def _places(self) -> list[QRect]:
        """Return where every widget in sight stands."""
        return [each.geometry() for each in self.application.allWidgets() if each.isVisible()]


@contextmanager
def _stage(application: QApplication, database: Database, name: str, height: int) -> Iterator[_Stage]:
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
            yield _Stage(application, settings, tasks, shared, troubles, _Camera(Path(folder), "", []))
        finally:
            tasks.close()


def _application() -> QApplication:
    """Return the application; a new one paints into memory."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qInstallMessageHandler(_hear)
    return QApplication([])


def _hear(_kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
    """Pass on what Qt says, but for the complaint of the screenless platform that comes with every window."""
    if "propagateSizeHints" not in words:
        print(words, file=sys.stderr)  # noqa: T201 - as Qt does itself


def _pages(stage: _Stage, width: int, height: int) -> None:
    """Take every page of the window."""
    window = MainWindow(stage.settings)
    window.showNormal()  # the screen painted into may be smaller
    window.resize(width, height)
    window.fill(stage.tasks, shared=stage.shared)
    for place in (*PLACES, TRAY):
        window.go(place.key)
        stage.settle()
        window.grab()  # painting asks for the rows in sight
        stage.settle()
        stage.camera.take(window, place.key)
        _inner(stage, window)
    shots_find.take(window, stage.settle, stage.camera.take)
    window.deleteLater()


def _inner(stage: _Stage, window: MainWindow) -> None:
    """Take what a page holds beside what it shows first: tabs of the settings, the form of a streamer."""
    page = window.page
    if isinstance(page, SettingsPage):
        for number in range(1, page.tabs.count()):
            page.tabs.choose(number)
            stage.settle()
            stage.camera.take(window, f"{page.key}-{number + 1}")
    if isinstance(page, TabbedPage):
        _parts(stage, window, page)
    if isinstance(page, ReportsPage):
        _steps(stage, window, page)
    if page is not None and page.key == TRAY.key:  # the last one: the tour leads elsewhere
        _guide(stage, window)
    if isinstance(page, TrainingsPage) and isinstance(page.part, SessionsPage):
        page.part.does.sign_in()
        for lectern in window.findChildren(SignInWindow):
            _show(stage, lectern, f"{page.key}-sign-in")
            lectern.close()
    _forms(stage, window)


def _guide(stage: _Stage, window: MainWindow) -> None:
    """Take each stop of the tour, and what would be handed on of a trouble."""
    for number, widget in enumerate(toured(window), 1):
        stage.settle()
        stage.camera.take(widget, f"tour-{number}")
    window.guide.send_feedback()
    for dialog in window.findChildren(FeedbackDialog):
        _show(stage, dialog, "feedback")
        dialog.reject()


def _forms(stage: _Stage, window: MainWindow) -> None:
    """Take the dialogs that stand over a page: the undoing of an import, the form of a new record."""
    page = window.page
    if isinstance(page, TidyingPage) and isinstance(page.part, BatchesPage):
        page.part.undo()
        for dialog in window.findChildren(UndoDialog):
            _show(stage, dialog, f"{page.key}-undo")
            dialog.reject()
    if isinstance(page, PeoplePage) and isinstance(page.part, RecordPage):
        page.part.begin_new()
        for form in window.findChildren(FormDialog):
            _show(stage, form, f"{page.key}-form")
            form.close()
        _list_parts(stage, page.part, page.key)
        shots_bulk.take(page.part, stage.settle, stage.camera.take, partial(_show, stage))


def _list_parts(stage: _Stage, page: RecordPage, key: str) -> None:
    """Take what opens over a list: its columns, the values of a filter; and the list narrowed by some."""
    page.question.columns.open_chooser()
    page.bar.open(page.offered[0])
    stage.settle()
    for popup, name in ((ColumnChooser, "columns"), (FilterPopup, "filter")):
        for each in page.findChildren(popup):
            _show(stage, each, f"{key}-{name}")
            each.close()
    page.bar.narrow({page.offered[0]: ["在播", "休播"]})
    stage.settle()
    stage.camera.take(page.window(), f"{key}-narrowed")
    page.bar.clear()
    stage.settle()


def _parts(stage: _Stage, window: MainWindow, page: TabbedPage) -> None:
    """Take the parts of a page of several, and go back to the first."""
    for number in (*range(1, len(page.parts)), 0):
        page.show_part(number).refresh()
        stage.settle()
        window.grab()
        stage.settle()
        if number:
            stage.camera.take(window, f"{page.key}-{number + 1}")


def _steps(stage: _Stage, window: MainWindow, page: ReportsPage) -> None:
    """Take the steps of a report after the first, and the rows behind a figure."""
    figures = page.tab
    if isinstance(figures, FiguresTab) and (dialog := figures.open_trace()) is not None:
        _show(stage, dialog, f"{page.key}-rows")
        dialog.reject()
    for tab in TABS[1:]:
        page.show_tab(tab.key)
        stage.settle()
        window.grab()
        stage.settle()
        stage.camera.take(window, f"{page.key}-{tab.key}")


def _dialogs(stage: _Stage) -> None:
    """Take the dialogs: first start, help, and the import wizard at each step that asks something."""
    tables, help_window = dialog_of(stage.tasks, RELATIONS), HelpWindow()
    help_window.show_topic("import")
    for name, dialog in (("first-run", FirstRun()), ("help", help_window), ("relations", tables)):
        _show(stage, dialog, name)
        dialog.close()
    for name, over_form in shots_forms.dialogs():
        _show(stage, over_form, name)
        over_form.close()
    files = sorted(assets.path("samples").glob(_SAMPLE))
    wizard = ImportWizard(stage.tasks, stage.settings, "streamers", files)
    wizard.resize(*_WIZARD)
    for name in ("import-files", "import-columns", "import-check"):
        _show(stage, wizard, name)
        if name != "import-check":
            wizard.go_on()
            stage.settle()
    wizard.reject()


def _show(stage: _Stage, dialog: QWidget, name: str) -> None:
    """Take one dialog."""
    dialog.show()
    stage.settle()
    stage.camera.take(dialog, name)
