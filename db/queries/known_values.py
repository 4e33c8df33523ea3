"""Figures that stand beside the counted ones: of signed reports, and entered by hand (历史数据).

A signed month does not drift: wherever an earlier month is added up or compared with, its signed value
counts, that of its newest correction first. A value entered by hand (for months before the program was used)
comes next, and only then what the rows say.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from sqlalchemy import select

from db.engine import Session
from db.models import BaselineValue, Report, ReportValue
from db.models.report_words import ReportState
from db.queries.dictionary import BY_CODE
from db.queries.figures import Value
from db.queries.periods import Period, month_period
from db.queries.tables import alive, table_of

FROZEN = (ReportState.SIGNED, ReportState.SUBMITTED, ReportState.CORRECTED, ReportState.ARCHIVED)
"""States of a report whose figures are signed."""
_REPORTS, _VALUES, _BASELINES = table_of(Report), table_of(ReportValue), table_of(BaselineValue)
_Key = tuple[str, Period]


@dataclass(frozen=True, slots=True)
class Known:
    """Values by code and period; ``signed_ytd`` holds the years so far of signed reports by their period."""

    signed: Mapping[_Key, Value] = field(default_factory=dict)
    signed_ytd: Mapping[_Key, Value] = field(default_factory=dict)
    declared: Mapping[_Key, int] = field(default_factory=dict)
    """What was entered by hand; a year so far stands under the period from January on."""

    def has(self, code: str, period: Period) -> bool:
        """Say whether a value is known without counting."""
        return (code, period) in self.signed or (code, period) in self.declared

    def value(self, code: str, period: Period) -> Value:
        """Return what is known of a code and a period: the signed value, else the one entered by hand."""
        key = code, period
        return self.signed[key] if key in self.signed else self.declared.get(key)

    def is_declared(self, code: str, period: Period) -> bool:
        """Say whether what is known was entered by hand."""
        return (code, period) in self.declared and (code, period) not in self.signed

    def months(self, code: str) -> set[int]:
        """Return the months something is known of."""
        found = [*self.signed, *self.declared]
        return {period.last for known, period in found if known == code and period.first == period.last}


def known_values(session: Session) -> Known:
    """Return everything that is known beside the rows, the newest correction of each signed report."""
    signed, signed_ytd = {}, {}
    for code, period, value, ytd in _signed(session):
        signed[code, period], signed_ytd[code, period] = value, ytd
    return Known(signed, signed_ytd, _declared(session))


def _signed(session: Session) -> list[tuple[str, Period, Value, Value]]:
    """Return the values of signed reports, each period's newest correction last."""
    of, report = _VALUES.c, _REPORTS.c
    asked = (
        select(of.indicator, report.first, report.last, of.value, of.ytd)
        .join(_REPORTS, report.id == of.report_id)
        .where(report.status.in_(FROZEN), alive(_REPORTS))
        .order_by(report.correction)
    )
    return [
        (code, Period(first, last), as_value(value), as_value(ytd))
        for code, first, last, value, ytd in session.execute(asked)
    ]


def _declared(session: Session) -> dict[_Key, int]:
    """Return what was entered by hand."""
    of = _BASELINES.c
    asked = select(of.indicator, of.month, of.is_ytd, of.value).where(
        alive(_BASELINES), of.value.is_not(None)
    )
    return {
        (code, Period(month // 100 * 100 + 1, month) if is_ytd else month_period(month)): int(value)
        for code, month, is_ytd, value in session.execute(asked)
        if code in BY_CODE
    }


def as_value(text: str | None) -> Value:
    """Read a frozen figure: "123" and "3/8"; None stays None."""
    return None if text is None else Fraction(text) if "/" in text else int(text)


def as_text(value: Value) -> str | None:
    """Write a figure exactly, as it is frozen."""
    return None if value is None else str(value)
