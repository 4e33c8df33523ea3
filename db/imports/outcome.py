"""What to do with good lines, and what was done."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

COUNTS = ("added", "updated", "unchanged", "rejected", "warnings", "conflicts")
"""What a batch keeps of an outcome."""


class Mode(StrEnum):
    """What to do with good lines; a line the mode leaves alone counts as unchanged."""

    ADD = "add"
    UPDATE = "update"
    UPSERT = "upsert"
    CHECK = "check"

    @property
    def label(self) -> str:
        """The mode as the wizard calls it."""
        return {"add": "新增", "update": "更新", "upsert": "新增或更新", "check": "仅校验"}[self.value]


@dataclass(frozen=True, slots=True)
class FileInfo:
    """Where sheets come from: the file's bare name, the SHA-256 of its bytes in hex, and its bytes."""

    name: str
    hash: str = ""
    content: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a known record that a line changes, in words to read (sealed values masked).

    ``code`` is that of the record. ``is_conflict``: ``old`` was typed by hand since the record was last
    imported, and stays unless the user says otherwise.
    """

    sheet: str
    row: int
    code: str
    label: str
    old: str
    new: str
    is_conflict: bool = False


@dataclass(slots=True)
class Outcome:
    """What an import did, in lines: added + updated + unchanged + rejected = rows.

    ``new`` and ``known`` lines tell of records the base does not have and has. ``conflicts`` are lines with a
    value that gives way to one typed by hand. ``changes`` are the changed fields of known records.
    ``batch`` is None when nothing was written.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    warnings: int = 0
    new: int = 0
    known: int = 0
    conflicts: int = 0
    changes: Sequence[Change] = ()
    batch: int | None = None

    def skipped(self, mode: Mode) -> int:
        """How many of the unchanged lines the mode left alone."""
        return {Mode.ADD: self.known, Mode.UPDATE: self.new}.get(mode, 0)

    def under(self, mode: Mode) -> "Outcome":
        """Return what a mode would make of what Mode.CHECK counted."""
        further = self.new - self.added  # lines of new records beyond the first: counted as updated
        done = {Mode.ADD: (self.added, further), Mode.UPDATE: (0, self.updated - further)}
        added, updated = done.get(mode, (self.added, self.updated))
        unchanged = self.unchanged + self.added + self.updated - added - updated
        under = replace(self, added=added, updated=updated, unchanged=unchanged)
        return replace(under, conflicts=0, changes=()) if mode is Mode.ADD else under
