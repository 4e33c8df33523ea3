"""What follows from a streamer and an account: birth date and gender of an ID number, the search index."""

from typing import Any

from db import checks, identity, search
from db.engine import Session
from db.models import PlatformAccount, Streamer
from db.models.words import IdKind
from db.secrets import is_masked
from db.store.completing import Completions, Follows, Values


def _streamer(_: Session, values: Values) -> dict[str, Any]:
    """Read birth date and gender off an ID number."""
    number = values.get("id_no")
    kind = values.get("id_kind") or IdKind.RESIDENT
    if not number or is_masked(number) or kind not in checks.NUMBERED_IDS:
        return {}
    read = {"birth_on": identity.birth_date(number), "gender": identity.gender(number)}
    return {name: value for name, value in read.items() if values.get(name) is None}


def _index(session: Session, key: int, _old: Values, _new: Values) -> None:
    """Let a streamer be found by what they are called now."""
    search.index_streamers(session, [key])


def _index_owners(session: Session, _key: int, old: Values, new: Values) -> None:
    """Let the owners of an account be found by it."""
    owners = {old.get("streamer_id"), new.get("streamer_id")}
    search.index_streamers(session, [owner for owner in owners if owner is not None])


COMPLETIONS: Completions = {Streamer: _streamer}
FOLLOWS: Follows = {
    Streamer: _index,
    PlatformAccount: _index_owners,
}
