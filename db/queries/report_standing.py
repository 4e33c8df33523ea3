"""How the report of a period stands: begun, signed, corrected; the newest one counts."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import RowMapping, select

from db.engine import Session
from db.models import Report
from db.models.report_words import ReportState
from db.queries.known_values import FROZEN
from db.queries.periods import Period
from db.queries.tables import table_of

REPORTS = table_of(Report)
_SHORT = 8


@dataclass(frozen=True, slots=True)
class Standing:
    """A report as it stands; ``number`` and the hashes are "" before it is signed, as is ``signer``.

    ``correction`` is 0 for the first report of a period and n for its n-th 更正.
    """

    id: int
    version: int
    period: Period
    correction: int
    corrects_id: int | None
    state: ReportState
    number: str
    signer: str
    signed_on: date | None
    submitted_on: date | None
    inputs_hash: str
    figures_hash: str

    @property
    def is_signed(self) -> bool:
        """Whether its figures, texts and files are frozen."""
        return self.state in FROZEN

    @property
    def short_hash(self) -> str:
        """What both files carry of the figures' hash; "" before."""
        return shortened(self.figures_hash)

    @property
    def words(self) -> str:
        """What kind of report it is: 正式报告, 第1号更正."""
        return f"第{self.correction}号更正" if self.correction else "正式报告"


def shortened(digest: str) -> str:
    """Return what is printed of a hash: its first 8 hex digits."""
    return digest[:_SHORT]


def reports_of(session: Session, period: Period) -> tuple[Standing, ...]:
    """Return every report of a period, the newest correction first."""
    of = REPORTS.c
    own = of.first == period.first, of.last == period.last, of.deleted_at.is_(None)
    asked = select(REPORTS).where(*own).order_by(of.correction.desc(), of.id.desc())
    return tuple(_standing(row) for row in session.execute(asked).mappings())


def report_of(session: Session, period: Period) -> Standing | None:
    """Return the newest report of a period, a begun correction before what it corrects; None before any."""
    return next(iter(reports_of(session, period)), None)


def signed_report(session: Session, period: Period) -> Standing | None:
    """Return the newest signed report of a period, whose values count; None before one is signed."""
    return next((each for each in reports_of(session, period) if each.is_signed), None)


def standing(session: Session, report_id: int) -> Standing | None:
    """Return one report by its key; None when there is none."""
    row = session.execute(select(REPORTS).where(REPORTS.c.id == report_id)).mappings().first()
    return None if row is None else _standing(row)


def _standing(row: RowMapping) -> Standing:
    """Return a stored row as it stands."""
    return Standing(
        id=row["id"],
        version=row["version"],
        period=Period(row["first"], row["last"]),
        correction=row["correction"],
        corrects_id=row["corrects_id"],
        state=ReportState(row["status"]),
        number=row["number"] or "",
        signer=row["signer"] or "",
        signed_on=row["signed_on"],
        submitted_on=row["submitted_on"],
        inputs_hash=row["inputs_hash"] or "",
        figures_hash=row["figures_hash"] or "",
    )
