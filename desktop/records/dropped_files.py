"""Which of the things dropped on a window are meant for the import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QMimeData

_SHEETS = {".xlsx", ".xlsm", ".csv", ".tsv", ".txt", ".xls"}
_LOCK = "~$"  # how WPS and Excel name the file beside one they have open


def holds_sheets(data: QMimeData) -> bool:
    """Tell whether something dropped may be a table, or a folder of them."""
    return any(path.is_dir() or is_sheet_name(path) for path in _local(data))


def dropped_files(data: QMimeData) -> list[Path]:
    """Return the files dropped and the tables right inside folders dropped.

    What is no table stays among the files: why it cannot be read is told on opening.
    """
    found: list[Path] = []
    for path in _local(data):
        found += sorted(filter(is_sheet_name, path.iterdir())) if path.is_dir() else [path]
    return found


def is_sheet_name(path: Path) -> bool:
    """Tell whether a file is named like a table; what it really is is found out on opening."""
    return path.suffix.lower() in _SHEETS and not path.name.startswith(_LOCK)


def _local(data: QMimeData) -> Iterable[Path]:
    """Yield what was dropped from this machine."""
    return (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
