"""From the lines of a roster to people: read each line, then put together the lines of one person."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from db import identity, secrets
from db.checks import BIRTH_DIFFERS, GENDER_DIFFERS, NUMBERED_IDS
from db.engine import Session
from db.errors import BadValue
from db.imports import Offer
from db.intake.cells import offers_for
from db.intake.columns import NUMBERED
from db.intake.lines import Lines
from db.intake.people import Account, Person
from db.intake.side_notes import noted
from db.models.words import Gender, IdKind, Platform

CONVERTED = "15位旧号已换算成18位，末四位是 {tail}，请与证件核对"
_TAIL = 4
PERSON_FIELDS = (
    *("name", "stage_name", "gender", "id_kind", "id_no", "birth_on", "phone", "status", "kind", "relation"),
    *(
        "category_id",
        "level",
        "team_id",
        "mcn_id",
        "agent",
        "source",
        "joined_on",
        "first_live_on",
        "left_on",
    ),
    *(
        "left_reason",
        "verified",
        "verified_on",
        "guardian_name",
        "guardian_phone",
        "guardian_consent_on",
        "tags",
        "remark",
    ),
)
ACCOUNT_FIELDS = ("nickname", "kind", "registrant", "opened_on", "status")
_PERMIT_PREFIXES = ("81", "82", "83")  # 港澳台居民居住证: 810000, 820000, 830000
_LONGEST_OTHER_ID = 30
_GENDERS = {gender.value: gender for gender in Gender}


class _Numbered(NamedTuple):
    """The columns of a platform that stands in the header: number, nickname, followers."""

    platform: Platform
    no: list[Any]
    nickname: list[str | None]
    followers: list[int | None]


class RosterReader:
    """Turns lines into people and merges the lines of one person."""

    def __init__(self, session: Session, lines: Lines, today: date) -> None:
        self._lines = lines
        self._today = today
        self._secrets = secrets.of(session)
        self._fields = [(name, lines.columns[name]) for name in PERSON_FIELDS if name in lines.columns]
        self._account_fields = [
            (name, lines.columns[column])
            for name in ACCOUNT_FIELDS
            if (column := name if name == "nickname" else f"account_{name}") in lines.columns
        ]
        self._code, self._platform, self._account_no = map(lines.column, ("code", "platform", "account_no"))
        self._followers, self._followers_on = lines.column("followers"), lines.column("followers_on")
        self._start, self._end = lines.column("contract_start"), lines.column("contract_end")
        self._numbered = [
            _Numbered(
                Platform(word), *(lines.column(f"{word}.{part}") for part in ("no", "nickname", "followers"))
            )
            for word in NUMBERED
            if any(f"{word}.{part}" in lines.columns for part in ("no", "nickname", "followers"))
        ]
        self._found: dict[tuple[Any, ...], Person] = {}
        self._note = noted(lines)

    def person(self, line: int) -> Person | None:
        """Return the person a line tells of; None when the line is refused."""
        values = {name: value for name, column in self._fields if (value := column[line]) is not None}
        if "name" not in values:
            self._lines.fail(line, "name", "请填写姓名")
            return None
        person = Person([line], values, code=self._code[line], extra=self._lines.unknown(line))
        self._note(line, person)
        person.contract_start = start = self._start[line]
        person.contract_end = end = self._end[line]
        try:
            self._identify(person)
            person.accounts = list(self._accounts(line))
        except BadValue as fault:
            self._lines.fail(line, fault.label, fault.reason, offers_for(fault))
            return None
        if start is not None and end is not None and end < start:
            self._lines.fail(line, "contract_end", "合同到期早于签约日期，请核对")
            return None
        return person

    def merge(self, person: Person) -> bool:
        """Join a line to the person an earlier line told of; True when it is a person of its own so far."""
        line = person.lines[0]
        keys = _keys(person)
        self._lines.tie(line, *keys)
        if person.phone_index:
            self._lines.tie(line, ("phone", person.phone_index))
        earlier = self._earlier(person, keys)
        if earlier is not None and (field := earlier.differs(person)):
            where = self._lines.where(earlier.lines[0], line)
            self._lines.fail(line, field, f"与{where}是同一人或同一账号，但这一项不同，请核对")
            return False
        if earlier is not None:
            earlier.absorb(person)
        for key in keys:
            self._found.setdefault(key, earlier or person)
        return earlier is None

    def _earlier(self, person: Person, keys: list[tuple[Any, ...]]) -> Person | None:
        """Return the person of an earlier line that shares a key; two ID numbers are two people."""
        for key in keys:
            found = self._found.get(key)
            if found is None:
                continue
            both = person.id_index and found.id_index
            if not both or person.id_index == found.id_index or key[0] != "phone":
                return found
        return None

    def _identify(self, person: Person) -> None:
        """Check the ID number and take from it what the line leaves out; note the keys of ID and phone."""
        values, line = person.values, person.lines[0]
        for name in ("phone", "guardian_phone"):
            if name in values:
                person.indexes[name] = self._secrets.index(values[name])
        number = values.get("id_no")
        if number is None:
            return
        if number.startswith(_PERMIT_PREFIXES):
            values.setdefault("id_kind", IdKind.HMT_PERMIT)
        if values.get("id_kind", IdKind.RESIDENT) in NUMBERED_IDS:
            if Offer.OLD_ID in self._lines.checked.wishes.allows and identity.is_old_id_no(number):
                number = identity.converted_id_no(number)
                self._lines.warn(line, "id_no", CONVERTED.format(tail=number[-_TAIL:]))
            number = values["id_no"] = _checked(number, self._today)
            born, gender = identity.birth_date(number), _GENDERS[identity.gender(number)]
            if values.setdefault("birth_on", born) != born:
                raise BadValue(BIRTH_DIFFERS, "birth_on")
            if values.setdefault("gender", gender) != gender:
                self._lines.warn(line, "gender", GENDER_DIFFERS)
        elif len(number) > _LONGEST_OTHER_ID:
            raise BadValue(f"证件号码最多 {_LONGEST_OTHER_ID} 位", "id_no")
        person.indexes["id_no"] = self._secrets.index(number)

    def _accounts(self, line: int) -> Iterator[Account]:
        """Yield the accounts of a line: of the general columns, then of those headed by a platform."""
        platform, number, followers = self._platform[line], self._account_no[line], self._followers[line]
        if number is not None and platform is None:
            raise BadValue("有账号没有平台，请填写平台", "platform")
        keys = [] if number is None else [(platform, number)]
        keys += [(one.platform, one.no[line]) for one in self._numbered if one.no[line] is not None]
        for key in dict.fromkeys(keys):
            is_general = key == (platform, number) or len(keys) == 1
            values = self._general(line) if is_general else {}
            count, said = (followers if is_general else None), "followers"
            for one in self._numbered:
                if one.platform is key[0] and one.no[line] in (None, key[1]):
                    values |= {} if one.nickname[line] is None else {"nickname": one.nickname[line]}
                    if one.followers[line] is not None:
                        count, said = one.followers[line], f"{one.platform}.followers"
            yield self._account(line, Account(*key, values), count, said)
        if number is None and len(keys) != 1 and followers is not None:
            self._lines.warn(line, "followers", "分不清是哪个平台账号的粉丝数，未记录")
        if self._numbered:
            self._tell_strays(line, {platform for platform, _ in keys})

    def _general(self, line: int) -> dict[str, Any]:
        """Return what the columns headed by no platform say of an account."""
        return {name: value for name, column in self._account_fields if (value := column[line]) is not None}

    def _tell_strays(self, line: int, platforms: set[Platform]) -> None:
        """Leave a remark where a nickname or followers are told of an account that is not."""
        for one in self._numbered:
            for name in ("nickname", "followers"):
                if getattr(one, name)[line] is not None and one.platform not in platforms:
                    self._lines.warn(
                        line, f"{one.platform}.{name}", f"没有填写{one.platform}账号，这一格未记录"
                    )

    def _account(self, line: int, account: Account, count: int | None, said: str) -> Account:
        """Return an account with its followers on the day they were read."""
        on = self._followers_on[line]
        if on is not None and on > self._today:
            raise BadValue("统计日期晚于今天，请核对", "followers_on")
        if count is not None:
            if count < 0:
                raise BadValue("粉丝数不能为负数", said)
            sheet = self._lines.sheet_of(line)
            over = sheet.month_end if sheet.month_end and sheet.month_end <= self._today else None
            account.is_guessed = not (on or sheet.as_of) and over is not None
            on = on or sheet.as_of or over
            account.is_dated = on is not None
            account.followers[on or self._today] = count
        return account


def _keys(person: Person) -> list[tuple[Any, ...]]:
    """Return what a person is found by within a file, the surest first."""
    keys: list[tuple[Any, ...]] = [("code", person.code)] if person.code else []
    if person.id_index:
        keys.append(("id", person.id_index))
    keys += [("account", account.key) for account in person.accounts]
    if person.phone_index:
        keys.append(("phone", person.phone_index, person.name))
    return keys or [("name", person.name)]


def _checked(number: str, today: date) -> str:
    """Return an ID number that holds; raises BadValue that names the column."""
    try:
        return identity.check_id_no(number, today)
    except BadValue as fault:
        raise type(fault)(fault.reason, "id_no") from None
