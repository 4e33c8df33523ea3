"""Make the files of a month: the one way the window, the command and the sample base share."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.engine import Session
from db.queries import indicators
from db.queries.figures import MonthFigures
from db.queries.periods import month_end
from db.steps import Step, no_step
from desktop import cells
from desktop.reports import month_book, monthly, pdf, xlsx
from desktop.reports.wording import base_name
from desktop.saving import safe_name, save


@dataclass(frozen=True, slots=True)
class Made:
    """The files of a month, the fonts of the print, and what the user has to know (Chinese sentences)."""

    pdf: Path
    xlsx: Path
    notes: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()


def make_month(
    session: Session, month: int, folder: Path, step: Step = no_step, day: date | None = None
) -> Made:
    """Write PDF and Excel of a month (202609) into ``folder``, dated ``day`` (today without one).

    Raises FileTrouble when a file cannot be written and Cancelled when the step says so.
    """
    return make_files(indicators.month(session, month), folder, step, day)


def make_files(figures: MonthFigures, folder: Path, step: Step = no_step, day: date | None = None) -> Made:
    """Write PDF and Excel of figures read before; as ``make_month``.

    Both are finished before the first replaces a file: print and annex on the disk are of one making.
    """
    on = day or date.today()
    document, book = monthly.lay_out(figures, on), month_book.lay_out(figures, on)
    name = f"{cells.month_words(figures.month)}运行情况报告_{base_name(figures)}"
    drawn, packed = pdf.draw(document, step), xlsx.pack(book)
    printed, print_note = save(folder / safe_name(name, ".pdf"), drawn.content)
    sheets, sheets_note = save(folder / safe_name(name, ".xlsx"), packed)
    notes = filter(None, (print_note, *drawn.notes, sheets_note, *_cautions(figures, on)))
    return Made(printed, sheets, tuple(notes), drawn.fonts)


def _cautions(figures: MonthFigures, on: date) -> Iterator[str]:
    """Yield what to look at before the files go out."""
    if on < month_end(figures.month):
        yield f"{cells.month_words(figures.month)}尚未结束，报送前请在月末后重新生成。"
    if not figures.base.name:
        yield f"还没有填写基地名称，报告以“{base_name(figures)}”署名，请先在“设置”中填写。"
