"""What was found in the lines of an import: faults as values, and what may be saved."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from db.imports.sheets import MappedSheet
from db.imports.ties import Place, Ties

if TYPE_CHECKING:
    from db.imports.kinds import SheetKind

Line = tuple[str, int]
"""A line as the user sees it: name of the sheet, number of the row."""

STALE = -1
"""The stamp of lines that are checked again before they are saved, whatever became of the base since."""


class Severity(StrEnum):
    """Whether a line was refused or taken with a remark."""

    ERROR = "错误"
    WARNING = "警告"


class Offer(StrEnum):
    """What the user may allow, so that cells that were refused are taken; the words stand on its button."""

    DAY_FIRST = "按“日/月/年”读取"
    MONTH_FIRST = "按“月/日/年”读取"
    OLD_ID = "15位旧身份证号换算成18位"
    MISREAD_CODE = "信用代码里的字母O、I改成数字0、1"
    SEVERAL_NAMES = "一格里的几个姓名拆成几行"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one cell or line; ``value`` is as written, masked when the column is sealed.

    ``place`` is that of the column in its sheet (0 = first), None when the whole line is meant. ``offers``
    are what would let the line in, each put into ``Wishes.allows`` once for all lines of a file.
    """

    sheet: str
    row: int
    column: str
    value: str
    reason: str
    severity: Severity = Severity.ERROR
    place: int | None = None
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user decided besides the mode.

    ``erases``: an empty cell of a column that was mapped empties the field of a known record; without it, it
    never does. ``overwrites``: the lines whose values take the place of what was changed by hand since the
    record was last imported; None for every line. ``allows``: what the problems of a check offered.
    """

    erases: bool = False
    overwrites: frozenset[Line] | None = frozenset()
    allows: frozenset[Offer] = frozenset()

    def overwrites_line(self, line: Line) -> bool:
        """Say whether a line takes the place of what was changed by hand."""
        return self.overwrites is None or line in self.overwrites


@dataclass(frozen=True, slots=True)
class Once:
    """A remark several lines deserve and only the first of them that was not refused got (``told``)."""

    places: tuple[Place, ...]
    told: Problem | None


@dataclass(slots=True, weakref_slot=True)
class Checked:
    """Lines after checking; what is ready in ``good`` is the kind's own.

    ``of_columns`` are those of the problems that are about a whole column and stand in its first row.
    ``ties`` and ``once`` tell which lines bear on each other, for a check of some of them.
    """

    kind: "SheetKind"
    sheets: tuple[MappedSheet, ...] = ()
    good: list[Any] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rows: int = 0
    rejected: set[Line] = field(default_factory=set)
    stamp: int = 0
    wishes: Wishes = field(default_factory=Wishes)
    of_columns: list[Problem] = field(default_factory=list)
    ties: Ties = field(default_factory=Ties)
    once: dict[Hashable, Once] = field(default_factory=dict)
    lines: Any = None
    context: Any = None

    def let_go(self) -> None:
        """Free what only saving needs, half a kilobyte a line: what is shown of the check stays."""
        self.good, self.lines, self.context = [], None, None

    @property
    def accepted(self) -> int:
        """How many lines may be saved."""
        return self.rows - len(self.rejected)

    @property
    def warnings(self) -> int:
        """How many remarks good lines carry."""
        return sum(problem.severity is Severity.WARNING for problem in self.problems)
