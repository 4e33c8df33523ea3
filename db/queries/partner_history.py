"""How the companies around the base stood on any day, and who came and went: from their history only.

Whom the base works with is told by 合格在册 and 限制合作 (indicator P01). An organisation in such a state
is a partner whatever roles it has, so nothing of today is asked. ``on`` empty means "from the start".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, func, or_, select

from db.engine import Session
from db.lifecycle import state_then
from db.models import Org
from db.models.partner_words import PartnerState
from db.models.words import OrgRoleKind
from db.queries.lists import holds_word
from db.queries.partners import BESIDE, WORKING
from db.queries.periods import Period
from db.queries.tables import HISTORY, ORGS, alive

GONE = (PartnerState.SUSPENDED, PartnerState.EXITED, PartnerState.BLACKLIST)
"""The states of those that are with the base no more; a 入驻企业 in another counts for P02."""
TENANT = holds_word(ORGS.c.roles, OrgRoleKind.TENANT)
"""The condition that an organisation is a 入驻企业; roles have no history, so it is today's."""
_WORKING = frozenset(WORKING)
_OWN = HISTORY.c.entity == ORGS.name


class Turn(NamedTuple):
    """One change of state of one organisation; ``on`` None means from the start, ``before`` None unknown."""

    id: int
    org_id: int
    on: date | None
    before: str | None
    state: str
    reason: str | None

    @property
    def came(self) -> bool:
        """Whether it made a partner of the organisation (P03)."""
        return self.before not in _WORKING and self.state in _WORKING

    @property
    def went(self) -> bool:
        """Whether the organisation ceased to be one (P03E)."""
        return self.before in _WORKING and self.state not in _WORKING

    def by(self, day: date) -> bool:
        """Say whether it had taken effect at the end of a day."""
        return self.on is None or self.on <= day


@dataclass(frozen=True, slots=True)
class Partnerships:
    """The turns into, within and out of partnership by organisation, each one's in the order of their days.

    ``since`` is the day the first company of the supply chain is known from, ``date.min`` for from the start,
    None when there is none: before it nothing is known of partners, not even that there were none.
    """

    lines: Mapping[int, tuple[Turn, ...]]
    since: date | None

    def known(self, day: date) -> bool:
        """Say whether anything is known of partners at the end of a day."""
        return self.since is not None and self.since <= day

    def working(self, day: date) -> dict[int, str]:
        """Return who was a partner at the end of a day (P01), with the state of each."""
        found = {}
        for key, line in self.lines.items():
            state = ""
            for turn in line:
                if turn.on is not None and turn.on > day:
                    break
                state = turn.state
            if state in _WORKING:
                found[key] = state
        return found

    def moves(self, period: Period) -> list[Turn]:
        """Return what made or ended a partnership in a period, the earliest first (P03, P03E)."""
        first, last = period.starts_on, period.ends_on
        dated = [
            (turn.on, turn)
            for line in self.lines.values()
            for turn in line
            if turn.on is not None and first <= turn.on <= last
        ]
        return [turn for _, turn in sorted(dated, key=itemgetter(0)) if turn.came or turn.went]


def partnerships(session: Session) -> Partnerships:
    """Read the turns of all that were ever partners and are neither deleted nor of the demo.

    Each begins where the one before it ended, also when it was entered late.
    """
    of, place = HISTORY.c, (HISTORY.c.on.asc().nulls_first(), HISTORY.c.id)
    last = func.lag(of.to_state).over(partition_by=of.entity_id, order_by=place)
    chained = (
        select(of.id, of.entity_id, of.on, func.coalesce(last, of.from_state).label("before"))
        .add_columns(of.to_state, of.reason)
        .join(ORGS, ORGS.c.id == of.entity_id)
        .where(_OWN, alive(ORGS), of.entity_id.in_(ever_partners()))
        .subquery()
    )
    touching = or_(chained.c.to_state.in_(WORKING), chained.c.before.in_(WORKING))
    rows = session.execute(
        select(chained)
        .where(touching)
        .order_by(chained.c.entity_id, chained.c.on.asc().nulls_first(), chained.c.id)
    )
    turns = map(Turn._make, rows.all())
    lines = {key: tuple(line) for key, line in groupby(turns, itemgetter(1))}
    return Partnerships(lines, _since(session, lines.values()))


def ever_partners() -> Select[int]:
    """Return the question for the keys of all organisations that were partners at any time."""
    ever = HISTORY.alias("ever").c
    was = or_(ever.to_state.in_(WORKING), ever.from_state.in_(WORKING))
    return select(ever.entity_id).where(ever.entity == ORGS.name, was)


def is_working(day: date) -> ColumnElement[bool]:
    """Return the condition that an organisation was a partner at the end of a day: P01."""
    counted: ColumnElement[bool] = state_then(day, Org).in_(WORKING) & alive(ORGS)
    return counted


def is_tenant(day: date) -> ColumnElement[bool]:
    """Return the condition that an organisation was with the base as 入驻企业 at the end of a day: P02."""
    counted: ColumnElement[bool] = TENANT & state_then(day, Org).not_in(GONE) & alive(ORGS)
    return counted


def _since(session: Session, lines: Iterable[tuple[Turn, ...]]) -> date | None:
    """Return the day the first company of the supply chain is known from, among them those of some lines."""
    of, turns = HISTORY.c, (turn for line in lines for turn in line if turn.state != PartnerState.PROSPECT)
    begun = min((turn.on or date.min for turn in turns), default=date.max)
    earlier = or_(of.on.is_(None), of.on < begun)
    supplying = [holds_word(ORGS.c.roles, role) for role in OrgRoleKind if role not in BESIDE]
    asked = select(of.on).join(ORGS, ORGS.c.id == of.entity_id)
    known = _OWN, earlier, alive(ORGS), or_(of.to_state != PartnerState.PROSPECT, *supplying)
    first = session.execute(asked.where(*known).order_by(of.on.asc().nulls_first()).limit(1)).first()
    if first is not None:
        return first.on or date.min
    return None if begun == date.max else begun
