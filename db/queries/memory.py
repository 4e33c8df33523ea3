"""表头记忆: how the user once read the header of a sheet, found again by the header itself."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from sqlmodel import col, select

from db.engine import Session
from db.models import HeaderMemory


def fingerprint(kind: str, header: Sequence[str]) -> str:
    """Return what identifies a header of a kind of sheet: 64 hex digits; order and wording count."""
    return sha256("\x1f".join((kind, *(text.strip() for text in header))).encode()).hexdigest()


def recall(session: Session, kind: str, header: Sequence[str]) -> dict[str, str]:
    """Return {header text: column name, "" = left out} as the user once decided, {} when never asked."""
    found = _find(session, fingerprint(kind, header))
    return dict(found.mapping) if found else {}


def known_before(
    session: Session, kinds: Sequence[str], headers: Sequence[Sequence[str]]
) -> tuple[str, int] | None:
    """Return the kind and the place of the first of some headers the user once decided on; None for none."""
    asked: dict[str, tuple[int, str]] = {}
    for place, header in enumerate(headers):
        for kind in kinds:
            asked.setdefault(fingerprint(kind, header), (place, kind))
    keys = session.exec(select(HeaderMemory.fingerprint).where(col(HeaderMemory.fingerprint).in_(asked)))
    found = min((asked[key] for key in keys), default=None)
    return None if found is None else (found[1], found[0])


def remember(session: Session, kind: str, header: Sequence[str], mapping: Mapping[str, str]) -> None:
    """Keep what the user decided on a header, in the caller's transaction; the last decision counts."""
    key = fingerprint(kind, header)
    found = _find(session, key)
    if found is None:
        session.add(HeaderMemory(kind=kind, fingerprint=key, mapping=dict(mapping)))
    else:
        found.mapping = dict(mapping)
    session.flush()


def _find(session: Session, key: str) -> HeaderMemory | None:
    """Return what is kept of a header."""
    return session.exec(select(HeaderMemory).where(col(HeaderMemory.fingerprint) == key)).first()
