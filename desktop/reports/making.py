"""Make the files of a report: the one way the window, the command and the sample base share."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.engine import Session
from db.queries.periods import Period, month_end
from db.steps import Step, no_step
from desktop.reports.content import ReportContent, content_of
from desktop.reports.packing import pack
from desktop.reports.signing import stored
from desktop.saving import safe_name, save


@dataclass(frozen=True, slots=True)
class Made:
    """The files of a report, the fonts of the print, and what the user has to know (Chinese sentences)."""

    pdf: Path
    xlsx: Path
    notes: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()


def make_report(
    session: Session, period: Period, folder: Path, step: Step = no_step, day: date | None = None
) -> Made:
    """Write PDF and Excel of a month, a quarter or a year into ``folder``, dated ``day`` (else today).

    A signed report is never made again: its stored files are written, byte for byte. Raises FileTrouble when
    a file cannot be written and Cancelled when the step says so.
    """
    signed = stored(session, period)
    if signed:
        return _put(signed, folder)
    return make_files(content_of(session, period), folder, step, day)


def make_files(content: ReportContent, folder: Path, step: Step = no_step, day: date | None = None) -> Made:
    """Write PDF and Excel of what was read before; as ``make_report``.

    Both are finished before the first replaces a file: print and annex on the disk are of one making.
    """
    on = day or date.today()
    packed = pack(content, on, step)
    printed, print_note = save(folder / safe_name(packed.name, ".pdf"), packed.print.content)
    sheets, sheets_note = save(folder / safe_name(packed.name, ".xlsx"), packed.annex)
    notes = filter(None, (print_note, *packed.print.notes, sheets_note, *_cautions(content, on)))
    return Made(printed, sheets, tuple(notes), packed.print.fonts)


def _put(files: tuple[tuple[str, bytes], ...], folder: Path) -> Made:
    """Write the stored files of a signed report."""
    (printed, print_note), (sheets, sheets_note) = (save(folder / name, content) for name, content in files)
    notes = filter(None, ("报告已签署，写出的是签署时保存的文件。", print_note, sheets_note))
    return Made(printed, sheets, tuple(notes))


def _cautions(content: ReportContent, on: date) -> Iterator[str]:
    """Yield what to look at before the files go out."""
    if on < month_end(content.period.last):
        yield f"{content.words}尚未结束，报送前请待{content.names.this}结束后重新生成。"
    if not content.figures.base.name:
        yield f"还没有填写基地名称，报告以“{content.name}”署名，请先在“设置”中填写。"
