"""所属活动 of live results: names and codes of campaigns become keys; what is not known is a remark."""

from collections import defaultdict

from sqlalchemy import select

from db.engine import Session
from db.intake.lines import Lines
from db.models import Campaign
from db.queries.tables import table_of
from db.values import folded

COLUMN = "campaign_id"
UNKNOWN = "库里没有这个活动，未关联；请先在“活动”里登记"
SEVERAL = "有 {count} 个同名活动，未关联；请改填活动编号"

_CAMPAIGNS = table_of(Campaign)


def find_campaigns(session: Session, lines: Lines) -> None:
    """Put keys in place of the campaigns named; an unknown or ambiguous name links nothing."""
    names = lines.columns.get(COLUMN)
    if names is None or not any(names):
        return
    of = _CAMPAIGNS.c
    known: defaultdict[str, set[int]] = defaultdict(set)
    for key, code, name in session.execute(select(of.id, of.code, of.name).where(of.deleted_at.is_(None))):
        known[folded(name)].add(key)
        known[folded(code)].add(key)
    for line, name in enumerate(names):
        found = known.get(folded(name), set()) if name else set()
        names[line] = next(iter(found)) if len(found) == 1 else None
        if name and len(found) != 1:
            lines.warn(line, COLUMN, SEVERAL.format(count=len(found)) if found else UNKNOWN)
