"""Sessions and the campaign they belong to."""

from collections.abc import Collection

from db.engine import Session
from db.models import LiveSession
from db.store.reading import row_of
from db.store.saving import save


def link_sessions(session: Session, campaign: int | None, keys: Collection[int]) -> int:
    """Let sessions belong to a campaign, or to none; return how many changed."""
    changed = 0
    for key in keys:
        row = row_of(session, LiveSession, key)
        if row["campaign_id"] != campaign:
            save(session, LiveSession, {"campaign_id": campaign}, key, row["version"])
            changed += 1
    return changed
