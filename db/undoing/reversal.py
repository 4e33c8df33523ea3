"""What undoing a batch comes to: how many rows are removed, restored and kept, and why those are kept."""

from dataclasses import dataclass, field

from db.undoing.shapes import label_of


@dataclass(frozen=True, slots=True)
class Kept:
    """A row that stays as it is: its table, key, code and name, and why, as a sentence."""

    entity: str
    key: int
    code: str
    name: str
    reason: str

    @property
    def label(self) -> str:
        """What a row of its kind is called: 主播, 合同."""
        return label_of(self.entity)


@dataclass(frozen=True, slots=True)
class Reversal:
    """What undoing a batch does (``undo`` is None: not done yet, or nothing was left to do) or did.

    ``removed`` rows go out of sight (facts for good), ``restored`` ones get back what they held before, or
    come back; ``kept`` were changed or are used since, or keep some fields that were.
    ``of_each`` tells label → (removed, restored, kept).
    ``signed`` are the months (2026-09) whose report was signed and whose rows are among them: the report
    pages then tell the difference. ``undo`` is the key of the batch that took it back: undoing that one
    brings everything here back.
    """

    batch: int
    removed: int
    restored: int
    kept: tuple[Kept, ...]
    of_each: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    signed: tuple[str, ...] = ()
    undo: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the batch can be taken back."""
        return not self.removed and not self.restored
