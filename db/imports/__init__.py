"""Take sheets of people's workbooks in: what is handed over, what is found wrong, what was done.

Faults of lines are values; a fault of a file is raised. What one kind of sheet needs lies in ``db.intake``;
this package knows no columns.
"""

from db.imports.checked import STALE, Checked, Line, Offer, Once, Problem, Severity, Wishes
from db.imports.kinds import Lines, SheetKind
from db.imports.outcome import COUNTS, Change, FileInfo, Mode, Outcome
from db.imports.saving import check_rows, save_rows
from db.imports.sheets import IGNORED, MappedSheet, Rows, Sheet

__all__ = [
    "COUNTS",
    "IGNORED",
    "STALE",
    "Change",
    "Checked",
    "FileInfo",
    "Line",
    "Lines",
    "MappedSheet",
    "Mode",
    "Offer",
    "Once",
    "Outcome",
    "Problem",
    "Rows",
    "Severity",
    "Sheet",
    "SheetKind",
    "Wishes",
    "check_rows",
    "save_rows",
]
