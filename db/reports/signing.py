"""Sign a report: figures, texts and both files are frozen in one transaction, or nothing is.

Number and hash are printed on the files, so they come first (``seal_of``); then the files are made of the
same figures; then ``sign`` stores all of it, and refuses when anything changed in between.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert

from db import lifecycle, trail
from db.engine import Session
from db.errors import BadValue, NotAllowed
from db.models import Report, ReportValue
from db.models.report_words import ReportState
from db.queries import indicators
from db.queries.figures import Figure
from db.queries.known_values import as_text
from db.queries.periods import FIVE
from db.queries.report_inputs import Inputs
from db.queries.report_seal import Seal, seal_of
from db.queries.report_standing import REPORTS, Standing, standing
from db.queries.tables import table_of
from db.reports.correcting import settle_changes
from db.reports.filing import MadeFile, store_files
from db.reports.frozen import FROZEN_HASH, SIGNING, hash_of_frozen
from db.reports.texts import freeze_texts
from db.store.saving import write_row

_MOVED = "生成文件后数据又有变化，没有签署。请重新签署，以最新数据为准。"
_LONGEST_NOTE = 500
LONGEST_SIGNER = 30
"""Characters of a signer's name."""


@dataclass(frozen=True, slots=True)
class Signing:
    """What is signed: the report as it stood, its seal, texts by key (generated, edited or None), files."""

    report: Standing
    seal: Seal
    texts: Mapping[str, tuple[str, str | None]]
    files: tuple[MadeFile, ...]
    signer: str


def sign(session: Session, wanted: Signing, on: date | None = None) -> None:
    """Freeze a report as of a day (today when None) and bring it to 已签署.

    Raises NotAllowed when figures, rows, texts or the report itself changed since the files were made, and
    with every reason when it may not be signed yet; BadValue for a signer's name too long; Conflict when
    another seat moved it. The trail keeps the hash of all that was frozen.
    """
    signer = wanted.signer.strip()
    if len(signer) > LONGEST_SIGNER:
        raise BadValue(f"最多 {LONGEST_SIGNER} 个字，请写得短一些", "签署人")
    report = standing(session, wanted.report.id)
    if report is None or report.state is not ReportState.SIGNING:
        raise NotAllowed("只有“待签署”的报告可以签署，请刷新后再试。")
    figures = indicators.of(session, report.period).figures
    seal = seal_of(session, report.period, report.correction, figures)
    if (seal.figures_hash, seal.inputs_hash) != (wanted.seal.figures_hash, wanted.seal.inputs_hash):
        raise NotAllowed(_MOVED)
    freeze_texts(session, report.id, wanted.texts)
    settle_changes(session, report, figures)
    _freeze_values(session, report.id, figures, seal.inputs)
    store_files(session, report.id, wanted.files)
    row = {"id": report.id, "version": wanted.report.version}
    sealed = {"number": seal.number, "figures_hash": seal.figures_hash, "inputs_hash": seal.inputs_hash}
    write_row(session, Report, row, {"signer": signer or None, **sealed})
    lifecycle.move(session, Report, report.id, ReportState.SIGNED, on)
    told: trail.Changes = {name: [None, value] for name, value in {"signer": signer, **sealed}.items()}
    told |= {file.kind.value: [None, file.name] for file in wanted.files}
    told[FROZEN_HASH] = [None, hash_of_frozen(session, report.id)]
    trail.record(session, SIGNING, REPORTS.name, report.id, told)


def _freeze_values(
    session: Session, report_id: int, figures: Mapping[str, Figure], inputs: Mapping[str, Inputs]
) -> None:
    """Keep the five values of every figure exactly, with how many rows they were counted from."""
    lines = []
    for code, figure in figures.items():
        own = inputs.get(code[0])
        lines.append(
            {
                "report_id": report_id,
                "indicator": code,
                **{name: as_text(getattr(figure, name)) for name in FIVE},
                "note": figure.note[:_LONGEST_NOTE] or None,
                "rows": own and own.rows,
                "rows_hash": own and own.hash,
            }
        )
    session.execute(insert(table_of(ReportValue)), lines)
