"""Make the prints of training from the records: the one way the window and tests share."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from db.engine import Session
from db.errors import NotAllowed
from db.models import Streamer
from db.portraits import portrait
from db.queries.figures import BaseFacts
from db.queries.indicators import base_facts
from db.queries.training_prints import DiplomaFacts, SheetFacts, diploma_facts, sheet_facts
from db.values import Kind
from desktop import cells
from desktop.reports.pdf import Printed, put
from desktop.reports.training import Diploma, SheetLine, SignInSheet, draw_diplomas, draw_sheet

_NAMELESS = "直播电商基地"


def make_sheet(session: Session, training_id: int, path: Path, day: date) -> Printed:
    """Write the sign-in sheet of a training as PDF; raises FileTrouble."""
    sheet = _sheet(sheet_facts(session, training_id), base_facts(session), day)
    return put(draw_sheet(sheet), path)


def make_diplomas(session: Session, certificates: Sequence[int], path: Path) -> Printed:
    """Write certificates as one PDF, a page each; raises FileTrouble, NotAllowed when none can be printed."""
    base = base_facts(session)
    found = [
        _diploma(facts, base, portrait(session, Streamer, facts.streamer_id))
        for facts in diploma_facts(session, certificates)
    ]
    if not found:
        raise NotAllowed("所选证书都不是本基地培训的结业证，不能打印。")
    return put(draw_diplomas(found), path)


def _sheet(facts: SheetFacts, base: BaseFacts, day: date) -> SignInSheet:
    """Return a sign-in sheet in words."""
    held = facts.roll.training
    course = facts.course or cells.DASH
    org = f"（{facts.trainer_org}）" if facts.trainer_org else ""
    return SignInSheet(
        number=held.code,
        base=base.name or _NAMELESS,
        title=held.title,
        course=f"{course}（{held.category}）" if held.category else course,
        time=_period(held.start_at, held.end_at),
        place="，".join(filter(None, (held.place, facts.place_kind))) or cells.DASH,
        trainer=f"{held.trainer}{org}" if held.trainer else facts.trainer_org or "",
        host=facts.host or base.name or _NAMELESS,
        hours=f"{cells.show(Kind.CREDIT, held.credit)}学时" if held.credit is not None else cells.DASH,
        on=day,
        people=tuple(SheetLine(line.name, line.team or "", line.phone) for line in facts.roll.lines),
        is_demo=facts.is_demo or base.is_demo,
    )


def _diploma(facts: DiplomaFacts, base: BaseFacts, picture: bytes | None) -> Diploma:
    """Return a certificate in words."""
    first = cells.date_words(facts.start_at.date())
    last = facts.end_at.date() if facts.end_at else facts.start_at.date()
    held = first if last == facts.start_at.date() else f"{first}至{cells.date_words(last)}"
    return Diploma(
        number=facts.number,
        name=facts.name,
        course=facts.course,
        held=held,
        hours=cells.show(Kind.CREDIT, facts.credit),
        total=cells.show(Kind.CREDIT, facts.total),
        on=facts.issued_on,
        base=facts.issuer or base.name or _NAMELESS,
        assessed=facts.is_assessed,
        is_demo=facts.is_demo or base.is_demo,
        portrait=picture,
    )


def _period(start: datetime, end: datetime | None) -> str:
    """Write when a training is: one day with its hours, or from day to day."""
    first = f"{cells.date_words(start.date())} {start:%H:%M}"
    if end is None:
        return first
    if end.date() == start.date():
        return f"{first}—{end:%H:%M}"
    return f"{first}至{cells.date_words(end.date())} {end:%H:%M}"
