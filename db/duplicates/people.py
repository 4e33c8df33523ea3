"""主播 entered twice: the same phone, name and birth date, account, or name and team."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import select

from db.duplicates.apart import joined
from db.duplicates.finding import (
    Facts,
    Found,
    Subject,
    add_groups,
    by_value,
    differing,
    quickly,
    same,
    sharing,
)
from db.duplicates.signs import Sign
from db.engine import Session
from db.queries.tables import ACCOUNTS

_FACTS = ("name", "birth_on", "team_id", "phone_index", "stage_name", "gender", "id_no_index")
_NAME, _BIRTH, _TEAM, _PHONE, _STAGE, _GENDER, _ID_NO = range(2, 2 + len(_FACTS))
_SAME: dict[int, int] = {
    _NAME: int(Sign.NAME),
    _BIRTH: int(Sign.BIRTH),
    _TEAM: int(Sign.TEAM),
    _PHONE: int(Sign.PHONE),
    _STAGE: int(Sign.STAGE),
}
_DIFFERS: dict[int, int] = {
    _BIRTH: int(Sign.BIRTH_DIFFERS),
    _GENDER: int(Sign.GENDER_DIFFERS),
    _ID_NO: int(Sign.ID_DIFFERS),
}


def _find(session: Session, people: dict[int, Facts]) -> Found:
    """Return who may be one, by what they were found by."""
    found: Found = {}
    add_groups(found, sharing(people, _PHONE), Sign.PHONE)
    add_groups(found, sharing(people, _NAME, _BIRTH), Sign.NAME)
    add_groups(found, sharing(people, _NAME, _TEAM), Sign.NAME)
    for pair in _aliases(people):
        found.setdefault(pair, int(Sign.ALIAS))
    for sign, owners, values in _accounts(session, people):
        add_groups(found, by_value(owners, values), sign)
    return found


def _accounts(
    session: Session, people: dict[int, Facts]
) -> Iterator[tuple[int, list[int], list[tuple[str, str | None]]]]:
    """Yield whose accounts there are, by their number as it is meant, then by their nickname."""
    of = ACCOUNTS.c
    asked = select(of.streamer_id, of.platform, of.account_no, of.nickname)
    living = asked.where(of.deleted_at.is_(None), of.streamer_id.is_not(None))
    rows = [row for row in quickly(session, living) if row[0] in people]
    owners = [row[0] for row in rows]
    plain = [(row[1], row[2].replace(" ", "").removeprefix("@").lower()) for row in rows]
    yield Sign.ACCOUNT, owners, plain
    yield Sign.NICKNAME, owners, [(row[1], row[3]) for row in rows]


def _aliases(people: dict[int, Facts]) -> Iterator[int]:
    """Yield who is registered under a name that is another's stage name, in one team."""
    crossed = {known[_NAME] for known in people.values()} & {known[_STAGE] for known in people.values()}
    named: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    if crossed:
        for key, known in people.items():
            if known[_NAME] in crossed and known[_TEAM] is not None:
                named[known[_NAME], known[_TEAM]].append(key)
        for key, known in people.items():
            if known[_STAGE] in crossed and known[_STAGE] != known[_NAME]:
                for other in named.get((known[_STAGE], known[_TEAM]), ()):
                    yield joined(key, other)


def _judge(one: Facts, other: Facts) -> int:
    """Return all that two people share, and what tells them apart."""
    named = 0
    if one[_NAME] != other[_NAME]:
        crossed = one[_NAME] == other[_STAGE] or other[_NAME] == one[_STAGE]
        named = int(Sign.ALIAS if crossed else Sign.NAME_DIFFERS)
    return same(one, other, _SAME) | differing(one, other, _DIFFERS) | named


SUBJECT = Subject(_FACTS, _find, _judge)
