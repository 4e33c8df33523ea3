"""The main window: sidebar, pages, status bar, and the strip of what is being done."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTime, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop import assets, faults
from desktop.i18n import tr
from desktop.records.dropped_files import dropped_files, holds_sheets
from desktop.records.job_strip import JobStrip
from desktop.theme import tokens
from desktop.widgets.controls import label
from desktop.widgets.notice import forget_refusal, tell
from desktop.widgets.room import fit
from desktop.windows import shortcuts
from desktop.windows.banner import SampleBanner
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
_FIRST_SIZE = (1366, 768)
_KEPT = "window"


class MainWindow(QMainWindow):
    """The one window. It stands and paints before there is a database; ``fill`` brings it to life.

    ``own_base_wanted`` is emitted when the user leaves the sample base for an own one; ``restore_wanted``
    carries the backup file that shall take the place of the open database.
    """

    own_base_wanted = Signal()
    restore_wanted = Signal(object)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._tasks: Tasks | None = None
        self._pages: dict[str, Page] = {}
        self._sidebar = Sidebar()
        self._banner = SampleBanner()
        self._stack = QStackedWidget()
        self._saved, self._place = label(), label()
        self._column, self._foot = QVBoxLayout(), QVBoxLayout()
        self._shared = False
        self._strip: JobStrip | None = None
        self._lay_out()
        self.empty()
        self._sidebar.chosen.connect(self.go)
        self._sidebar.help_wanted.connect(self.show_shortcuts)
        self._banner.own_base_wanted.connect(lambda: self._once_settled(self.own_base_wanted.emit))
        shortcuts.install(self)
        self.setAcceptDrops(True)
        self._stack.setFocus()
        self._restore_place()

    @property
    def page(self) -> Page | None:
        """The page shown; None while there is no database."""
        shown = self._stack.currentWidget()
        return next((page for page in self._pages.values() if page is shown), None)

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
        page = self._pages.get(key) or self._build(key, self._tasks)
        self._stack.setCurrentWidget(page)
        self._sidebar.select(key)
        self.setWindowTitle(f"{page.title} - {tr('直播基地管家')}")
        if filters:
            page.narrow(dict(filters))
        page.refresh()

    def refresh(self) -> None:
        """Read again what the shown page shows."""
        if self.page is not None:
            self.page.refresh()

    def focus_search(self) -> None:
        """Put the cursor into the search box of the page, or go to the streamers' one."""
        if self.page is not None and not self.page.focus_search():
            self.go("streamers")
            self.page.focus_search()

    def show_shortcuts(self) -> None:
        """Show the list of shortcuts."""
        shortcuts.ShortcutsDialog(self).open()

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
        self._column.addWidget(self._stack, 1)
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
        self.setWindowIcon(QIcon(str(assets.path("icons/basedesk.svg"))))

    def _build(self, key: str, tasks: Tasks) -> Page:
        """Make a page when it is first wanted."""
        page = place_of(key).build(tasks, self._settings)
        page.import_wanted.connect(self.import_files)
        page.page_wanted.connect(self.go)
        restore_wanted = getattr(page, "restore_wanted", None)  # the settings page alone has it
        if restore_wanted is not None:
            restore_wanted.connect(lambda file: self._once_settled(partial(self.restore_wanted.emit, file)))
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
        self._sidebar.show_base(base.name, f"{where} · {today.year}年{today.month}月")
        self._banner.setVisible(base.is_demo)

    def _restore_place(self) -> None:
        """Stand where the window stood last; the first time it fills a screen that is too small for it."""
        kept = QByteArray.fromHex(self._settings.layout.get(_KEPT, "").encode())
        if kept.isEmpty() or not self.restoreGeometry(kept):
            whole = fit(self, *_FIRST_SIZE)
            self.setWindowState(Qt.WindowState.WindowNoState if whole else Qt.WindowState.WindowMaximized)

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
                tell(self, tr("这一页有没保存的修改，请先保存或取消，再换数据库"), "warn")
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
        self._settings.layout[_KEPT] = bytes(self.saveGeometry().toHex().data()).decode()
        self._settings.save()
        super().closeEvent(event)
