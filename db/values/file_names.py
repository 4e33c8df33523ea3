"""Names of files as they are kept and told: what can be seen and written, no number of a person in full."""

import re
from unicodedata import category

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_NUMBER = re.compile(r"(?<!\d)(?:[1-9]\d{16}[\dXx]|1[3-9]\d{9})(?!\d)")
_SHOWN = 4


def writable(name: str) -> str:
    """Return a name without what cannot be seen, and what no encoding can write."""
    return "".join(sign for sign in name if category(sign) not in _UNSEEN).strip()


def told(name: str) -> str:
    """Return a name as records keep it: what looks like a phone or ID number shows its end only."""
    return _NUMBER.sub(lambda found: "*" * (len(found[0]) - _SHOWN) + found[0][-_SHOWN:], name)
