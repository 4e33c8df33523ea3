"""The report of a period as pages in memory: what the preview shows and the printer prints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import FileTrouble

if TYPE_CHECKING:
    from db.engine import Session
    from db.queries.periods import Period
    from db.steps import Step
    from desktop.reports.pictures import Pages, Picture


@dataclass(frozen=True, eq=False)
class Drawing:
    """The pages of one report, the file name they would get, and what had to be replaced (Chinese).

    ``is_signed`` says that they are the stored ones, and not laid out as of now.
    """

    period: Period
    pages: Pages
    name: str
    notes: tuple[str, ...] = ()
    is_signed: bool = False


def draw_report(session: Session, step: Step, period: Period) -> Drawing:
    """Return the pages of a report: as signed, else laid out as of now; loads reportlab and PDFium only here.

    Raises Cancelled when the step says so.
    """
    from desktop.reports import monthly, pdf  # noqa: PLC0415 - reportlab must not load at start
    from desktop.reports.content import content_of  # noqa: PLC0415 - as above
    from desktop.reports.packing import file_name  # noqa: PLC0415 - as above
    from desktop.reports.pictures import Pages  # noqa: PLC0415 - as above
    from desktop.reports.signing import stored  # noqa: PLC0415 - as above

    signed = stored(session, period)
    if signed:
        name, content = signed[0]
        return Drawing(period, Pages(content), Path(name).stem, is_signed=True)
    report = content_of(session, period)
    drawn = pdf.draw(monthly.lay_out(report, date.today()), step)
    return Drawing(period, Pages(drawn.content), file_name(report), drawn.notes)


def read_pages(path: Path) -> Pages:
    """Open a finished PDF; raises FileTrouble when it is gone or no PDF any more."""
    from desktop.reports.pictures import Pages  # noqa: PLC0415 - PDFium must not load at start

    try:
        return Pages(path.read_bytes())
    except (OSError, ValueError) as trouble:
        words = f"“{path.name}”打不开：可能已被移走、改名或改动，请重新生成。"
        raise FileTrouble(words) from trouble


def picture_of(_session: Session, pages: Pages, number: int, width: int) -> Picture:
    """Return a page as pixels; to be asked in another thread."""
    return pages.picture(number, width)
