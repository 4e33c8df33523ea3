"""重点活动 of a period (T12): what a campaign was published by, who took part, what it came to."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select

from db.engine import Session
from db.models import Campaign, CampaignEvent, CampaignLine, CampaignParty
from db.models.campaign_words import CampaignState, LineKind
from db.queries.periods import Period, month_end
from db.queries.tables import COUNTED, SESSIONS, alive, table_of

_CAMPAIGNS, _LINES = table_of(Campaign), table_of(CampaignLine)
_EVENTS, _PARTIES = table_of(CampaignEvent), table_of(CampaignParty)


@dataclass(frozen=True, slots=True)
class MonthCampaign:
    """One line of T12; ``sessions`` and ``gmv`` (分, None = not known) are of its own in the period.

    The three lists stay three lists; ``reactions`` are the 群众反响 written at their lines.
    """

    code: str
    name: str
    kind: str
    start_on: date | None
    end_on: date | None
    place: str | None
    themes: tuple[str, ...]
    scenes: tuple[str, ...]
    contents: tuple[str, ...]
    parties: tuple[str, ...]
    sessions: int
    gmv: int | None
    reactions: tuple[str, ...]
    policy_tags: tuple[str, ...]


def month_campaigns(session: Session, period: Period) -> tuple[MonthCampaign, ...]:
    """Return the campaigns of a month, a quarter or a year, in the order they began.

    Of a period is what runs in it, has an event in it or a counted session; what was called off is left out.
    """
    of = _CAMPAIGNS.c
    asked = select(_CAMPAIGNS).where(
        alive(_CAMPAIGNS), of.status != CampaignState.CANCELLED, _of_period(period)
    )
    found = session.execute(asked.order_by(of.start_on.nulls_last(), of.id)).mappings().all()
    keys = [row["id"] for row in found]
    lines, reactions = _lines(session, keys)
    parties, sums = _parties(session, keys), _sums(session, period)
    made = []
    for row in found:
        key = row["id"]
        themes, scenes, contents = (tuple(lines[key, kind.value]) for kind in LineKind)
        count, gmv = sums.get(key, (0, None))
        tags = tuple(filter(None, (row["policy_tags"] or "").split("、")))
        own = (row["code"], row["name"], str(row["kind"]), row["start_on"], row["end_on"], row["place"])
        made.append(
            MonthCampaign(
                *own, themes, scenes, contents, tuple(parties[key]), count, gmv, tuple(reactions[key]), tags
            )
        )
    return tuple(made)


def _of_period(period: Period) -> ColumnElement[bool]:
    """Return the condition that a campaign is one of a period."""
    of, last = _CAMPAIGNS.c, month_end(period.last)
    first = date(period.first // 100, period.first % 100, 1)
    runs = and_(of.start_on <= last, func.coalesce(of.end_on, of.start_on) >= first)
    happened = select(_EVENTS.c.campaign_id).where(
        _EVENTS.c.held_on.between(first, last),
        _EVENTS.c.deleted_at.is_(None),
        _EVENTS.c.campaign_id.is_not(None),
    )
    broadcast = select(SESSIONS.c.campaign_id).where(
        COUNTED, SESSIONS.c.month.between(period.first, period.last), SESSIONS.c.campaign_id.is_not(None)
    )
    return or_(runs, of.id.in_(happened), of.id.in_(broadcast))


def _lines(
    session: Session, keys: Iterable[int]
) -> tuple[defaultdict[tuple[int, str], list[str]], defaultdict[int, list[str]]]:
    """Return the lines by campaign and list, and the reactions by campaign."""
    of = _LINES.c
    lines: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    reactions: defaultdict[int, list[str]] = defaultdict(list)
    asked = select(of.campaign_id, of.kind, of.text, of.reaction).where(of.deleted_at.is_(None))
    for key, kind, text, reaction in session.execute(
        asked.where(of.campaign_id.in_(keys)).order_by(of.sort, of.id)
    ):
        lines[key, str(kind)].append(text)
        reactions[key] += [reaction] if reaction else []
    return lines, reactions


def _parties(session: Session, keys: Iterable[int]) -> defaultdict[int, list[str]]:
    """Return who took part, by campaign."""
    of = _PARTIES.c
    found: defaultdict[int, list[str]] = defaultdict(list)
    asked = select(of.campaign_id, of.name).where(of.deleted_at.is_(None), of.name.is_not(None))
    for key, name in session.execute(asked.where(of.campaign_id.in_(keys)).order_by(of.id)):
        found[key].append(name)
    return found


def _sums(session: Session, period: Period) -> dict[int, tuple[int, int | None]]:
    """Return number and amount of the period's counted sessions, by campaign."""
    of = SESSIONS.c
    asked = select(of.campaign_id, func.count(), func.sum(of.gmv)).where(
        COUNTED, of.month.between(period.first, period.last), of.campaign_id.is_not(None)
    )
    return {
        key: (count, None if gmv is None else int(gmv))
        for key, count, gmv in session.execute(asked.group_by(of.campaign_id))
    }
