"""The seal of a report: its 报告编号, and the hashes of its figures and of the rows behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from db.engine import Session
from db.queries.figures import Figure
from db.queries.known_values import as_text
from db.queries.periods import FIVE, Period, Span
from db.queries.report_inputs import Inputs, hash_of, inputs_of
from db.queries.report_standing import shortened

_KINDS = {Span.MONTH: "YB{last}", Span.QUARTER: "JB{year}Q{quarter}", Span.YEAR: "NB{year}"}
_CORRECTED = "-更正{number}"


@dataclass(frozen=True, slots=True)
class Seal:
    """What a report is signed under: number and hashes (64 hex digits), and the inputs by subject."""

    number: str
    figures_hash: str
    inputs_hash: str
    inputs: Mapping[str, Inputs]

    @property
    def short_hash(self) -> str:
        """What is printed of the figures' hash."""
        return shortened(self.figures_hash)


def seal_of(session: Session, period: Period, correction: int, figures: Mapping[str, Figure]) -> Seal:
    """Return the seal of a report's figures as of now; ``correction`` is 0 for the first of its period."""
    number, inputs = number_of(period, correction), inputs_of(session, period)
    return Seal(number, hash_of_figures(number, figures), hash_of(inputs), inputs)


def number_of(period: Period, correction: int = 0) -> str:
    """Return the 报告编号: YB202609, JB2026Q3, NB2026; a correction's has its number (YB202609-更正1)."""
    year, month = divmod(period.last, 100)
    kind = _KINDS[period.span]
    number = kind.format(last=period.last, year=year, quarter=(month + 2) // 3)
    return number + (_CORRECTED.format(number=correction) if correction else "")


def hash_of_figures(number: str, figures: Mapping[str, Figure]) -> str:
    """Return the hash of a report's figures: every code with its five values, exactly."""
    return hash_of_texts(
        number,
        {code: [as_text(getattr(figure, name)) for name in FIVE] for code, figure in figures.items()},
    )


def hash_of_texts(number: str, values: Mapping[str, Sequence[str | None]]) -> str:
    """Return the same hash of values written exactly, as they are stored: five per code, None = missing."""
    lines = ["|".join([code, *(text or "" for text in five)]) for code, five in sorted(values.items())]
    return sha256("\n".join([number, *lines]).encode()).hexdigest()
