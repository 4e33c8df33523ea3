"""What a sheet says beside a name and a phone, and where it is kept: roles, further numbers."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from db.intake.cells import Reader
from db.intake.lines import Lines
from db.intake.people import Person
from db.intake.telling import cells_of
from db.values import Raw, Read, is_missing
from db.values.people_names import read_name, roles_in
from db.values.personal import FURTHER, MORE_PHONES, SECOND_PHONE, mask_further, phones_in

ROLE = "姓名备注"
"""What stands in brackets beside a name is kept under this word of 附加信息."""

ROLE_KEPT = "括号里的“{role}”记在附加信息“姓名备注”里"
PHONES_KEPT = "有几个号码，第一个记为手机号，其余记在备注里"
NO_ROOM = "备注已满，其余号码没有记录"
_LONGEST = 2000
_LEFT_OUT = (SECOND_PHONE, MORE_PHONES)


class Noted(Protocol):
    """A record as its lines tell of it: its values, and the row the base has of it."""

    lines: list[int]
    values: dict[str, Any]
    known: dict[str, Any] | None


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
            person.note = FURTHER.format(numbers="、".join(further[1:]))

    return add


def keep_note(lines: Lines, one: Noted, note: str) -> None:
    """Add further numbers to the remark, unless they stand there; one our export masked stays as it is."""
    kept, given = (one.known or {}).get("remark"), one.values.get("remark")
    if kept and given and given != kept and given == mask_further(kept):
        del one.values["remark"]  # from our own export
    if not note:
        return
    is_emptied = lines.checked.wishes.erases and "remark" in lines.columns
    known = None if is_emptied else (one.known or {}).get("remark")
    text = one.values.get("remark") or known or ""
    whole = text if note in text else "；".join(filter(None, (text, note)))
    if len(whole) > _LONGEST:
        lines.warn(one.lines[0], "phone", NO_ROOM)
    elif whole != text or "remark" in one.values:
        one.values["remark"] = whole


def phones_besides(lines: Lines) -> dict[int, str]:
    """Return by line what to note of further numbers in column ``phone``, and tell where they are kept."""
    problems, rows = lines.checked.problems, dict[tuple[str, int], int]()
    for at, one in enumerate(problems):
        if one.reason in _LEFT_OUT and one.column in lines.checked.kind.column("phone").headers:
            problems[at] = replace(one, reason=PHONES_KEPT)
            rows[one.sheet, one.row] = at
    if not rows:
        return {}
    named = ((line, (lines.sheet_of(line).sheet.name, row)) for line, row in enumerate(lines.rows))
    found = ((line, phones_in(_cell(lines, line, "phone"))) for line, place in named if place in rows)
    return {line: FURTHER.format(numbers="、".join(numbers[1:])) for line, numbers in found if numbers[1:]}


def _cell(lines: Lines, line: int, name: str) -> Raw:
    """Return what stands in the column of a line as it is written; None where there is nothing."""
    mapped = lines.sheet_of(line)
    cells = cells_of(mapped, lines.rows[line])
    places = [at for at, known in mapped.mapping.items() if known == name and at < len(cells)]
    return next((cells[at] for at in places if not is_missing(cells[at])), None)


def _told(value: str | None, remark: str) -> Read:
    """Return a phone with the remark a roster makes of further numbers."""
    return value, PHONES_KEPT if remark in _LEFT_OUT else remark
