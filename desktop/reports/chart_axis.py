"""The axis of a chart: round values that enclose what is drawn, and where each value stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, log10

_STEPS = (1, 2, 2.5, 5, 10)


def ticks(lowest: Fraction, highest: Fraction, *, whole: bool = False, most: int = 5) -> list[Fraction]:
    """Return round values for the axis that enclose ``lowest``, ``highest`` and 0; ``whole`` for counts.

    There are about ``most`` steps.
    """
    lowest, highest = min(lowest, Fraction(0)), max(highest, Fraction(0))
    highest = highest if highest > lowest else Fraction(1)
    span = float(highest - lowest)
    power = Fraction(10) ** floor(log10(span / most))
    steps = (Fraction(step) * power for step in _STEPS)
    step = next(step for step in steps if span <= float(step) * most)
    if whole:
        step = Fraction(ceil(step))
    return [number * step for number in range(floor(lowest / step), ceil(highest / step) + 1)]


@dataclass(frozen=True, slots=True)
class Axis:
    """Round values from the lower to the upper edge of a plot, in points above its ground."""

    ticks: Sequence[Fraction]
    low: float
    high: float

    def y(self, value: Fraction) -> float:
        """Return the height of a value."""
        least, most = self.ticks[0], self.ticks[-1]
        return self.low + float((value - least) / ((most - least) or 1)) * (self.high - self.low)

    @property
    def zero(self) -> float:
        """The height of nothing."""
        return self.y(Fraction(0))

    def words(self, tick: Fraction) -> str:
        """Write a round value, with as many decimals as all of them need."""
        places = next(
            (places for places in (0, 1) if all(each * 10**places % 1 == 0 for each in self.ticks)), 2
        )
        return f"{float(tick):,.{places}f}"
