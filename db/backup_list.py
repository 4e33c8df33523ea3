"""The backups in a folder: known by their names, listed newest first, and thinned out as they grow old."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SUFFIX = ".bdbak"
_NAME = re.compile(r"_(\d{8}-\d{6})_(\d+)(?:-\d+)?" + re.escape(SUFFIX) + "$")


@dataclass(frozen=True)
class Backup:
    """A copy that was proven when it was made. ``rows`` is the length of its audit trail then."""

    path: Path
    made_at: datetime
    rows: int


def backups(folder: Path, stem: str) -> list[Backup]:
    """Return the backups of one database in a folder, newest first."""
    found = []
    for path in folder.glob(f"*{SUFFIX}"):
        match = _NAME.search(path.name)
        if match and path.name[: match.start()] == stem:
            with suppress(ValueError):  # a file somebody named so, on a day there is none
                found.append(Backup(path, datetime.strptime(match[1], "%Y%m%d-%H%M%S"), int(match[2])))
    return sorted(found, key=lambda backup: (backup.made_at, backup.path.name), reverse=True)


def thin(folder: Path, stem: str, *, keep: int = 10) -> list[Path]:
    """Delete all but the newest ``keep`` and the last of each of 12 days and 10 weeks; return what went."""
    found = backups(folder, stem)
    kept = set(found[:keep])
    if found:
        newest = found[0].made_at
        for days, period in ((12, "%Y%m%d"), (70, "%G%V")):
            recent = [backup for backup in reversed(found) if backup.made_at > newest - timedelta(days=days)]
            kept |= set({f"{backup.made_at:{period}}": backup for backup in recent}.values())
    gone = [backup.path for backup in found if backup not in kept]
    stale = time.time() - 86_400  # left by a program that was stopped half way
    gone += [part for part in folder.glob(f"{stem}.*{SUFFIX}.part") if part.stat().st_mtime < stale]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone
