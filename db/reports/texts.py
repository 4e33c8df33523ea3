"""The texts of a report while it is written: what the program wrote beside what people made of it.

Each is kept as a draft whenever someone pauses; once the report is signed they are kept as they were printed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from db import trail
from db.engine import Session
from db.errors import Conflict, NotAllowed
from db.models import ReportText
from db.queries.periods import Period
from db.queries.report_standing import REPORTS, report_of
from db.queries.tables import table_of
from db.record import local, now
from db.reports.opening import open_report

MOST = 8000
"""Characters of one text."""
WRITTEN = "修改文字"
"""What the trail calls it when somebody begins to write on a text."""
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""Control characters and halves of characters that a paste may bring: no print, no server takes them."""
_MEANWHILE = "这段文字刚被{who}改过，您写的还没有保存。"

_TEXTS = table_of(ReportText)


@dataclass(frozen=True, slots=True)
class KeptText:
    """A text as it is kept: ``edited`` is None where nobody changed it; ``at`` is local time."""

    key: str
    generated: str
    edited: str | None
    at: datetime
    by: str

    @property
    def said(self) -> str:
        """What the report says."""
        return self.generated if self.edited is None else self.edited


def kept_texts(session: Session, report_id: int) -> dict[str, KeptText]:
    """Return the texts kept of a report, by key."""
    of = _TEXTS.c
    asked = select(of.key, of.generated, of.edited, of.at, of.by).where(of.report_id == report_id)
    return {
        key: KeptText(key, generated or "", edited, local(at), by)
        for key, generated, edited, at, by in session.execute(asked.order_by(of.id))
    }


def texts_of(session: Session, period: Period) -> dict[str, str]:
    """Return what people wrote for the newest report of a period, by key; generated texts are left out."""
    report = report_of(session, period)
    kept = {} if report is None else kept_texts(session, report.id)
    return {key: text.edited for key, text in kept.items() if text.edited is not None}


def keep_text(
    session: Session, period: Period, key: str, generated: str, edited: str, known: str | None = None
) -> None:
    """Keep what somebody made of a text as a draft; one that says what was generated is kept no more.

    ``known`` is what the text said when its writer read it: Conflict, with both sides, when another seat
    wrote something else since. Begins the report when there is none; the trail tells who began to write on
    which text, and over what. Raises NotAllowed once the report is signed, and for a text too long.
    """
    edited = _UNWRITABLE.sub("", edited)
    if len(edited) > MOST:
        raise NotAllowed(f"这段文字有 {len(edited):,} 个字，不能超过 {MOST:,} 个字。")
    report = open_report(session, period, "报告文字")
    kept, user = kept_texts(session, report.id).get(key), session.info["user"]
    said, mine = (generated if kept is None else kept.said).strip(), edited.strip()
    if said != mine and known is not None and said != _UNWRITABLE.sub("", known).strip():
        who = kept.by if kept is not None and kept.by != user else "其他窗口"
        raise Conflict(_MEANWHILE.format(who=who), {key: (edited, said)})
    is_back = mine == generated.strip()
    if is_back and kept is None:
        return
    if kept is None or kept.by != user or is_back:
        trail.record(session, WRITTEN, REPORTS.name, report.id, {key: [said or None, mine or None]})
    own = _TEXTS.c.report_id == report.id, _TEXTS.c.key == key
    if is_back:
        session.execute(delete(_TEXTS).where(*own))
        return
    values = {"generated": generated, "edited": edited, "at": now(), "by": user}
    if kept is None:
        session.execute(insert(_TEXTS).values(report_id=report.id, key=key, **values))
    else:
        session.execute(update(_TEXTS).where(*own).values(values))


def offered(session: Session, period: Period, key: str) -> str:
    """Return what was written under a key for the latest earlier report of the same kind; "" without one."""
    months = period.last - period.first
    of, report = _TEXTS.c, REPORTS.c
    asked = (
        select(of.edited)
        .join(REPORTS, report.id == of.report_id)
        .where(of.key == key, of.edited.is_not(None), of.edited != "", report.deleted_at.is_(None))
        .where(report.last < period.first, report.last - report.first == months)
        .order_by(report.last.desc(), report.correction.desc())
        .limit(1)
    )
    return session.scalar(asked) or ""


def copy_texts(session: Session, old: int, new: int) -> None:
    """Let a correction begin with what people wrote for the report it corrects."""
    edited = {key: text for key, text in kept_texts(session, old).items() if text.edited is not None}
    _write(session, new, {key: (text.generated, text.edited) for key, text in edited.items()})


def freeze_texts(session: Session, report_id: int, texts: Mapping[str, tuple[str, str | None]]) -> None:
    """Keep every text of a report as it is printed: generated, and what people made of it (None = nothing).

    Raises NotAllowed when somebody changed a text since the files were made.
    """
    kept = {
        key: text.edited for key, text in kept_texts(session, report_id).items() if text.edited is not None
    }
    if kept != {key: edited for key, (_, edited) in texts.items() if edited is not None}:
        raise NotAllowed("生成文件后报告文字又有修改，没有签署。请重新签署。")
    for key in kept:  # who wrote it and when stays as it is
        own = _TEXTS.c.report_id == report_id, _TEXTS.c.key == key
        session.execute(update(_TEXTS).where(*own).values(generated=texts[key][0]))
    _write(session, report_id, {key: text for key, text in texts.items() if key not in kept})


def _write(session: Session, report_id: int, texts: Mapping[str, tuple[str, str | None]]) -> None:
    """Write texts by key."""
    who = {"report_id": report_id, "at": now(), "by": session.info["user"]}
    lines = [
        {"key": key, "generated": generated, "edited": edited, **who}
        for key, (generated, edited) in texts.items()
    ]
    if lines:
        session.execute(insert(_TEXTS), lines)
