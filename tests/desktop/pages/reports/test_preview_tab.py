"""预览: the pages of the print in the window; turned, enlarged, printed and saved."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from threading import Event

import pytest
from pypdf import PdfReader, PdfWriter
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from db import files
from db.errors import Cancelled, FileTrouble
from db.models.report_words import FileKind, ReportState
from db.queries.report_standing import REPORTS
from db.reports.filing import MadeFile, store_files
from db.reports.opening import begin
from db.steps import no_step
from desktop.pages.reports import ReportsPage, drawing, printing
from desktop.pages.reports.preview_tab import PreviewTab
from desktop.settings import Settings
from desktop.widgets.notice import Notice


@pytest.fixture
def preview(page: ReportsPage, qtbot: QtBot) -> PreviewTab:
    """Give the tab once its first page is painted."""
    tab = page.show_tab("preview")
    assert isinstance(tab, PreviewTab)
    qtbot.waitUntil(lambda: tab.view.count > 0 and bool(tab.view._pictures))
    return tab


def ink(tab: PreviewTab) -> int:
    """Count dark points in what is seen of the pages."""
    image = tab.view.viewport().grab().toImage()
    points = (QPoint(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3))
    return sum(QColor(image.pixel(point)).lightness() < 100 for point in points)


def test_the_pages_are_those_of_the_print(preview: PreviewTab) -> None:
    assert preview._place.text() == f"第 1 页，共 {preview.view.count} 页"
    assert preview._drawing is not None
    reader = PdfReader(BytesIO(preview._drawing.pages.content))
    assert len(reader.pages) == preview.view.count
    assert ink(preview) > 100


def test_keys_turn_the_pages_and_change_their_size(preview: PreviewTab, qtbot: QtBot) -> None:
    view = preview.view
    assert view.fits_width
    wide = view.percent
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.page == 1
    assert preview._place.text().startswith("第 2 页")
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert (view.percent > wide, view.page, view.fits_width) == (True, 1, False)
    QTest.keyClick(view, Qt.Key.Key_0)
    assert (view.percent, view.fits_width) == (wide, True)
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.page == view.count - 1
    qtbot.waitUntil(lambda: view.count - 1 in view._pictures)
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.page == 0


def test_a_page_drawn_for_another_size_is_drawn_anew(preview: PreviewTab, qtbot: QtBot) -> None:
    before = preview.view._pictures[0].width()
    preview.view.zoom_out()
    qtbot.waitUntil(lambda: preview.view._pictures[0].width() < before)


def test_paper_gets_every_page_at_300_dpi_and_the_annex_across(preview: PreviewTab, tmp_path: Path) -> None:
    assert preview._drawing is not None
    pages = preview._drawing.pages
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    seen: list[tuple[int, int]] = []
    assert printing.print_pages(pages, printer, lambda done, total: seen.append((done, total))) == len(
        pages.sizes
    )
    count = len(pages.sizes)
    assert seen == [(done, count) for done in range(count + 1)]
    printed = PdfReader(tmp_path / "out.pdf").pages
    assert len(printed) == count
    for sheet, (across, down) in zip(printed, pages.sizes, strict=True):
        assert (sheet.mediabox.width > sheet.mediabox.height) is (across > down)
    picture = printed[0].images[0].image
    assert picture is not None
    assert abs(picture.width - 2480) < 3


def test_only_the_pages_asked_for_are_printed(preview: PreviewTab, tmp_path: Path) -> None:
    assert preview._drawing is not None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert printing.print_pages(preview._drawing.pages, printer, no_step) == 2
    assert len(PdfReader(tmp_path / "out.pdf").pages) == 2


def test_printing_can_be_stopped_between_pages(preview: PreviewTab, tmp_path: Path) -> None:
    assert preview._drawing is not None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))

    def stop(done: int, _total: int) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        printing.print_pages(preview._drawing.pages, printer, stop)


def test_the_window_stays_usable_while_it_prints(
    preview: PreviewTab, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QDialog] = []
    monkeypatch.setattr(QDialog, "open", asked.append)
    begun, go_on = Event(), Event()
    count = preview.view.count

    def slowly(*_arguments: object) -> int:
        begun.set()
        go_on.wait(10)
        return count

    monkeypatch.setattr(printing, "print_pages", slowly)
    preview.print()
    dialog = asked[0]
    dialog.printer().setOutputFileName(str(tmp_path / "out.pdf"))  # type: ignore[attr-defined]
    dialog.accepted.emit(dialog.printer())  # type: ignore[attr-defined]
    qtbot.waitUntil(begun.is_set)
    QTest.keyClick(preview.view, Qt.Key.Key_Right)
    assert preview.view.page == 1
    go_on.set()
    qtbot.waitUntil(lambda: bool(preview.window().findChildren(Notice)))
    assert preview.window().findChildren(Notice)[0].text == f"已送去打印，共 {count} 页"


def test_a_file_made_before_is_printed_or_said_to_be_gone(
    page: ReportsPage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QDialog] = []
    monkeypatch.setattr(QDialog, "open", asked.append)
    page.settings.remember_folder("report", tmp_path)
    page.make.click()
    qtbot.waitUntil(page.files._print.isVisible)
    page.files._print.click()
    qtbot.waitUntil(lambda: bool(asked))
    assert asked[0].maxPage() == len(PdfReader(page.files._files[0]).pages)  # type: ignore[attr-defined]
    told: list[object] = []
    page.tasks.failed.disconnect()
    page.tasks.failed.connect(told.append)
    page.files._files[0].write_bytes(b"no PDF")
    page.files._print.click()
    qtbot.waitUntil(lambda: bool(told))
    assert str(told[0]).endswith("打不开：可能已被移走、改名或改动，请重新生成。")


def test_a_file_open_elsewhere_is_saved_beside_and_that_is_told(
    page: ReportsPage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.settings.remember_folder("report", tmp_path)
    page.make.click()
    qtbot.waitUntil(lambda: bool(page.files._files))
    pdf = page.files._files[0]
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target == pdf:
            raise PermissionError(13, "in use")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(files, "_WAITS", (0.0,))
    page.make.click()
    qtbot.waitUntil(lambda: bool(page.files._files))
    assert page.files._files[0].name == f"{pdf.stem}(1).pdf"
    said = f"“{pdf.name}”正被其他程序打开，已另存为“{pdf.stem}(1).pdf”。"
    assert said in page.files._notes.text()
    assert page.files._words.text().startswith(f"已生成：{pdf.stem}(1).pdf 和 ")


def test_a_signed_report_is_shown_and_given_back_as_it_was_signed(
    preview: PreviewTab, page: ReportsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    assert preview._drawing is not None
    writer = PdfWriter()
    writer.append(BytesIO(preview._drawing.pages.content), pages=(0, 2))
    writer.write(tmp_path / "signed.pdf")
    content = (tmp_path / "signed.pdf").read_bytes()
    made = [MadeFile(FileKind.PDF, "九月.pdf", content), MadeFile(FileKind.XLSX, "九月.xlsx", b"book")]
    with page.tasks.database.write() as session:
        report = begin(session, page.period)
        store_files(session, report.id, made)
        session.execute(update(REPORTS).values(status=ReportState.SIGNED))
    page.refresh()
    qtbot.waitUntil(lambda: preview._kind.text() == "签署时保存的原件")
    assert preview.view.count == 2
    qtbot.waitUntil(lambda: page.make.text() == "取出签署文件")
    assert page.state.accessibleName() == "已签署"
    page.settings.remember_folder("report", tmp_path)
    page.make.click()
    qtbot.waitUntil(lambda: bool(page.files._files))
    assert (tmp_path / "九月.pdf").read_bytes() == content
    assert (tmp_path / "九月.xlsx").read_bytes() == b"book"


def test_the_pages_in_sight_are_saved_as_they_are_and_the_folder_is_remembered(
    preview: PreviewTab, settings: Settings, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = tmp_path / "给领导看.2026"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    preview.save_as()
    qtbot.waitUntil((tmp_path / "给领导看.2026.pdf").exists)
    assert preview._drawing is not None
    assert (tmp_path / "给领导看.2026.pdf").read_bytes() == preview._drawing.pages.content
    assert settings.folders["report"] == str(tmp_path)


def test_what_hinders_the_pages_is_told_in_their_place_and_can_be_tried_again(
    page: ReportsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = drawing.draw_report

    def refuse(*_: object, **__: object) -> None:
        trouble = "报告里有一张表太宽，排不进页面。"
        raise FileTrouble(trouble)

    monkeypatch.setattr(drawing, "draw_report", refuse)
    tab = page.show_tab("preview")
    assert isinstance(tab, PreviewTab)
    qtbot.waitUntil(lambda: "报告里有一张表太宽，排不进页面。" in shown_words(tab))
    monkeypatch.setattr(drawing, "draw_report", drawn)
    next(each for each in tab._waiting.findChildren(QPushButton) if each.text() == "重试").click()
    qtbot.waitUntil(lambda: tab.view.count > 0)


def shown_words(tab: PreviewTab) -> list[str]:
    """Return the words that stand in place of the pages."""
    return [each.text() for each in tab._waiting.findChildren(QLabel)]


def test_the_report_page_opens_without_what_draws_and_prints() -> None:
    heavy = "reportlab openpyxl pypdfium2 PySide6.QtPrintSupport"
    modules = ", ".join(f"desktop.pages.reports.{name}_tab" for name in ("figures", "checks", "preview"))
    code = f"import sys, {modules}; print([name for name in {heavy.split()} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
