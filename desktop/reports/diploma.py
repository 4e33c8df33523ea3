"""Draw 结业证书: A4 turned, framed, with room for the base's seal; no seal is ever drawn."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm

from desktop import cells
from desktop.reports.document import Align
from desktop.reports.fonts import Role
from desktop.reports.page import Type, flow
from desktop.reports.pdf import Drawn
from desktop.reports.pen import Box, Pen, Properties, paint
from desktop.reports.training import Diploma

TITLE = "结业证书"
_GOLD, _INK = Color(0.62, 0.47, 0.19), Color(0.13, 0.13, 0.13)
_WIDE, _HIGH = landscape(A4)
_EDGE = 14 * mm
_MIDDLE = _WIDE / 2
_TEXT = Box(44 * mm, 105 * mm, _WIDE - 88 * mm, 50 * mm)
_BODY, _PITCH = 19.0, 35.0
_SEAL = 219 * mm
"""Middle of name and date of the base, and of its seal."""
_PORTRAIT = Box(44 * mm, 157 * mm, 27 * mm, 27 * mm)
_CORNER = 9 * mm
_NAME = _TEXT.width - 28 * mm
"""Room for the longest name, which is never cut; 学员 stands behind it."""


def draw(diplomas: Sequence[Diploma], font_folders: Sequence[Path] | None = None) -> Drawn:
    """Return the certificates as the content of one PDF."""
    first = diplomas[0]
    about = Properties(f"{TITLE}_{first.course}", first.base, first.number, first.on)
    return paint(about, (_WIDE, _HIGH), partial(_pages, diplomas), font_folders)


def _pages(diplomas: Sequence[Diploma], pen: Pen) -> None:
    """Draw a page for each."""
    for number, diploma in enumerate(diplomas):
        if number:
            pen.turn()
        _frame(pen)
        _words(diploma, pen)
        if diploma.portrait is not None:
            pen.picture(diploma.portrait, _PORTRAIT)
        _foot(diploma, pen)


def _frame(pen: Pen) -> None:
    """Draw a thick and a thin edge with stepped corners."""
    pen.ink(_GOLD)
    pen.frame(Box(_EDGE, _EDGE, _WIDE - 2 * _EDGE, _HIGH - 2 * _EDGE), 2.4)
    inner = _EDGE + 3 * mm
    left, top, right, bottom = inner, inner, _WIDE - inner, _HIGH - inner
    for x, inward in ((left, _CORNER), (right, -_CORNER)):
        pen.rule((x, top + _CORNER), (x, bottom - _CORNER), 0.7)
        for y, down in ((top, _CORNER), (bottom, -_CORNER)):
            pen.rule((x, y + down), (x + inward, y + down), 0.7)
            pen.rule((x + inward, y + down), (x + inward, y), 0.7)
    for y in (top, bottom):
        pen.rule((left + _CORNER, y), (right - _CORNER, y), 0.7)
    pen.ink(_INK)


def _words(diploma: Diploma, pen: Pen) -> None:
    """Draw the title, to whom it is given, and what for."""
    pen.write(f"证书编号：{diploma.number}", Role.BODY, 12, (_WIDE - 44 * mm, 37 * mm), Align.RIGHT)
    if diploma.is_demo:
        pen.write("示例数据", Role.BODY, 12, (44 * mm, 37 * mm))
    pen.write(TITLE, Role.TITLE, 44, (_MIDDLE, 63 * mm), Align.CENTRE, parted=16)
    wide = min(_NAME, max(44 * mm, pen.width_of(diploma.name, Role.SUBHEADING, 26) + 10 * mm))
    name = Box(_TEXT.x, 75 * mm, wide, 13 * mm)
    pen.fill(diploma.name, Role.SUBHEADING, 26, name, Align.CENTRE)
    pen.rule((name.x, 89 * mm), (name.x + wide, 89 * mm), 0.7)
    pen.write("学员：", Role.SUBHEADING, _BODY, (name.x + wide + 3 * mm, 86.5 * mm))
    face = Type(pen.fonts, Role.SUBHEADING, _BODY)
    for number, line in enumerate(flow(_sentence(diploma), face, _TEXT.width, indent=2 * _BODY)):
        at = (_TEXT.x + line.x, _TEXT.y + number * _PITCH)
        pen.write(line.text, Role.SUBHEADING, _BODY, at, parted=line.spread)


def _sentence(diploma: Diploma) -> str:
    """Return what the certificate says."""
    assessed = "考核合格，" if diploma.assessed else ""
    return (
        f"于{diploma.held}参加“{diploma.course}”培训，修完规定的{diploma.hours}学时，{assessed}准予结业。"
        f"截至{cells.date_words(diploma.on)}，累计学时：{diploma.total}学时。特发此证。"
    )


def _foot(diploma: Diploma, pen: Pen) -> None:
    """Draw who gives it and when, with room for a seal of 42 mm above and around."""
    name = Box(_SEAL - 42 * mm, 151 * mm, 84 * mm, 17 * mm)
    pen.fill(diploma.base, Role.SUBHEADING, 16, name, Align.CENTRE)
    pen.write(cells.date_words(diploma.on), Role.SUBHEADING, 16, (_SEAL, 178 * mm), Align.CENTRE)
