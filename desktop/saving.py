"""Put a finished file in its place all at once, under a name every system takes.

Every writer of the program (Excel, PDF, pictures) writes through ``replace_file``: into ``*.part`` in the
same folder → fsync → ``os.replace`` → fsync of the folder. A cut of power, a full disk or an error leaves the
old file as it was.
"""

import errno
import re
import unicodedata
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from uuid import uuid4

from db import files
from db.errors import FileTrouble

_LONGEST_NAME = 180
"""Bytes of a file name in UTF-8, suffix included; Linux allows 255, and “(1)” must still fit."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?$")
_OTHER_NAMES = 99


class Replacement:
    """One file being written; ``with replacement as part`` gives the path to write to.

    After the block ``path`` is where the file lies: the name asked for, or, when another program holds that
    one open, the same name with “(1)”; ``note`` then says so in Chinese and is "" otherwise.
    Raises FileTrouble when the file cannot be written; nothing is left behind then.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.note = ""
        self._part = path.with_name(f"~{uuid4().hex[:12]}.part")

    def __enter__(self) -> Path:
        """Make the folder and return the path of the part file, which does not exist yet."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _trouble(error, self.path) from error
        return self._part

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put the part in place, or remove it when writing failed."""
        try:
            if error is None:
                self._finish()
            elif isinstance(error, OSError):
                raise _trouble(error, self.path) from error
        except OSError as failed:
            raise _trouble(failed, self.path) from failed
        finally:
            with suppress(OSError):  # the disk that refused the file may refuse this too
                self._part.unlink(missing_ok=True)

    def _finish(self) -> None:
        """Make the part durable and move it to its name."""
        files.sync_file(self._part)
        try:
            files.rename_over(self._part, self.path)
        except PermissionError:
            other = _other_name(self.path)
            files.rename_over(self._part, other)
            self.note = f"“{self.path.name}”正被其他程序打开，已另存为“{other.name}”。"
            self.path = other
        files.sync_folder(self.path.parent)


def replace_file(path: str | Path) -> Replacement:
    """Begin to replace one file; the block then writes to the part: ``with … as part: write(part)``."""
    return Replacement(Path(path))


def save(path: Path, content: bytes) -> tuple[Path, str]:
    """Replace a file; returns where it lies and a Chinese note, as ``Replacement`` has them."""
    saved = replace_file(path)
    with saved as part:
        part.write_bytes(content)
    return saved.path, saved.note


def safe_name(text: str, suffix: str = "") -> str:
    """Return a file name made of ``text`` that Windows, Linux and WPS take; ``suffix`` (".pdf") is kept.

    Path signs, control and direction characters go, reserved names (CON, NUL …) get a “_”, long ones are cut.
    """
    shown = "".join(
        " " if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else sign
        for sign in unicodedata.normalize("NFC", text)
    )
    name = " ".join(_FORBIDDEN.sub(" ", shown).split()).strip(". ")
    if _RESERVED.match(name):
        name = f"_{name}"
    room = _LONGEST_NAME - len(suffix.encode())
    name = name.encode()[:room].decode(errors="ignore").strip(". ")
    return f"{name or '未命名'}{suffix}"


def _other_name(path: Path) -> Path:
    """Return the first name to fall back to that is still free."""
    names = (path.with_name(f"{path.stem}({number}){path.suffix}") for number in range(1, _OTHER_NAMES))
    return next((name for name in names if not name.exists()), path)


def _trouble(error: OSError, path: Path) -> FileTrouble:
    """Return the sentence for an operating system error."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return FileTrouble("磁盘空间不足，文件没有保存：请清理空间或换一个位置再试。")
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return FileTrouble(f"“{path.name}”写不进去：请关闭正在打开它的程序，或换一个文件夹再试。")
    if error.errno == errno.ENAMETOOLONG:
        return FileTrouble("文件名太长：请换一个短一些的名字。")
    return FileTrouble(f"“{path.name}”没能保存：请检查文件夹是否存在、磁盘是否正常。")
