"""Write a file so that a crash, a full disk or a pulled plug leaves the old one or the new one whole."""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_WAITS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5)
"""Seconds between tries: on Windows a virus scanner holds a fresh file for a moment."""
_OWNERS = 0o600
"""What is written so is for its owner alone."""


def replace_file(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path``: written beside it, flushed to the disk, then renamed over it."""
    with _written(path, content) as part:
        move_over(part, path)


def create_file(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path`` unless something is there already; FileExistsError then."""
    with _written(path, content) as part:
        publish(part, path)


def publish(part: Path, path: Path) -> None:
    """Give a finished file its name, durably; FileExistsError when the name is taken."""
    if os.name == "nt":
        part.rename(path)  # Windows refuses to rename over a file
    elif not _linked(part, path):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL))
        part.replace(path)
    sync_folder(path.parent)


def _linked(part: Path, path: Path) -> bool:
    """Give a file a free name in one step; False on a USB stick (FAT), where a file has one name only."""
    try:
        path.hardlink_to(part)
    except OSError as error:
        if error.errno in (errno.EPERM, errno.ENOTSUP, errno.EMLINK):
            return False
        raise
    part.unlink()
    return True


def move_over(part: Path, path: Path) -> None:
    """Rename a finished file over ``path``, durably; PermissionError when another program holds that."""
    rename_over(part, path)
    sync_folder(path.parent)


def rename_over(part: Path, path: Path) -> None:
    """Rename a file over ``path``; tries again for a while before it raises PermissionError."""
    for wait in _WAITS:
        try:
            part.replace(path)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    part.replace(path)


def sync_file(path: Path) -> None:
    """Wait until the content of a closed file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; Windows does it by itself, some networks cannot."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


@contextmanager
def _written(path: Path, content: bytes) -> Iterator[Path]:
    """Write a new file beside ``path`` and flush it to the disk; what is left of it afterwards is removed."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNERS), "wb") as file:  # noqa: PTH123 - by its handle
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield part
    finally:
        part.unlink(missing_ok=True)
