"""季度收入表: what each streamer earned by the sessions of some months, as far as it was entered.

Income is told apart as 收入总额, 退款 and 净额 (国家税务总局公告2025年第15号). The one amount the base enters
is the commission of a session; below 0 it takes back what was paid. What is not entered stays unknown.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby
from operator import itemgetter

from sqlalchemy import func, or_, select

from db.engine import Session
from db.models.words import DataStage
from db.queries.identities import Identity, identities
from db.queries.periods import Period
from db.queries.tables import COUNTED, PRESENTERS, SESSIONS, STREAMERS, alive

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class IncomeRow:
    """One streamer; amounts are exact parts of 分, None where nothing was entered.

    ``sessions`` are those presented, ``entered`` those whose commission is told and can be shared out;
    ``missing`` have no commission, ``undivided`` were presented by several and say nobody's share.
    """

    streamer: Identity
    sessions: int
    entered: int
    missing: int
    undivided: int
    gross: Fraction | None
    refund: Fraction | None

    @property
    def net(self) -> Fraction | None:
        """Income after refunds; unknown unless both are known."""
        return None if self.gross is None or self.refund is None else self.gross - self.refund


@dataclass(frozen=True, slots=True)
class Income:
    """The income of some months: a row for each who presented, by number.

    ``nobody`` are counted sessions without a presenter, ``provisional`` sessions that are not yet checked
    and so not counted.
    """

    rows: tuple[IncomeRow, ...]
    nobody: int
    provisional: int


@dataclass(slots=True)
class _Sum:
    """What is added up for one streamer."""

    sessions: int = 0
    missing: int = 0
    undivided: int = 0
    gains: list[Fraction] = field(default_factory=list)
    losses: list[Fraction] = field(default_factory=list)

    def take(self, commission: int | None, part: Fraction | None) -> None:
        """Add one session: its commission and the streamer's part of it."""
        self.sessions += 1
        if commission is None:
            self.missing += 1
        elif part is None:
            self.undivided += 1
        else:
            (self.gains if commission >= 0 else self.losses).append(abs(commission) * part)


def income(session: Session, months: Period, *, full: bool = False) -> Income:
    """Return what streamers earned by the counted sessions of some months; IDs masked unless ``full``."""
    sums: dict[int, _Sum] = {}
    for commission, presenters in _sessions(session, months):
        alone = len(presenters) == 1
        for streamer, share in presenters:
            part = Fraction(share, _WHOLE) if share is not None else Fraction(1) if alone else None
            sums.setdefault(streamer, _Sum()).take(commission, part)
    presented = select(PRESENTERS.c.streamer_id).join(SESSIONS, SESSIONS.c.id == PRESENTERS.c.session_id)
    within = SESSIONS.c.month.between(months.first, months.last)
    people = identities(session, STREAMERS.c.id.in_(presented.where(COUNTED, within)), full=full)
    named = select(PRESENTERS.c.session_id).where(PRESENTERS.c.session_id == SESSIONS.c.id).exists()
    count = select(func.count()).select_from(SESSIONS).where(within)
    provisional = or_(SESSIONS.c.stage.is_(None), SESSIONS.c.stage == DataStage.PROVISIONAL)
    return Income(
        tuple(_row(who, sums[key]) for key, who in people.items() if key in sums),
        nobody=session.scalar(count.where(COUNTED, ~named)) or 0,
        provisional=session.scalar(count.where(alive(SESSIONS), provisional)) or 0,
    )


def _row(who: Identity, found: _Sum) -> IncomeRow:
    """Return the line of one streamer."""
    return IncomeRow(
        who,
        found.sessions,
        len(found.gains) + len(found.losses),
        found.missing,
        found.undivided,
        sum(found.gains, Fraction()) if found.gains else None,
        sum(found.losses, Fraction()) if found.losses else None,
    )


def _sessions(session: Session, months: Period) -> Iterator[tuple[int | None, list[tuple[int, int | None]]]]:
    """Yield commission and presenters (streamer, share in percent) of each counted session."""
    asked = (
        select(SESSIONS.c.id, SESSIONS.c.commission, PRESENTERS.c.streamer_id, PRESENTERS.c.share)
        .join(PRESENTERS, PRESENTERS.c.session_id == SESSIONS.c.id)
        .where(COUNTED, SESSIONS.c.month.between(months.first, months.last))
        .order_by(SESSIONS.c.id, PRESENTERS.c.id)
        .execution_options(yield_per=1000)
    )
    for (_key, commission), rows in groupby(session.connection().execute(asked), key=itemgetter(0, 1)):
        yield commission, [(streamer, share) for _id, _amount, streamer, share in rows]
