"""合作企业台账 (annex 4): the partners of a period's last day, one line each; without contacts."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import String, select, type_coerce

from db.engine import Session
from db.models.partner_words import Papers
from db.queries.partner_figures import grade_at
from db.queries.partner_history import Turn, partnerships
from db.queries.partner_papers import cabinet
from db.queries.periods import Period
from db.queries.tables import ORGS

_PAGE = 500


class PartnerEntry(NamedTuple):
    """One line of the ledger; ``since`` is the day it last became a partner (None: from the start).

    ``state``, ``papers`` (资质) and ``grade`` are those of the period's last day, the rest is of today.
    """

    code: str
    name: str
    credit_code: str | None
    roles: str | None
    region: str | None
    goods: str | None
    brands: str | None
    level: str | None
    since: date | None
    state: str
    papers: Papers
    grade: str | None


def partner_ledger(session: Session, period: Period) -> Iterator[PartnerEntry]:
    """Yield the ledger of a period's last day by code: as many lines as P01 says."""
    day, turns, papers = period.ends_on, partnerships(session), cabinet(session)
    states, of = turns.working(day), ORGS.c
    keys = [key for key in session.scalars(select(of.id).order_by(of.code, of.id)) if key in states]
    fields = of.id, of.code, of.name, of.credit_code, of.roles, type_coerce(of.region, String), of.categories
    asked = select(*fields, of.brands, type_coerce(of.coop_level, String), grade_at(day))
    for start in range(0, len(keys), _PAGE):
        page = asked.where(of.id.in_(keys[start : start + _PAGE])).order_by(of.code, of.id)
        for key, *told, grade in session.execute(page).all():
            since = _since(turns.lines[key], day)
            yield PartnerEntry._make((*told, since, states[key], papers.word(key, day), grade))


def _since(line: tuple[Turn, ...], day: date) -> date | None:
    """Return the day a partner of a day last became one."""
    return next((turn.on for turn in reversed(line) if turn.came and turn.by(day)), None)
