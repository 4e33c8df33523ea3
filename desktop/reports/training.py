"""Prints of the training: what a sign-in sheet and a certificate say, and their files.

Everything here holds finished words; nothing loads the PDF library before something is printed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop.reports.pdf import Drawn


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One enrolled person on a sign-in sheet; ``phone`` is masked but for its last digits."""

    name: str
    team: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class SignInSheet:
    """培训签到表 of one training: its head and who is expected. ``number`` is the training's code."""

    number: str
    base: str
    title: str
    course: str
    time: str
    place: str
    trainer: str
    host: str
    hours: str
    on: date
    people: tuple[SheetLine, ...] = ()
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class Diploma:
    """One 结业证书: who finished which course when; ``hours`` of it and ``total`` 学时 so far, as written.

    ``assessed`` says that an assessment was passed; ``portrait`` is the person's picture (JPEG), where known.
    """

    number: str
    name: str
    course: str
    held: str
    hours: str
    total: str
    on: date
    base: str
    assessed: bool = True
    is_demo: bool = False
    portrait: bytes | None = None


def draw_sheet(sheet: SignInSheet, font_folders: Sequence[Path] | None = None) -> Drawn:
    """Return a sign-in sheet as the content of a PDF; ``font_folders`` replaces the system's."""
    from desktop.reports.sign_in_sheet import draw  # noqa: PLC0415 - reportlab is loaded late

    return draw(sheet, font_folders)


def draw_diplomas(diplomas: Sequence[Diploma], font_folders: Sequence[Path] | None = None) -> Drawn:
    """Return certificates as one PDF, a page each; at least one."""
    from desktop.reports.diploma import draw  # noqa: PLC0415 - reportlab is loaded late

    return draw(diplomas, font_folders)
