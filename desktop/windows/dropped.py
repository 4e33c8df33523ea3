"""Which of the things dropped on the window are workbooks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

_SHEETS = {".xlsx", ".xlsm", ".csv", ".tsv", ".txt", ".xls"}


def sheet_files(data: QMimeData) -> list[Path]:
    """Return the local files that may be workbooks; what they really are is found out on opening."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [file for file in files if file.suffix.lower() in _SHEETS]
