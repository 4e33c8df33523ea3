"""Write a file so that a crash, a full disk or a pulled plug leaves the old one or the new one whole."""

import os
import time
from pathlib import Path

_TRIES = 6


def replace_file(path: Path, content: bytes, mode: int = 0o600) -> None:
    """Put ``content`` at ``path``: written beside it, flushed to the disk, then renamed over it."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        _write(part, content, mode)
        move_over(part, path)
    finally:
        part.unlink(missing_ok=True)


def create_file(path: Path, content: bytes, mode: int = 0o600) -> None:
    """Put ``content`` at ``path`` unless something is there already; FileExistsError then."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        _write(part, content, mode)
        publish(part, path)
    finally:
        part.unlink(missing_ok=True)


def publish(part: Path, path: Path) -> None:
    """Give a finished file its name, durably; FileExistsError when the name is taken."""
    if os.name == "nt":
        part.rename(path)  # Windows refuses to rename over a file
    else:
        path.hardlink_to(part)
        part.unlink()
    sync_folder(path.parent)


def move_over(part: Path, path: Path) -> None:
    """Rename a finished file over ``path``, durably; tries again while a virus scanner holds it (Windows)."""
    for left in reversed(range(_TRIES)):
        try:
            part.replace(path)
            break
        except PermissionError:
            if not left or os.name != "nt":
                raise
            time.sleep(0.05)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Wait until the content of a closed file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; Windows does this by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(path: Path, content: bytes, mode: int) -> None:
    """Write a new file and flush it to the disk."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:  # noqa: PTH123 - by its handle
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
