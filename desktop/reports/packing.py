"""Both files of a report before they lie anywhere."""

from dataclasses import dataclass
from datetime import date

from db.steps import Step, no_step
from desktop.reports import monthly, pdf, report_book, xlsx
from desktop.reports.content import ReportContent
from desktop.reports.pdf import Drawn


@dataclass(frozen=True, slots=True)
class Packed:
    """Both files before they lie anywhere; ``name`` is theirs without its ending."""

    name: str
    print: Drawn
    annex: bytes


def pack(content: ReportContent, day: date, step: Step = no_step) -> Packed:
    """Return both files of a report dated ``day``, before they lie anywhere; raises Cancelled."""
    document, book = monthly.lay_out(content, day), report_book.lay_out(content, day)
    return Packed(file_name(content), pdf.draw(document, step), xlsx.pack(book))


def file_name(content: ReportContent) -> str:
    """Return the name of both files without its ending: 临沂市××直播电商基地_2026年9月运行情况报告.

    A correction says so, and never takes the place of what was handed in: …报告（第1号更正）.
    """
    corrected = f"（第{content.correction}号更正）" if content.correction else ""
    return f"{content.name}_{content.words}运行情况报告{corrected}"
