"""Human codes: ZB-000123, never used twice."""

from db.engine import Session


def next_codes(session: Session, prefix: str, count: int = 1) -> list[str]:
    """Return the next ``count`` codes of a prefix (ZB-000123 …); numbers once given are never given again."""
    raise NotImplementedError
