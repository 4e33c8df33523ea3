"""What the find box asks and how the answer is written: heads, lines, their icons and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.i18n import heading, tr
from desktop.windows.find_list import FindLine
from desktop.windows.find_offers import COMMAND, PLACE, WindowLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.engine import Session
    from db.queries.find_hits import Found, FoundGroup
    from db.queries.find_recent import Chosen

_ICONS = {
    "主播": "person",
    "企业与机构": "partners",
    "品牌": "brands",
    "月报": "report",
    "培训": "training",
    "课程": "training",
    "活动": "campaign",
    "平台账号": "live",
    "合同": "contract",
    "直播场次": "live",
}
_SPOKEN = ("月报",)
"""Kinds whose titles are words of the program, not of the base."""
_FIRST_COMMANDS = 6


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a text in which base; where nothing is typed, the records chosen lately.

    ``lately`` are kind and key of all that was chosen, the window's own lines too, the newest first.
    """

    text: str
    base: str = ""
    groups: tuple[FoundGroup, ...] = ()
    recent: tuple[Found, ...] = ()
    lately: tuple[Chosen, ...] = ()


def read_answer(
    session: Session, text: str, own: Sequence[WindowLine], recent: dict[str, list[Chosen]]
) -> Answer:
    """Find what answers to a text; meant for another thread, where the questions are loaded too."""
    from db.queries.find import find_anything  # noqa: PLC0415 - loads the ORM
    from db.queries.find_recent import recent_lines  # noqa: PLC0415 - loads the ORM
    from db.queries.health import base_identity  # noqa: PLC0415 - as above

    base = base_identity(session)
    lately = tuple(recent.get(base, ()))
    if not text.strip():
        return Answer(text, base, (), tuple(recent_lines(session, lately)), lately)
    offers = [line.offer() for line in own]
    return Answer(text, base, tuple(find_anything(session, text, offers, lately)), (), lately)


def shown_lines(answer: Answer, own: Sequence[WindowLine]) -> list[FindLine]:
    """Return the lines of an answer; while nothing is typed, what was chosen lately and is often done."""
    known = {(line.kind, line.key): line for line in own}
    if not answer.text.strip():
        return _first_lines(answer, known)
    lines = []
    for group in answer.groups:
        head, shown = heading(str(group.kind)), len(group.found)
        if group.total is None:
            head = tr("{kind}（还有很多，请再输入几个字）").format(kind=head)
        elif group.total > shown:
            head = tr("{kind}（另有 {count} 条）").format(kind=head, count=f"{group.total - shown:,}")
        lines.append(FindLine(head))
        for found in group.found:
            of_window = known.get((str(found.kind), str(found.key)))
            lines.append(_line(found) if of_window is None else _own_line(of_window, found.marks))
        if group.total is None or group.total > shown:
            lines += _all_line(answer.text, group)
    return lines


def _first_lines(answer: Answer, known: dict[tuple[str, str], WindowLine]) -> list[FindLine]:
    """Return what stands below an empty field."""
    recent: dict[Chosen, FindLine] = {(kind, key): _own_line(line) for (kind, key), line in known.items()}
    recent |= {(str(found.kind), found.key): _line(found) for found in answer.recent}
    lately = [recent[chosen] for chosen in answer.lately if chosen in recent]
    often = [line for line in known.values() if line.kind == COMMAND][:_FIRST_COMMANDS]
    commands = [line for each in often if (line := _own_line(each)) not in lately]
    return [
        *([FindLine(tr("最近打开")), *lately] if lately else []),
        *([FindLine(tr("常用操作")), *commands] if commands else []),
    ]


def _all_line(text: str, group: FoundGroup) -> list[FindLine]:
    """Return the line that leads to the list of a kind with the same words; none where nothing lists it."""
    found = next((each for each in group.found if "key" in dict(each.filters)), None)
    if found is None:
        return []
    part = {name: value for name, value in found.filters if name == "part"}
    words, kind = tr("全部结果"), heading(str(group.kind))
    line = WindowLine(PLACE, "", words, "search", kind, page=found.page, filters=part | {"text": text})
    return [_own_line(line)]


def _own_line(line: WindowLine, marks: tuple[tuple[int, int], ...] = ()) -> FindLine:
    """Return a line of the window's own."""
    return FindLine(line.title, line.note, line.icon, marks, line)


def _line(found: Found) -> FindLine:
    """Return the line of a record."""
    kind = str(found.kind)
    title = tr(found.title) if kind in _SPOKEN else found.title
    notes = " · ".join(tr(note) for note in found.notes)
    return FindLine(title, notes, _ICONS[kind], found.marks, found)
