"""A line of a roster that names several people, as a line for each of them, when the user allows it."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from db.errors import BadValue
from db.imports import Checked, MappedSheet, Offer
from db.intake.lines import Divide, Lines
from db.intake.people import Person
from db.values import Raw, is_missing, read_text
from db.values.people_names import names_in
from db.values.personal import phones_in

DIVIDED = "一格里有{count}个姓名，已拆成{count}行；证件、电话、账号按顺序对应，只写了一个的记给第一位，请核对"
OTHER_HALF = "同一行拆出的另一位有错误，请一并更正"
_NAME = "name"
_OWN = frozenset(
    {"code", "stage_name", "id_no", "phone", "account_no", "nickname", "followers", "birth_on", "gender"}
)
_OF_ACCOUNTS = (".no", ".nickname", ".followers")
_BETWEEN = re.compile(r"[/／、,，;；|\n]")

Cells = Sequence[Raw]


def divider(checked: Checked) -> Callable[[MappedSheet], Divide] | None:
    """Return what divides the lines of a sheet; None while the user has not allowed it."""
    return _of_sheet if Offer.SEVERAL_NAMES in checked.wishes.allows else None


def whole_rows(lines: Lines, people: list[Person]) -> list[Person]:
    """Return the people of rows none of whose parts was refused; the other parts go with a refused one."""
    bad = {lines.number_of(line) for line in lines.divided & lines.bad}
    for line in sorted(lines.divided - lines.bad):
        if lines.number_of(line) in bad:
            lines.fail(line, _NAME, OTHER_HALF)
    if lines.divided:
        lines.checked.problems = list(dict.fromkeys(lines.checked.problems))  # each part has the same cells
    told: dict[tuple[int, int], list[int]] = {}
    for line in sorted(lines.divided - lines.bad):
        told.setdefault(lines.number_of(line), []).append(line)
    for parts in told.values():
        lines.warn(parts[0], _NAME, DIVIDED.format(count=len(parts)))
    return [person for person in people if lines.bad.isdisjoint(person.lines)]


def _of_sheet(mapped: MappedSheet) -> Divide:
    """Return what divides the lines of one sheet."""
    at = next((place for place, name in mapped.mapping.items() if name == _NAME), None)
    return (lambda cells: [cells]) if at is None else partial(_parts, mapped.mapping, at)


def _parts(mapping: Mapping[int, str], at: int, cells: Cells) -> list[Cells]:
    """Return a line for each name in it: what is a person's own goes to its person, all else to everyone."""
    raw = cells[at] if at < len(cells) else None
    try:
        names = [] if is_missing(raw) else names_in(raw)
        own = {
            place: _shared_out(name, cells[place], len(names))
            for place, name in mapping.items()
            if len(names) > 1 and place < len(cells) and (name in _OWN or name.endswith(_OF_ACCOUNTS))
        }
    except BadValue:  # told where the cell itself is read
        return [cells]
    if len(names) <= 1:
        return [cells]
    own[at] = list(names)
    return [
        [own[place][number] if place in own else cell for place, cell in enumerate(cells)]
        for number in range(len(names))
    ]


def _shared_out(name: str, raw: Raw, count: int) -> list[Raw]:
    """Return what each of some people has of one cell: a list as long as they are is theirs in order."""
    said: list[str] = []
    if isinstance(raw, str):
        said = phones_in(raw) if name == "phone" else _BETWEEN.split(read_text(raw, lines=True))
    if len(said) == count:
        return list(said)
    return [raw, *[None] * (count - 1)]
