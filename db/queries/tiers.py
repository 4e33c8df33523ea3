"""粉丝层级: derived from a streamer's followers, never stored; 百万级以上 is 1,000,000 or more."""

TIERS: tuple[tuple[int, str], ...] = (
    (10_000_000, "千万级"),
    (5_000_000, "500万级"),
    (1_000_000, "百万级"),
    (100_000, "腰部"),
    (10_000, "成长"),
    (0, "新锐"),
)
"""Fewest followers of a tier and its name, the highest first."""

UNKNOWN = "未知"
"""The tier of a streamer whose followers nobody has recorded."""

MILLION = 1_000_000


def tier_of(followers: int | None) -> str:
    """Return the tier of a streamer with so many followers in all accounts together (latest snapshots)."""
    if followers is None:
        return UNKNOWN
    return next(name for fewest, name in TIERS if followers >= fewest or not fewest)
