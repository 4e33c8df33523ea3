"""What a roster says beside a name and a phone, and where it is kept: roles, further numbers."""

from collections.abc import Callable

from db.intake.cells import Reader
from db.intake.lines import Lines
from db.intake.people import Person
from db.intake.telling import cells_of
from db.values import Raw, Read, is_missing
from db.values.people_names import read_name, roles_in
from db.values.personal import MORE_PHONES, SECOND_PHONE, phones_in

ROLE = "姓名备注"
"""What stands in brackets beside a name is kept under this word of 附加信息."""

ROLE_KEPT = "括号里的“{role}”记在附加信息“姓名备注”里"
PHONES_KEPT = "有几个号码，第一个记为手机号，其余记在备注里"
NO_ROOM = "备注已满，其余号码没有记录"
_FURTHER = "另一电话 {numbers}"
_LONGEST = 2000


def read_noted_name(raw: Raw) -> Read:
    """Read a person's name; the remark tells where a role in brackets is kept."""
    name, remark = read_name(raw)
    return name, ROLE_KEPT.format(role="、".join(roles_in(raw))) if remark else ""


def noting_phones(reader: Reader) -> Reader:
    """Return a reader of phones whose remark tells where further numbers are kept."""
    return lambda raw: _told(*reader(raw))


def noted(lines: Lines) -> Callable[[int, Person], None]:
    """Return what adds roles and further numbers to the person of a line."""
    rows = {(one.sheet, one.row) for one in lines.checked.problems if one.reason == PHONES_KEPT}
    roles = {(one.sheet, one.row) for one in lines.checked.problems if one.reason.startswith(ROLE_KEPT[:5])}

    def add(line: int, person: Person) -> None:
        row = lines.sheet_of(line).sheet.name, lines.rows[line]
        if row in roles and (role := "、".join(roles_in(_cell(lines, line, "name")))):
            person.extra[ROLE] = role
        if row in rows and len(further := phones_in(_cell(lines, line, "phone"))) > 1:
            person.note = _FURTHER.format(numbers="、".join(further[1:]))

    return add


def keep_note(lines: Lines, person: Person) -> None:
    """Add further numbers to the remark of the sheet or of the base, unless they stand there."""
    if not person.note:
        return
    is_emptied = lines.checked.wishes.erases and "remark" in lines.columns
    known = None if is_emptied else (person.known or {}).get("remark")
    text = person.values.get("remark") or known or ""
    whole = text if person.note in text else "；".join(filter(None, (text, person.note)))
    if len(whole) > _LONGEST:
        lines.warn(person.lines[0], "phone", NO_ROOM)
    elif whole != text or "remark" in person.values:
        person.values["remark"] = whole


def _cell(lines: Lines, line: int, name: str) -> Raw:
    """Return what stands in the column of a line as it is written; None where there is nothing."""
    mapped = lines.sheet_of(line)
    cells = cells_of(mapped, lines.rows[line])
    places = [at for at, known in mapped.mapping.items() if known == name and at < len(cells)]
    return next((cells[at] for at in places if not is_missing(cells[at])), None)


def _told(value: str | None, remark: str) -> Read:
    """Return a phone with the remark a roster makes of further numbers."""
    return value, PHONES_KEPT if remark in (SECOND_PHONE, MORE_PHONES) else remark
