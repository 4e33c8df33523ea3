"""Sign a report, and print it again: its files are made once, under number and hash, and stored with it.

``prepare`` reads figures, texts and rows in one moment and makes both files; ``db.reports.signing.sign`` then
stores all of it in one transaction, and refuses when anything changed since.
"""

from dataclasses import dataclass
from datetime import date

from db.engine import Session
from db.errors import NotAllowed
from db.models.report_words import FileKind
from db.queries.periods import Period
from db.queries.report_seal import seal_of
from db.queries.report_standing import report_of, signed_report
from db.reports.filing import MadeFile, open_file, stored_files
from db.reports.signing import Signing
from db.reports.texts import kept_texts
from db.steps import Step, no_step
from desktop.reports import monthly
from desktop.reports.content import ReportContent, content_of
from desktop.reports.packing import pack
from desktop.saving import safe_name


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is to be signed, with its files, and what the user has to know of them (Chinese sentences)."""

    signing: Signing
    notes: tuple[str, ...]


def prepare(
    session: Session, period: Period, signer: str, step: Step = no_step, day: date | None = None
) -> Prepared:
    """Make both files of a report that waits to be signed, dated ``day`` (today without one).

    Raises NotAllowed when no report was begun, Cancelled when the step says so.
    """
    report = report_of(session, period)
    if report is None:
        raise NotAllowed("这份报告还没有提交审核，不能签署。")
    content = content_of(session, period)
    seal = seal_of(session, period, report.correction, content.figures.figures)
    packed = pack(content, day or date.today(), step)
    files = (
        MadeFile(FileKind.PDF, safe_name(packed.name, ".pdf"), packed.print.content),
        MadeFile(FileKind.XLSX, safe_name(packed.name, ".xlsx"), packed.annex),
    )
    texts = _texts(session, report.id, content)
    return Prepared(Signing(report, seal, texts, files, signer), packed.print.notes)


def stored(session: Session, period: Period) -> tuple[tuple[str, bytes], ...]:
    """Return name and content of the files of a period's newest signed report, the print first.

    Nothing when none is signed, or while a correction of it is being written.
    """
    newest, signed = report_of(session, period), signed_report(session, period)
    if signed is None or newest is None or newest.id != signed.id:
        return ()
    return tuple(open_file(session, each.id) for each in stored_files(session, signed.id))


def _texts(session: Session, report_id: int, content: ReportContent) -> dict[str, tuple[str, str | None]]:
    """Return every text of a report: as generated, and what people made of it."""
    kept = kept_texts(session, report_id)
    texts: dict[str, tuple[str, str | None]] = {
        part.key: (part.generated, kept[part.key].edited if part.key in kept else None)
        for part in monthly.texts_of(content)
    }
    left = {key: (text.generated, text.edited) for key, text in kept.items() if key not in texts}
    return {**texts, **left}
