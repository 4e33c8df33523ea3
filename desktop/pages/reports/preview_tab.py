"""预览: the report's own pages as they will be printed; zoomed, printed, saved."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QToolButton

from desktop.i18n import tr
from desktop.pages.reports import drawing as drawings
from desktop.pages.reports.drawing import Drawing, picture_of
from desktop.pages.reports.report_tab import ReportTab
from desktop.saving import safe_name, save
from desktop.theme import icon, tokens
from desktop.widgets.controls import button, label
from desktop.widgets.empty import Action, EmptyState
from desktop.widgets.notice import tell
from desktop.widgets.opener import open_path
from desktop.widgets.pages_view import PagesView

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from db.engine import Session
    from db.errors import AppError
    from db.queries.periods import Period
    from desktop.reports.pictures import Pages, Picture
    from desktop.settings import Settings
    from desktop.tasks import Job, Tasks

_PURPOSE = "report"


class PreviewTab(ReportTab):
    """Draws the report of a period as of now, shows its pages, and hands them to the printer."""

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        self._period: Period | None = None
        self._drawing: Drawing | None = None
        self._job: Job | None = None
        self.view = PagesView(tr("报告预览"))
        self.view.picture_wanted.connect(self._ask_picture)
        self.view.moved.connect(self._say_place)
        self._place = label()
        self._kind = label(style="ok")
        self._zoom = label()
        self._fit = button(tr("适合宽度"))
        self._fit.setCheckable(True)
        self._fit.clicked.connect(lambda _checked=False: self.view.fit_width())
        self._save, self._print = button(tr("另存为…"), icon="download"), button(tr("打印…"), icon="print")
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self).activated.connect(self.print)
        self._print.setToolTip("Ctrl+P")
        self._save.clicked.connect(lambda _checked=False: self.save_as())
        self._print.clicked.connect(lambda _checked=False: self.print())
        self._waiting = EmptyState("report", tr("正在排版…"), tr("排好后显示每一页，可以放大、打印和另存。"))
        self._stack = QStackedWidget()
        self._stack.setObjectName("plain")
        for each in (self._waiting, self.view):
            self._stack.addWidget(each)
        self.body.addLayout(self._bar())
        self.body.addWidget(self._stack, 1)
        self._say_place()

    def _bar(self) -> QHBoxLayout:
        """Return the row above the pages: turning, zooming, and what is done with them."""
        row = QHBoxLayout()
        row.setSpacing(tokens.XS)
        view = self.view
        before = self._tool("left", tr("上一页"), lambda: view.go_to(view.page - 1))
        after = self._tool("right", tr("下一页"), lambda: view.go_to(view.page + 1))
        smaller = self._tool("zoom-out", tr("缩小"), view.zoom_out)
        larger = self._tool("zoom-in", tr("放大"), view.zoom_in)
        for each in (before, self._place, after, smaller, self._zoom, larger, self._fit):
            row.addWidget(each)
            if each is after:
                row.addSpacing(tokens.L)
        row.addSpacing(tokens.M)
        row.addWidget(self._kind)
        row.addStretch()
        row.setSpacing(tokens.S)
        row.addWidget(self._save)
        row.addWidget(self._print)
        return row

    def _tool(self, name: str, words: str, do: Callable[[], object]) -> QToolButton:
        """Return a button with an icon alone."""
        made = QToolButton()
        made.setIcon(icon(name))
        made.setToolTip(words)
        made.setAccessibleName(words)
        made.clicked.connect(lambda _checked=False: do())
        return made

    def show_period(self, period: Period) -> None:
        """Draw the report of a period anew; the pages in sight stay until then."""
        if period != self._period:
            self._forget()
        self._period = period
        if self._job is not None:
            self._job.cancel()
        work = partial(drawings.draw_report, period=period)
        self._job = self.tasks.job(self, tr("正在排版…"), work, self._show, writes=False, failed=self._fail)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the keys turn the pages as soon as they are in sight."""
        super().showEvent(event)
        self.view.setFocus()

    def _forget(self) -> None:
        """Show that the pages are on their way."""
        self._drawing = None
        self._wait(tr("正在排版…"), tr("排好后显示每一页，可以放大、打印和另存。"))
        self._say_place()

    def _wait(self, title: str, text: str, *actions: Action) -> None:
        """Show why there are no pages."""
        old, self._waiting = self._waiting, EmptyState("report", title, text, actions)
        self._stack.addWidget(self._waiting)
        self._stack.setCurrentWidget(self._waiting)
        self._stack.removeWidget(old)
        old.deleteLater()

    def _show(self, drawing: Drawing) -> None:
        """Show the pages, unless another period was chosen meanwhile."""
        if drawing.period != self._period:
            return
        self._job = None
        self._drawing = drawing
        self._stack.setCurrentWidget(self.view)
        self.view.show_pages(drawing.pages.sizes)
        self._say_place()

    def _fail(self, trouble: AppError) -> None:
        """Say why there are no pages; those of before stay in sight."""
        self._job = None
        period = self._period
        if self._drawing is not None or period is None:
            tell(self, str(trouble), "bad")
            return
        self._wait(tr("没有排出来"), str(trouble), Action(tr("重试"), lambda: self.show_period(period)))

    def _ask_picture(self, number: int, width: int) -> None:
        """Have a page drawn in another thread."""
        drawing = self._drawing
        if drawing is None:
            return
        work = partial(picture_of, pages=drawing.pages, number=number, width=width)
        self.tasks.read(self, work, partial(self._show_picture, drawing, number))

    def _show_picture(self, drawing: Drawing, number: int, picture: Picture) -> None:
        """Show a page, unless the report was drawn anew meanwhile."""
        from desktop.pages.reports.printing import image_of  # noqa: PLC0415 - Qt's printing is loaded late

        if drawing is self._drawing:
            self.view.show_picture(number, image_of(picture))

    def _say_place(self) -> None:
        """Say which page is in sight, and how large."""
        there = self._drawing is not None
        for each in (self._save, self._print, self._fit):
            each.setEnabled(there)
        view = self.view
        self._place.setText(
            tr("第 {page} 页，共 {count} 页").format(page=view.page + 1, count=view.count) if there else ""
        )
        signed = self._drawing is not None and self._drawing.is_signed
        self._kind.setText(tr("签署时保存的原件") if signed else "")
        self._zoom.setText(f"{view.percent}%" if there else "")
        self._fit.setChecked(there and view.fits_width)

    def save_as(self) -> None:
        """Ask where and save the pages in sight as they are."""
        drawing = self._drawing
        if drawing is None:
            return
        path = self.settings.last_folder(_PURPOSE) / safe_name(drawing.name, ".pdf")
        chosen, _filter = QFileDialog.getSaveFileName(self.window(), tr("另存为"), str(path), "PDF (*.pdf)")
        if not chosen:
            return
        target = Path(chosen)
        target = target if target.suffix.lower() == ".pdf" else target.with_name(f"{target.name}.pdf")
        self.settings.remember_folder(_PURPOSE, target)
        work = partial(_save, pages=drawing.pages, path=target)
        self.tasks.read(self, work, self._tell_saved)

    def _tell_saved(self, saved: tuple[Path, str]) -> None:
        """Say where the file is; its name may be another one than was asked for."""
        path, note = saved
        words = note or tr("已保存：{name}").format(name=path.name)
        tell(self, words, "warn" if note else "ok", (tr("打开"), partial(open_path, path, self.window())))

    def print(self) -> None:
        """Print the pages in sight."""
        from desktop.pages.reports.printing import ask_and_print  # noqa: PLC0415 - Qt's printing is loaded late

        if self._drawing is not None:
            ask_and_print(self.tasks, self._drawing.pages, self._drawing.name, self)


def _save(_session: Session, pages: Pages, path: Path) -> tuple[Path, str]:
    """Write the pages to a file."""
    return save(path, pages.content)
