"""Draw 培训签到表: head with QR code, a line for each person, empty lines, a place to sign."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from desktop.reports.document import Align
from desktop.reports.fonts import Role
from desktop.reports.pdf import Drawn
from desktop.reports.pen import Box, Pen, Properties, paint
from desktop.reports.training import SheetLine, SignInSheet

TITLE = "培训签到表"
EMPTY = 8
"""Empty lines at least, for who comes unasked."""
_LEAST = 5
"""Lines the last page has at least."""
_LEFT, _TOP, _WIDTH, _END = 20 * mm, 15 * mm, 175 * mm, 283 * mm
_TITLE_HEIGHT, _FACT, _CODE = 24 * mm, 8.5 * mm, 21 * mm
_ROW, _HEAD = 9 * mm, 8 * mm
_FOOT = 24 * mm
_PAD = 2 * mm
_TYPE = 10.5
_THIN, _THICK = 0.4, 0.9
_COLUMNS = (
    ("序号", 12, Align.CENTRE),
    ("姓名", 27, Align.CENTRE),
    ("单位/团队", 41, Align.LEFT),
    ("联系电话", 31, Align.CENTRE),
    ("签名", 38, Align.CENTRE),
    ("备注", 26, Align.LEFT),
)
"""Title, width in mm and side of each column."""
_LABEL = 20 * mm


def draw(sheet: SignInSheet, font_folders: Sequence[Path] | None = None) -> Drawn:
    """Return the sheet as the content of a PDF."""
    about = Properties(f"{TITLE}_{sheet.title}", sheet.base, sheet.number, sheet.on)
    return paint(about, A4, partial(_pages, sheet), font_folders)


def _pages(sheet: SignInSheet, pen: Pen) -> None:
    """Draw every page: the whole head on the first, a short one on the others."""
    head = _TITLE_HEIGHT + len(_facts(sheet)) * _FACT + 4 * mm
    rooms = _rooms(len(sheet.people) + EMPTY, head)
    done = 0
    for number, count in enumerate(rooms, 1):
        if number == 1:
            _first_head(sheet, pen)
            top = _TOP + head
        else:
            pen.turn()
            pen.write(f"{sheet.title}（{sheet.number}）", Role.BODY, 9, (_LEFT, _TOP + 3 * mm))
            top = _TOP + 6 * mm
        lines = [*sheet.people[done : done + count]]
        _table(pen, top, done, [*lines, *[None] * (count - len(lines))])
        done += count
        _page_number(sheet, pen, (number, len(rooms)))
    _signatures(pen, top + _HEAD + rooms[-1] * _ROW)


def _rooms(needed: int, head: float) -> list[int]:
    """Return the lines of each page; a sheet of one page is filled with empty ones."""
    rooms: list[int] = []
    while True:
        top = _TOP + (6 * mm if rooms else head) + _HEAD
        room = int((_END - _FOOT - top) / _ROW)
        if needed <= room:
            return [*rooms, max(needed, _LEAST)] if rooms else [room]
        rooms.append(int((_END - 8 * mm - top) / _ROW))
        needed -= rooms[-1]


def _facts(sheet: SignInSheet) -> list[tuple[tuple[str, str], ...]]:
    """Return the lines of the head: one or two labelled facts each."""
    return [
        (("培训主题", sheet.title),),
        (("培训课程", sheet.course), ("学　　时", sheet.hours)),
        (("培训时间", sheet.time), ("主办单位", sheet.host)),
        (("培训地点", sheet.place), ("授课讲师", sheet.trainer)),
    ]


def _first_head(sheet: SignInSheet, pen: Pen) -> None:
    """Draw title, number with its code, and the facts."""
    middle = _LEFT + _WIDTH / 2
    pen.fill(
        sheet.base, Role.BODY, 12, Box(_LEFT + 30 * mm, _TOP - 1 * mm, _WIDTH - 60 * mm, 6 * mm), Align.CENTRE
    )
    pen.write(TITLE, Role.TITLE, 22, (middle, _TOP + 15 * mm), Align.CENTRE, parted=4)
    code = Box(_LEFT + _WIDTH - _CODE, _TOP - 2 * mm, _CODE, _CODE)
    pen.code(sheet.number, code)
    pen.write(f"编号：{sheet.number}", Role.BODY, _TYPE, (_LEFT, _TOP + 20 * mm))
    people = f"应到：{len(sheet.people)}人"
    pen.write(people, Role.BODY, _TYPE, (code.x - 8 * mm, _TOP + 20 * mm), Align.RIGHT)
    top = _TOP + _TITLE_HEIGHT
    for row, facts in enumerate(_facts(sheet)):
        _fact_row(pen, top + row * _FACT, facts)
    pen.frame(Box(_LEFT, top, _WIDTH, len(_facts(sheet)) * _FACT), _THICK)


def _fact_row(pen: Pen, top: float, facts: tuple[tuple[str, str], ...]) -> None:
    """Draw one line of labelled facts; of two the first is the wider."""
    widths = (_WIDTH,) if len(facts) == 1 else (103 * mm, _WIDTH - 103 * mm)
    left = _LEFT
    for (label, value), width in zip(facts, widths, strict=True):
        pen.frame(Box(left, top, width, _FACT), _THIN)
        pen.fill(label, Role.HEADING, _TYPE, Box(left, top, _LABEL, _FACT), Align.CENTRE)
        pen.rule((left + _LABEL, top), (left + _LABEL, top + _FACT), _THIN)
        pen.fill(value, Role.BODY, _TYPE, Box(left + _LABEL, top, width - _LABEL, _FACT).inset(_PAD))
        left += width


def _table(pen: Pen, top: float, before: int, lines: Sequence[SheetLine | None]) -> None:
    """Draw the head of the columns and a line each for people and for who comes unasked."""
    left = _LEFT
    bottom = top + _HEAD + len(lines) * _ROW
    for title, share, _side in _COLUMNS:
        pen.fill(title, Role.HEADING, _TYPE, Box(left, top, share * mm, _HEAD), Align.CENTRE)
        left += share * mm
        pen.rule((left, top), (left, bottom), _THIN)
    for number, line in enumerate(lines):
        at = top + _HEAD + number * _ROW
        pen.rule((_LEFT, at), (_LEFT + _WIDTH, at), _THIN if number else _THICK)
        _line(pen, at, before + number + 1, line)
    pen.frame(Box(_LEFT, top, _WIDTH, bottom - top), _THICK)


def _line(pen: Pen, top: float, number: int, line: SheetLine | None) -> None:
    """Draw the words of one line."""
    words = (str(number), *((line.name, line.team, line.phone) if line else ("", "", "")))
    left = _LEFT
    for text, (_title, share, side) in zip(words, _COLUMNS, strict=False):
        if text:
            pen.fill(text, Role.SUBHEADING, _TYPE, Box(left, top, share * mm, _ROW).inset(_PAD / 2), side)
        left += share * mm


def _page_number(sheet: SignInSheet, pen: Pen, page: tuple[int, int]) -> None:
    """Draw which page of how many this is, and that a sample is one."""
    words = f"第{page[0]}页　共{page[1]}页"
    pen.write(words, Role.BODY, 9, (_LEFT + _WIDTH / 2, _END + 6 * mm), Align.CENTRE)
    if sheet.is_demo:
        pen.write("示例数据", Role.BODY, 9, (_LEFT + _WIDTH, _END + 6 * mm), Align.RIGHT)


def _signatures(pen: Pen, top: float) -> None:
    """Draw the line to count on, and the line the trainer signs on."""
    left = _LEFT
    for word in ("实到", "迟到", "早退", "请假", "缺席"):
        left = _blank(pen, (left, top + 8 * mm), f"{word}：", 13 * mm, "人") + 8 * mm
    left = _blank(pen, (_LEFT, top + 18 * mm), "讲师签名：", 36 * mm) + 8 * mm
    left = _blank(pen, (left, top + 18 * mm), "记录人：", 30 * mm) + 8 * mm
    left = _blank(pen, (left, top + 18 * mm), "日期：", 14 * mm, "年")
    left = _blank(pen, (left, top + 18 * mm), "", 8 * mm, "月")
    _blank(pen, (left, top + 18 * mm), "", 8 * mm, "日")


def _blank(pen: Pen, at: tuple[float, float], before: str, room: float, after: str = "") -> float:
    """Draw a line to write on with the words around it; return where they end."""
    left = at[0] + pen.write(before, Role.BODY, _TYPE, at)
    pen.rule((left, at[1] + 1.5), (left + room, at[1] + 1.5), _THIN)
    return left + room + pen.write(after, Role.BODY, _TYPE, (left + room, at[1]))
