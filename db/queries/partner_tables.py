"""T8 and T9 of the report: partners that came and went in a period, documents that lapse after its end."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from db.engine import Session
from db.models.partner_words import Papers
from db.queries.partner_history import Partnerships, Turn, ever_partners, partnerships
from db.queries.partner_papers import QUARTER, Cabinet, Paper, cabinet
from db.queries.periods import Period
from db.queries.tables import ORGS


class MoveKind(StrEnum):
    """Whether a company became a partner in the period, or ceased to be one."""

    CAME = "新增"
    WENT = "退出"


@dataclass(frozen=True, slots=True)
class PartnerMove:
    """One line of T8: a company that came (``新增``) or went (``退出``), as often as it did.

    ``state`` is the one it moved to, ``papers`` how its documents stood at the period's end; ``roles`` and
    ``goods`` as they are written, "" where none are.
    """

    org_id: int
    kind: MoveKind
    on: date
    name: str
    roles: str
    goods: str
    state: str
    papers: Papers
    reason: str


@dataclass(frozen=True, slots=True)
class DueDocument:
    """One line of T9: a document of a partner that lapses within 90 days of the period's end.

    ``days_left`` are counted from that day (0: it lapses on it); ``handling`` says whether it was renewed
    since, in words.
    """

    id: int
    partner: str
    document: str
    number: str
    valid_to: date
    days_left: int
    handling: str


@dataclass(frozen=True, slots=True)
class PartnerTables:
    """T8 and T9: as many lines as P03 and P03E, and as P05Q, say."""

    moves: tuple[PartnerMove, ...]
    due: tuple[DueDocument, ...]


def partner_tables(session: Session, period: Period) -> PartnerTables:
    """Return T8 in the order of the days, and T9 the earliest end first."""
    turns, papers = partnerships(session), cabinet(session)
    of = ORGS.c
    asked = select(of.id, of.name, of.roles, of.categories).where(of.id.in_(ever_partners()))
    orgs = {key: (name, roles or "", goods or "") for key, name, roles, goods in session.execute(asked)}
    moves = (_move(turn, orgs[turn.org_id], papers, period) for turn in turns.moves(period))
    return PartnerTables(tuple(moves), _due(turns, papers, orgs, period.ends_on))


def _move(turn: Turn, org: tuple[str, str, str], papers: Cabinet, period: Period) -> PartnerMove:
    """Return a line of T8."""
    name, roles, goods = org
    return PartnerMove(
        org_id=turn.org_id,
        kind=MoveKind.CAME if turn.came else MoveKind.WENT,
        on=turn.on or period.starts_on,
        name=name,
        roles=roles,
        goods=goods,
        state=turn.state,
        papers=papers.word(turn.org_id, period.ends_on),
        reason=turn.reason or "",
    )


def _due(
    turns: Partnerships, papers: Cabinet, orgs: dict[int, tuple[str, str, str]], day: date
) -> tuple[DueDocument, ...]:
    """Return T9: the documents of those that were partners at the end of a day."""
    lines = [
        DueDocument(
            id=paper.id,
            partner=orgs[org][0],
            document=paper.kind,
            number=paper.number or "",
            valid_to=paper.valid_to,
            days_left=(paper.valid_to - day).days,
            handling=_handling(papers.renewed(paper)),
        )
        for org in turns.working(day)
        for paper in papers.due(org, day, QUARTER)
        if paper.valid_to is not None
    ]
    return tuple(sorted(lines, key=lambda line: (line.valid_to, line.partner, line.id)))


def _handling(new: Paper | None) -> str:
    """Say what became of a document that lapses."""
    if new is None:
        return "待续办"
    if new.valid_to is None:
        return "已续办，长期有效"
    return f"已续办，有效期至{new.valid_to.year}年{new.valid_to.month}月{new.valid_to.day}日"
