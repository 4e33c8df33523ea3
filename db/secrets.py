"""The sealed columns (ID number, phone …): seal, open, find, show the last four characters.

A random 32-byte data key belongs to the user. From it follow, by HKDF-Expand (RFC 5869), one key each for
sealing (AES-256-GCM), finding (HMAC-SHA256 of the normalised value) and the audit trail (HMAC-SHA256).
Sealed text reads ``v1.A256GCM.<key id>.<base64 of nonce, ciphertext and tag>``; the place it belongs to
(``"streamer.id_no"``) is authenticated with it, so a value moved to another column does not open.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING, cast

from db.errors import DatabaseUnavailable

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from sqlmodel import Session

KEY_BYTES = 32
_ALGORITHM = "A256GCM"
_NONCE = 12
_TAIL = 4
_ID_NO = 18
_PHONE = 11
_OTHER_KEY = "这项加密内容不是用当前密钥保存的，无法显示。请使用原来的密钥文件。"
_DAMAGED = "这项加密内容已损坏，无法显示。请从备份恢复。"


class Secrets:
    """Seals, opens and finds values with one data key; shows nothing of the key when printed."""

    def __init__(self, data_key: bytes) -> None:
        if len(data_key) != KEY_BYTES:
            raise ValueError("a data key has 32 bytes")
        self._field_key = _expand(data_key, b"basedesk field")
        self._index = hmac.new(_expand(data_key, b"basedesk index"), digestmod=hashlib.sha256)
        self._audit = hmac.new(_expand(data_key, b"basedesk audit"), digestmod=hashlib.sha256)
        self.key_id = _expand(data_key, b"basedesk key id")[:8].hex()
        self._opening = f"v1.{_ALGORITHM}.{self.key_id}."

    @cached_property
    def _cipher(self) -> AESGCM:
        """Return the cipher; its library is loaded by the first value, not by the start of the program."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - costs 30 ms at start

        return AESGCM(self._field_key)

    def seal(self, value: str, place: str) -> str:
        """Return the sealed text of a value for one place (``"streamer.phone"``); differs every time."""
        nonce = os.urandom(_NONCE)
        sealed = nonce + self._cipher.encrypt(nonce, value.encode(), place.encode())
        return self._opening + base64.b64encode(sealed).decode()

    def open(self, sealed: str, place: str) -> str:
        """Return the value of a sealed text; DatabaseUnavailable when damaged, moved or of another key."""
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - loaded with the cipher

        if not sealed.startswith(self._opening):
            raise DatabaseUnavailable(_OTHER_KEY)
        try:
            content = base64.b64decode(sealed[len(self._opening) :], validate=True)
            return self._cipher.decrypt(content[:_NONCE], content[_NONCE:], place.encode()).decode()
        except (InvalidTag, ValueError):
            raise DatabaseUnavailable(_DAMAGED) from None

    def seal_bytes(self, content: bytes, place: str) -> bytes:
        """Return the sealed bytes of a file for one place; they begin with key id and nonce."""
        nonce = os.urandom(_NONCE)
        return self._opening.encode() + nonce + self._cipher.encrypt(nonce, content, place.encode())

    def open_bytes(self, sealed: bytes, place: str) -> bytes:
        """Return the content of sealed bytes; DatabaseUnavailable when damaged, moved or of another key."""
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - loaded with the cipher

        opening = self._opening.encode()
        if not sealed.startswith(opening):
            raise DatabaseUnavailable(_OTHER_KEY)
        start = len(opening) + _NONCE
        try:
            return self._cipher.decrypt(sealed[len(opening) : start], sealed[start:], place.encode())
        except (InvalidTag, ValueError):
            raise DatabaseUnavailable(_DAMAGED) from None

    def index(self, value: str) -> str:
        """Return the blind index of a value: 64 hex digits, equal for equal values, useless to others."""
        mac = self._index.copy()
        mac.update(normalise(value).encode())
        return mac.hexdigest()

    def audit(self, content: bytes) -> str:
        """Return the seal of a row of the audit trail (64 hex digits)."""
        mac = self._audit.copy()
        mac.update(content)
        return mac.hexdigest()

    def __repr__(self) -> str:
        """Name the key, never show it."""
        return f"Secrets({self.key_id})"


def of(session: Session) -> Secrets:
    """Return the secrets a session works with."""
    return cast("Secrets", session.info["secrets"])


def normalise(value: str) -> str:
    """Return a value as its index knows it: full-width as half-width, capital X, no spaces or dashes."""
    if value.isascii() and value.isalnum():  # nearly every value: there is nothing to fold or to take out
        return value.upper()
    folded = unicodedata.normalize("NFKC", value).upper()
    return "".join(folded.split()).replace("-", "")


def tail(value: str) -> str:
    """Return the last four characters, the part that may be shown."""
    return normalise(value)[-_TAIL:]


def mask_id(end: str | None) -> str:
    """Return an ID number as it is shown, from its stored tail: ``**************1234``; "" without one."""
    return end.rjust(_ID_NO, "*") if end else ""


def mask_phone(end: str | None) -> str:
    """Return a phone number as it is shown, from its stored tail: ``*******1234``; "" without one."""
    return end.rjust(_PHONE, "*") if end else ""


def is_masked(text: str) -> bool:
    """Say whether a text is a mask, to be left as it is, and not a value someone typed."""
    return len(text) > _TAIL and set(text[:-_TAIL]) == {"*"}


def _expand(key: bytes, purpose: bytes) -> bytes:
    """Return the 32-byte key for one purpose: HKDF-Expand of RFC 5869 §2.3, whose first block is enough."""
    return hmac.digest(key, purpose + b"\x01", "sha256")
