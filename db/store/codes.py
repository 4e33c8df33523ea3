"""Human codes: ZB-000123, never used twice."""

import re
from collections.abc import Iterable

from sqlalchemy import text

from db.engine import Session

_DIGITS = 6
_TAKE = text(
    "INSERT INTO code_counter (prefix, last) VALUES (:prefix, :count) "
    "ON CONFLICT (prefix) DO UPDATE SET last = code_counter.last + excluded.last RETURNING last"
)
_RAISE = text(
    "INSERT INTO code_counter (prefix, last) VALUES (:prefix, :last) "
    "ON CONFLICT (prefix) DO UPDATE SET last = excluded.last WHERE code_counter.last < excluded.last"
)


def next_codes(session: Session, prefix: str, count: int = 1) -> list[str]:
    """Return the next ``count`` codes of a prefix (ZB-000123 …); numbers once given are never given again."""
    last = session.execute(_TAKE, {"prefix": prefix, "count": count}).scalar_one()
    return [f"{prefix}-{number:0{_DIGITS}d}" for number in range(last - count + 1, last + 1)]


def keep_clear(session: Session, prefix: str, codes: Iterable[str]) -> None:
    """Let the numbers go on after those of codes that people brought along (PX-000123)."""
    numbers = [int(found[1]) for code in codes if (found := re.fullmatch(rf"{prefix}-([0-9]{{1,9}})", code))]
    if numbers:
        session.execute(_RAISE, {"prefix": prefix, "last": max(numbers)})
