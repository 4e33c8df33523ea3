"""The changes of an import after some of its lines were corrected: nothing is copied until it is read."""

from array import array
from collections.abc import Collection, Sequence
from functools import cached_property

from db.imports.checked import Line
from db.imports.outcome import Change
from db.on_demand import OnDemand


class Amended(OnDemand[Change]):
    """Changes without those of some lines, and with others; conflicts first.

    ``fewer`` says how many the lines left out had: it is known, and counting it would read all of them.
    """

    def __init__(
        self, base: Sequence[Change], gone: Collection[Line], fewer: int, fresh: Sequence[Change]
    ) -> None:
        self._base, self._gone, self._fewer = base, frozenset(gone), fewer
        self._fresh = tuple(fresh)

    def __len__(self) -> int:
        """Return how many changes there are."""
        return len(self._base) - self._fewer + len(self._fresh)

    def item(self, place: int) -> Change:
        """Return one change."""
        before, conflicts, after = self._order
        if place < len(conflicts):
            return conflicts[place]
        at = place - len(conflicts)
        return self._base[before[at]] if at < len(before) else after[at - len(before)]

    def amended(self, gone: Collection[Line], was: Sequence[Change], fresh: Sequence[Change]) -> "Amended":
        """Return these changes once more without those of some lines (``was``), and with others."""
        kept = [one for one in self._fresh if (one.sheet, one.row) not in gone]
        fewer = self._fewer + len(was) - (len(self._fresh) - len(kept))
        return Amended(self._base, self._gone | frozenset(gone), fewer, [*kept, *fresh])

    @cached_property
    def _order(self) -> "tuple[array[int], list[Change], list[Change]]":
        """The places of the changes that stay, the conflicts that came, and the other changes that came."""
        stay = array("L", (at for at, one in enumerate(self._base) if (one.sheet, one.row) not in self._gone))
        conflicts = [one for one in self._fresh if one.is_conflict]
        return stay, conflicts, [one for one in self._fresh if not one.is_conflict]


def amended(
    base: Sequence[Change], gone: Collection[Line], was: Sequence[Change], fresh: Sequence[Change]
) -> Sequence[Change]:
    """Return changes without those of some lines (``was``), and with others."""
    if not was and not fresh:
        return base
    if isinstance(base, Amended):
        return base.amended(gone, was, fresh)
    return Amended(base, gone, len(was), fresh)
