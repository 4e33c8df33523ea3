"""Files of the database opened with the system's programs: private copies that go when the program ends."""

import tempfile
import time
import weakref
from contextlib import suppress
from pathlib import Path
from shutil import rmtree

from desktop.saving import safe_name

_PREFIX = "basedesk-"
_LEFT_BEHIND = 24 * 60 * 60  # seconds after which a folder belongs to a program that was killed


class OpenedFiles:
    """One folder of copies nobody else can read, made when first needed; it goes with whoever holds it."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    def copy(self, name: str, content: bytes) -> Path:
        """Write a copy to look at and return where it lies; it cannot be written to."""
        if self._folder is None:
            _sweep()
            self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX))  # for this user alone
            weakref.finalize(self, _remove, self._folder)  # at the end of the program at the latest
        holder = Path(tempfile.mkdtemp(dir=self._folder))
        path = holder / safe_name(Path(name).stem, Path(name).suffix)
        path.write_bytes(content)
        path.chmod(0o400)
        return path

    def remove(self) -> None:
        """Remove every copy; one that another program holds open goes the next time."""
        folder, self._folder = self._folder, None
        if folder is not None:
            _remove(folder)


def _sweep() -> None:
    """Remove what a program that was killed left behind."""
    before = time.time() - _LEFT_BEHIND
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if folder.is_dir() and not folder.is_symlink() and folder.stat().st_mtime < before:
                _remove(folder)


def _remove(folder: Path) -> None:
    """Remove a folder of copies as far as the system lets us."""
    for path in folder.rglob("*"):
        with suppress(OSError):
            path.chmod(0o700)  # Windows removes no file that cannot be written to
    rmtree(folder, ignore_errors=True)
