"""Tell what a file is from its first bytes, before anything opens it; extensions are often wrong."""

from pathlib import Path
from stat import S_ISREG

from desktop.excel import refusals
from desktop.excel.refusals import RefusedError

MOST_BYTES = 50 << 20
"""Bytes of a file; 200,000 rows of 20 columns are about 20 MB."""
BOOKS = (".xlsx", ".xlsm")
TEXTS = (".csv", ".txt", ".tsv")

_HEAD = 8192
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OTHERS = (
    (b"%PDF", refusals.PDF),
    (b"\x89PNG", refusals.PICTURE),
    (b"\xff\xd8\xff", refusals.PICTURE),
    (b"GIF8", refusals.PICTURE),
    (b"BM", refusals.PICTURE),
    (b"7z\xbc\xaf\x27\x1c", refusals.ARCHIVE),
    (b"Rar!", refusals.ARCHIVE),
    (b"\x1f\x8b", refusals.ARCHIVE),
    (b"{\\rtf", refusals.NOT_A_BOOK),
    (b"SQLite format 3\0", refusals.NOT_A_BOOK),
)
_WEB = (b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta", b"<head")
_TEXT_MARKS = (b"\xff\xfe", b"\xfe\xff")


def check_file(path: Path) -> bytes:
    """Return the content of a file that may be a table; raises RefusedError saying what it is instead."""
    try:
        about = path.stat()
        if not S_ISREG(about.st_mode):  # a pipe or a device would never end
            raise RefusedError(refusals.MISSING)
        if about.st_size > MOST_BYTES:
            raise RefusedError(refusals.TOO_BIG)
        data = path.read_bytes()
    except PermissionError as error:
        raise RefusedError(refusals.LOCKED) from error
    except OSError as error:
        raise RefusedError(refusals.MISSING) from error
    if not data.strip(b"\0 \t\r\n"):
        raise RefusedError(refusals.EMPTY)
    _check_content(data, path.suffix.lower())
    return data


def _check_content(data: bytes, suffix: str) -> None:
    """Refuse what is not a table, and a table under a wrong name."""
    if data.startswith(_COMPOUND):
        raise RefusedError(refusals.PASSWORD if _ENCRYPTED in data else refusals.OLD_XLS)
    is_zip = data.startswith(_ZIP)
    if not is_zip:
        _check_text(data[:_HEAD])
    if suffix not in BOOKS + TEXTS and suffix != ".xls":
        raise RefusedError(refusals.ONLY_THESE)
    if is_zip and suffix not in BOOKS:
        raise RefusedError(refusals.NAMED_CSV)
    if not is_zip and suffix not in TEXTS:
        raise RefusedError(refusals.NAMED_XLSX)


def _check_text(head: bytes) -> None:
    """Refuse what begins like a picture, a print, a web page or any binary file."""
    sentence = next((words for sign, words in _OTHERS if head.startswith(sign)), None)
    if sentence and not (head.startswith(b"BM") and b"\0" not in head):
        raise RefusedError(sentence)
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if begin.startswith(_WEB):
        raise RefusedError(refusals.WEB_PAGE)
    if b"\0" in head and not head.startswith(_TEXT_MARKS):
        raise RefusedError(refusals.UNREADABLE)
