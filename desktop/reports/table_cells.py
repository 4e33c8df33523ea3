"""Cells of the report's tables: a figure, how it compares, a growth, a change of heads."""

from dataclasses import replace

from db.queries.figures import Figure, Value
from db.values import printing
from desktop import cells
from desktop.cells import DASH
from desktop.reports.document import Align, Amount, Cell, Derived, How
from desktop.reports.wording import DECLARED

WORDS, SHORT = Align.LEFT, Align.CENTRE
WAN_YUAN = "万元"
DECLARED_NOTE = "带#的为使用本系统前填报的历史数据。"


def name(figure: Figure) -> str:
    """Return what an indicator is called in a table; a figure of the period's last day says so."""
    of_a_day = figure.at_month_end and not figure.name.startswith("其中")
    return f"{figure.name}（期末）" if of_a_day else figure.name


def amount(value: Value, unit: str) -> Cell:
    """Return a base value as a cell in its unit of print; “—” when it is missing."""
    number = cells.number(value, unit)
    return DASH if number is None else Amount(f"{number:,f}", number)


def exactly(value: Value, unit: str) -> Cell:
    """Return the same with the number before it was rounded, for a cell that others are derived from."""
    cell = amount(value, unit)
    return replace(cell, exact=printing.exact(value, unit)) if isinstance(cell, Amount) else cell


def measured(figure: Figure, which: str = "value") -> Cell:
    """Return one of a figure's five values; one that rests on 历史数据 is marked."""
    cell = exactly(getattr(figure, which), figure.unit)
    if isinstance(cell, Amount) and which in figure.declared:
        return replace(cell, text=f"{cell.text}{DECLARED}")
    return cell


def compared(figure: Figure, now: Value, before: Value, columns: tuple[int, int] | None = None) -> Cell:
    """Return how two values of an indicator compare; ``columns`` are where they stand in the row."""
    number = cells.compared_number(figure, now, before)
    text = cells.compared(figure, now, before)
    if columns is None:
        return text if number is None else Amount(text, number)
    unit = cells.compared_unit(figure)
    how = How.RATE if unit == "%" else How.DIFFERENCE
    return Derived(text, number, *columns, how, cells.decimals(unit))


def year_compared(figure: Figure, columns: tuple[int, int] | None = None) -> Cell:
    """Return how the year so far compares; a figure of a day has none, nor one of other months."""
    if figure.at_month_end:
        return DASH
    return compared(figure, figure.ytd, figure.ytd_base, columns if figure.ytd_comparable else None)


def grown(now: Value, before: Value, columns: tuple[int, int] | None = None) -> Cell:
    """Return a growth in percent; ``columns`` are where the two values stand in the row."""
    number = cells.growth_number(now, before)
    text = cells.growth_cell(now, before)
    if columns is not None:
        return Derived(text, number, *columns, How.RATE)
    return text if number is None else Amount(text, number)


def changed(now: int, before: int | None) -> Cell:
    """Return how many more or fewer people there are."""
    if before is None:
        return cells.MISSING
    return Amount(cells.change(now, before), cells.rounded(now - before, 0))
