"""Days as people write them when they know only the year or the month: 2019年, 2021年10月."""

import re
import unicodedata
from datetime import date

_WHEN = re.compile(r"(?P<year>(?:19|20)\d\d)(?:[年.\-/](?P<month>\d{1,2})?)?(?:[月.\-/](?P<day>\d{1,2})?)?")


def first_day(text: str) -> date | None:
    """Return the first day a time in words can mean (2021年10月 → 1 October); None without a year."""
    found = _WHEN.search("".join(unicodedata.normalize("NFKC", text).split()))
    if found is None:
        return None
    month, day = int(found["month"] or 1), int(found["day"] or 1)
    try:
        return date(int(found["year"]), month, day)
    except ValueError:
        return date(int(found["year"]), 1, 1)
