"""Human codes: ZB-000123, never used twice."""

from sqlalchemy import text

from db.engine import Session

_DIGITS = 6
_TAKE = text(
    "INSERT INTO code_counter (prefix, last) VALUES (:prefix, :count) "
    "ON CONFLICT (prefix) DO UPDATE SET last = code_counter.last + excluded.last RETURNING last"
)


def next_codes(session: Session, prefix: str, count: int = 1) -> list[str]:
    """Return the next ``count`` codes of a prefix (ZB-000123 …); numbers once given are never given again."""
    last = session.execute(_TAKE, {"prefix": prefix, "count": count}).scalar_one()
    return [f"{prefix}-{number:0{_DIGITS}d}" for number in range(last - count + 1, last + 1)]
