"""The texts of a report as the tab shows them: generated, made by people, offered from the report before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.queries.report_standing import report_of
from db.reports.texts import kept_texts, offered

if TYPE_CHECKING:
    from datetime import datetime

    from db.engine import Session
    from db.queries.periods import Period
    from db.reports.texts import KeptText


@dataclass(frozen=True, slots=True)
class TextLine:
    """One text: ``generated`` is what the program writes now, ``said`` what the report says.

    ``is_stale`` means that it was changed by somebody and the program would write something else since;
    ``offered`` is the text of the report before, "" for none.
    """

    key: str
    chapter: str
    label: str
    generated: str
    said: str
    is_typed: bool
    is_stale: bool = False
    offered: str = ""


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of the report of a period, in the order of print; the moment the last one was kept."""

    period: Period
    lines: tuple[TextLine, ...]
    is_signed: bool
    kept_at: datetime | None


def read_texts(session: Session, period: Period) -> Texts:
    """Read the texts of a period's report; the writers' modules are loaded only now."""
    from desktop.reports import monthly  # noqa: PLC0415 - charts must not load at start
    from desktop.reports.content import content_of  # noqa: PLC0415 - as above

    report = report_of(session, period)
    kept = {} if report is None else kept_texts(session, report.id)
    is_signed = report is not None and report.is_signed
    lines = []
    for part in monthly.texts_of(content_of(session, period)):
        own = kept.get(part.key)
        generated = own.generated if is_signed and own is not None else part.generated
        lines.append(
            TextLine(
                key=part.key,
                chapter=part.chapter,
                label=part.label,
                generated=generated,
                said=generated if own is None else own.said,
                is_typed=part.is_typed,
                is_stale=_is_stale(own, generated),
                offered=offered(session, period, part.key) if part.is_typed and not is_signed else "",
            )
        )
    moments = [text.at for text in kept.values()]
    return Texts(period, tuple(lines), is_signed, max(moments, default=None))


def _is_stale(own: KeptText | None, generated: str) -> bool:
    """Say whether the program would write something else now than what somebody changed."""
    return own is not None and own.edited is not None and own.generated.strip() != generated.strip()
