"""Open a workbook or text file someone sent: in a limited child process, never in the program itself.

A crafted file of 2 KB can abort or hang every parser there is (an abort cannot be caught), so the child may
die of it while this process answers with a sentence. Limits: 50 MB, 300,000 rows × 300 columns, 1 GB of
memory and processor time (``limits``: POSIX's own, a job object on Windows), and wall time everywhere.
Cancelling kills the child within a fifth of a second.
"""

import json
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, Any

from db.errors import FileTrouble
from db.steps import Step, no_step
from desktop.excel import refusals
from desktop.excel.book import Book, RawSheet
from desktop.excel.refusals import RefusedError
from desktop.excel.signatures import check_file

SWITCH = "--read-book"
"""Hidden first argument with which a frozen program becomes the child (see ``desktop.__main__``)."""
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from desktop.excel.child import main; main(*sys.argv[2:])"
)
_ROOT = Path(__file__).resolve().parents[2]
_SECONDS = 40
_SECONDS_PER_MEGABYTE = 4
_SECONDS_OF_GLANCE = 5
_ROWS_OF_GLANCE = "30"
_TICK = 0.1
"""Seconds between two looks at the clock and at 取消."""
_MOST_ANSWER = 400 << 20
"""Bytes of answer kept; the rows of 200,000 × 20 cells are about 40 MB."""
_PATIENCE = 5
"""Seconds until a killed child must be gone."""


def open_book(path: str | Path, step: Step = no_step, encoding: str = "") -> Book:
    """Read every sheet of a file; raises FileTrouble (one sentence) or Cancelled, and leaves nothing behind.

    ``step`` is called at least every tenth of a second with rows read and rows to read. ``encoding`` is that
    of a text file ("": as its bytes tell).
    """
    path = Path(path)
    try:
        content = check_file(path)
        book = Book(path, sha256(content).hexdigest(), content=content)
        seconds = _SECONDS + _SECONDS_PER_MEGABYTE * (len(content) >> 20)
        _Reading(book, seconds, step).run(encoding)
    except RefusedError as refused:
        raise FileTrouble(str(refused)) from None
    if not any(len(sheet.rows) for sheet in book.sheets):
        raise FileTrouble(refusals.EMPTY)
    return book


def glance(path: Path) -> Book:
    """Read the first rows of the first sheet only: a fraction of a second, however large the file is.

    Raises FileTrouble; a file without rows is none here.
    """
    try:
        check_file(path)
        book = Book(path, "")
        _Reading(book, _SECONDS_OF_GLANCE, no_step).run("", _ROWS_OF_GLANCE)
    except RefusedError as refused:
        raise FileTrouble(str(refused)) from None
    return book


class _Reading:
    """One run of the child, filling one book. ``seconds`` limit processor time and wall time."""

    def __init__(self, book: Book, seconds: int, step: Step) -> None:
        self._book = book
        self._seconds = seconds
        self._step = step
        self._lines: SimpleQueue[bytes] = SimpleQueue()
        self._done = 0
        self._total = 0
        self._bytes = 0

    def run(self, encoding: str, most: str = "") -> None:
        """Read until the child says it is done; raises RefusedError, or Cancelled from ``step``."""
        child = subprocess.Popen(  # noqa: S603 - our own program, no shell
            _command(self._book.path, self._seconds, encoding, most),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert child.stdout is not None  # noqa: S101 - asked for above
        listener = Thread(target=self._listen, args=(child.stdout,), daemon=True)
        listener.start()
        try:
            self._take_all()
        finally:
            child.kill()
            child.wait(_PATIENCE)
            listener.join(_PATIENCE)
            child.stdout.close()

    def _listen(self, output: IO[bytes]) -> None:
        """Hand on the lines of the child as they come; an empty one says that no more will."""
        for line in output:
            self._lines.put(line)
        self._lines.put(b"")

    def _take_all(self) -> None:
        """Take lines until the last one, looking up every tenth of a second."""
        until = time.monotonic() + self._seconds
        looked = 0.0
        while True:
            try:
                line = self._lines.get(timeout=_TICK)
            except Empty:
                line = None
            now = time.monotonic()
            if now > until:
                raise RefusedError(refusals.TOO_COMPLEX)
            if now - looked >= _TICK:
                self._step(self._done, self._total)
                looked = now
            if line is not None and self._take(line):
                self._step(self._done, self._done)
                return

    def _take(self, line: bytes) -> bool:
        """Put one line of the answer where it belongs; tell whether it was the last."""
        if not line:  # the child died: killed by a limit, or aborted by a parser
            raise RefusedError(refusals.TOO_COMPLEX)
        self._bytes += len(line)
        if self._bytes > _MOST_ANSWER:
            raise RefusedError(refusals.TOO_COMPLEX)
        if line[:1].isdigit():
            count, rows = line.split(b" ", 1)
            self._book.sheets[-1].rows.append(rows, int(count))
            self._done += int(count)
            return False
        return self._take_word(json.loads(line))

    def _take_word(self, word: dict[str, Any]) -> bool:
        """Take a line that is about the file; tell whether it was the last."""
        if "refused" in word:
            raise RefusedError(word["refused"])
        if "note" in word:
            self._book.notes.append(word["note"])
        if "encoding" in word:
            self._book.encoding = word["encoding"]
        if "sheet" in word:
            merged = tuple((top, left, bottom, right) for top, left, bottom, right in word["merged"])
            facts = {name: word[name] for name in ("hidden", "hidden_rows", "is_uncalculated")}
            columns = tuple(word["hidden_columns"])
            sheet = RawSheet(word["sheet"], merged=merged, hidden_columns=columns, **facts)
            self._book.sheets.append(sheet)
            self._total += word["rows"]
        return "end" in word


def _command(path: Path, seconds: int, encoding: str, most: str) -> list[str]:
    """Return the command line of the child: isolated Python, or the frozen program itself."""
    task = [str(path.resolve()), str(seconds), encoding, most]
    if getattr(sys, "frozen", False):
        return [sys.executable, SWITCH, *task]
    return [sys.executable, "-I", "-c", _START, str(_ROOT), *task]
