"""Names of companies as people write them: with and without 有限公司, in brackets of either width."""

import re
from functools import cache

from db.values.text import folded

KEY_LENGTH = 60
"""Signs of a name that are kept to find it by."""

_LEGAL = re.compile(
    r"\(个体工商户\)|\(普通合伙\)|\(有限合伙\)|(?:股份)?有限(?:责任)?公司$|股份公司$|集团$|公司$|co\.?,?ltd\.?$"
)


@cache
def match_key(name: str) -> str:
    """Return an organisation's name without spaces, brackets' width and legal suffix: what it is found by."""
    plain = folded(name)
    return (_LEGAL.sub("", plain) or plain)[:KEY_LENGTH]
