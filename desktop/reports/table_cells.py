"""Cells of the report's tables: a figure, how it compares, a growth, a change of heads."""

from db.queries.figures import Figure, Value
from desktop import cells
from desktop.cells import DASH
from desktop.reports.document import Align, Amount, Cell

WORDS, SHORT = Align.LEFT, Align.CENTRE
WAN_YUAN = "万元"


def name(figure: Figure) -> str:
    """Return what an indicator is called in a table; a figure of the period's last day says so."""
    of_a_day = figure.at_month_end and not figure.name.startswith("其中") and "期末" not in figure.name
    return f"{figure.name}（期末）" if of_a_day else figure.name


def amount(value: Value, unit: str) -> Cell:
    """Return a base value as a cell in its unit of print; “—” when it is missing."""
    number = cells.number(value, unit)
    return DASH if number is None else Amount(cells.printed(value, unit), number)


def compared(figure: Figure, now: Value, before: Value) -> Cell:
    """Return how two values of an indicator compare."""
    number = cells.compared_number(figure, now, before)
    text = cells.compared(figure, now, before)
    return text if number is None else Amount(text, number)


def year_compared(figure: Figure) -> Cell:
    """Return how the year so far compares; a figure of a day has none."""
    return DASH if figure.at_month_end else compared(figure, figure.ytd, figure.ytd_base)


def grown(now: Value, before: Value) -> Cell:
    """Return a growth in percent."""
    number = cells.growth_number(now, before)
    text = cells.growth_cell(now, before)
    return text if number is None else Amount(text, number)


def changed(now: int, before: int | None) -> Cell:
    """Return how many more or fewer people there are."""
    if before is None:
        return cells.MISSING
    return Amount(cells.change(now, before), cells.rounded(now - before, 0))


def words(text: str | None) -> str:
    """Return words as a cell; “—” when there are none."""
    return text or DASH
