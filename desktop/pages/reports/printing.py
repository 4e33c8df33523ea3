"""Print finished pages on paper: the system's own dialog, then page after page in another thread."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog

from db.errors import FileTrouble
from desktop.i18n import tr
from desktop.widgets.notice import tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from db.engine import Session
    from db.steps import Step
    from desktop.reports.pictures import Pages, Picture
    from desktop.tasks import Tasks

_DPI = 300
_POINTS = 72


def ask_and_print(tasks: Tasks, pages: Pages, name: str, owner: QWidget) -> None:
    """Ask for the printer and which pages, then print them as a job that can be cancelled.

    ``owner`` stands in the window that asks and is told of the end.
    """
    printer = new_printer(name)
    dialog = print_dialog(printer, len(pages.sizes), owner.window())

    def work(_session: Session, step: Step) -> int:
        """Print what the user has chosen; this keeps the printer until then."""
        return print_pages(pages, printer, step)

    def told(count: int) -> None:
        """Say that the printer has it."""
        tell(owner, tr("已送去打印，共 {count} 页").format(count=count))

    begin = partial(tasks.job, owner, tr("正在打印“{name}”").format(name=name), work, told, writes=False)
    dialog.accepted.connect(lambda _printer: begin())
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)  # its own open() wants a slot by name


def new_printer(name: str) -> QPrinter:
    """Return a printer of whole A4 sheets for a document of a name."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    return printer


def print_dialog(printer: QPrinter, count: int, parent: QWidget) -> QPrintDialog:
    """Return the dialog that asks where and which of ``count`` pages; the printer must outlive it."""
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(tr("打印"))
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, count)
    dialog.setFromTo(1, count)
    dialog.setPrintRange(QAbstractPrintDialog.PrintRange.AllPages)
    return dialog


def print_pages(pages: Pages, printer: QPrinter, step: Step) -> int:
    """Print the pages asked for at 300 dpi and return how many; raises Cancelled, and nothing more comes.

    To be called in another thread. Raises FileTrouble when the printer cannot be begun with.
    """
    chosen = list(_chosen(printer, len(pages.sizes)))
    times = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    order = chosen * times if printer.collateCopies() else [page for page in chosen for _ in range(times)]
    painter = QPainter()
    with _given_up(painter, printer):
        for place, number in enumerate(order):
            step(place, len(order))
            _turn(printer, pages.sizes[number])
            _next_sheet(painter, printer)
            _print_page(painter, printer, pages, number)
        step(len(order), len(order))
        painter.end()
    return len(order)


@contextmanager
def _given_up(painter: QPainter, printer: QPrinter) -> Iterator[None]:
    """Give the print up when it does not come to its end."""
    try:
        yield
    finally:
        if painter.isActive():
            printer.abort()
            painter.end()


def image_of(picture: Picture) -> QImage:
    """Return a picture as Qt draws it; the pixels are its own."""
    form = QImage.Format.Format_RGB32
    return QImage(picture.pixels, picture.width, picture.height, picture.stride, form).copy()


def _chosen(printer: QPrinter, count: int) -> Iterator[int]:
    """Go through the pages asked for, from 0; all without a range."""
    asked = printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage() > 0
    first, last = (printer.fromPage(), printer.toPage()) if asked else (1, count)
    backwards = printer.pageOrder() == QPrinter.PageOrder.LastPageFirst
    found = range(first - 1, min(last or count, count))
    return iter(reversed(found)) if backwards else iter(found)


def _turn(printer: QPrinter, size: tuple[float, float]) -> None:
    """Lay the paper across for a page that is wider than high."""
    wide = size[0] > size[1]
    printer.setPageOrientation(
        QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    )


def _next_sheet(painter: QPainter, printer: QPrinter) -> None:
    """Begin to print, or take the next sheet; raises FileTrouble."""
    if painter.isActive():
        printer.newPage()
    elif not painter.begin(printer):
        raise FileTrouble(tr("打印机没有响应，请检查打印机是否已连接。"))


def _print_page(painter: QPainter, printer: QPrinter, pages: Pages, number: int) -> None:
    """Draw one page over the whole sheet, smaller where the paper is."""
    across, down = pages.sizes[number]
    picture = image_of(pages.picture(number, round(across * _DPI / _POINTS)))
    sheet = printer.paperRect(QPrinter.Unit.DevicePixel)
    scale = min(sheet.width() / across, sheet.height() / down)
    width, height = across * scale, down * scale
    place = QRectF((sheet.width() - width) / 2, (sheet.height() - height) / 2, width, height)
    painter.drawImage(place, picture)
