"""Note how many follow an account on a day, by hand."""

from datetime import date

from sqlalchemy import insert, select, update

from db import trail
from db.engine import Session
from db.errors import BadValue
from db.models import PlatformAccount
from db.queries.tables import SNAPSHOTS
from db.record import Record
from db.store.reading import row_of

RECORDED = "登记粉丝数"
"""Action of the trail: followers of a day were noted by hand."""
BY_HAND = "手工"
"""Where a count comes from that somebody typed."""
_ACCOUNT: type[Record] = PlatformAccount


def record_followers(session: Session, account_id: int, on: date, followers: int) -> None:
    """Keep an account's followers of a day, in place of what was known of that day; the trail tells who did.

    Raises BadValue for a day to come or a negative number, NotAllowed when there is no such account.
    """
    row_of(session, _ACCOUNT, account_id)
    if on > date.today():
        raise BadValue("不能晚于今天", "日期")
    if followers < 0:
        raise BadValue("不能为负数", "粉丝数")
    of = SNAPSHOTS.c
    same = (of.account_id == account_id) & (of.on == on)
    known = session.scalar(select(of.followers).where(same))
    if known == followers:
        return
    if known is None:
        values = {"account_id": account_id, "on": on, "followers": followers, "source": BY_HAND}
        session.execute(insert(SNAPSHOTS).values(**values))
    else:
        session.execute(update(SNAPSHOTS).where(same).values(followers=followers, source=BY_HAND))
    told = {
        "followers": [None if known is None else str(known), str(followers)],
        "on": [None, on.isoformat()],
    }
    trail.record(session, RECORDED, PlatformAccount.__tablename__, account_id, told)
