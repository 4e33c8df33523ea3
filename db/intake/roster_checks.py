"""Whom of the base a person of a roster is, and whether the law and the base's rules let them be saved."""

from dataclasses import replace
from datetime import date

from db.checks import NUMBERED_IDS, age_fault, birth_of, first_live_fault
from db.engine import Session
from db.errors import BadValue
from db.intake.known import Known, is_keyless
from db.intake.lines import STRIDE, Lines
from db.intake.people import Person
from db.intake.roster_plan import contract_since
from db.intake.side_notes import keep_note
from db.lifecycle.streamers import MOVES
from db.models.words import StreamerState
from db.queries.among import among
from db.queries.contracts import clashes_among, standing
from db.queries.tables import CONTRACTS
from db.steps import Step

NO_START = "没有签约日期，也没有入驻日期，合同没有登记"
ANOTHERS_ACCOUNT = "该账号已登记在另一位主播名下，请核对"
_GUARDIAN = ("guardian_name", "guardian_phone", "guardian_consent_on")


def match(session: Session, lines: Lines, people: list[Person], today: date, step: Step) -> list[Person]:
    """Return the people that may be saved, each with the row of the base it belongs to; refuse the others."""
    known = Known(session, people)
    sure: dict[int, bool] = {}
    for person in people:
        try:
            person.id, sure[id(person)] = _found(person, known)
        except BadValue as fault:
            _refuse(lines, person, fault)
            person.id = None
    rows = known.rows({person.id for person in people if person.id is not None})
    taken: dict[int, Person] = {}
    ready = []
    for done, person in enumerate(people):
        if done % STRIDE == 0:
            step(len(lines) + done, 2 * len(lines))
        if any(line in lines.bad for line in person.lines):
            _refuse_rest(lines, person)
            continue
        try:
            person.known = rows.get(person.id or 0)
            person.id = person.id if person.known else None
            if not sure[id(person)]:
                _compare(person)
            _guard(person, today)
            if not _joined(lines, taken, person):
                ready.append(person)
        except BadValue as fault:
            _refuse(lines, person, fault)
    ready = _without_overlaps(session, lines, ready)
    for person in ready:
        keep_note(lines, person, person.note)
    _tell_shared_phones(lines, ready, known)
    _tell_lost_contracts(lines, ready)
    _tell_odd_states(lines, ready)
    return ready


def _found(person: Person, known: Known) -> tuple[int | None, bool]:
    """Return the key of the streamer a person is, and whether code or ID number say so."""
    found = None
    if person.code is not None:
        found = known.by_code.get(person.code)
        if found is None:
            raise BadValue("库中没有这个主播编号；新主播请清空此格", "code")
    by_id = known.by_id.get(person.id_index or "")
    if found is not None and by_id not in (None, found):
        raise BadValue("该身份证号已属于另一位主播，请核对", "id_no")
    sure = found or by_id
    owner = _owner(person, known)
    if sure is not None and owner not in (None, sure):
        raise BadValue(ANOTHERS_ACCOUNT, "account_no")
    if sure is not None:
        return sure, True
    return owner or _by_name(person, known), False


def _owner(person: Person, known: Known) -> int | None:
    """Return whose the person's accounts are in the base; raises BadValue when they are several people's."""
    owner = None
    for account in person.accounts:
        account.known = known.accounts.get(account.key)
        if account.known is None:
            continue
        account.id = account.known["id"]
        whose = account.known["streamer_id"]
        if owner is not None and whose not in (None, owner):
            raise BadValue(ANOTHERS_ACCOUNT, "account_no")
        owner = whose if owner is None else owner
    return owner


def _by_name(person: Person, known: Known) -> int | None:
    """Return the streamer of this name and phone, or of this name when nothing else is known."""
    if person.phone_index:
        keys = [key for key, name in known.by_phone[person.phone_index] if name == person.name]
    else:
        keys = known.by_name[person.name] if is_keyless(person) else []
    if len(keys) > 1:
        raise BadValue("库中同名主播不止一位，请填写主播编号或身份证号", "name")
    return keys[0] if keys else None


def _compare(person: Person) -> None:
    """Keep two people apart who share an account, or name and phone, in the base and in the roster."""
    if (row := person.known) is None:
        return
    has_account = any(account.known and account.known["streamer_id"] for account in person.accounts)
    if person.id_index and row["id_no_index"] not in (None, person.id_index):
        if has_account:
            raise BadValue(ANOTHERS_ACCOUNT, "account_no")
        person.id = person.known = None
    elif row["name"] != person.name and (not person.phone_index or row["phone_index"] != person.phone_index):
        raise BadValue(ANOTHERS_ACCOUNT, "account_no")


def _guard(person: Person, today: date) -> None:
    """Refuse who is too young, whose birth date contradicts the ID number, and moves in and out of 黑名单."""
    values, row = person.values, person.known or {}
    birth = birth_of(values) or row.get("birth_on")
    if (
        "id_no" not in values
        and row.get("id_no_index")
        and row["id_kind"] in NUMBERED_IDS
        and row["birth_on"] not in (None, birth)
    ):
        raise BadValue("与库中身份证号里的出生日期不一致，请核对", "birth_on")
    if birth is not None and birth > today:
        raise BadValue("出生日期晚于今天，请核对", "birth_on")
    guardian = {name: values.get(name) or row.get(name) for name in _GUARDIAN}
    if reason := age_fault(birth, today, guardian):
        raise BadValue(reason, "birth_on" if "id_no" not in values else "id_no")
    if reason := first_live_fault(birth, values.get("first_live_on"), today):
        raise BadValue(reason, "first_live_on")
    before, after = row.get("status"), values.get("status")
    if before is not None and after not in (None, before) and StreamerState.BLACKLIST in (before, after):
        raise BadValue("列入或移出黑名单须在主播页办理", "status")


def _joined(lines: Lines, taken: dict[int, Person], person: Person) -> bool:
    """Join a person to an earlier one who is the same in the base; raises BadValue when they contradict."""
    if person.id is None:
        return False
    lines.tie(person.lines[0], ("streamer", person.id))
    earlier = taken.setdefault(person.id, person)
    if earlier is person:
        return False
    if field := earlier.differs(person):
        where = lines.where(earlier.lines[0], person.lines[0])
        raise BadValue(f"与{where}是库中同一位主播，但这一项不同，请核对", field)
    earlier.absorb(person)
    return True


def _without_overlaps(session: Session, lines: Lines, people: list[Person]) -> list[Person]:
    """Refuse who would have two exclusive contracts at once by the new end of one; return the others."""
    ends = {person.id for person in people if person.id is not None and person.contract_end is not None}
    if not ends:
        return people
    known = standing(session, among(session, CONTRACTS.c.streamer_id, ends))
    for person in people:
        others = known.get(person.id or 0, [])
        start = contract_since(person, [one.first for one in others]) if others else None
        for one in others:
            if one.first == start and person.contract_end is not None:
                longer = replace(one, last=person.contract_end)
                for words in clashes_among(longer, others):
                    _refuse(lines, person, BadValue(words, "contract_end"))
    return [person for person in people if not any(line in lines.bad for line in person.lines)]


def _tell_shared_phones(lines: Lines, people: list[Person], known: Known) -> None:
    """Leave a remark where a phone is another person's too: families share one, and so do mistakes."""
    first: dict[str, Person] = {}
    for person in people:
        if person.phone_index is None:
            continue
        other = first.setdefault(person.phone_index, person)
        if other is not person:
            reason = f"手机号与{lines.where(other.lines[0], person.lines[0])}相同，请核对"
            lines.warn(person.lines[0], "phone", reason)
        elif any(key != person.id for key, _ in known.by_phone[person.phone_index]):
            lines.warn(person.lines[0], "phone", "手机号与库中另一位主播相同，请核对")


def _tell_odd_states(lines: Lines, people: list[Person]) -> None:
    """Leave a remark where a roster tells a state that people usually do not come to so."""
    for person in people:
        before, after = (person.known or {}).get("status"), person.values.get("status")
        if before is None and after == StreamerState.BLACKLIST:
            lines.warn(person.lines[0], "status", "列入黑名单的原因请在主播页补记")
        elif before is not None and after not in (None, before) and after not in MOVES[before]:
            lines.warn(person.lines[0], "status", f"状态由“{before}”改为“{after}”，不是通常的顺序，请核对")


def _tell_lost_contracts(lines: Lines, people: list[Person]) -> None:
    """Leave a remark where a new person's contract ends but nothing tells when it began."""
    for person in people:
        if person.contract_end is not None and person.known is None and contract_since(person) is None:
            lines.warn(person.lines[0], "contract_end", NO_START)


def _refuse(lines: Lines, person: Person, fault: BadValue) -> None:
    """Refuse every line of a person for one reason."""
    for line in person.lines:
        lines.fail(line, fault.label, fault.reason)


def _refuse_rest(lines: Lines, person: Person) -> None:
    """Refuse the other lines of a person one of whose lines was refused before."""
    for line in person.lines:
        if line not in lines.bad:
            lines.fail(line, "name", "同一位主播的另一行有错误，请一并更正")
