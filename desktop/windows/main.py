"""The main window: sidebar, pages, status bar, and the strip of what is being done."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from desktop import faults
from desktop.i18n import heading, tr
from desktop.records.dropped_files import dropped_files, holds_sheets
from desktop.records.job_strip import JobStrip
from desktop.theme import PageStack, tokens
from desktop.widgets.controls import label
from desktop.widgets.filled_area import FilledArea
from desktop.widgets.notice import forget_refusal, tell
from desktop.windows import shortcuts, standing
from desktop.windows.banner import SampleBanner
from desktop.windows.finder import Finder
from desktop.windows.guide import Guide
from desktop.windows.places import place_of
from desktop.windows.sidebar import Sidebar
from desktop.windows.skeleton import Skeleton

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent

    from db.queries.figures import BaseFacts
    from desktop.records.page import Page
    from desktop.settings import Settings
    from desktop.tasks import Tasks

_NARROW = 1100


class MainWindow(QMainWindow):
    """The one window. It stands and paints before there is a database; ``fill`` brings it to life.

    ``own_base_wanted`` is emitted when the user leaves the sample base for an own one; ``restore_wanted``
    carries the backup file that shall take the place of the open database; ``language_wanted`` a language.
    """

    own_base_wanted = Signal()
    restore_wanted = Signal(object)
    language_wanted = Signal(object)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._tasks: Tasks | None = None
        self._pages: dict[str, Page] = {}
        self._sidebar, self._banner = Sidebar(), SampleBanner()
        self._stack = PageStack()
        self._saved, self._place = label(), label()
        self._column, self._foot = QVBoxLayout(), QVBoxLayout()
        self._shared = False
        self._strip: JobStrip | None = None
        self.guide, self.finder = Guide(self, settings), Finder(self, self._sidebar, settings)
        self._lay_out()
        self.empty()
        self._sidebar.chosen.connect(self.go)
        self._sidebar.help_wanted.connect(self.guide.show_help)
        self._banner.own_base_wanted.connect(lambda: self._once_settled(self.own_base_wanted.emit))
        shortcuts.install(self)
        self.setAcceptDrops(True)
        self._stack.setFocus()
        standing.stand(self, settings)

    @property
    def page(self) -> Page | None:
        """The page shown; None while there is no database."""
        shown = self._stack.currentWidget()
        return next((page for page in self._pages.values() if page is shown), None)

    @property
    def is_working(self) -> bool:
        """Whether a long piece of work is under way."""
        return self._strip is not None and self._strip.is_working

    def fill(self, tasks: Tasks, *, shared: bool) -> None:
        """Work with a database from now on, in place of the one before; ``shared`` says it is on a server."""
        self.empty()
        self._tasks, self._shared = tasks, shared
        self._place.setText(tr("数据库：PostgreSQL（多人共用）") if shared else tr("数据库：本机 SQLite"))
        self._saved.setText(tr("已打开"))
        self._strip = JobStrip(tasks)
        self._foot.addWidget(self._strip)
        tasks.saved.connect(self._after_save)
        self._sidebar.tray.follow(tasks)
        self.finder.follow(tasks)
        tasks.failed.connect(lambda trouble: faults.report(trouble, self))
        self._read_base()
        self.go(place_of(self._settings.page).key)

    def empty(self) -> None:
        """Show the outline again, without a database: its pages go."""
        for each in (*self._pages.values(), self._strip):
            if each is not None:
                each.deleteLater()
        self._pages.clear()
        self._tasks = self._strip = None
        self._stack.setCurrentIndex(0)
        self._saved.setText(tr("正在打开数据库…"))

    def go(self, key: str, filters: Mapping[str, object] | None = None) -> None:
        """Show a page, narrowed by ``filters`` ({filter: value}) where given."""
        if self._tasks is None:
            return
        forget_refusal(self)
        self._sidebar.select(key)
        page = self._pages.get(key) or self._build(key, self._tasks)
        self._stack.setCurrentWidget(page)
        self._stack.setAccessibleName(heading(page.title))  # it has the keys where no part of a page has
        self.setWindowTitle(f"{heading(page.title)} - {tr('直播基地管家')}")
        if filters:
            page.narrow(dict(filters))
        page.refresh()

    def refresh(self) -> None:
        """Read again what the shown page shows."""
        if self.page is not None:
            self.page.refresh()

    def focus_search(self) -> None:
        """Put the cursor into the search box of the page; where it has none, find anything."""
        if self.page is not None and not self.page.focus_search():
            self.finder.open()

    def import_files(self, kind: str = "", files: Sequence[Path] = ()) -> None:
        """Open the import wizard for a kind of sheet ("streamers", "lives"; "" = found out) and files."""
        if self._tasks is None:
            return
        from desktop.records.import_wizard import open_import  # noqa: PLC0415 - not before it is wanted

        open_import(self._tasks, self._settings, kind, files, self).page_wanted.connect(self.go)

    def _lay_out(self) -> None:
        """Put sidebar, banner, pages and status bar in their places."""
        self._stack.addWidget(Skeleton(tr(place_of(self._settings.page).title)))
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._banner)
        self._column.addWidget(FilledArea(self._stack), 1)
        self._foot.setContentsMargins(tokens.XL, 0, tokens.XL, tokens.S)
        self._column.addLayout(self._foot)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._sidebar)
        row.addLayout(self._column, 1)
        self.setCentralWidget(whole)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().setContentsMargins(tokens.S, 0, tokens.S, 0)
        self.statusBar().addWidget(self._saved)
        self.statusBar().addPermanentWidget(self._place)
        self.setWindowTitle(tr("直播基地管家"))

    def _build(self, key: str, tasks: Tasks) -> Page:
        """Make a page when it is first wanted."""
        page = place_of(key).build(tasks, self._settings, self._stack)
        page.import_wanted.connect(self.import_files)
        page.page_wanted.connect(self.go)
        for name in ("restore_wanted", "language_wanted") if key == "settings" else ():
            passed_on = getattr(self, name).emit
            getattr(page, name).connect(lambda what, on=passed_on: self._once_settled(partial(on, what)))
        self._stack.addWidget(page)
        self._pages[key] = page
        return page

    def _after_save(self) -> None:
        """Say when, and read again what is on screen; what was refused before is settled."""
        forget_refusal(self)
        self._saved.setText(tr("已保存 {time}").format(time=QTime.currentTime().toString("HH:mm")))
        self._read_base()
        self.refresh()

    def _read_base(self) -> None:
        """Read whose data this is."""
        from db.queries.base import base_facts  # noqa: PLC0415 - loads the ORM

        if self._tasks is not None:
            self._tasks.read(self, base_facts, self._show_base)

    def _show_base(self, base: BaseFacts | None) -> None:
        """Show whose data this is."""
        if base is None:
            return
        today = date.today()
        where = tr("示例数据") if base.is_demo else tr("共享数据") if self._shared else tr("本机数据")
        self._sidebar.show_base(
            base.name,
            tr("{where} · {year}年{month}月").format(where=where, year=today.year, month=today.month),
        )
        self._banner.setVisible(base.is_demo)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the pages the room of the sidebar's words when the window is narrow."""
        self._sidebar.set_narrow(narrow=event.size().width() < _NARROW)
        super().resizeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take workbooks dragged over the window."""
        if self._tasks is not None and holds_sheets(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the import wizard with the workbooks dropped."""
        event.acceptProposedAction()
        self.import_files(files=dropped_files(event.mimeData()))

    def _once_settled(self, change: Callable[[], object]) -> None:
        """Change the database when nothing typed is at stake; else show where it is."""
        for key, page in self._pages.items():
            if page.has_unsaved:
                self.go(key)
                tell(self, tr("这一页有没保存的修改，请先保存或取消，再试一次"), "warn")
                return
        change()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before something unsaved or unfinished is lost; remember where the window stood."""
        if self.page is not None:
            self._settings.page = self.page.key
        for key, page in self._pages.items():
            if page.has_unsaved:
                self.go(key)
            if not page.may_close():
                event.ignore()
                return
        standing.remember(self, self._settings)
        self._settings.save()
        self.guide.close()
        super().closeEvent(event)
