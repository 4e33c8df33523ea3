"""机构 entered twice: the same credit code, name without its legal suffix, phone, name without its place."""

import re
from collections.abc import Iterator
from itertools import combinations

from db.duplicates.finding import CROWD, Facts, Found, Subject, add_groups, by_value, differing, same, sharing
from db.duplicates.signs import Sign
from db.engine import Session
from db.models.partner_words import District

_FACTS = ("credit_code", "match_key", "phone_index", "contact", "legal_rep", "address")
_CODE, _KEY, _PHONE, _CONTACT, _LEGAL_REP, _ADDRESS = range(2, 2 + len(_FACTS))
_SAME: dict[int, int] = {
    _CODE: int(Sign.CREDIT_CODE),
    _KEY: int(Sign.MATCH_KEY),
    _PHONE: int(Sign.PHONE),
    _CONTACT: int(Sign.CONTACT),
    _LEGAL_REP: int(Sign.LEGAL_REP),
    _ADDRESS: int(Sign.ADDRESS),
}
_DIFFERS: dict[int, int] = {_CODE: int(Sign.CODE_DIFFERS)}
_SHORTEST = 2
_DISTRICTS = [place.value for place in District if place is not District.ELSEWHERE]
_PLACES = ("山东省", "山东", "临沂市", "临沂", *_DISTRICTS, *(place[:-1] for place in _DISTRICTS))
_PLACE = re.compile("|".join(sorted((re.escape(place) for place in _PLACES), key=len, reverse=True)))


def _find(_session: Session, companies: dict[int, Facts]) -> Found:
    """Return which companies may be one, by what they were found by."""
    found: Found = {}
    for place, sign in ((_CODE, Sign.CREDIT_CODE), (_KEY, Sign.MATCH_KEY), (_PHONE, Sign.PHONE)):
        add_groups(found, sharing(companies, place), sign)
    bare = [bare_name(known[_KEY]) or None for known in companies.values()]
    for group in by_value(list(companies), bare):
        add_groups(found, _of_two_names(group, companies), Sign.BARE_NAME)
    return found


def _of_two_names(group: list[int], companies: dict[int, Facts]) -> Iterator[list[int]]:
    """Yield the pairs of a group whose names are not the same anyway."""
    if len(group) <= CROWD:
        for one, other in combinations(group, 2):
            if companies[one][_KEY] != companies[other][_KEY]:
                yield [one, other]


def bare_name(match_key: str) -> str:
    """Return the name of a company without the places it begins with; the whole name when little is left."""
    rest = match_key
    while (place := _PLACE.match(rest)) is not None and len(rest) - place.end() >= _SHORTEST:
        rest = rest[place.end() :]
    return rest


def _judge(one: Facts, other: Facts) -> int:
    """Return all that two companies share, and what tells them apart."""
    return same(one, other, _SAME) | differing(one, other, _DIFFERS)


SUBJECT = Subject(_FACTS, _find, _judge)
