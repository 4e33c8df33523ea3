"""The order of lines the user sorts by hand."""

from collections.abc import Sequence

from sqlalchemy import select

from db.engine import Session
from db.models import CampaignLine
from db.queries.tables import table_of
from db.store.saving import save

_LINES = table_of(CampaignLine)


def place_lines(session: Session, campaign: int, kind: str, keys: Sequence[int]) -> None:
    """Set the order of one list of a campaign to that of the keys; lines not named stay behind them."""
    of = _LINES.c
    asked = select(of.id, of.version, of.sort).where(of.campaign_id == campaign, of.kind == kind)
    known = {
        row.id: row for row in session.execute(asked.where(of.deleted_at.is_(None)).order_by(of.sort, of.id))
    }
    wanted = [key for key in keys if key in known]
    for place, key in enumerate((*wanted, *(key for key in known if key not in wanted)), 1):
        if known[key].sort != place:
            save(session, CampaignLine, {"sort": place}, key, known[key].version)
