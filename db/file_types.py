"""Tell by its content whether a file is a PDF, a JPG or a PNG, and whole; names and endings do not count."""

from db.models.attachment import AttachmentKind

_PDF, _PDF_END = b"%PDF-", b"%%EOF"
_PNG, _PNG_FIRST, _PNG_LAST = b"\x89PNG\r\n\x1a\n", b"IHDR", b"IEND"
_JPG, _JPG_END = b"\xff\xd8\xff", b"\xff\xd9"
_PDF_HEAD, _PDF_TAIL = 1024, 2048  # bytes in which Adobe's own reader looks for the marks
_CHUNK = 12  # bytes around a chunk's data: length, type, checksum
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_NO_LENGTH = frozenset((0x01, *range(0xD0, 0xD8)))
_MARKER = 0xFF
_SCAN, _END = 0xDA, 0xD9


def kind_of(content: bytes) -> AttachmentKind | None:
    """Return what a file is; None for anything else, and for one that is cut off."""
    if _PDF in content[:_PDF_HEAD] and _PDF_END in content[-_PDF_TAIL:]:
        return AttachmentKind.PDF
    if content.startswith(_PNG) and _is_png(content):
        return AttachmentKind.PNG
    if content.startswith(_JPG) and _is_jpg(content):
        return AttachmentKind.JPG
    return None


def _is_png(content: bytes) -> bool:
    """Walk the chunks from the head to the end mark."""
    at = len(_PNG)
    if content[at + 4 : at + 8] != _PNG_FIRST:
        return False
    while at + _CHUNK <= len(content):
        length = int.from_bytes(content[at : at + 4])
        if content[at + 4 : at + 8] == _PNG_LAST:
            return length == 0
        at += _CHUNK + length
    return False


def _is_jpg(content: bytes) -> bool:
    """Walk the segments up to the picture; there must be a frame before it and an end mark after it."""
    at, framed = 2, False
    while at + 4 <= len(content) and content[at] == _MARKER:
        marker = content[at + 1]
        if marker == _MARKER:  # padding
            at += 1
        elif marker == _SCAN:
            return framed and content.find(_JPG_END, at) > 0
        elif marker == _END:
            return False
        else:
            framed = framed or marker in _FRAMES
            at += 2 if marker in _NO_LENGTH else 2 + int.from_bytes(content[at + 2 : at + 4])
    return False
