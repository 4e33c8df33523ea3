"""What a report is laid out from: the figures, the texts people wrote, and what is kept of a signed one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from db.queries.figures import Figure, ReportFigures
from db.queries.periods import Period
from desktop.reports.names import Names, names_of, period_words
from desktop.reports.wording import Wording

FULL_SCORE = 100


@dataclass(frozen=True, slots=True)
class ReportContent:
    """Everything a report says; the chapters need nothing else.

    ``texts`` are what people wrote, by the key of the paragraph. ``number`` (报告编号) and ``short_hash`` are
    those of a signed report, "" before. ``score`` is how complete the data are (0 to 100).
    """

    figures: ReportFigures
    texts: Mapping[str, str] = field(default_factory=dict)
    number: str = ""
    short_hash: str = ""
    score: int = FULL_SCORE

    @property
    def period(self) -> Period:
        """The period the report is of."""
        return Period(self.figures.month, self.figures.month)

    @property
    def names(self) -> Names:
        """What the report calls its periods."""
        return names_of(self.period)

    @property
    def words(self) -> str:
        """The period as letters write it: 2026年9月."""
        return period_words(self.period)

    @property
    def say(self) -> Wording:
        """The sentences of the report."""
        return Wording(self.names)

    @property
    def name(self) -> str:
        """What the base is called; one that has not said its name yet is 直播电商基地."""
        return self.figures.base.name or "直播电商基地"

    def __getitem__(self, code: str) -> Figure:
        """Return the figure of an indicator (L05)."""
        return self.figures.figures[code]
