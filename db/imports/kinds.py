"""What a kind of sheet is: its columns, and how its lines are checked, saved and exported."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from db.columns import Column
from db.engine import Session
from db.imports.checked import Checked
from db.imports.outcome import Mode, Outcome
from db.record import Fact, Record
from db.steps import Step


@dataclass(frozen=True, slots=True)
class SheetKind:
    """A kind of sheet the program understands.

    ``columns`` are all it can take; those with ``shown.in_sheet`` make up the template and the export.
    ``ask`` holds headers whose meaning only the user knows → the column names they may stand for.
    A sheet has at least one column of each of ``anchors``, else it is about something else. ``lines`` gives
    the records as the sheet has them, for the export: keys are column names, and ``extra``; money in 分,
    durations in minutes, links as names, sealed columns masked unless ``full``. ``model`` is what the lines
    are records of.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    ask: Mapping[str, tuple[str, ...]]
    check: Callable[[Session, Checked, Step], None] = field(repr=False)
    save: Callable[[Session, Checked, Mode, int, Step], Outcome] = field(repr=False)
    lines: "Lines" = field(repr=False)
    model: type[Record] | type[Fact]
    anchors: tuple[tuple[str, ...], ...] = ()

    @property
    def template(self) -> tuple[Column, ...]:
        """The columns of the template and of the export, in this order."""
        return tuple(column for column in self.columns if column.shown.in_sheet)

    @property
    def keeps_extra(self) -> bool:
        """Whether its records have room for columns the program does not know (附加信息)."""
        return "extra" in self.model.model_fields

    def column(self, name: str) -> Column:
        """Return a column by its name; KeyError when the kind has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


class Lines(Protocol):
    """Yields the living records of a kind as lines of its sheet, or ``only`` those with some keys."""

    def __call__(
        self, session: Session, *, full: bool, only: frozenset[int] | None = None
    ) -> Iterator[dict[str, Any]]:
        """Yield them in the order of their keys."""
