"""A picture of every page and dialog, made without a screen, each once it shows what it was asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desktop import assets
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
from desktop.windows import shots_bulk, shots_find, shots_forms
from desktop.windows.first_run import FirstRun
from desktop.windows.main import MainWindow
from desktop.windows.places import PLACES, TRAY
from desktop.windows.shots_stage import Camera, Stage, on_stage, painting
from desktop.windows.tour import toured

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from db.engine import Database

SIZES = ((1366, 768), (1920, 1080))
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
    application = painting()
    pictures: list[Path] = []
    for name in themes:
        for width, height in sizes:
            with on_stage(application, database, name, height) as stage:
                stage.camera = Camera(folder, f"{name}-{width}x{height}", pictures)
                _pages(stage, width, height)
                if (width, height) == tuple(sizes[0]):
                    _dialogs(stage)
    return pictures


def _pages(stage: Stage, width: int, height: int) -> None:
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


def _inner(stage: Stage, window: MainWindow) -> None:
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


def _guide(stage: Stage, window: MainWindow) -> None:
    """Take each stop of the tour, and what would be handed on of a trouble."""
    for number, widget in enumerate(toured(window), 1):
        stage.settle()
        stage.camera.take(widget, f"tour-{number}")
    window.guide.send_feedback()
    for dialog in window.findChildren(FeedbackDialog):
        _show(stage, dialog, "feedback")
        dialog.reject()


def _forms(stage: Stage, window: MainWindow) -> None:
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


def _list_parts(stage: Stage, page: RecordPage, key: str) -> None:
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


def _parts(stage: Stage, window: MainWindow, page: TabbedPage) -> None:
    """Take the parts of a page of several, and go back to the first."""
    for number in (*range(1, len(page.parts)), 0):
        page.show_part(number).refresh()
        stage.settle()
        window.grab()
        stage.settle()
        if number:
            stage.camera.take(window, f"{page.key}-{number + 1}")


def _steps(stage: Stage, window: MainWindow, page: ReportsPage) -> None:
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


def _dialogs(stage: Stage) -> None:
    """Take the dialogs: first start, help, and the import wizard at each step that asks something."""
    tables, help_window = dialog_of(stage.tasks, RELATIONS), HelpWindow()
    help_window.show_topic("import")
    for name, dialog in (("first-run", FirstRun()), ("help", help_window), ("relations", tables)):
        _show(stage, dialog, name)
        dialog.close()
    for name, over_form in shots_forms.dialogs():
        _show(stage, over_form, name)
        over_form.close()
    samples = assets.path("samples").glob(_SAMPLE)
    wizard = ImportWizard(stage.tasks, stage.settings, "streamers", sorted(samples))
    wizard.resize(*_WIZARD)
    for name in ("import-files", "import-columns", "import-check"):
        _show(stage, wizard, name)
        if name != "import-check":
            wizard.go_on()
            stage.settle()
    wizard.reject()


def _show(stage: Stage, dialog: QWidget, name: str) -> None:
    """Take one dialog."""
    dialog.show()
    stage.settle()
    stage.camera.take(dialog, name)
