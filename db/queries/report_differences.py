"""Where the figures of now differ from those of a signed report, as printed; what a correction says of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from db.engine import Session
from db.models import ReportChange, ReportValue
from db.queries import indicators
from db.queries.figures import Figure, Value
from db.queries.known_values import as_value
from db.queries.periods import Period
from db.queries.report_inputs import hash_of, inputs_of
from db.queries.report_standing import Standing, signed_report, standing
from db.queries.tables import table_of
from db.values.printing import printed

VALUES, CHANGES = table_of(ReportValue), table_of(ReportChange)
WORDING = "文字"
"""Stands for the indicator in the line of a correction that changes texts only."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One indicator whose value is another now; ``old`` and ``new`` are as printed, in ``unit``."""

    code: str
    name: str
    unit: str
    old: str
    new: str

    @property
    def words(self) -> str:
        """The difference in a sentence: 与已报送数不一致：支付GMV 1,234.56 → 1,240.00 万元."""
        return f"与已报送数不一致：{self.name} {self.old} → {self.new} {self.unit}"


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a 数据更正说明 (annex 7): an indicator, its old and new value as printed, and why."""

    code: str
    name: str
    unit: str
    old: str
    new: str
    reason: str


def differences(session: Session, period: Period) -> tuple[Difference, ...]:
    """Return where the rows of now tell something else than the newest signed report of a period says.

    Rows nobody touched since are told by their hash, so that nothing is counted anew.
    """
    signed = signed_report(session, period)
    if signed is None or signed.inputs_hash == hash_of(inputs_of(session, period)):
        return ()
    return differences_from(session, signed, indicators.of(session, period).figures)


def differences_from(
    session: Session, signed: Standing, figures: Mapping[str, Figure]
) -> tuple[Difference, ...]:
    """Return where figures differ in print from those a report was signed with, in their own order.

    Parts of ratios are not told of: they are no line of the report.
    """
    before = values_of(session, signed.id)
    return tuple(
        Difference(code, figure.name, figure.unit, old, new)
        for code, figure in figures.items()
        if code in before and not figure.is_part
        if (old := printed(before[code], figure.unit)) != (new := printed(figure.value, figure.unit))
    )


def values_of(session: Session, report_id: int) -> dict[str, Value]:
    """Return the values a report was signed with, by code, in base units."""
    of = VALUES.c
    asked = select(of.indicator, of.value).where(of.report_id == report_id)
    return {code: as_value(value) for code, value in session.execute(asked)}


def changes_of(
    session: Session, report_id: int, figures: Mapping[str, Figure] | None = None
) -> tuple[Change, ...]:
    """Return the lines of a correction: as frozen once it is signed, before that as the figures are now.

    A line nobody gave a reason for yet has "" for one. Changed texts have one line, ``WORDING``. ``figures``
    are those of now where they were counted already.
    """
    own = standing(session, report_id)
    if own is None or own.corrects_id is None:
        return ()
    kept = _kept(session, report_id)
    before = standing(session, own.corrects_id)
    if own.is_signed or before is None:
        return kept
    now = differences_from(session, before, figures or indicators.of(session, own.period).figures)
    reasons = {each.code: each.reason for each in kept}
    words = tuple(each for each in kept if each.code == WORDING)
    lines = (
        Change(each.code, each.name, each.unit, each.old, each.new, reasons.get(each.code, ""))
        for each in now
    )
    return (*lines, *words)


def _kept(session: Session, report_id: int) -> tuple[Change, ...]:
    """Return the lines of a correction as they were written."""
    of = CHANGES.c
    asked = select(of.indicator, of.name, of.unit, of.old, of.new, of.reason)
    return tuple(
        Change(*row) for row in session.execute(asked.where(of.report_id == report_id).order_by(of.id))
    )
