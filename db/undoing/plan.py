"""What undoing will do row by row, and how one row that has to be kept makes others stay with it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from db.intake.history import Image
from db.undoing.shapes import is_part, label_of, table_named

Row = tuple[str, int]
"""(table, key)."""
USED = "还有{label}在用它"
LOST = "它所属的{label}已经不在了"


@dataclass(slots=True)
class Plan:
    """Rows by table, and how they hang together.

    ``hides`` are removed softly, ``drops`` for good, ``restores`` get fields of before back, ``puts`` are
    inserted again. An image without fields stands for a record whose parts alone change.
    ``held`` is what restored and dropped rows should hold now: the batch's own values. ``own`` are all rows
    the batch added, whatever became of them. ``parts`` go with their owner.
    """

    batch: int
    by_hand: bool = False
    """Whether the batch is what was done in the window at one moment."""
    hides: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    drops: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    restores: defaultdict[str, dict[int, Image]] = field(default_factory=lambda: defaultdict(dict))
    puts: defaultdict[str, dict[int, Image]] = field(default_factory=lambda: defaultdict(dict))
    held: defaultdict[str, dict[int, Image]] = field(default_factory=lambda: defaultdict(dict))
    own: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    said: dict[Row, tuple[Image, Image]] = field(default_factory=dict)
    """Row → what its images say beyond its fields, before and after: who presented a session, to be read."""
    kept: dict[Row, str] = field(default_factory=dict)
    spared: dict[Row, str] = field(default_factory=dict)
    """Row that is restored but for fields changed since → which, and by whom."""
    parts: defaultdict[Row, list[Row]] = field(default_factory=lambda: defaultdict(list))
    holds: defaultdict[Row, list[Row]] = field(default_factory=lambda: defaultdict(list))
    """Row that goes → rows it points to: they cannot be removed once it is kept."""
    needs: defaultdict[Row, list[Row]] = field(default_factory=lambda: defaultdict(list))
    """Row that comes back → rows that point to it: they cannot come back without it."""

    belongings: defaultdict[Row, list[Row]] = field(default_factory=lambda: defaultdict(list))
    """Row to be removed → records to be removed that are nothing without it: they stay where it stays."""

    def goes(self, row: Row) -> bool:
        """Say whether anything will be done to a row."""
        table, key = row
        return any(key in rows[table] for rows in (self.hides, self.drops, self.restores, self.puts))

    def rows(self) -> Iterator[Row]:
        """Yield every row something will be done to."""
        for group in (self.hides, self.drops, self.restores, self.puts):
            for table, keys in group.items():
                for key in list(keys):
                    yield table, key

    def forget_idle(self) -> None:
        """Forget the records without fields to go back when nothing that hangs on them goes back either."""
        others = (*self.hides.values(), *self.drops.values(), *self.puts.values())
        if not any(others) and not any(image for rows in self.restores.values() for image in rows.values()):
            self.restores.clear()

    def is_shown(self, row: Row) -> bool:
        """Say whether a row that is out of sight now will be back."""
        table, key = row
        return "deleted_at" in self.restores[table].get(key, ()) or key in self.puts[table]

    def keep(self, row: Row, reason: str) -> None:
        """Leave a row as it is, for a reason, and with it what cannot go without it."""
        waiting = [(row, reason)]
        while waiting:
            one, why = waiting.pop()
            if not self.goes(one):
                continue
            self._leave(one)
            if not is_part(table_named(one[0])):
                self.kept[one] = why
            label = label_of(one[0])
            waiting += [(part, why) for part in self.parts.pop(one, ())]
            waiting += [
                (used, USED.format(label=label)) for used in self.holds.pop(one, ()) if self._hidden(used)
            ]
            waiting += [(child, LOST.format(label=label)) for child in self.needs.pop(one, ())]

    def _hidden(self, row: Row) -> bool:
        """Say whether a row is to be removed softly."""
        return row[1] in self.hides[row[0]]

    def _leave(self, row: Row) -> None:
        """Do nothing to a row."""
        table, key = row
        self.hides[table].discard(key)
        self.drops[table].discard(key)
        for images in (self.restores, self.puts, self.held):
            images[table].pop(key, None)
