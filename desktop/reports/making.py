"""Make the files of a month: the one way the window, the command and the sample base share."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.engine import Session
from db.queries import indicators
from db.queries.figures import MonthFigures
from db.steps import Step, no_step
from desktop import cells
from desktop.reports import month_book, monthly, pdf, xlsx
from desktop.reports.wording import base_name
from desktop.saving import safe_name


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
    """Write PDF and Excel of figures read before; as ``make_month``."""
    on = day or date.today()
    document, book = monthly.lay_out(figures, on), month_book.lay_out(figures, on)
    name = f"{cells.month_words(figures.month)}运行情况报告_{base_name(figures)}"
    printed = pdf.write(document, folder / safe_name(name, ".pdf"), step)
    sheets, note = xlsx.write(book, folder / safe_name(name, ".xlsx"))
    return Made(printed.path, sheets, (*printed.notes, *([note] if note else [])), printed.fonts)
